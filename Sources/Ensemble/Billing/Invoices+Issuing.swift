import Database
import Localization

extension Invoices {
    /// Issues an invoice: it gets its number, and goes to the customer in
    /// the thread with the comparison beside it. From then on it stays as it is.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict`.
    @discardableResult
    public func issue(_ id: Invoice.ID, words: String = "", by actor: Actor) async throws -> Invoice {
        let now = clock()
        return try await database.write { [self] db in
            let draft = try Self.find(id, in: db)
            _ = try draft.state.after(.issue)
            try draft.content.check()
            guard !draft.content.lines.isEmpty, draft.gross > 0 else {
                throw Fault.invalid("There is nothing on this invoice yet.")
            }
            let conversation = try Conversations.living(draft.conversation, in: db)
            let r = try Customers.reader(for: draft.customer, at: now, in: db)
            let comparison = try Self.comparison(of: draft, in: db)
            try Self.claimWork(of: draft, in: db)
            let with = try SentWith(draft.content.lines.map(\.line), in: conversation.id, db: db)
            try Self.number(draft, comparison, with, today: r.thisDay, at: now, in: db)
            let issued = try Self.find(id, in: db)
            // A number that was given out is never taken back: nor is the message that tells it.
            let message = try deliver(
                issued, letter(issued, comparison, words, r), in: conversation, by: actor, r, at: now, db: db)
            try db.execute("UPDATE invoices SET message = \(message) WHERE id = \(id)")
            try Events.record(
                .invoiceIssued, by: actor, conversation: conversation.id, message: message,
                customer: issued.customer,
                data: [
                    "kind": issued.kind.rawValue, "number": issued.number ?? "", "id": id.description,
                    "amount": r.money(issued.money(issued.gross)),
                    "unannounced": String(comparison.unannounced.count),
                ], at: now, in: db)
            if issued.kind == .credit { try Self.applyCredit(issued, by: actor, at: now, in: db) }
            if issued.kind == .invoice {
                try Self.countDeposits(on: issued, by: actor, at: now, in: db)
                try Self.followChosenPlan(on: issued, at: now, in: db)
            }
            try Self.scheduleReminder(of: id, at: now, in: db)
            return try Self.find(id, in: db)
        }
    }

    /// Tells its customer of it, in the thread; by a letter of its own where the matter was joined with
    /// somebody else's, who reads the thread.
    private func deliver(
        _ issued: Invoice, _ letter: String, in conversation: Conversation, by actor: Actor, _ r: Reader,
        at now: Moment, db: any Connection
    ) throws -> Message.ID? {
        guard issued.customer == conversation.customer else {
            if let address = try Customers.find(issued.customer, in: db).addresses.first?.address {
                try Jobs.add(
                    .sendNotice, key: nil,
                    payload: Notice(to: address, subject: issued.heading(r), text: letter), runAt: now,
                    at: now, in: db)
            }
            return nil
        }
        var reply = Conversations.Reply(
            text: letter, recipients: try Conversations.customerAlone(in: conversation, in: db), then: .open,
            atOnce: true)
        reply.leavesDraft = true
        return try Conversations.reply(
            conversation.id, with: reply, by: actor, seal: seal, at: now, in: db)
    }

    /// Time and material are billed once.
    private static func claimWork(of draft: Invoice, in db: any Connection) throws {
        for work in draft.content.lines.compactMap(\.work) {
            let claimed = try db.execute(
                "UPDATE work_entries SET invoice = \(draft.id) WHERE id = \(work) AND invoice IS NULL")
            guard claimed == 1 else {
                throw Fault.conflict("Some of this time or material stands on another invoice already.")
            }
        }
    }

    /// The next number of the year's series; counted in this transaction, so that none is left out.
    private static func number(
        _ draft: Invoice, _ comparison: Comparison, _ with: SentWith, today: Day, at now: Moment,
        in db: any Connection
    ) throws {
        let year = String(today.description.prefix(4))
        let series = draft.kind == .invoice ? year : "C\(year)"
        let number: Int64? = try db.value(
            """
            INSERT INTO invoice_series (name, last) VALUES (\(series), 1)
            ON CONFLICT (name) DO UPDATE SET last = invoice_series.last + 1 RETURNING last
            """)
        let due = today + (try Settings.terms(in: db).payDays)
        let isInvoice = draft.kind == .invoice
        try db.execute(
            """
            UPDATE invoices SET state = \(InvoiceState.issued), series = \(series), number = \(number),
                issued_on = \(today), due_on = \(due), issued_at = \(now), changed_at = \(now),
                sent_with = \(JSON.text(with)),
                told = \(isInvoice ? comparison.told?.likely : nil),
                told_high = \(isInvoice ? comparison.told?.high : nil),
                unannounced = \(isInvoice ? comparison.unannounced.count : 0)
            WHERE id = \(draft.id) AND state = \(InvoiceState.drafted)
            """)
    }

