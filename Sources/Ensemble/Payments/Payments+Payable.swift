import Database
import Localization

/// Something that can be paid on a provider's page now.
struct Payable: Sendable {
    let matter: Checkout.Matter
    let amount: Money
    /// `Invoice 2026-12`.
    let title: String
    let reference: String
    let email: String?
    /// Of the customer's page, below which the customer comes back.
    let path: String
}

extension Payments {
    /// What is owed on a bill, or the next part of it.
    func payable(_ part: Part, behind link: String, at now: Moment, in db: any Connection) throws -> Payable {
        let invoice = try invoices.behind(link, in: db)
        // Whoever else pays this invoice now waits here.
        try db.execute("UPDATE invoices SET changed_at = changed_at WHERE id = \(invoice.id)")
        try Self.checkReady(in: db)
        let owed = try Invoices.owed(on: invoice, in: db)
        guard invoice.kind == .invoice, invoice.state.isOwed, owed > 0 else {
            throw Fault.conflict("Nothing is owed on this invoice any more.")
        }
        let left = try Self.notOnItsWay(.bill(invoice.id), owed, in: db)
        let next =
            part == .all ? nil : Till.nextPart(of: try Invoices.plan(of: invoice.id, in: db), owed: left)
        let r = try Customers.reader(for: invoice.customer, at: now, in: db)
        return Payable(
            matter: .bill(invoice.id), amount: invoice.money(next ?? left), title: invoice.heading(r),
            reference: invoice.number ?? "",
            email: try Customers.find(invoice.customer, in: db).addresses.first?.address,
            path: "/bill/\(link)")
    }

    /// What is still owed of a deposit.
    func depositPayable(behind link: String, at now: Moment, in db: any Connection) throws -> Payable {
        let estimate = try estimates.behind(link, in: db)
        // Whoever else pays this deposit now waits here.
        try db.execute("UPDATE estimates SET changed_at = changed_at WHERE id = \(estimate.id)")
        try Self.checkReady(in: db)
        let owed = try Invoices.depositOwed(on: estimate, in: db)
        guard owed > 0 else { throw Fault.conflict("Nothing of this deposit is owed any more.") }
        let left = try Self.notOnItsWay(.deposit(estimate.id), owed, in: db)
        let customer = try Conversations.find(estimate.conversation, in: db).customer
        let r = try Customers.reader(for: customer, at: now, in: db)
        let name = "\(estimate.kind.name(for: r)) \(estimate.reference)"
        return Payable(
            matter: .deposit(estimate.id), amount: estimate.money(left), title: r("Deposit for \(name)"),
            reference: name, email: try Customers.find(customer, in: db).addresses.first?.address,
            path: "/told/\(link)")
    }

    private var estimates: Estimates {
        Estimates(database: database, clock: clock, seal: invoices.seal, baseURL: invoices.baseURL)
    }

    /// Nobody pays twice because a debit takes its days.
    /// - Returns: what is left to be paid.
    private static func notOnItsWay(_ matter: Checkout.Matter, _ owed: Int64, in db: any Connection) throws
        -> Int64
    {
        let left = try owed - Till.of(matter, in: db).onItsWay
        guard left > 0 else { throw Fault.conflict("Your payment of this is on its way already.") }
        return left
    }

    private static func checkReady(in db: any Connection) throws {
        guard try Settings.stripe(in: db).isReady else {
            throw Fault.conflict(
                "This can’t be paid by card. Please pay it by bank transfer, or write to us.")
        }
    }

    /// What is behind the link that a customer comes back by.
    func matter(behindBill link: String, in db: any Connection) throws -> Checkout.Matter {
        .bill(try invoices.behind(link, in: db).id)
    }

    func matter(behindEstimate link: String, in db: any Connection) throws -> Checkout.Matter {
        .deposit(try estimates.behind(link, in: db).id)
    }
}

extension Checkout.Matter {
    /// Where it belongs, and how it is called in the history.
    struct Place: Sendable {
        let conversation: Conversation.ID
        let customer: Customer.ID
        let currency: String
        let names: [String: String]
    }

    func place(in db: any Connection) throws -> Place {
        switch self {
        case .bill(let id):
            let invoice = try Invoices.find(id, in: db)
            return Place(
                conversation: invoice.conversation, customer: invoice.customer,
                currency: invoice.content.currency, names: ["number": invoice.number ?? ""])
        case .deposit(let id):
            let estimate = try Estimates.find(id, in: db)
            return Place(
                conversation: estimate.conversation,
                customer: try Conversations.living(estimate.conversation, in: db).customer,
                currency: estimate.content.currency,
                names: ["kind": estimate.kind.rawValue, "deposit": estimate.reference])
        }
    }
}
