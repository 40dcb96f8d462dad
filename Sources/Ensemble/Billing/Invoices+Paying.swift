import Database
import Localization

extension Invoices {
    /// Money that came in.
    public struct Receipt: Sendable, Equatable {
        public var amount: Int64
        public var method: Payment.Method
        public var day: Day
        public var reference: String
        /// The provider's own name of it, by which it counts once.
        public var provider: String?

        public init(
            _ amount: Int64, _ method: Payment.Method, on day: Day, reference: String = "",
            provider: String? = nil
        ) {
            self.amount = amount
            self.method = method
            self.day = day
            self.reference = reference.oneLine.shortened(to: 200)
            self.provider = provider
        }

        /// What was typed where a payment is noted.
        /// - Throws: `Fault.invalid`.
        init(_ form: Form, in currency: String) throws(Fault) {
            guard let method = form["method"].flatMap(Payment.Method.init) else {
                throw .invalid("Please say how it was paid.")
            }
            guard let day = form["day"].flatMap({ Day($0) }) else {
                throw .invalid("A payment is noted on a day that has been.")
            }
            self.init(
                try Money.read(form["amount"] ?? "", in: currency).minorUnits, method, on: day,
                reference: form["reference"] ?? "")
        }
    }

    /// Notes a payment, in part or in full.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict` for more than is owed.
    public func pay(_ id: Invoice.ID, _ receipt: Receipt, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            let invoice = try Self.find(id, in: db)
            try Self.checkReceipt(receipt, at: now, in: db)
            try Self.take(receipt, on: invoice, by: actor, at: now, in: db)
        }
    }

    /// - Throws: `Fault.invalid`.
    static func checkReceipt(_ receipt: Receipt, at now: Moment, in db: any Connection) throws {
        guard receipt.method != .credit, receipt.method != .writeOff else {
            throw Fault.invalid("Please say how it was paid.")
        }
        guard receipt.amount > 0 else { throw Fault.invalid("A payment is more than nothing.") }
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        guard receipt.day <= Day(now, in: zone) else {
            throw Fault.invalid("A payment is noted on a day that has been.")
        }
    }

    /// Gives up what is still owed; an open dispute about it is settled by that.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`, `Fault.conflict`.
    public func writeOff(_ id: Invoice.ID, because why: String, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let why = why.oneLine
        guard !why.isEmpty else { throw Fault.invalid("Please say why.") }
        let now = clock()
        try await database.write { db in
            let invoice = try Self.find(id, in: db)
            let owed = try Self.owed(on: invoice, in: db)
            let state = try invoice.state.afterWriteOff(owed: owed)
            let day = Day(now, in: Zone.named(try Settings.business(in: db).timeZone) ?? .utc)
            try Self.insert(
                Receipt(owed, .writeOff, on: day, reference: why), on: id, by: actor, at: now, in: db)
            try Self.set(state, of: invoice, at: now, in: db)
            try Events.record(
                .invoiceWrittenOff, by: actor, conversation: invoice.conversation,
                data: [
                    "number": invoice.number ?? "", "why": why.shortened(to: 300),
                    "amount": Reader(now: now.milliseconds).money(invoice.money(owed)),
                ], at: now, in: db)
            try Self.endPlan(writtenOff: invoice, by: actor, at: now, in: db)
            guard invoice.state == .disputed else { return }
            // The reason is ours; the customer reads what it means for them.
            let r = try Customers.reader(for: invoice.customer, at: now, in: db)
            let amount = r.money(invoice.money(owed))
            try Self.close(
                invoice, outcome: r("We don’t ask for the \(amount) that was still owed any more."),
                by: actor, byWritingOff: true, at: now, in: db)
        }
    }

    static func take(
        _ receipt: Receipt, on invoice: Invoice, by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        guard invoice.kind == .invoice else { throw Fault.conflict("Nobody pays a credit note.") }
        guard receipt.amount > 0 else { throw Fault.invalid("A payment is more than nothing.") }
        // Whoever else pays this invoice now waits here.
        try db.execute("UPDATE invoices SET changed_at = \(now) WHERE id = \(invoice.id)")
        let state = try find(invoice.id, in: db).state
        let owed = try owed(on: invoice, in: db)
        let next = try state.after(paying: receipt.amount, of: owed)
        guard receipt.amount <= owed else {
            let rest = Reader(now: now.milliseconds).money(invoice.money(owed))
            throw Fault.conflict("Only \(rest) is owed on this invoice.")
        }
        try insert(receipt, on: invoice.id, by: actor, at: now, in: db)
        try set(next, of: invoice, at: now, in: db)
        try followMissed(on: invoice.id, in: db)
        try Events.record(
            .paymentReceived, by: actor, conversation: invoice.conversation, customer: invoice.customer,
            data: [
                "number": invoice.number ?? "", "method": receipt.method.rawValue,
                "amount": Reader(now: now.milliseconds).money(invoice.money(receipt.amount)),
                "rest": Reader(now: now.milliseconds).money(invoice.money(owed - receipt.amount)),
            ], at: now, in: db)
        try followPlan(of: invoice, owed: owed - receipt.amount, by: actor, at: now, in: db)
        try scheduleReminder(of: invoice.id, at: now, in: db)
    }

    private static func insert(
        _ receipt: Receipt, on id: Invoice.ID, by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        guard receipt.amount > 0 else { return }
        try db.execute(
            """
            INSERT INTO payments (id, invoice, method, amount, day, reference, provider, noted_by, created_at)
            VALUES (\(db.newID()), \(id), \(receipt.method), \(receipt.amount), \(receipt.day),
                \(receipt.reference), \(receipt.provider), \(actor.rawID), \(now))
            """)
    }

    static func set(_ state: InvoiceState, of invoice: Invoice, at now: Moment, in db: any Connection) throws
    {
        try db.execute(
            "UPDATE invoices SET state = \(state), changed_at = \(now) WHERE id = \(invoice.id)")
    }

    static func payments(on id: Invoice.ID, in db: any Connection) throws -> [Payment] {
        try db.rows(
            """
            SELECT id, method, amount, day, reference FROM payments WHERE invoice = \(id) ORDER BY id LIMIT 500
            """
        ).map(Payment.init(row:))
    }

    /// What is still to be paid: with the interest of a plan that was chosen.
    static func owed(on invoice: Invoice, in db: any Connection) throws -> Int64 {
        let paid: Int64 =
            try db.value(
                "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM payments WHERE invoice = \(invoice.id)")
            ?? 0
        let interest: Int64 =
            try db.value("SELECT interest FROM payment_plans WHERE invoice = \(invoice.id)") ?? 0
        return invoice.gross + interest - paid
    }
}
