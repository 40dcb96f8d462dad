import Database
import Localization

/// What customers are billed: find, list, write, issue.
public struct Invoices: Sendable {
    let database: any Database
    let clock: Clock
    let seal: Seal
    let baseURL: String

    // MARK: Finding

    /// - Throws: `Fault.notFound`.
    public func find(_ id: Invoice.ID) async throws -> Invoice {
        try await database.read { db in try Self.find(id, in: db) }
    }

    static func find(_ id: Invoice.ID, in db: any Connection) throws -> Invoice {
        guard let row = try db.row("SELECT \(Invoice.columns) FROM invoices WHERE id = \(id)") else {
            throw Fault.notFound("There is no such invoice.")
        }
        let lines = try db.rows(
            "SELECT \(InvoiceLine.columns) FROM invoice_lines WHERE invoice = \(id) ORDER BY position"
        ).map(InvoiceLine.init(row:))
        return try Invoice(row: row, lines: lines)
    }

    /// A conversation's invoices and credit notes without their lines, oldest first.
    static func of(_ conversation: Conversation.ID, in db: any Connection) throws -> [Invoice] {
        try db.rows(
            """
            SELECT \(Invoice.columns) FROM invoices
            WHERE \(Conversations.within("conversation", conversation))
            ORDER BY id LIMIT 200
            """
        ).map { try Invoice(row: $0) }
    }

    /// One of a list.
    public struct Listed: Sendable {
        public let invoice: Invoice
        public let customerName: String
        public let paid: Int64
        public let place: Keyset
    }

    /// What is owed, or all, last changed first, without their lines.
    public func list(onlyOwed: Bool, after: Keyset? = nil, limit: Int = 50, for actor: Actor) async throws
        -> (invoices: [Listed], next: Keyset?)
    {
        try actor.requireStaff()
        let states = onlyOwed ? [InvoiceState.issued, .partPaid, .disputed] : InvoiceState.allCases
        let rows = try await database.read { db in
            try db.rows(
                """
                SELECT \(Invoice.columns), invoices.changed_at, customers.name AS customer_name,
                    (SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM payments
                        WHERE payments.invoice = invoices.id) AS paid
                FROM invoices JOIN customers ON customers.id = invoices.customer
                WHERE invoices.state IN \(list: states)
                    \(after.map { "AND (invoices.changed_at, invoices.id) < (\($0.moment), \($0.id))" } ?? "" as SQL)
                ORDER BY invoices.changed_at DESC, invoices.id DESC LIMIT \(limit + 1)
                """
            ).map { row in
                let invoice = try Invoice(row: row)
                return Listed(
                    invoice: invoice, customerName: try row("customer_name"), paid: try row("paid"),
                    place: Keyset(moment: try row("changed_at"), id: invoice.id.rawValue))
            }
        }
        return (Array(rows.prefix(limit)), rows.count > limit ? rows[limit - 1].place : nil)
    }

    // MARK: Writing

    /// From what an invoice begins.
    public enum Beginning: String, Sendable, CaseIterable {
        /// The accepted lines, at their likely price.
        case told
        /// Time and material that were booked and not billed.
        case work
        /// Both: what was told, and what was booked beside it.
        case both
    }

    /// Begins an invoice in a conversation: the first, where `beginAll` makes several.
    /// - Throws: `Fault.notFound`.
    @discardableResult
    public func begin(
        _ beginning: Beginning, in conversation: Conversation.ID, by actor: Actor
    ) async throws -> Invoice.ID {
        try await beginAll(beginning, in: conversation, by: actor)[0]
    }

