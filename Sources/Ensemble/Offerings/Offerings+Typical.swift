import Database
import Localization
import Statistics

/// What an offering typically costs: the 10, 50 and 90 % points of what
/// the last jobs were billed, once there are twenty; else as stated.
///
/// Source: `invoices` of conversations about any version of it, in its
/// currency, newest 500, with tax or without as its price is told; what
/// was credited whole is left out, other credit notes are not taken off.
extension Offerings {
    /// So many of the newest bills are counted.
    static let billsCounted = 500

    func typicalCost(of offering: Offering) async throws -> TypicalCost {
        try await typicalCosts(of: [offering])[offering.id]
            ?? TypicalCost(stated: offering.version.text, similar: 0)
    }

    /// Of each of some offerings.
    func typicalCosts(of offerings: [Offering]) async throws -> [Offering.ID: TypicalCost] {
        guard !offerings.isEmpty else { return [:] }
        return try await database.read { db in try Self.typicalCosts(of: offerings, in: db) }
    }

    static func typicalCosts(of offerings: [Offering], in db: any Connection) throws
        -> [Offering.ID: TypicalCost]
    {
        let isGross = try Settings.terms(in: db).taxIncluded
        var costs: [Offering.ID: TypicalCost] = [:]
        for offering in offerings {
            let text = offering.version.text
            let billed: [Int64] = try db.rows(
                """
                SELECT \(billed(isGross)) AS billed FROM invoices
                WHERE invoices.id IN (\(counted(offering.id, text.currency)))
                """
            ).map { try $0("billed") }
            costs[offering.id] = try TypicalCost(billed: billed, stated: text)
        }
        return costs
    }

    /// What a bill counts with, as the offering's price is told.
    private static func billed(_ isGross: Bool) -> SQL {
        isGross
            ? "invoices.gross"
            : """
            COALESCE((SELECT CAST(SUM(lines.gross - lines.gross * lines.tax_rate / (10000 + lines.tax_rate)) AS BIGINT)
            FROM invoice_lines AS lines WHERE lines.invoice = invoices.id), 0)
            """
    }

    /// The ids of the bills that count.
    private static func counted(_ offering: Offering.ID, _ currency: String) -> SQL {
        """
        SELECT billed.id FROM offering_versions
            JOIN conversation_offerings ON conversation_offerings.version = offering_versions.id
            JOIN invoices AS billed ON billed.conversation = conversation_offerings.conversation
        WHERE offering_versions.offering = \(offering) AND billed.kind = 'invoice'
            AND billed.issued_at IS NOT NULL AND billed.currency = \(currency)
            AND billed.gross > COALESCE((SELECT SUM(credits.gross) FROM invoices AS credits
                WHERE credits.credits = billed.id AND credits.issued_at IS NOT NULL), 0)
        ORDER BY billed.id DESC LIMIT \(billsCounted)
        """
    }

    /// One of the bills from which a typical cost is reckoned.
    public struct SimilarJob: Equatable, Sendable {
        public let invoice: Invoice.ID
        /// `2026-12`.
        public let number: String
        public let title: String
        public let issuedAt: Moment
        public let conversation: Conversation.ID
        public let customerName: String
        /// What it counts with: with tax or without, as the offering's price is told.
        public let billed: Money
    }

    /// The bills behind a typical cost, newest first: as many as it counts.
    /// - Returns: at most `limit`, and the place after which the next begin.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func similarJobs(
        to id: Offering.ID, after: Keyset? = nil, limit: Int = 50, for actor: Actor
    ) async throws -> (jobs: [SimilarJob], next: Keyset?) {
        try actor.requireStaff()
        let jobs = try await database.read { db in
            let currency = try Self.find(id, in: db).version.text.currency
            let sum = Self.billed(try Settings.terms(in: db).taxIncluded)
            return try db.rows(
                """
                SELECT invoices.id, invoices.series, invoices.number, invoices.title, invoices.issued_at,
                    invoices.currency, COALESCE(made.merged_into, made.id) AS conversation,
                    customers.name AS customer_name, \(sum) AS billed
                FROM invoices JOIN conversations AS made ON made.id = invoices.conversation
                    JOIN customers ON customers.id = invoices.customer
                WHERE invoices.id IN (\(Self.counted(id, currency)))
                    \(after.map { "AND invoices.id < \($0.id)" } ?? "" as SQL)
                ORDER BY invoices.id DESC LIMIT \(limit + 1)
                """
            ).map(SimilarJob.init(row:))
        }
        let last = jobs.count > limit ? jobs[limit - 1] : nil
        return (
            Array(jobs.prefix(limit)), last.map { Keyset(moment: $0.issuedAt, id: $0.invoice.rawValue) }
        )
    }
}

extension Offerings.SimilarJob {
    init(row: Row) throws {
        invoice = try row("id")
        number = "\(try row("series") as String)-\(try row("number") as Int)"
        title = try row("title")
        issuedAt = try row("issued_at")
        conversation = try row("conversation")
        customerName = try row("customer_name")
        billed = Money(try row("billed"), try row("currency"))
    }
}
