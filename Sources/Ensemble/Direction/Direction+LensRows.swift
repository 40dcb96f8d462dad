import Database
import Localization

/// A sentence heard, a line billed, an entry worked or a declaration, behind a number.
public struct LensRow: Sendable {
    /// Where it stands in the list: the newest first.
    public struct Place: Equatable, Sendable, LosslessStringConvertible {
        public let month: Int
        public let source: Int64
        public let place: Int64

        /// `24315-81-2`.
        public init?(_ text: String) {
            let parts = text.split(separator: "-").map { Int64($0) }
            guard parts.count == 3, let month = parts[0], let source = parts[1], let place = parts[2],
                let month = Int(exactly: month)
            else { return nil }
            self.init(month: month, source: source, place: place)
        }

        init(month: Int, source: Int64, place: Int64) {
            (self.month, self.source, self.place) = (month, source, place)
        }

        public var description: String { "\(month)-\(source)-\(place)" }
    }

    public let place: Place
    /// The customer's words; the line; what was done; who declared.
    public let text: String
    /// Of an hour: the kind of work that it carries.
    public var activityName: String?
    public let customerName: String
    public let offeringName: String?
    /// Of product, service and idea: per mille, minor units, thousandths of an hour, points.
    public let weights: [Int64]
    /// Of what has no profile.
    public let unknown: Int64
    /// Of what is paid: the currency.
    public let unit: String
    /// Where it is shown whole.
    public let link: String
    /// What the link is called: `2026-12`, a conversation's number; empty where there is none.
    public let linkName: String

    public var month: Month { Month(number: place.month) }
}

extension Direction {
    /// The rows behind a lens, newest first.
    /// - Returns: at most `limit`, and where the next page begins.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.notFound`.
    public func rows(
        of lens: Lens, _ scope: LensScope, after: LensRow.Place? = nil, limit: Int = 50, for actor: Actor
    ) async throws -> (rows: [LensRow], next: LensRow.Place?) {
        try actor.requireAdministrator()
        try scope.check()
        return try await database.read { db in
            try Self.check(scope, in: db)
            let sql =
                try lens == .declared
                ? Self.declarations(scope, after: after, limit: limit + 1)
                : Self.listing(
                    lens, scope, currency: Settings.terms(in: db).currency, after: after, limit: limit + 1)
            let rows = try db.rows(sql).map { try LensRow(lens, row: $0) }
            return (Array(rows.prefix(limit)), rows.count > limit ? rows[limit - 1].place : nil)
        }
    }

    /// What the figure counts, and nothing else: of what is paid that in the business's currency.
    static func listing(
        _ lens: Lens, _ scope: LensScope, currency: String, after: LensRow.Place?, limit: Int
    ) -> SQL {
        let own: SQL = lens == .paid ? "AND unit = \(currency)" : ""
        let (text, join): (SQL, SQL) =
            switch lens {
            case .paid:
                (
                    "invoice_lines.text AS text, invoices.series AS series, invoices.number AS number",
                    """
                    JOIN invoices ON invoices.id = found.source
                    JOIN invoice_lines ON invoice_lines.invoice = found.source AND invoice_lines.position = found.place
                    """
                )
            case .worked:
                (
                    "work_entries.text AS text, activity_versions.name AS activity_name",
                    """
                    JOIN work_entries ON work_entries.id = found.source
                    LEFT JOIN activity_versions ON activity_versions.id = work_entries.activity
                    """
                )
            case .heard, .declared:
                (
                    "mentions.words AS text, mentions.source_kind AS source_kind",
                    "JOIN mentions ON mentions.id = found.place"
                )
            }
        let narrowed: SQL = scope.offering.map { "AND offering = \($0)" } ?? ""
        return """
            SELECT found.source, found.place, found.conversation, found.month, found.unit, found.product,
                found.service, found.idea, found.unknown, customers.name AS customer_name,
                offerings.name AS offering_name, \(text)
            FROM (SELECT source, place, conversation, offering, customer, month, unit, product, service, idea, unknown
                FROM emphasis_rows WHERE lens = \(lens) \(narrowed)
                    \(own) AND month BETWEEN \(scope.from.number) AND \(scope.until.number) \(behind(after, "source", "place"))
                ORDER BY month DESC, source DESC, place DESC LIMIT \(limit)) AS found
            JOIN customers ON customers.id = found.customer
            LEFT JOIN offerings ON offerings.id = found.offering
            \(join)
            ORDER BY found.month DESC, found.source DESC, found.place DESC
            """
    }

    private static func declarations(_ scope: LensScope, after: LensRow.Place?, limit: Int) -> SQL {
        """
        SELECT id AS source, id AS place, month, name AS text, product, service, idea
        FROM declarations WHERE scope = \(scope.number) AND month <= \(scope.until.number)
            \(behind(after, "id", "id"))
        ORDER BY month DESC, id DESC LIMIT \(limit)
        """
    }

    private static func behind(_ after: LensRow.Place?, _ source: SQL, _ place: SQL) -> SQL {
        after.map { "AND (month, \(source), \(place)) < (\($0.month), \($0.source), \($0.place))" } ?? ""
    }
}

extension LensRow {
    init(_ lens: Lens, row: Row) throws {
        let (source, place): (Int64, Int64) = (try row("source"), try row("place"))
        self.place = Place(month: try row("month"), source: source, place: place)
        text = try row("text")
        weights = [try row("product"), try row("service"), try row("idea")]
        guard lens != .declared else {
            (customerName, offeringName, unknown, unit) = ("", nil, 0, "")
            (link, linkName) = ("/direction/declared", "")
            return
        }
        customerName = try row("customer_name")
        offeringName = try row("offering_name")
        unknown = try row("unknown")
        unit = try row("unit")
        let conversation: Int64 = try row("conversation")
        switch lens {
        case .paid:
            link = "/invoices/\(source)"
            linkName = "\(try row("series") as String)-\(try row("number") as Int64)"
        case .worked:
            activityName = try row("activity_name")
            (link, linkName) = ("/conversations/\(conversation)/work", "\(conversation)")
        case .heard, .declared:
            link = "\(SaidText.Source(try row("source_kind"), source).path)#mention\(place)"
            linkName = conversation == 0 ? "" : "\(conversation)"
        }
    }
}