    /// Begins an invoice in a conversation, or several. A bill has its prices with tax in them or without, and a
    /// discount on the whole belongs to the lines it was told with: only so it comes to what was told, to the cent.
    /// - Returns: the drafts, at least one.
    /// - Throws: `Fault.notFound`.
    public func beginAll(
        _ beginning: Beginning, in conversation: Conversation.ID, by actor: Actor
    ) async throws -> [Invoice.ID] {
        let now = clock()
        return try await database.write { db in
            let living = try Conversations.living(conversation, in: db)
            let terms = try Settings.terms(in: db)
            let accepted = try Self.accepted(in: living.id, currency: terms.currency, db: db)
            let usual = accepted.first?.content.taxIncluded ?? terms.taxIncluded
            let blank = { (isIncluded: Bool, estimate: Estimate?) in
                InvoiceContent(
                    title: estimate?.content.title ?? living.subject.shortened(to: 300),
                    currency: terms.currency, taxIncluded: isIncluded)
            }
            var drafts: [InvoiceContent] = []
            for isIncluded in [usual, !usual] {
                let told = accepted.filter { $0.content.taxIncluded == isIncluded }
                let apart = told.filter { $0.content.discount > 0 }
                for (place, group) in ([told.filter { $0.content.discount == 0 }] + apart.map { [$0] })
                    .enumerated()
                {
                    var content = blank(isIncluded, group.first ?? told.first)
                    if beginning != .work { try Self.add(group, to: &content, in: living.id, db: db) }
                    if beginning != .told, place == 0 {
                        content.lines += try Self.unbilledWork(in: living.id, terms, isIncluded, db: db)
                    }
                    if !content.lines.isEmpty { drafts.append(content) }
                }
            }
            if drafts.isEmpty { drafts = [blank(usual, accepted.first)] }
            return try drafts.map { try Self.add($0, to: living, by: actor, at: now, in: db) }
        }
    }

    /// What is left to bill of what was accepted.
    private static func add(
        _ accepted: [Estimate], to content: inout InvoiceContent, in conversation: Conversation.ID,
        db: any Connection
    ) throws {
        let billed = billed(try earlierLines(in: conversation, before: nil, db: db))
        content.lines = accepted.flatMap { rest(of: $0, billed: billed) }
        content.discount = try restOfDiscount(of: accepted, for: content, in: conversation, db: db)
    }

    /// Time and material that stand on no bill, booked as prices are told with tax in them, or without.
    private static func unbilledWork(
        in conversation: Conversation.ID, _ terms: Terms, _ taxIncluded: Bool, db: any Connection
    ) throws -> [InvoiceLine] {
        try WorkLog.theirs(in: conversation, db: db).filter { entry in
            guard !entry.isBilled, entry.work.isBillable, entry.amount.currency == terms.currency else {
                return false
            }
            let isUsual = entry.work.gross(taxIncluded: terms.taxIncluded) == entry.amount.minorUnits
            return (isUsual ? terms.taxIncluded : !terms.taxIncluded) == taxIncluded
        }.map { InvoiceLine($0.work.line, work: $0.id) }
    }

    /// Writes a whole invoice at once: from the command line, by a program, in the story.
    /// - Throws: `Fault.notFound`, `Fault.invalid`.
    @discardableResult
    public func compose(_ content: InvoiceContent, in conversation: Conversation.ID, by actor: Actor)
        async throws -> Invoice.ID
    {
        try content.check()
        let now = clock()
        return try await database.write { db in
            try Self.add(content, to: Conversations.living(conversation, in: db), by: actor, at: now, in: db)
        }
    }

    static func add(
        _ content: InvoiceContent, to conversation: Conversation, credits: Invoice.ID? = nil,
        by actor: Actor, at now: Moment, in db: any Connection
    ) throws -> Invoice.ID {
        let agent = try actor.requireAgent()
        let id = try Invoice.ID(rawValue: db.newID())
        let kind: Invoice.Kind = credits == nil ? .invoice : .credit
        try db.execute(
            """
            INSERT INTO invoices (id, kind, conversation, customer, state, title, currency, tax_included,
                discount, words, credits, gross, unannounced, made_by, created_at, changed_at)
            VALUES (\(id), \(kind), \(conversation.id), \(conversation.customer),
                \(InvoiceState.drafted), '',
                \(content.currency), 0, 0, '', \(credits), 0, 0, \(agent), \(now), \(now))
            """)
        try write(content, to: id, at: now, in: db)
        try Events.record(
            .invoiceBegun, by: actor, conversation: conversation.id, data: ["kind": kind.rawValue], at: now,
            in: db)
        return id
    }

