import Database
import Localization

/// An estimate as its customer sees it.
public struct Told: Sendable {
    public let estimate: Estimate
    /// As it is now, by the calendar.
    public let state: EstimateState
    /// What its lines come to: reckoned once for all who show it.
    public let sums: CostSums
    public let customerName: String
    public let subject: String
    /// What stands beside its lines: as it was sent, or as it stands today.
    public let sentWith: SentWith
    public let terms: Terms
    /// The rules that hold for it.
    public var policy: PolicyPack { sentWith.policy }
    /// What the offerings in it say can change the cost.
    public var changes: [String] { sentWith.changes }
    /// Of a change order: what it changes.
    public let base: Estimate?
    /// Of a change order: what had been agreed without it, in minor units: its base, and the change orders
    /// to that which were accepted before it was answered.
    public let agreed: Int64?
    /// The page of the version that took its place.
    public let newer: String?
    /// An earlier version that had been accepted when this one came, and so holds.
    public let holding: Holding?
    /// Its conversation has been merged with another customer's: it can't be answered any more.
    public private(set) var isAnothers = false
    /// The plans that its acceptance began, which the customer has.
    public let plans: [Going]

    /// What the rules want said of the right to withdraw; empty where they do not.
    var withdrawal: String { sentWith.withdrawal }

    /// What has come in towards the deposit, in minor units.
    public let deposited: Int64
    /// What is still owed of the deposit.
    public let depositOwed: Int64
    /// How the deposit can be paid, and what came of it.
    let till: Till

    /// A version that holds, and its page.
    public struct Holding: Equatable, Sendable {
        public let reference: String
        /// `nil` for who is no longer the same customer.
        public let path: String?
    }

    /// A plan that goes on, and the page of it.
    public struct Going: Equatable, Sendable {
        public let name: String
        public let path: String
    }

    init(_ estimate: Estimate, at now: Moment, seal: Seal, in db: any Connection) throws {
        self.estimate = estimate
        state = try estimate.state(at: now, in: db)
        let conversation = try Conversations.living(estimate.conversation, in: db)
        // Who was told stays who was told, whatever the conversation was merged with.
        let made = try Conversations.find(estimate.conversation, in: db)
        customerName = try Customers.find(made.customer, in: db).displayName
        subject = made.subject
        isAnothers = made.customer != conversation.customer
        let today = try Settings.terms(in: db)
        sums = estimate.content.sums
        sentWith =
            try SentWith.kept(with: estimate.id, in: db)
            ?? SentWith(estimate.content.lines, in: conversation.id, terms: today, db: db)
        terms = sentWith.over(today)
        base = try estimate.base.map { try Estimates.find($0, in: db) }
        agreed = try base.map {
            try $0.gross.likely + Self.accepted(before: estimate, changing: $0.id, in: db)
        }
        holding = try Self.holding(against: estimate, for: made.customer, seal: seal, in: db)
        newer =
            holding == nil
            ? try Self.newest(after: estimate, for: made.customer, seal: seal, in: db) : nil
        let asksDeposit = estimate.state == .accepted && estimate.content.deposit > 0
        deposited = asksDeposit ? try Invoices.deposited(on: estimate.id, in: db) : 0
        depositOwed = asksDeposit ? try Invoices.depositOwed(on: estimate, in: db) : 0
        till = try Till.of(depositOf: estimate, owed: depositOwed, in: db)
        plans = try Self.plans(of: estimate, in: conversation.id, seal: seal, db: db)
    }

    /// What the other change orders come to that were accepted before this one was answered.
    private static func accepted(
        before estimate: Estimate, changing base: Estimate.ID, in db: any Connection
    ) throws -> Int64 {
        let others = try db.rows(
            """
            SELECT \(Estimate.columns) FROM estimates
            WHERE base = \(base) AND state = \(EstimateState.accepted) AND id <> \(estimate.id)
            """
        ).map { try Estimate(row: $0) }
        return others.filter { other in
            guard let mine = estimate.answer, let its = other.answer else { return true }
            return (its.at, other.id.rawValue) < (mine.at, estimate.id.rawValue)
        }.reduce(0) { $0 + $1.gross.likely }
    }

    /// The earlier version to which this one gave way.
    private static func holding(
        against estimate: Estimate, for customer: Customer.ID, seal: Seal, in db: any Connection
    ) throws -> Holding? {
        guard let id = estimate.supersededBy,
            let row = try db.row("SELECT \(Estimate.columns) FROM estimates WHERE id = \(id)"),
            case let other = try Estimate(row: row), other.version < estimate.version
        else { return nil }
        let isTheirs = try Conversations.find(other.conversation, in: db).customer == customer
        return Holding(
            reference: other.reference, path: isTheirs ? Estimates.path(of: id, seal: seal) : nil)
    }

    /// The last version that the customer has. Whoever is no longer the same customer is not led there.
    private static func newest(
        after estimate: Estimate, for customer: Customer.ID, seal: Seal, in db: any Connection
    ) throws -> String? {
        guard estimate.state == .superseded,
            let row = try db.row(
                """
                SELECT id, conversation FROM estimates
                WHERE number = \(estimate.number) AND version > \(estimate.version) AND delivered_at IS NOT NULL
                ORDER BY version DESC LIMIT 1
                """),
            try Conversations.find(row("conversation"), in: db).customer == customer
        else { return nil }
        return try Estimates.path(of: row("id"), seal: seal)
    }

    private static func plans(
        of estimate: Estimate, in conversation: Conversation.ID, seal: Seal, db: any Connection
    ) throws -> [Going] {
        guard estimate.state == .accepted else { return [] }
        return try db.rows(
            """
            SELECT \(Plan.columns) FROM plans
            WHERE estimate = \(estimate.id) AND conversation = \(conversation) AND \(Plans.isTold)
            ORDER BY id LIMIT 20
            """
        ).map { row in
            let plan = try Plan(row: row)
            return Going(name: plan.name, path: "/plan/\(PlanLink.word(of: plan, seal))")
        }
    }

    /// For the page gallery.
    init(
        _ estimate: Estimate, state: EstimateState? = nil, customerName: String, subject: String,
        terms: Terms,
        changes: [String], base: Estimate? = nil, newer: String? = nil, holding: Holding? = nil,
        plans: [Going] = [], till: Till = Till()
    ) {
        self.estimate = estimate
        self.state = state ?? estimate.state
        sums = estimate.content.sums
        self.customerName = customerName
        self.subject = subject
        self.terms = terms
        sentWith = SentWith(terms, business: "", changes: changes)
        self.base = base
        agreed = base?.gross.likely
        self.newer = newer
        self.plans = plans
        self.holding = holding
        self.till = till
        deposited = 0
        depositOwed = estimate.state == .accepted ? estimate.content.deposit : 0
    }
}
