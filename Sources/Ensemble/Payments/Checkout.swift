import Database

/// One try to pay a bill on a provider's page.
public struct Checkout: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Checkout>

    public enum State: String, Sendable, Bindable, Readable {
        /// The provider has not answered yet.
        case begun
        /// The page is there to be paid on.
        case open
        /// Paid, and the money takes some days: a debit.
        case pending
        case paid
        /// Left, failed, or out of date: nothing was paid.
        case ended
        /// Paid, but not what was asked or is owed: somebody looks.
        case unclear

        /// Whether what a provider says can still change it.
        var isUndecided: Bool { self != .paid && self != .unclear }
    }

    public let id: ID
    public let invoice: Invoice.ID
    let key: String
    let session: String?
    let intent: String?
    let url: String?
    public let amount: Money
    public let state: State
    public let begunAt: Moment

    static let columns: SQL =
        "id, invoice, key, session, intent, url, amount, currency, state, begun_at"

    init(row: Row) throws {
        id = try row("id")
        invoice = try row("invoice")
        key = try row("key")
        session = try row("session")
        intent = try row("intent")
        url = try row("url")
        amount = Money(try row("amount"), try row("currency"))
        state = try row("state")
        begunAt = try row("begun_at")
    }
}

/// Money that a provider gave back.
public struct Refund: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Refund>
    public enum State: String, Sendable, Bindable, Readable { case pending, done, failed }

    public let id: ID
    public let amount: Money
    public let state: State
    public let at: Moment
}

/// Money that could not be booked by itself.
public struct UnclearMoney: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<UnclearMoney>
    public enum Why: String, Sendable, Bindable, Readable {
        /// Another amount or currency came than was asked.
        case differs
        /// It was paid, but is not owed any more.
        case notOwed = "not-owed"
        /// The customer's bank takes it back.
        case contested
        /// It was given back, and no credit note says why.
        case refunded
    }

    public let id: ID
    public let invoice: Invoice.ID
    public let why: Why
    public let amount: Money
    /// The provider's name of it.
    public let provider: String
    public let seenAt: Moment
    public let outcome: String?

    static let columns: SQL = "id, invoice, why, amount, currency, provider, seen_at, outcome"

    init(row: Row) throws {
        id = try row("id")
        invoice = try row("invoice")
        why = try row("why")
        amount = Money(try row("amount"), try row("currency"))
        provider = try row("provider")
        seenAt = try row("seen_at")
        outcome = try row("outcome")
    }

    init(
        id: ID, invoice: Invoice.ID, why: Why, amount: Money, provider: String, seenAt: Moment,
        outcome: String? = nil
    ) {
        self.id = id
        self.invoice = invoice
        self.why = why
        self.amount = amount
        self.provider = provider
        self.seenAt = seenAt
        self.outcome = outcome
    }
}

/// What of a bill goes through a provider: how it can be paid, and what came of it.
struct Till: Equatable, Sendable {
    /// Whether the provider's page is offered.
    var isOpen = false
    /// What the next part of the plan still lacks; `nil` without a plan, or where it is all that is owed.
    var nextPart: Int64?
    /// Paid, but not here yet.
    var pending: [Money] = []
    var refunds: [Refund] = []
    /// For the team only.
    var unclear: [UnclearMoney] = []

    static func of(_ invoice: Invoice, owed: Int64, plan: PaymentPlan?, in db: any Connection) throws -> Till
    {
        var till = Till()
        till.isOpen =
            try Settings.stripe(in: db).isReady && invoice.kind == .invoice && invoice.state.isOwed
            && owed > 0
        till.nextPart = nextPart(of: plan, owed: owed)
        till.pending = try db.rows(
            "SELECT amount, currency FROM checkouts WHERE invoice = \(invoice.id) AND state = 'pending' ORDER BY id LIMIT 20"
        ).map { Money(try $0("amount"), try $0("currency")) }
        till.refunds = try db.rows(
            "SELECT id, amount, currency, state, created_at FROM refunds WHERE invoice = \(invoice.id) ORDER BY id LIMIT 100"
        ).map { row in
            Refund(
                id: try row("id"), amount: Money(try row("amount"), try row("currency")),
                state: try row("state"),
                at: try row("created_at"))
        }
        till.unclear = try db.rows(
            """
            SELECT \(UnclearMoney.columns) FROM unclear_money
            WHERE invoice = \(invoice.id) AND settled_at IS NULL ORDER BY id LIMIT 100
            """
        ).map(UnclearMoney.init(row:))
        return till
    }

    /// A part that was begun is asked for only by what it lacks.
    static func nextPart(of plan: PaymentPlan?, owed: Int64) -> Int64? {
        guard let plan, plan.state != .broken else { return nil }
        var left = plan.instalments.reduce(0) { $0 + $1.amount } - owed
        for part in plan.instalments {
            guard left >= part.amount else {
                let lacking = min(part.amount - max(left, 0), owed)
                return lacking < owed ? lacking : nil
            }
            left -= part.amount
        }
        return nil
    }
}
