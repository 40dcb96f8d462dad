import Database
import Localization
import Statistics

/// What a model makes of customers' sentences, and what people find who check it.
///
/// Proposals never enter what is heard: the shares of all of them are said
/// apart, corrected by what people found.
public struct Proposals: Sendable {
    let database: any Database
    let clock: Clock
    let coder: StartingCoder

    /// One sentence with what the model makes of it.
    public struct Proposal: Identifiable, Sendable {
        public typealias ID = Identifier<Proposal>

        public let id: ID
        public let message: Message.ID
        public let words: String
        public let customer: Customer.ID
        public let month: Month
        /// Of product, service, idea and “no mention”, per mille.
        public let likely: [Int]

        /// What it is most likely about.
        public var kind: StartingModel.Kind {
            StartingModel.Kind.allCases.max { likely[$0.rawValue] < likely[$1.rawValue] } ?? .none
        }
        /// Per mille.
        public var certainty: Int { likely.max() ?? 0 }
    }

    /// At most so many messages are read at once.
    static let batch = 100

    /// Reads messages that are due, a batch at a time, and writes down what the model makes of them.
    ///
    /// Two who read the same message write the same; the second adds nothing.
    /// - Returns: how many messages were read; 0 where none is due.
    @discardableResult
    public func work() async throws -> Int {
        let due = try await database.read { db in
            try db.rows(
                """
                SELECT messages.id, messages.conversation, messages.author, messages.text, messages.created_at
                FROM (SELECT message FROM proposals_due ORDER BY message LIMIT \(Self.batch)) AS due
                JOIN messages ON messages.id = due.message ORDER BY messages.id
                """
            ).map(Due.init(row:))
        }
        guard !due.isEmpty else { return 0 }
        var read: [(Due, [StartingModel.Proposal], String)] = []
        for message in due {
            let (proposals, version) = try await coder.propose(String(message.text.prefix(20_000)))
            read.append((message, proposals, version))
        }
        let now = clock()
        return try await database.write { [read] db in
            let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
            // Whoever takes a message off the list writes for it; one that is gone stays away.
            for (message, proposals, version) in read
            where try db.execute("DELETE FROM proposals_due WHERE message = \(message.id)") == 1 {
                let text = SpannedText(message.text)
                for proposal in proposals.prefix(200) {
                    try message.insert(proposal, text, model: version, zone: zone, at: now, in: db)
                }
            }
            return read.count
        }
    }

    /// A message to be read.
    private struct Due: Sendable {
        let id: Message.ID
        let conversation: Conversation.ID
        let customer: Customer.ID
        let text: String
        let createdAt: Moment

        init(row: Row) throws {
            id = try row("id")
            conversation = try row("conversation")
            customer = try row("author")
            text = try row("text")
            createdAt = try row("created_at")
        }

        func insert(
            _ proposal: StartingModel.Proposal, _ text: SpannedText, model: String, zone: Zone,
            at now: Moment,
            in db: any Connection
        ) throws {
            guard let words = text.words(proposal.span), Proposals.saysSomething(words) else { return }
            let month = Month(Day(createdAt, in: zone)).number
            let likely = Proposals.perMille(proposal.probabilities)
            try db.execute(
                """
                INSERT INTO proposals (id, message, conversation, begins, length, words, customer, month, product,
                    service, idea, none, model, lot, created_at)
                VALUES (\(try db.newID()), \(id), \(conversation), \(proposal.span.begin), \(proposal.span.length),
                    \(words.shortened(to: 1_000)), \(customer), \(month), \(likely[0]), \(likely[1]), \(likely[2]),
                    \(likely[3]), \(model), \(Proposals.lot(customer, month)), \(now))
                ON CONFLICT (message, begins) DO NOTHING
                """)
        }
    }

    /// Whether it may be a sentence: a greeting or a name has few words and no end.
    static func saysSomething(_ words: String) -> Bool {
        let all = words.split(whereSeparator: \.isWhitespace)
        guard let last = words.last(where: { !$0.isWhitespace }) else { return false }
        return all.count > 4 || (all.count > 1 && ".!?…".contains(last))
    }

    /// Probabilities as whole numbers that sum to 1,000, by largest remainder.
    static func perMille(_ probabilities: [Double]) -> [Int] {
        let exact = probabilities.map { $0 * 1_000 }
        var whole = exact.map { Int($0) }
        let falling = exact.indices.sorted { exact[$0] - Double(whole[$0]) > exact[$1] - Double(whole[$1]) }
        for index in falling.prefix(max(0, 1_000 - whole.reduce(0, +))) { whole[index] += 1 }
        return whole
    }

    /// The same for all that a customer said in a month, and as good as random between them.
    ///
    /// Source: G. Steele, D. Lea, C. Flood, SplitMix (2014), its mixing.
    static func lot(_ customer: Customer.ID, _ month: Int) -> Int64 {
        var mixed = UInt64(bitPattern: customer.rawValue) &+ UInt64(month) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int64((mixed ^ (mixed >> 31)) >> 1)
    }
}

extension Proposals.Proposal {
    static let columns: SQL = """
        proposals.id, proposals.message, proposals.words, proposals.customer, proposals.month, proposals.product,
        proposals.service, proposals.idea, proposals.none
        """

    init(row: Row) throws {
        id = try row("id")
        message = try row("message")
        words = try row("words")
        customer = try row("customer")
        month = Month(number: try row("month"))
        likely = [try row("product"), try row("service"), try row("idea"), try row("none")]
    }
}
