import Database

/// What the business owes a customer: who paid more than was left of a bill gets it back.
extension Invoices {
    /// What came in on an invoice and is not asked for any more, less what was given back or is on its way.
    /// Never more than what came in and has not been given back. In minor units, 0 of a credit note.
    static func toCustomer(on invoice: Invoice, in db: any Connection) throws -> Int64 {
        guard invoice.kind == .invoice, invoice.issuedAt != nil else { return 0 }
        let cameIn: Int64 =
            try db.value(
                """
                SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM payments
                WHERE invoice = \(invoice.id) AND method NOT IN ('credit', 'write-off')
                """) ?? 0
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
        // What stands of the bill, whatever of it was written off, against what came in.
        let stands = max(0, invoice.gross + interest - credited)
        return max(0, cameIn - stands - returned)
    }
}
