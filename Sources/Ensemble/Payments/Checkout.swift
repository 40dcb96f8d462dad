import Database

/// One try to pay on a provider's page: a bill, or the deposit of an estimate.
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

    /// What is paid.
    public enum Matter: Hashable, Sendable {
        case bill(Invoice.ID)
        case deposit(Estimate.ID)

        var invoice: Invoice.ID? { if case .bill(let id) = self { id } else { nil } }
        var estimate: Estimate.ID? { if case .deposit(let id) = self { id } else { nil } }

        /// The rows of it: each table has a column for either.
        var isThis: SQL {
            switch self {
            case .bill(let id): "invoice = \(id)"
            case .deposit(let id): "estimate = \(id)"
            }
        }

        init(row: Row) throws {
            let invoice: Invoice.ID? = try row("invoice")
            self = try invoice.map(Matter.bill) ?? .deposit(row("estimate"))
        }
    }

    public let id: ID
    public let matter: Matter
    let key: String
    let session: String?
    let intent: String?
    let url: String?
    public let amount: Money
    public let state: State
    public let begunAt: Moment

    static let columns: SQL =
        "id, invoice, estimate, key, session, intent, url, amount, currency, state, begun_at"

    init(row: Row) throws {
        id = try row("id")
        matter = try Matter(row: row)
        key = try row("key")
        session = try row("session")
        intent = try row("intent")
        url = try row("url")
        amount = Money(try row("amount"), try row("currency"))
        state = try row("state")
        begunAt = try row("begun_at")
    }
}

/// Money that was given back: by a provider, or by hand.
public struct Refund: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Refund>
    public enum State: String, Sendable, Bindable, Readable { case pending, done, failed }

    public let id: ID
    public let amount: Money
    public let state: State
    public let at: Moment
    /// How, by hand; `nil`: by the provider.
    public var method: Payment.Method?
    /// On which day, by hand.
    public var day: Day?
    public var reference = ""
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
        /// It has been on its way for 30 days.
        case late
    }

    public let id: ID
    public let matter: Checkout.Matter
    public let why: Why
    public let amount: Money
    /// The provider's name of it.
    public let provider: String
    public let seenAt: Moment
    public let outcome: String?

    static let columns: SQL = "id, invoice, estimate, why, amount, currency, provider, seen_at, outcome"

    init(row: Row) throws {
        id = try row("id")
        matter = try Checkout.Matter(row: row)
        why = try row("why")
        amount = Money(try row("amount"), try row("currency"))
        provider = try row("provider")
        seenAt = try row("seen_at")
        outcome = try row("outcome")
    }

    init(
        id: ID, matter: Checkout.Matter, why: Why, amount: Money, provider: String, seenAt: Moment,
        outcome: String? = nil
    ) {
        self.id = id
        self.matter = matter
        self.why = why
        self.amount = amount
        self.provider = provider
        self.seenAt = seenAt
        self.outcome = outcome
    }
}