    /// Keeps what was written on a draft.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict` once it has been issued.
    public func save(_ content: InvoiceContent, as id: Invoice.ID, by actor: Actor) async throws {
        try actor.requireStaff()
        try content.check()
        let now = clock()
        try await database.write { db in
            _ = try Self.find(id, in: db).state.after(.issue)
            try Self.write(content, to: id, at: now, in: db)
        }
    }

    static func write(_ content: InvoiceContent, to id: Invoice.ID, at now: Moment, in db: any Connection)
        throws
    {
        try checkPlaces(of: content, in: id, db: db)
        let sum = content.sum
        try db.execute(
            """
            UPDATE invoices SET title = \(content.title), currency = \(content.currency),
                tax_included = \(content.taxIncluded), discount = \(content.discount),
                words = \(content.words), gross = \(sum.gross), changed_at = \(now)
            WHERE id = \(id)
            """)
        try db.execute("DELETE FROM invoice_lines WHERE invoice = \(id)")
        for (place, line) in content.lines.enumerated() {
            let cost = line.line
            try db.execute(
                """
                INSERT INTO invoice_lines (invoice, position, text, offering, quantity, unit, price, tax_rate,
                    discount, provider, gross, told_in, told_line, work, why)
                VALUES (\(id), \(place), \(cost.text), \(cost.offering), \(cost.quantity), \(cost.unit),
                    \(cost.price.likely), \(cost.taxRate), \(cost.discount), \(cost.provider), \(sum.shares[place].gross),
                    \(line.told?.estimate), \(line.told?.line), \(line.work), \(line.why))
                """)
        }
    }

    /// A line is told where it was accepted, and work is billed where it was done.
    private static func checkPlaces(of content: InvoiceContent, in id: Invoice.ID, db: any Connection) throws
    {
        let row = try db.row("SELECT conversation, kind FROM invoices WHERE id = \(id)")
        guard let conversation: Conversation.ID = try row?("conversation"),
            let kind: Invoice.Kind = try row?("kind")
        else { return }
        let isIncluded = content.taxIncluded
        let known = try accepted(in: conversation, currency: content.currency, db: db)
        let estimates = Dictionary(known.map { ($0.id, $0.content) }, uniquingKeysWith: { one, _ in one })
        for line in content.lines {
            guard let told = line.told else { continue }
            guard let content = estimates[told.estimate], content.lines.indices.contains(told.line) else {
                throw Fault.invalid("A line is told as one that was accepted in this conversation.")
            }
            // What was billed is taken back as it was billed.
            if kind == .invoice, content.taxIncluded != isIncluded {
                let name = line.line.text.shortened(to: 60)
                throw content.taxIncluded
                    ? Fault.invalid(
                        "“\(name)” was told with the tax in its price, and this bill adds it: bill it apart.")
                    : Fault.invalid(
                        "“\(name)” was told with tax to be added, and this bill has it in its prices: bill it apart."
                    )
            }
        }
        let work = Set(content.lines.compactMap(\.work))
        let mine = work.isEmpty ? [] : Set(try WorkLog.theirs(in: conversation, db: db).map(\.id))
        guard work.isSubset(of: mine), work.count == content.lines.compactMap(\.work).count else {
            throw Fault.invalid("Time and material are billed once, in the conversation they were booked on.")
        }
    }

    /// Throws a draft away.
    /// - Throws: `Fault.notFound`, `Fault.conflict` once it has been issued.
    public func discard(_ id: Invoice.ID, by actor: Actor) async throws -> Conversation.ID {
        try actor.requireStaff()
        let now = clock()
        return try await database.write { db in
            let draft = try Self.find(id, in: db)
            _ = try draft.state.after(.issue)
            try db.execute("DELETE FROM invoice_lines WHERE invoice = \(id)")
            try db.execute("DELETE FROM invoices WHERE id = \(id)")
            try Events.record(
                .invoiceDiscarded, by: actor, conversation: draft.conversation,
                data: ["kind": draft.kind.rawValue], at: now, in: db)
            return draft.conversation
        }
    }
}