    private func letter(_ invoice: Invoice, _ comparison: Comparison, _ words: String, _ r: Reader) -> String
    {
        var text = words.trimmed.isEmpty ? "" : words.trimmed + "\n\n"
        text += "**\(invoice.heading(r)): \(invoice.content.title.oneLine)**\n\n"
        let sum = r.money(invoice.money(invoice.gross))
        guard invoice.kind == .invoice else {
            return text + r("We take \(sum) back.") + "\n\n<\(baseURL)\(path(of: invoice.id))>"
        }
        text += invoice.dueOn.map { r("It comes to \(sum), to be paid by \(r.date($0)).") } ?? sum
        text += "\n" + ComparisonWords(comparison, invoice.content.currency).sentence(r)
        text += "\n\n" + r("The bill beside what we told you, and how to pay it:")
        return text + "\n\n<\(baseURL)\(path(of: invoice.id))>"
    }

    // MARK: Credit notes

    /// Begins a credit note to an invoice, with all of its lines.
    /// - Throws: `Fault.notFound`, `Fault.conflict` for a draft or another credit note.
    public func beginCredit(to id: Invoice.ID, by actor: Actor) async throws -> Invoice.ID {
        let now = clock()
        return try await database.write { db in
            let invoice = try Self.find(id, in: db)
            guard invoice.kind == .invoice, !invoice.isEditable else {
                throw Fault.conflict("A credit note belongs to an invoice that was issued.")
            }
            var content = invoice.content
            for place in content.lines.indices { content.lines[place].work = nil }
            content.words = ""
            // Beside the bill: the matter may be another customer's by now.
            return try Self.add(
                content, to: Conversations.find(invoice.conversation, in: db), credits: id, by: actor,
                at: now, in: db)
        }
    }

    /// What a credit note takes off the invoice counts as paid; what was paid already is owed to the customer.
    /// One for the whole, or for the rest of it, gives its time and material free.
    private static func applyCredit(_ credit: Invoice, by actor: Actor, at now: Moment, in db: any Connection)
        throws
    {
        guard let id = credit.credits else { return }
        let earlier: Int64 =
            try db.value(
                """
                SELECT CAST(COALESCE(SUM(gross), 0) AS BIGINT) FROM invoices
                WHERE credits = \(id) AND id <> \(credit.id) AND issued_at IS NOT NULL
                """) ?? 0
        let invoice = try find(id, in: db)
        guard earlier + credit.gross <= invoice.gross else {
            throw Fault.conflict("A credit note takes back at most what was billed.")
        }
        // Who owes nothing of it owes no interest on it either.
        if earlier + credit.gross == invoice.gross {
            try db.execute("UPDATE payment_plans SET interest = 0 WHERE invoice = \(id)")
            // What was worked is on no bill any more, and can be billed again.
            try db.execute("UPDATE work_entries SET invoice = NULL WHERE invoice = \(id)")
        }
        let owed = try owed(on: invoice, in: db)
        let part = min(owed, credit.gross)
        guard part > 0, invoice.state != .writtenOff, invoice.state != .settled else { return }
        try take(
            Receipt(part, .credit, on: credit.issuedOn ?? Day(number: 0), reference: credit.number ?? ""),
            on: invoice, by: actor, at: now, in: db)
    }

    // MARK: The link

    /// The unguessable address of the customer's page.
    func path(of id: Invoice.ID) -> String { Self.path(of: id, seal: seal) }

    static func path(of id: Invoice.ID, seal: Seal) -> String {
        "/bill/\(id)-\(seal.sign("invoice \(id)"))"
    }

    /// - Throws: `Fault.notFound` for a link that is made up, or of a draft.
    func behind(_ link: String, in db: any Connection) throws -> Invoice {
        let parts = link.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let id = Invoice.ID(String(parts[0])),
            seal.isSigned("invoice \(id)", by: String(parts[1])),
            let row = try db.row("SELECT issued_at FROM invoices WHERE id = \(id)"),
            try row("issued_at") as Moment? != nil
        else { throw Fault.notFound("There is nothing behind this link. Please look at your mail again.") }
        return try Self.find(id, in: db)
    }
}
