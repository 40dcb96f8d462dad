import Database
import Localization

/// What a customer is billed, each line tied to what was told or marked as unannounced.
public struct Invoice: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Invoice>

    public enum Kind: String, Sendable, Bindable, Readable { case invoice, credit }

    public let id: ID
    public let kind: Kind
    /// `2026-12`; `nil` while it is a draft.
    public let number: String?
    public let conversation: Conversation.ID
    public let customer: Customer.ID
    public let state: InvoiceState
    public let content: InvoiceContent
    public let credits: ID?
    /// What it comes to, tax and all, in minor units.
    public let gross: Int64
    public let issuedOn: Day?
    public let dueOn: Day?
    public let message: Message.ID?
    public let createdAt: Moment
    public let issuedAt: Moment?
    public let seenAt: Moment?
    /// Since when a payment is missed that has not come in.
    public var missedOn: Day?

    func money(_ units: Int64) -> Money { Money(units, content.currency) }
    public var isEditable: Bool { state == .drafted }
}

/// A line of an invoice, and where it was told.
public struct InvoiceLine: Equatable, Sendable {
    /// Where a line was told: the estimate, and its place in it, from 0.
    public struct Told: Hashable, Sendable {
        public let estimate: Estimate.ID
        public let line: Int

        public init(_ estimate: Estimate.ID, line: Int) {
            self.estimate = estimate
            self.line = line
        }
    }

    public var line: CostLine
    /// `nil`: nobody had announced it.
    public var told: Told?
    /// The time or material behind it.
    public var work: WorkEntry.ID?
    /// Why it differs from what was told.
    public var why: String

    public init(_ line: CostLine, told: Told? = nil, work: WorkEntry.ID? = nil, why: String = "") {
        self.line = line
        self.told = told
        self.work = work
        self.why = why
    }
}

/// All that an invoice says.
public struct InvoiceContent: Equatable, Sendable {
    public var title: String
    public var currency: String
    public var taxIncluded: Bool
    public var lines: [InvoiceLine]
    public var discount: Int64
    /// Why it differs from what was told, as a whole.
    public var words: String

    public init(
        title: String, currency: String, taxIncluded: Bool = false, lines: [InvoiceLine] = [],
        discount: Int64 = 0, words: String = ""
    ) {
        self.title = title
        self.currency = currency
        self.taxIncluded = taxIncluded
        self.lines = lines
        self.discount = discount
        self.words = words
    }

    public var sum: CostSum {
        CostSum(
            amounts: lines.map { $0.line.amount(.likely) }, rates: lines.map(\.line.taxRate),
            discount: discount, taxIncluded: taxIncluded)
    }

    /// As an estimate's content, to be shown by the same view.
    var bill: EstimateContent {
        EstimateContent(
            kind: .quote, title: title, currency: currency, taxIncluded: taxIncluded,
            lines: lines.map(\.line), discount: discount)
    }

    /// - Throws: `Fault.invalid`.
    func check() throws(Fault) {
        guard title.count <= 300, words.count <= 20_000 else {
            throw .invalid("That is more text than a customer would read.")
        }
        guard lines.count <= EstimateContent.linesLimit else {
            throw .invalid("An invoice has at most 5,000 lines.")
        }
        for line in lines {
            try line.line.check()
            guard line.why.count <= 1_000 else {
                throw .invalid("That is more text than a customer would read.")
            }
        }
        let total = lines.reduce(Int64(0)) { $0 + $1.line.amount(.likely) }
        guard total <= CostLine.limit else { throw .invalid("That is more money than Ensemble can count.") }
        guard discount >= 0, discount <= total else {
            throw .invalid("The discount must not be more than what the lines come to.")
        }
    }
}

/// Money that came in, or that is not expected any more.
public struct Payment: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Payment>

    public enum Method: String, Sendable, CaseIterable, Bindable, Readable {
        case bank, card, debit, online, cash, other, credit
        case writeOff = "write-off"
    }

    public let id: ID
    public let method: Method
    public let amount: Int64
    public let day: Day
    public let reference: String
}

extension Payment {
    init(row: Row) throws {
        self.init(
            id: try row("id"), method: try row("method"), amount: try row("amount"), day: try row("day"),
            reference: try row("reference"))
    }
}

extension Payment.Method {
    func name(for r: Reader) -> String {
        switch self {
        case .bank: r("Bank transfer")
        case .card: r("Card")
        case .debit: r("Direct debit")
        case .online: r("Paid online", context: "payment")
        case .cash: r("Cash")
        case .other: r("Other", context: "payment")
        case .credit: r("Credit note")
        case .writeOff: r("Written off", context: "invoice")
        }
    }
}

extension Invoice {
    static let columns: SQL = """
        invoices.id, invoices.kind, invoices.series, invoices.number, invoices.conversation, invoices.customer,
        invoices.state, invoices.title, invoices.currency, invoices.tax_included, invoices.discount,
        invoices.words, invoices.credits, invoices.gross, invoices.issued_on, invoices.due_on,
        invoices.message, invoices.created_at, invoices.issued_at, invoices.seen_at,
        invoices.missed_on
        """

    init(row: Row, lines: [InvoiceLine] = []) throws {
        id = try row("id")
        kind = try row("kind")
        let series: String? = try row("series")
        let place: Int64? = try row("number")
        number = series.flatMap { series in place.map { "\(series)-\($0)" } }
        conversation = try row("conversation")
        customer = try row("customer")
        state = try row("state")
        content = InvoiceContent(
            title: try row("title"), currency: try row("currency"), taxIncluded: try row("tax_included"),
            lines: lines, discount: try row("discount"), words: try row("words"))
        credits = try row("credits")
        gross = try row("gross")
        issuedOn = try row("issued_on")
        dueOn = try row("due_on")
        message = try row("message")
        createdAt = try row("created_at")
        issuedAt = try row("issued_at")
        seenAt = try row("seen_at")
        missedOn = try row("missed_on")
    }

    func heading(_ r: Reader) -> String {
        let name = kind == .invoice ? r("Invoice") : r("Credit note")
        return number.map { "\(name) \($0)" } ?? name
    }
}

extension InvoiceLine {
    static let columns: SQL =
        "text, offering, quantity, unit, price, tax_rate, discount, provider, told_in, told_line, work, why"

    init(row: Row) throws {
        let estimate: Estimate.ID? = try row("told_in")
        let place: Int? = try row("told_line")
        self.init(
            CostLine(
                try row("text"), offering: try row("offering"), quantity: try row("quantity"),
                unit: try row("unit"), price: Spread(try row("price")), taxRate: try row("tax_rate"),
                discount: try row("discount"), provider: try row("provider")),
            told: estimate.flatMap { estimate in place.map { Told(estimate, line: $0) } },
            work: try row("work"), why: try row("why"))
    }
}
