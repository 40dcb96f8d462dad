import Database
import Localization

/// Which answers stand behind a number.
struct NameChoice: Equatable, Sendable {
    /// Who named this idea.
    var heard: String?
    /// Who named what says, or opposes, this intended idea.
    var tie: IdeaTie?
    var isGood: Bool?
    /// Who lived through it, or did not.
    var lived: (experience: NameExperience, isLived: Bool)?
    /// Of the months before those that are looked at.
    var isBefore = false

    static func == (one: Self, other: Self) -> Bool { one.query == other.query }

    func matches(_ answer: NameAnswer) -> Bool {
        if let lived, answer.lived.contains(lived.experience) != lived.isLived { return false }
        guard heard != nil || tie != nil else { return true }
        return answer.ideas.contains { idea in
            (heard == nil || idea.key == heard) && (tie == nil || idea.tie == tie) && isAsGood(idea)
        }
    }

    private func isAsGood(_ idea: NameAnswer.Idea) -> Bool {
        guard let isGood else { return true }
        return idea.favour.map { isGood ? $0 > 0 : $0 < 0 } ?? false
    }

    var query: String {
        var parts: [String] = []
        if let heard { parts.append("heard=\(heard.percentEncoded)") }
        if let tie { parts.append("\(tie.isAgainst ? "against" : "says")=\(tie.intended)") }
        if let isGood { parts.append("tone=\(isGood ? "good" : "bad")") }
        if let lived { parts.append("\(lived.isLived ? "with" : "without")=\(lived.experience.rawValue)") }
        if isBefore { parts.append("past=1") }
        return parts.map { "&\($0)" }.joined()
    }
}

/// Addresses of the page's rows, for what is looked at.
struct NameLinks {
    let scope: NameIdeas.Scope

    func rows(_ choice: NameChoice = NameChoice()) -> String {
        "/direction/name/rows?\(scope.query)\(choice.query)"
    }

    func heard(_ key: String, isGood: Bool? = nil, isBefore: Bool = false) -> String {
        rows(NameChoice(heard: key, isGood: isGood, isBefore: isBefore))
    }

    func heard(_ key: String, _ experience: NameExperience, _ isLived: Bool) -> String {
        rows(NameChoice(heard: key, lived: (experience, isLived)))
    }

    func heard(_ key: String, in month: Month) -> String {
        NameLinks(scope: .init(from: month, until: month)).heard(key)
    }

    func says(_ intended: IntendedIdea.ID, isAgainst: Bool) -> String {
        rows(NameChoice(tie: IdeaTie(intended, isAgainst: isAgainst)))
    }

    func page(until month: Month) -> String { "/direction/name?until=\(month)" }
    var table: String { "/direction/name.csv?\(scope.query)" }

    static func table(_ rows: String) -> String { rows.replacing("/name/rows?", with: "/name/rows.csv?") }
}

extension NameIdeas {
    /// The answers behind a number, the latest first.
    /// - Returns: a page of them, and the place behind which the next begins.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`.
    func rows(
        _ choice: NameChoice, _ scope: Scope, after: Int64? = nil, limit: Int = 50, by actor: Actor
    ) async throws -> (rows: [NameAnswer], next: Int64?) {
        let found = try await look(choice.isBefore ? scope.before : scope, by: actor).now
        let matching = found.filter { choice.matches($0) && $0.response.rawValue < after ?? .max }
            .sorted { $0.response > $1.response }
        var rows = Array(matching.prefix(limit))
        let customers = rows.map(\.customer)
        let names = try await database.read { db in try Surveys.names(of: customers, in: db) }
        for place in rows.indices { rows[place].customerName = names[rows[place].customer] ?? "?" }
        return (rows, matching.count > limit ? rows.last?.response.rawValue : nil)
    }
}
