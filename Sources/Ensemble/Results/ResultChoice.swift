import Database
import Localization

/// Which customers stand behind a number.
struct ResultChoice: Equatable, Sendable {
    /// Good or not on these sides.
    var sides: [ResultSide: Bool] = [:]
    var stage: (stage: ResultStage, isPassed: Bool)?
    /// Who passed every stage, or not.
    var isAllPassed: Bool?
    /// Who answered all four sides and all in all.
    var isComplete = false
    /// Of the months before those that are looked at.
    var isBefore = false

    static func == (one: Self, other: Self) -> Bool { one.query == other.query }

    func matches(_ customer: ResultCustomer) -> Bool {
        for (side, isGood) in sides where customer.isGood(side) != isGood { return false }
        if let stage, customer.stages[stage.stage] != stage.isPassed { return false }
        if let isAllPassed {
            guard !customer.stages.isEmpty,
                customer.stages.values.allSatisfy({ $0 }) == isAllPassed
            else { return false }
        }
        return !isComplete || customer.overall != nil && customer.pattern != nil
    }

    var query: String {
        var parts: [String] = []
        for side in ResultSide.allCases {
            if let isGood = sides[side] { parts.append("\(side.rawValue)=\(isGood ? "good" : "bad")") }
        }
        if let stage { parts.append("\(stage.isPassed ? "passed" : "failed")=\(stage.stage.rawValue)") }
        if let isAllPassed { parts.append("all=\(isAllPassed ? "passed" : "failed")") }
        if isComplete { parts.append("complete=1") }
        if isBefore { parts.append("past=1") }
        return parts.map { "&\($0)" }.joined()
    }

    /// Which these are, in words.
    func words(_ r: Reader) -> String? {
        var words = ResultSide.allCases.compactMap { side in
            sides[side].map { r("\(side.name(r)): \($0 ? r("good", context: "quality") : r("not good"))") }
        }
        if let stage {
            words.append(
                stage.isPassed ? stage.stage.name(r) : r("not: \(stage.stage.name(r))"))
        }
        if let isAllPassed {
            words.append(isAllPassed ? r("passed every stage") : r("did not pass every stage"))
        }
        return words.isEmpty ? nil : words.joined(separator: " · ")
    }
}

/// Addresses of the rows, for what is looked at.
struct ResultLinks {
    let scope: Results.Scope

    func rows(_ choice: ResultChoice = ResultChoice()) -> String {
        "/direction/results/rows?\(scope.query)\(choice.query)"
    }

    func sides(_ sides: [ResultSide: Bool]) -> String { rows(ResultChoice(sides: sides)) }
    func stage(_ stage: ResultStage, _ isPassed: Bool, money: Bool? = nil) -> String {
        rows(ResultChoice(sides: money.map { [.money: $0] } ?? [:], stage: (stage, isPassed)))
    }

    func pattern(_ pattern: [Bool]) -> String {
        sides(Dictionary(zip(ResultSide.allCases, pattern), uniquingKeysWith: { one, _ in one }))
    }

    func page(until month: Month) -> String {
        "/direction/results?until=\(month)"
            + (scope.offering.map { "&offering=\($0.rawValue == 0 ? "none" : $0.description)" } ?? "")
    }

    var table: String { "/direction/results.csv?\(scope.query)" }
    static func table(_ rows: String) -> String {
        rows.replacing("/results/rows?", with: "/results/rows.csv?")
    }
}

extension Results {
    /// The customers behind a number, in the order of their ids.
    /// - Returns: a page of them, and the place behind which the next begins.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`.
    func rows(
        _ choice: ResultChoice, _ scope: Scope, after: Int64? = nil, limit: Int = 50, by actor: Actor
    ) async throws -> (rows: [ResultCustomer], next: Int64?) {
        try actor.requireAdministrator()
        return try await database.read { db in
            let all = try Self.customers(choice.isBefore ? scope.before : scope, in: db)
            let matching = all.filter { choice.matches($0) && $0.customer.rawValue > after ?? 0 }
            var rows = Array(matching.prefix(limit))
            let names = try Surveys.names(of: rows.map(\.customer), in: db)
            for place in rows.indices { rows[place].name = names[rows[place].customer] ?? "?" }
            return (rows, matching.count > limit ? rows.last?.customer.rawValue : nil)
        }
    }
}
