import Database

/// What the business owes a customer: who paid more than was left of a bill gets it back.
extension Invoices {
    /// What came in on an invoice and is not asked for any more, less what was given back or is on its way.
    /// Never more than what came in and has not been given back. In minor units, 0 of a credit note.
    static func toCustomer(on invoice: Invoice, in db: any Connection) throws -> Int64 {
        guard invoice.kind == .invoice, invoice.issuedAt != nil else { return 0 }
        let row = try db.row(
            """
            SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS taken,
                CAST(COALESCE(SUM(amount) FILTER (WHERE method NOT IN ('credit', 'write-off')), 0) AS BIGINT) AS came_in,
                CAST(COALESCE(SUM(amount) FILTER (WHERE method = 'credit'), 0) AS BIGINT) AS counted
            FROM payments WHERE invoice = \(invoice.id)
            """)
        let credited: Int64 =
            try db.value(
                """
                SELECT CAST(COALESCE(SUM(gross), 0) AS BIGINT) FROM invoices
                WHERE credits = \(invoice.id) AND issued_at IS NOT NULL
                """) ?? 0
        let interest: Int64 =
            try db.value("SELECT interest FROM payment_plans WHERE invoice = \(invoice.id)") ?? 0
        // A deposit that was paid online and counted here may have been given back from where it came.
        let returned: Int64 =
            try db.value(
                """
                SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM refunds
                WHERE state <> 'failed' AND (invoice = \(invoice.id)
                    OR estimate IN (SELECT estimate FROM deposits WHERE deposits.invoice = \(invoice.id)))
                """) ?? 0
        let (taken, cameIn): (Int64, Int64) = (try row?("taken") ?? 0, try row?("came_in") ?? 0)
        // A credit note counts as a payment as far as something was owed; the rest of it is the customer's.
        let beyond = taken + credited - (try row?("counted") ?? 0) - invoice.gross - interest
        return max(0, min(beyond, cameIn) - returned)
    }
}
