import Database
import Localization

/// The rules by which words are coded as product, service and idea.
///
/// The business may say them in its own words; each change is a version, and
/// each mark knows the one it was made by.
public struct CodeBook: Equatable, Sendable {
    /// What each part means, and what decides between them.
    public struct Rules: Equatable, Sendable, Codable {
        public var product: String
        public var service: String
        public var idea: String
        /// Questions to ask in turn, one a line.
        public var ties: String

        public init(product: String, service: String, idea: String, ties: String) {
            self.product = product
            self.service = service
            self.idea = idea
            self.ties = ties
        }
    }

    /// Counts from 1; 0 is the shipped one.
    public let version: Int
    /// By language; empty for the shipped one, whose words are translated with the program's.
    public let rules: [String: Rules]

    /// In the reader's language, else in the one that comes first.
    func rules(for r: Reader) -> Rules {
        rules[Self.key(r.language)] ?? rules.sorted { $0.key < $1.key }.first?.value ?? .shipped(r)
    }

    /// `en` also for `en-US`: the rules of a language hold wherever it is spoken.
    static func key(_ language: Language) -> String { String(language.tag.prefix { $0 != "-" }) }

    static func presentVersion(in db: any Connection) throws -> Int {
        try db.value("SELECT MAX(version) FROM code_books") ?? 0
    }

    static func present(in db: any Connection) throws -> CodeBook {
        guard let row = try db.row("SELECT version, rules FROM code_books ORDER BY version DESC LIMIT 1")
        else { return CodeBook(version: 0, rules: [:]) }
        return CodeBook(
            version: try row("version"), rules: try JSON.value([String: Rules].self, from: row("rules")))
    }
}

extension CodeBook.Rules {
    /// Source: MEASURES.md, section 2; G. L. Shostack, Breaking Free from Product Marketing (1977).
    static func shipped(_ r: Reader) -> Self {
        Self(
            product: r(
                "The thing or outcome that is handed over and still there afterwards: a device, food, medicine, a result, a report. Also the amount charged for it."
            ),
            service: r(
                "Acts, people, process and time: helping, waiting, booking, courtesy, being good at the work."
            ),
            idea: r(
                "What the business means, promises, teaches or assumes: knowing the price beforehand, fairness, safety, “they respect my money”, advice, a cause, standards. Also being told, being surprised, being treated fairly."
            ),
            ties: r("Would it still be true if another person had done it? No: service.") + "\n"
                + r("Is it about a thing or a result itself? Product.") + "\n"
                + r("Is it about what that says, promises or lets me know? Idea."))
    }

    /// - Throws: `Fault.invalid`.
    func checked() throws(Fault) -> Self {
        let rules = Self(
            product: product.trimmed, service: service.trimmed, idea: idea.trimmed, ties: ties.trimmed)
        let all = [rules.product, rules.service, rules.idea, rules.ties]
        guard all.allSatisfy({ !$0.isEmpty && $0.count <= 2_000 }) else {
            throw .invalid("Each rule has 1 to 2,000 characters.")
        }
        return rules
    }
}

extension HeardMentions {
    /// The rules that hold now.
    public func book() async throws -> CodeBook { try await database.read { try CodeBook.present(in: $0) } }

    /// Writes the rules of one language anew, as the next version; the same words make none.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`.
    public func write(_ rules: CodeBook.Rules, in language: Language, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let rules = try rules.checked()
        let now = clock()
        try await database.write { db in
            let present = try CodeBook.present(in: db)
            guard present.rules(for: Reader(language: language, now: now.milliseconds)) != rules else {
                return
            }
            var all = present.rules
            all[CodeBook.key(language)] = rules
            let version = present.version + 1
            let agent: Int64? = if case .agent(let id, _) = actor { id.rawValue } else { nil }
            try db.execute(
                """
                INSERT INTO code_books (version, rules, made_by, made_at)
                VALUES (\(version), \(JSON.text(all)), \(agent), \(now))
                """)
            try Events.record(
                .codeBookChanged, by: actor, data: ["version": String(version), "language": language.tag],
                at: now, in: db)
        }
    }
}
