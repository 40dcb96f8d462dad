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
        public let source: SaidText.Source
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

    /// At most so many messages and answers are read at once.
    static let batch = 100

    /// Reads what is due, a batch at a time, and writes down what the model makes of it.
    ///
    /// Two who read the same text write the same; the second adds nothing.
    /// - Returns: how many messages and answers were read; 0 where none is due.
    @discardableResult
    public func work() async throws -> Int {
        let (due, gone) = try await database.read { db in try Self.due(in: db) }
        guard !due.isEmpty || !gone.isEmpty else { return 0 }
        var read: [(SaidText, [StartingModel.Proposal], String)] = []
        for said in due {
            let (proposals, version) = try await coder.propose(String(said.text.prefix(20_000)))
            read.append((said, proposals, version))
        }
        let now = clock()
        return try await database.write { [read] db in
            for source in gone { try db.execute("DELETE FROM proposals_due WHERE source = \(source)") }
            // Whoever takes a text off the list writes for it; one that is gone stays away.
            for (said, proposals, version) in read
            where try db.execute("DELETE FROM proposals_due WHERE source = \(said.source.number)") == 1 {
                // What was answered anew since it was read is read again.
                let present = try SaidText.find(said.source, in: db)
                guard present.text == said.text else {
                    try ProposalReader.note([said.source], in: db)
                    continue
                }
                let (text, month) = (SpannedText(said.text), try said.month(in: db))
                for proposal in proposals.prefix(200) {
                    try Self.insert(proposal, of: said, text, month, model: version, at: now, in: db)
                }
            }
            return read.count + gone.count
        }
    }

    /// What is to be read next, and what can't be read: it is passed over, so that the rest is not kept waiting.
    private static func due(in db: any Connection) throws -> (due: [SaidText], gone: [Int64]) {
        var (due, gone): ([SaidText], [Int64]) = ([], [])
        for row in try db.rows("SELECT source_kind, source FROM proposals_due ORDER BY source LIMIT \(batch)")
        {
            let source = try SaidText.Source(row: row)
            do { due.append(try SaidText.find(source, in: db)) } catch is Fault {
                gone.append(source.number)
            } catch is DecodingError { gone.append(source.number) }
        }
        return (due, gone)
    }

    private static func insert(
        _ proposal: StartingModel.Proposal, of said: SaidText, _ text: SpannedText, _ month: Month,
        model: String, at now: Moment, in db: any Connection
    ) throws {
        guard let words = text.words(proposal.span), saysSomething(words) else { return }
        let likely = perMille(proposal.probabilities)
        try db.execute(
            """
            INSERT INTO proposals (id, source_kind, source, conversation, begins, length, words, customer, month,
                product, service, idea, none, model, lot, created_at)
            VALUES (\(try db.newID()), \(said.source.kind), \(said.source.number),
                \(said.conversation?.rawValue ?? 0), \(proposal.span.begin), \(proposal.span.length),
                \(words.shortened(to: 1_000)), \(said.customer), \(month.number), \(likely[0]), \(likely[1]),
                \(likely[2]), \(likely[3]), \(model), \(lot(said.customer, month.number)), \(now))
            ON CONFLICT (source, begins) DO NOTHING
            """)
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
        proposals.id, proposals.source_kind, proposals.source, proposals.words, proposals.customer, proposals.month, proposals.product,
        proposals.service, proposals.idea, proposals.none
        """

    init(row: Row) throws {
        id = try row("id")
        source = try SaidText.Source(row: row)
        words = try row("words")
        customer = try row("customer")
        month = Month(number: try row("month"))
        likely = [try row("product"), try row("service"), try row("idea"), try row("none")]
    }
}
