import Database
import Localization

/// Follows the history and keeps what each matter that is done brought, and
/// the time that went into each: worked out anew from its facts whenever
/// something happens to it, in work that does not grow.
struct ProfitReader: EventReader {
    let name = "profit"

    let kinds: Set<Event.Kind> = [
        .resolved, .reopened, .merged, .suspended, .recovered, .offeringChosen, .invoiceIssued,
        .invoiceWrittenOff, .workBooked, .workRemoved, .replied, .replyUndone,
    ]

    /// Waits for whoever follows or works out anew at the same time.
    private static func wait(in db: any Connection) throws {
        try db.execute("UPDATE event_cursors SET id = id WHERE reader = 'profit'")
    }

    func read(_ events: [Event], in db: any Connection) throws {
        try Self.wait(in: db)
        let ids = Set(events.compactMap(\.conversation)).sorted()
        for start in stride(from: 0, to: ids.count, by: 200) {
            try Self.keep(Array(ids[start..<min(start + 200, ids.count)]), in: db)
        }
    }

    /// Works everything out anew; the same comes out as by following the history.
    /// - Returns: how many matters are kept.
    static func rebuild(in db: any Connection) throws -> Int {
        try wait(in: db)
        try db.execute("DELETE FROM profit_matters")
        try db.execute("DELETE FROM profit_work")
        var after: Int64 = 0
        while true {
            let ids: [Conversation.ID] = try db.rows(
                "SELECT id FROM conversations WHERE id > \(after) ORDER BY id LIMIT 200"
            ).map { try $0("id") }
            guard let last = ids.last else { break }
            try keep(ids, in: db)
            after = last.rawValue
        }
        return try db.value("SELECT COUNT(*) FROM profit_matters") ?? 0
    }

    // MARK: Keeping

    private static func keep(_ ids: [Conversation.ID], in db: any Connection) throws {
        guard !ids.isEmpty else { return }
        let living = Set(
            try db.rows("SELECT COALESCE(merged_into, id) AS id FROM conversations WHERE id IN \(list: ids)")
                .map { try $0("id") as Conversation.ID })
        let merged = try db.rows("SELECT id FROM conversations WHERE merged_into IN \(list: living)").map {
            try $0("id") as Conversation.ID
        }
        let whole = living.union(merged).sorted()
        try db.execute("DELETE FROM profit_matters WHERE conversation IN \(list: whole)")
        try db.execute("DELETE FROM profit_work WHERE conversation IN \(list: whole)")
        try keepMoney(living, of: whole, in: db)
        try keepWork(of: whole, in: db)
    }

    /// In one currency each: that of the bills, else of the material.
    private static func keepMoney(
        _ living: Set<Conversation.ID>, of whole: [Conversation.ID], in db: any Connection
    ) throws {
        let revenue = try sums(billed(whole), in: db)
        let material = try sums(material(whole), in: db)
        let lost = try sums(writtenOff(whole), in: db)
        for row in try db.rows(
            """
            SELECT conversations.id, conversations.customer, conversations.resolved_at, offering_versions.offering
            FROM conversations
            LEFT JOIN conversation_offerings ON conversation_offerings.conversation = conversations.id
            LEFT JOIN offering_versions ON offering_versions.id = conversation_offerings.version
            WHERE conversations.id IN \(list: living.sorted()) AND conversations.state = 'resolved'
                AND conversations.suspended_at IS NULL AND conversations.resolved_at IS NOT NULL
            """)
        {
            let id: Conversation.ID = try row("id")
            let (customer, offering): (Customer.ID, Offering.ID?) = (try row("customer"), try row("offering"))
            let done: Moment = try row("resolved_at")
            let currency = (revenue[id] ?? material[id])?.keys.min() ?? ""
            try db.execute(
                """
                INSERT INTO profit_matters (conversation, customer, offering, done_at, currency, revenue, material,
                    written_off)
                VALUES (\(id), \(customer), \(offering), \(done), \(currency), \(revenue[id]?[currency] ?? 0),
                    \(material[id]?[currency] ?? 0), \(lost[id]?[currency] ?? 0))
                """)
        }
    }

