import Foundation

/// Whom a note names: `@Mira`, `@"Mira Sandoval"`, `@mira@clinic.example`.
struct Mentions {
    private struct Somebody {
        let id: Agent.ID
        let name: String
        let first: String
        let email: String
    }

    private let people: [Somebody]

    init(among agents: [Agent]) {
        people = agents.map { agent in
            let name = Self.key(agent.name.oneLine)
            let first = name.split(separator: " ").first.map(String.init) ?? name
            return Somebody(id: agent.id, name: name, first: first, email: agent.email.trimmed.folded)
        }
    }

    /// A note names people so many times at most, and nobody's name or address is longer.
    private static let countLimit = 200
    private static let nameLimit = 320

    /// The people named in a text. A beginning that fits several people names nobody.
    func people(in text: String) -> Set<Agent.ID> {
        var found: Set<Agent.ID> = []
        var looks = 0
        var before: Character = " "
        var rest = text[...]
        while let sign = rest.popFirst(), looks < Self.countLimit {
            // Within an address or a word it names nobody.
            if sign == "@", !Self.isOfWord(before), let next = rest.first, Self.beginsName(next) {
                looks += 1
                if let id = person(rest.prefix(Self.nameLimit)) { found.insert(id) }
            }
            before = sign
        }
        return found
    }

    private static func beginsName(_ sign: Character) -> Bool { isOfWord(sign) || "\"“„".contains(sign) }

    private func person(_ rest: Substring) -> Agent.ID? {
        if let quoted = Self.quoted(rest) { return only(people.filter { $0.name == Self.key(quoted) }) }
        let address = rest.prefix { !$0.isWhitespace && !"<>()[]\"“”„,;:".contains($0) }
        if address.contains("@") {
            let address = Self.withoutEnd(address).folded
            return only(people.filter { $0.email == address })
        }
        return byWholeName(rest) ?? byFirstName(rest)
    }

    /// `@Mira Sandoval` without quotes: the text goes on as the name does.
    private func byWholeName(_ rest: Substring) -> Agent.ID? {
        let text = Self.key(String(rest).oneLine)
        return only(
            people.filter { one in
                guard one.name.contains(" "), text.hasPrefix(one.name) else { return false }
                return text.dropFirst(one.name.count).first.map { !Self.isOfWord($0) } ?? true
            })
    }

    private func byFirstName(_ rest: Substring) -> Agent.ID? {
        let word = Self.key(Self.withoutEnd(rest.prefix { Self.isOfWord($0) || "-.'’".contains($0) }))
        guard !word.isEmpty else { return nil }
        // Who is called exactly so is meant, not who is called Thomas too.
        return only(people.filter { $0.first == word }) ?? only(people.filter { $0.first.hasPrefix(word) })
    }

    private func only(_ people: [Somebody]) -> Agent.ID? { people.count == 1 ? people[0].id : nil }

    private static func quoted(_ rest: Substring) -> String? {
        guard let mark = rest.first, "\"“„".contains(mark) else { return nil }
        let inside = rest.dropFirst()
        return inside.firstIndex { "\"”“".contains($0) }.map { String(inside[..<$0]).oneLine }
    }

    private static func isOfWord(_ sign: Character) -> Bool { sign.isLetter || sign.isNumber || sign == "_" }

    private static func withoutEnd(_ word: Substring) -> String {
        var word = word
        while let last = word.last, !isOfWord(last) { word.removeLast() }
        return String(word)
    }

    /// Names are written without accents as well.
    private static func key(_ name: String) -> String {
        name.folded.folding(options: .diacriticInsensitive, locale: nil)
    }
}
