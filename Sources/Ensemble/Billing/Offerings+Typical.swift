import Database
import Statistics

extension Offerings {
    /// What an offering typically costs: the 10, 50 and 90 % points of what
    /// the last jobs were billed, once there are twenty; else as stated.
    ///
    /// Source: `invoices` of conversations about any version of it, in its
    /// currency, newest 500, with tax or without as its price is told; what
    /// was credited whole is left out, other credit notes are not taken off.
    func typicalCost(of offering: Offering) async throws -> TypicalCost {
        let text = offering.version.text
        let billed: [Int64] = try await database.read { db in
            let sum: SQL =
                try Settings.terms(in: db).taxIncluded
                ? "invoices.gross"
                : """
                (SELECT CAST(SUM(lines.gross - lines.gross * lines.tax_rate / (10000 + lines.tax_rate)) AS BIGINT)
                FROM invoice_lines AS lines WHERE lines.invoice = invoices.id)
                """
            return try db.rows(
                """
                SELECT \(sum) AS billed FROM offering_versions
                JOIN conversation_offerings ON conversation_offerings.version = offering_versions.id
                JOIN invoices ON invoices.conversation = conversation_offerings.conversation
                WHERE offering_versions.offering = \(offering.id) AND invoices.kind = 'invoice'
                    AND invoices.issued_at IS NOT NULL AND invoices.currency = \(text.currency)
                    AND invoices.gross > COALESCE((SELECT SUM(credits.gross) FROM invoices AS credits
                        WHERE credits.credits = invoices.id AND credits.issued_at IS NOT NULL), 0)
                ORDER BY invoices.id DESC LIMIT 500
                """
            ).map { try $0("billed") }
        }
        guard billed.count >= TypicalCost.enough else {
            return TypicalCost(stated: text, similar: billed.count)
        }
        let points = try Quantiles.of(billed.map(Double.init), at: [0.1, 0.5, 0.9])
        return TypicalCost(
            computed: Spread(
                Int64(points[0].rounded()), Int64(points[1].rounded()), Int64(points[2].rounded())),
            similar: billed.count)
    }
}