    private static func sums(_ sql: SQL, in db: any Connection) throws -> [Conversation.ID: [String: Int64]] {
        var sums: [Conversation.ID: [String: Int64]] = [:]
        try db.each(sql) { row in
            let (id, currency): (Conversation.ID, String) = (try row("matter"), try row("currency"))
            sums[id, default: [:]][currency, default: 0] += try row("amount")
        }
        return sums
    }

    private static let matter: SQL = "COALESCE(conversations.merged_into, conversations.id) AS matter"

    /// An amount without its tax.
    private static func net(_ gross: SQL, _ rate: SQL) -> SQL {
        "(\(gross) - \(gross) * \(rate) / (10000 + \(rate)))"
    }

    private static func billed(_ ids: [Conversation.ID]) -> SQL {
        """
        SELECT \(matter), invoices.currency, CASE WHEN invoices.kind = 'credit' THEN -1 ELSE 1 END
            * \(net("invoice_lines.gross", "invoice_lines.tax_rate")) AS amount
        FROM invoices JOIN conversations ON conversations.id = invoices.conversation
        JOIN invoice_lines ON invoice_lines.invoice = invoices.id
        WHERE invoices.conversation IN \(list: ids) AND invoices.issued_on IS NOT NULL
        """
    }

    private static func material(_ ids: [Conversation.ID]) -> SQL {
        """
        SELECT \(matter), work_entries.currency, \(net("work_entries.amount", "work_entries.tax_rate")) AS amount
        FROM work_entries JOIN conversations ON conversations.id = work_entries.conversation
        WHERE work_entries.conversation IN \(list: ids) AND work_entries.kind = 'material'
        """
    }

    /// What was written off, without the tax that its bill bore.
    private static func writtenOff(_ ids: [Conversation.ID]) -> SQL {
        """
        SELECT \(matter), invoices.currency, payments.amount * (SELECT CAST(COALESCE(SUM(
                \(net("invoice_lines.gross", "invoice_lines.tax_rate"))), 0) AS BIGINT)
            FROM invoice_lines WHERE invoice_lines.invoice = invoices.id)
            / CASE WHEN invoices.gross > 0 THEN invoices.gross ELSE 1 END AS amount
        FROM payments JOIN invoices ON invoices.id = payments.invoice
        JOIN conversations ON conversations.id = invoices.conversation
        WHERE invoices.conversation IN \(list: ids) AND payments.method = 'write-off'
        """
    }

    // MARK: Time

    private struct Key: Hashable, Comparable {
        let conversation: Conversation.ID
        let agent: Int64
        let month: Int

        static func < (one: Self, other: Self) -> Bool {
            (one.conversation, one.agent, one.month) < (other.conversation, other.agent, other.month)
        }
    }

    private static func keepWork(of whole: [Conversation.ID], in db: any Connection) throws {
        var work: [Key: (hours: Int64, answers: Int64)] = [:]
        try db.each(
            """
            SELECT \(matter), work_entries.agent, work_entries.day, work_entries.quantity FROM work_entries
            JOIN conversations ON conversations.id = work_entries.conversation
            WHERE work_entries.conversation IN \(list: whole) AND work_entries.kind = 'time'
            """
        ) { row in
            let key = Key(
                conversation: try row("matter"), agent: try row("agent"),
                month: Month(try row("day") as Day).number)
            work[key, default: (0, 0)].hours += try row("quantity")
        }
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        try db.each(
            """
            SELECT \(matter), messages.author, messages.created_at FROM messages
            JOIN conversations ON conversations.id = messages.conversation
            WHERE messages.conversation IN \(list: whole) AND messages.kind = 'message'
                AND messages.author_kind = 'agent' AND messages.author IS NOT NULL
            """
        ) { row in
            let key = Key(
                conversation: try row("matter"), agent: try row("author"),
                month: Month(Day(try row("created_at"), in: zone)).number)
            work[key, default: (0, 0)].answers += 1
        }
        for (key, spent) in work.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                """
                INSERT INTO profit_work (conversation, agent, month, hours, answers)
                VALUES (\(key.conversation), \(key.agent), \(key.month), \(spent.hours), \(spent.answers))
                """)
        }
    }
}
