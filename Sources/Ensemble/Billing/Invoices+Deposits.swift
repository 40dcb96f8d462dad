import Database
import Localization

/// What is paid on accepting, before there is an invoice: noted on the
/// estimate, and counted on the first invoice of what was accepted.
extension Invoices {
    /// Notes a deposit, in part or in full.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict` where none is owed, or less.
    public func payDeposit(on id: Estimate.ID, _ receipt: Receipt, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            try Self.checkReceipt(receipt, at: now, in: db)
            try Self.takeDeposit(receipt, on: id, by: actor, at: now, in: db)
        }
    }

    /// - Throws: `Fault.notFound`, `Fault.conflict` where none is owed, or less.
    static func takeDeposit(
        _ receipt: Receipt, on id: Estimate.ID, by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        // Whoever else notes it now waits here.
        try db.execute("UPDATE estimates SET changed_at = \(now) WHERE id = \(id)")
        let estimate = try Estimates.find(id, in: db)
        guard estimate.state == .accepted else {
            throw Fault.conflict("A deposit is owed once it has been accepted.")
        }
        guard try !isBilled(id, in: db) else {
            throw Fault.conflict("It has been billed: note the payment on the invoice.")
        }
        let owed = try depositOwed(on: estimate, in: db)
        guard receipt.amount <= owed else {
            let rest = Reader(now: now.milliseconds).money(estimate.money(owed))
            throw Fault.conflict("Only \(rest) of the deposit is still owed.")
        }
        try db.execute(
            """
            INSERT INTO deposits (id, estimate, method, amount, day, reference, provider, noted_by, created_at)
            VALUES (\(db.newID()), \(id), \(receipt.method), \(receipt.amount), \(receipt.day),
                \(receipt.reference), \(receipt.provider), \(actor.rawID), \(now))
            """)
        try Events.record(
            .depositReceived, by: actor, conversation: estimate.conversation,
            data: [
                "number": estimate.reference, "method": receipt.method.rawValue,
                "amount": Reader(now: now.milliseconds).money(estimate.money(receipt.amount)),
            ], at: now, in: db)
    }

    /// What is still owed of a deposit, in minor units. Once it was billed, the bill asks for all of it.
    static func depositOwed(on estimate: Estimate, in db: any Connection) throws -> Int64 {
        guard estimate.state == .accepted, estimate.content.deposit > 0 else { return 0 }
        let owed = max(0, estimate.content.deposit - (try deposited(on: estimate.id, in: db)))
        return try owed > 0 && isBilled(estimate.id, in: db) ? 0 : owed
    }

    private static func isBilled(_ id: Estimate.ID, in db: any Connection) throws -> Bool {
        try db.value(
            """
            SELECT invoices.id FROM invoice_lines JOIN invoices ON invoices.id = invoice_lines.invoice
            WHERE invoice_lines.told_in = \(id) AND invoices.kind = 'invoice' AND invoices.issued_at IS NOT NULL
            LIMIT 1
            """) as Invoice.ID? != nil
    }

    /// What came in towards an estimate's deposit, also what was counted on a bill since.
    static func deposits(on id: Estimate.ID, in db: any Connection) throws -> [Payment] {
        try db.rows(
            "SELECT id, method, amount, day, reference FROM deposits WHERE estimate = \(id) ORDER BY id LIMIT 500"
        ).map(Payment.init(row:))
    }

    /// The same, for programs and the desk.
    /// - Throws: `Fault.notFound`.
    public func deposits(on id: Estimate.ID, for actor: Actor) async throws -> (paid: [Payment], owed: Int64)
    {
        try actor.requireStaff()
        return try await database.read { db in
            let estimate = try Estimates.find(id, in: db)
            return (try Self.deposits(on: id, in: db), try Self.depositOwed(on: estimate, in: db))
        }
    }

    /// What has come in towards an estimate's deposit, in minor units.
    static func deposited(on id: Estimate.ID, in db: any Connection) throws -> Int64 {
        try db.value(
            "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM deposits WHERE estimate = \(id)") ?? 0
    }

    /// Deposits of what an invoice bills, which were not counted on another yet.
    static func openDeposits(for invoice: Invoice, in db: any Connection) throws -> [(
        id: Int64, receipt: Receipt
    )] {
        let estimates = Set(invoice.content.lines.compactMap(\.told?.estimate))
        guard !estimates.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT id, method, amount, day, reference FROM deposits
            WHERE estimate IN \(list: estimates) AND invoice IS NULL ORDER BY id LIMIT 500
            """
        ).map {
            (
                try $0("id"),
                Receipt(
                    try $0("amount"), try $0("method"), on: try $0("day"), reference: try $0("reference"))
            )
        }
    }

    /// Counts deposits as payments, up to what is owed; the rest of one waits for the next invoice.
    static func countDeposits(on invoice: Invoice, by actor: Actor, at now: Moment, in db: any Connection)
        throws
    {
        for (id, receipt) in try openDeposits(for: invoice, in: db) {
            let owed = try owed(on: invoice, in: db)
            guard owed > 0 else { return }
            var part = receipt
            part.amount = min(owed, receipt.amount)
            try db.execute(
                "UPDATE deposits SET invoice = \(invoice.id), amount = \(part.amount) WHERE id = \(id)")
            if part.amount < receipt.amount {
                try db.execute(
                    """
                    INSERT INTO deposits (id, estimate, method, amount, day, reference, noted_by, created_at)
                    SELECT \(db.newID()), estimate, method, \(receipt.amount - part.amount), day, reference,
                        noted_by, created_at FROM deposits WHERE id = \(id)
                    """)
            }
            try take(part, on: invoice, by: actor, at: now, in: db)
        }
    }
}
