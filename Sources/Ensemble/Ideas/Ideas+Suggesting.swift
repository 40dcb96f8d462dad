import Database
import Localization

/// Somebody brings up a need.
extension Ideas {
    /// What is written of an idea.
    public struct Words: Equatable, Sendable {
        public var need: String
        public var solution: String
        public var profile: Degrees?

        public init(need: String, solution: String = "", profile: Degrees? = nil) {
            self.need = need
            self.solution = solution
            self.profile = profile
        }

        func checked() throws(Fault) -> Words {
            let need = need.oneLine
            guard !need.isEmpty, need.count <= 200 else {
                throw .invalid("Please say what you need, in a sentence of up to 200 characters.")
            }
            guard solution.utf8.count <= 10_000 else {
                throw .invalid("A solution has at most 10,000 characters.")
            }
            return Words(need: need, solution: solution.trimmed, profile: profile)
        }
    }

    /// What became of a suggestion.
    public struct Suggested: Equatable, Sendable {
        public let idea: Idea.ID
        /// Whether somebody looks at it first.
        public let isHeld: Bool
    }

    /// A customer who is signed in, or one of the team, brings up a need. A
    /// customer's own vote goes with it.
    /// - Throws: `Fault.invalid`, `Fault.forbidden` where the board is shared within organisations and they have
    ///   none, `Fault.notFound` where there is no board, `Fault.tooMany` for twenty in a day.
    @discardableResult
    public func suggest(_ words: Words, by actor: Actor) async throws -> Suggested {
        let words = try words.checked()
        let now = clock()
        return try await database.write { db in
            try Self.suggest(words, by: actor, at: now, in: db)
        }
    }

    static func suggest(_ words: Words, by actor: Actor, at now: Moment, in db: any Connection) throws
        -> Suggested
    {
        let board = try Board.present(in: db)
        switch actor {
        case .agent(let agent, _):
            let idea = try add(
                words, author: .agent(agent), name: try Agents.find(agent, in: db).name, isProven: true,
                organisation: nil, isHeld: false, by: actor, at: now, in: db)
            return Suggested(idea: idea.id, isHeld: false)
        case .customer(let customer):
            _ = try found(by: .customer(customer), board, in: db)
            try checkPace(of: customer, at: now, in: db)
            let idea = try add(
                words, author: .customer(customer), name: try publicName(of: customer, in: db),
                isProven: true, organisation: try audience(of: customer, board, in: db),
                isHeld: board.holds == .all, by: actor, at: now, in: db)
            try cast(
                Ballot(customer: customer, source: .own, by: actor), for: idea, at: now, in: db)
            try follow(idea.id, customer, at: now, in: db)
            return Suggested(idea: idea.id, isHeld: board.holds == .all)
        case .system: throw Fault.forbidden("An idea has somebody who brings it up.")
        }
    }

    /// Somebody who is not signed in brings up a need. Their address is only
    /// what was typed: a link in a mail makes the vote theirs.
    /// - Throws: `Fault.invalid`, `Fault.signInNeeded` where the board is not open to everybody, `Fault.tooMany`.
    @discardableResult
    public func suggest(_ words: Words, name: String, address: String, in reader: Reader) async throws
        -> Suggested
    {
        let words = try words.checked()
        let address = try EmailAddress.check(address)
        let now = clock()
        let token = randomness.token()
        return try await database.write { db in
            let board = try Board.present(in: db)
            _ = try Self.found(by: .nobody, board, in: db)
            let customer = try Customers.meet(
                address: address, name: nil, language: reader.language.tag, at: now, in: db)
            try Self.checkPace(of: customer, at: now, in: db)
            let isHeld = board.holds != .none
            let idea = try Self.add(
                words, author: .customer(customer), name: Self.firstName(name), isProven: false,
                organisation: nil, isHeld: isHeld, by: .customer(customer), at: now, in: db)
            try mailLink(token, for: idea, to: address, reader, at: now, in: db)
            return Suggested(idea: idea.id, isHeld: isHeld)
        }
    }

    private static func add(
        _ words: Words, author: Idea.Author, name: String, isProven: Bool, organisation: Organisation.ID?,
        isHeld: Bool, by actor: Actor, at now: Moment, in db: any Connection
    ) throws -> Idea {
        let id = try Idea.ID(rawValue: db.newID())
        let (kind, number): (String, Int64) =
            switch author {
            case .agent(let id): ("agent", id.rawValue)
            case .customer(let id): ("customer", id.rawValue)
            }
        // What the team brings up has been looked at by the team.
        let answered: Moment? = kind == "agent" ? now : nil
        try db.execute(
            """
            INSERT INTO ideas (id, need, solution, author_kind, author, author_name, is_proven, organisation,
                status, held_at, first_answer_at, profile, created_at, status_at)
            VALUES (\(id), \(words.need), \(words.solution), \(kind), \(number), \(name), \(isProven),
                \(organisation?.rawValue ?? 0), \(Idea.Status.open), \(isHeld ? now : nil), \(answered),
                \(words.profile?.description), \(now), \(now))
            """)
        try index(id, words, in: db)
        let idea = try find(id, in: db)
        try record(
            .ideaSuggested, idea, isHeld ? ["held": "yes"] : [:], by: actor,
            customer: kind == "customer" ? Customer.ID(rawValue: number) : nil, at: now, in: db)
        return idea
    }

    /// Whose people find what a customer brings up.
    private static func audience(of customer: Customer.ID, _ board: Board, in db: any Connection) throws
        -> Organisation.ID?
    {
        guard board.access == .organisation else { return nil }
        guard let own = try organisation(of: customer, in: db) else {
            throw Fault.forbidden("Ideas are shared within an organisation here, and we know none of yours.")
        }
        return own
    }

    private static let aDay = 20

    private static func checkPace(of customer: Customer.ID, at now: Moment, in db: any Connection) throws {
        let count: Int =
            try db.value(
                """
                SELECT COUNT(*) FROM ideas
                WHERE author_kind = 'customer' AND author = \(customer) AND created_at > \(now - .days(1))
                """) ?? 0
        guard count < aDay else {
            throw Fault.tooMany("That is a lot of ideas for one day. Please bring the next one tomorrow.")
        }
    }

    /// By which others read a customer: the first name alone.
    static func publicName(of customer: Customer.ID, in db: any Connection) throws -> String {
        firstName(try db.value("SELECT name FROM customers WHERE id = \(customer)") ?? "")
    }

    static func firstName(_ name: String) -> String {
        let first = name.oneLine.split(separator: " ").first.map(String.init) ?? ""
        // An address that stands for a name is not shown to others.
        return first.contains("@") ? "" : first.shortened(to: 60)
    }
}
