import Database
import Localization

/// Time or material that went into a conversation.
public struct WorkEntry: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<WorkEntry>

    public enum Kind: String, Sendable, CaseIterable, Bindable, Readable { case time, material }

    public let id: ID
    public let conversation: Conversation.ID
    public let work: Work
    /// What it comes to, tax and all; 0 where it is not billable.
    public let amount: Money
    public let agent: Agent.ID
    /// Why it was booked past the limit.
    public let override: String?
    public let isBilled: Bool
    public let createdAt: Moment
    /// What its kind of work was called when it was booked.
    public var activityName: String?

    /// What was done.
    public struct Work: Equatable, Sendable {
        public var kind: Kind
        public var text: String
        public var day: Day
        /// In thousandths of an hour or a piece.
        public var quantity: Int64
        /// Of one, in minor units, as the business tells prices.
        public var price: Int64
        public var taxRate: Int
        public var isBillable: Bool
        /// Whether the customer sees it.
        public var isShown: Bool
        /// Of time: what kind of work it was, if somebody said.
        public var activity: Activity.ID?

        public init(
            _ kind: Kind, _ text: String, on day: Day, quantity: Int64 = 1_000, price: Int64,
            taxRate: Int = 0,
            isBillable: Bool = true, isShown: Bool = false, activity: Activity.ID? = nil
        ) {
            self.kind = kind
            self.text = text.oneLine
            self.day = day
            self.quantity = quantity
            self.price = price
            self.taxRate = taxRate
            self.isBillable = isBillable
            self.isShown = isShown
            self.activity = activity
        }

        /// As a line of an invoice.
        var line: CostLine {
            CostLine(text, quantity: quantity, unit: "", price: Spread(price), taxRate: taxRate)
        }

        /// What it comes to, tax and all.
        func gross(taxIncluded: Bool) -> Int64 {
            isBillable ? CostSums([line], discount: 0, taxIncluded: taxIncluded).likely.gross : 0
        }
    }
}

/// Up to what may be worked before the customer is asked again.
public struct SpendLimit: Equatable, Sendable {
    /// What holds at the limit.
    public enum AtLimit: String, Sendable, CaseIterable, Bindable, Readable {
        /// Nothing more until the customer accepts it, or an agent says why not.
        case ask
        /// Nothing more until the customer accepts it, or an administrator says why not.
        case stop
    }

    /// When the team, and where chosen the customer, are told: in percent.
    static let levels = [50, 80, 100]

    public var amount: Money
    public var atLimit: AtLimit
    public var tellsCustomer: Bool

    public init(_ amount: Money, atLimit: AtLimit = .ask, tellsCustomer: Bool = false) {
        self.amount = amount
        self.atLimit = atLimit
        self.tellsCustomer = tellsCustomer
    }
}

/// What has been worked, against what was told.
public struct WorkBalance: Equatable, Sendable {
    /// Billable, tax and all.
    public let used: Money
    /// Of the entry that came last: how old the figure is.
    public let asOf: Moment?
    /// What was accepted: at most, with all change orders.
    public let told: Money?
    public let limit: SpendLimit?
    /// The limit with the change orders accepted since it was set; none where it is in another currency.
    public let ceiling: Money?
    /// All hours, billable or not, in thousandths.
    public let hours: Int64

    /// In hundredths of the ceiling, rounded down; `nil` without one.
    public var percent: Int? {
        ceiling.map { Int(clamping: Int128(used.minorUnits) * 100 / Int128(max($0.minorUnits, 1))) }
    }
}

extension WorkEntry {
    static let columns: SQL = """
        id, conversation, kind, text, day, quantity, currency, price, tax_rate, amount, billable, shown, agent,
        override_why, invoice, created_at,
        (SELECT activity_versions.activity FROM activity_versions
            WHERE activity_versions.id = work_entries.activity) AS kind_of_work,
        (SELECT activity_versions.name FROM activity_versions
            WHERE activity_versions.id = work_entries.activity) AS kind_name
        """

    init(row: Row) throws {
        id = try row("id")
        conversation = try row("conversation")
        work = Work(
            try row("kind"), try row("text"), on: try row("day"), quantity: try row("quantity"),
            price: try row("price"), taxRate: try row("tax_rate"), isBillable: try row("billable"),
            isShown: try row("shown"), activity: try row("kind_of_work"))
        amount = Money(try row("amount"), try row("currency"))
        agent = try row("agent")
        override = try row("override_why")
        isBilled = try row("invoice") as Int64? != nil
        createdAt = try row("created_at")
        activityName = try row("kind_name")
    }
}
