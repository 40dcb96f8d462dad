import Database
import Foundation
import Localization

/// Follows the history and keeps what each bill says of telling, so that the
/// figures are added up and not worked out each time somebody looks.
struct ClarityReader: EventReader {
    let name = "clarity"

    let kinds: Set<Event.Kind> = [
        .invoiceIssued, .workBooked, .workRemoved, .disputeOpened, .offeringChosen, .merged, .resolved,
        .reopened,
    ]

    func read(_ events: [Event], in db: any Connection) throws {
        let conversations = Set(events.compactMap(\.conversation))
        guard !conversations.isEmpty else { return }
        // Most of what happens has no bill.
        let billed = try db.rows(
            """
            SELECT DISTINCT conversation FROM invoices
            WHERE issued_at IS NOT NULL AND kind = 'invoice' AND (conversation IN \(list: conversations)
                OR conversation IN (SELECT id FROM conversations WHERE merged_into IN \(list: conversations)))
            """
        ).map { try Conversations.living($0("conversation"), in: db).id }
        guard !billed.isEmpty else { return }
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        for conversation in Set(billed).sorted(by: { $0.rawValue < $1.rawValue }) {
            try ClarityWriting(conversation, zone: zone, in: db).write(in: db)
        }
    }
}

/// Works out all bills of one conversation.
private struct ClarityWriting {
    let conversation: Conversation
    let zone: Zone
    let estimates: [Estimate]
    let work: [WorkEntry]
    let bills: [Invoice]
    /// What credit notes took back, by bill.
    let credited: [Invoice.ID: Int64]
    let planned: Day?
    let offering: Offering.ID?

    init(_ id: Conversation.ID, zone: Zone, in db: any Connection) throws {
        conversation = try Conversations.living(id, in: db)
        self.zone = zone
        let living = conversation.id
        estimates = try Estimates.of(living, in: db).filter { $0.deliveredAt != nil }
        work = try WorkLog.of(living, limit: WorkLog.most, in: db)
        let issued = try Invoices.of(living, in: db).filter { $0.issuedAt != nil }
        bills = try issued.filter { $0.kind == .invoice }.map { try Invoices.find($0.id, in: db) }
        credited = Dictionary(
            issued.compactMap { credit in credit.credits.map { ($0, credit.gross) } }, uniquingKeysWith: +)
        planned = try db.value(
            "SELECT MIN(service_on) FROM tells WHERE conversation = \(living) AND service_on IS NOT NULL")
        offering = try db.value(
            """
            SELECT offering_versions.offering FROM conversation_offerings
            JOIN offering_versions ON offering_versions.id = conversation_offerings.version
            WHERE conversation_offerings.conversation = \(living)
            """)
    }

    func write(in db: any Connection) throws {
        // What was taken back whole is no bill of the job: it was written anew, or is not asked for.
        let standing = bills.filter { $0.gross > (credited[$0.id] ?? 0) }
        let job = try ToldJob(
            bills: standing, credited: credited, estimates: estimates, isResolved: conversation.isResolved,
            in: db)
        for (place, bill) in bills.enumerated() {
            try write(
                bill, after: place > 0 ? bills[place - 1].issuedAt : nil,
                job: bill.id == standing.last?.id ? job : nil, in: db)
        }
    }

    private func write(_ bill: Invoice, after earlier: Moment?, job: ToldJob?, in db: any Connection) throws {
        guard let issuedAt = bill.issuedAt, let issuedOn = bill.issuedOn else { return }
        let comparison = try Invoices.comparison(of: bill, in: db)
        let telling = telling(of: bill, comparison, after: earlier, issuedAt)
        let isBreach = try Invoices.policy(of: bill, in: db).overrun.isBroken(by: comparison)
        let isDisputed = try db.row("SELECT id FROM disputes WHERE invoice = \(bill.id) LIMIT 1") != nil
        let offering = try offering ?? Self.largest(bill, in: db)
        // What the policy of its day said stays, whatever it says later.
        try db.execute(
            """
            INSERT INTO clarity_bills (invoice, conversation, offering, issued_on, month, currency, gross, told,
                unannounced, told_before, lead_hours, plan_before, surprise, breach, disputed, inside, log_ratio)
            VALUES (\(bill.id), \(conversation.id), \(offering), \(issuedOn), \(Month(issuedOn).number),
                \(bill.content.currency), \(bill.gross), \(comparison.told?.likely),
                \(comparison.unannounced.count), \(telling.isBefore), \(telling.lead.map { $0.milliseconds / 3_600_000 }),
                \(telling.isPlanOffered), \(!comparison.isAsTold), \(isBreach), \(isDisputed), \(job?.isInside),
                \(job?.logRatio))
            ON CONFLICT (invoice) DO UPDATE SET conversation = excluded.conversation,
                offering = excluded.offering, told_before = excluded.told_before,
                lead_hours = excluded.lead_hours, plan_before = excluded.plan_before,
                disputed = excluded.disputed, inside = excluded.inside, log_ratio = excluded.log_ratio
            """)
        try write(comparison, of: bill, in: db)
    }

    private func telling(
        of bill: Invoice, _ comparison: Comparison, after earlier: Moment?, _ issuedAt: Moment
    ) -> Telling {
        let toldIn = Set(bill.content.lines.compactMap { $0.told?.estimate })
        let notices = estimates.filter { toldIn.contains($0.id) }.compactMap { estimate in
            estimate.deliveredAt.map {
                Telling.Notice(
                    id: estimate.id, isChange: estimate.kind == .change, deliveredAt: $0,
                    workDay: estimate.content.workDay, offersPlan: !estimate.content.plans.isEmpty)
            }
        }
        let lines = Dictionary(
            bill.content.lines.compactMap { line in line.work.map { ($0, line.told?.estimate) } },
            uniquingKeysWith: { one, _ in one })
        // What stands on it, and what was booked since the bill before and stands on none.
        let mine = work.filter { entry in
            lines[entry.id] != nil
                || !entry.isBilled && entry.createdAt <= issuedAt
                    && earlier.map { entry.createdAt > $0 } ?? true
        }
        return Telling(
            notices: notices, unannounced: comparison.unannounced.count,
            work: mine.map { .init(beginning: $0.beginning(in: zone), toldIn: lines[$0.id] ?? nil) },
            planned: planned, issued: issuedAt, in: zone)
    }

    private func write(_ comparison: Comparison, of bill: Invoice, in db: any Connection) throws {
        try db.execute("DELETE FROM clarity_lines WHERE invoice = \(bill.id)")
        guard !comparison.isAsTold else { return }
        for (place, row) in comparison.rows.enumerated() where row.isUnannounced || row.difference != 0 {
            try db.execute(
                """
                INSERT INTO clarity_lines (invoice, position, text, told, told_high, billed, why)
                VALUES (\(bill.id), \(place), \(row.text), \(row.told?.likely), \(row.told?.high),
                    \(row.billed), \(row.why))
                """)
        }
    }

    /// The offering of the line that costs most.
    private static func largest(_ bill: Invoice, in db: any Connection) throws -> Offering.ID? {
        try db.value(
            """
            SELECT offering_versions.offering FROM invoice_lines
            JOIN offering_versions ON offering_versions.id = invoice_lines.offering
            WHERE invoice_lines.invoice = \(bill.id) ORDER BY invoice_lines.gross DESC, position LIMIT 1
            """)
    }
}

/// All that was told and accepted in a conversation beside all that it was
/// billed in the end, credit notes off: what an estimate is judged by, however many bills there were.
private struct ToldJob {
    let isInside: Bool
    let logRatio: Double

    /// `nil` unless a range was told, and everything told was billed or the matter is resolved.
    init?(
        bills: [Invoice], credited: [Invoice.ID: Int64], estimates: [Estimate], isResolved: Bool,
        in db: any Connection
    ) throws {
        guard let last = bills.last, let lastIssue = last.issuedAt else { return nil }
        let currency = last.content.currency
        let accepted = estimates.filter {
            $0.state == .accepted && $0.content.currency == currency
                && $0.answer.map { $0.at <= lastIssue } ?? false
        }
        let told = accepted.reduce(Spread(0)) { $0 + $1.gross }
        let same = bills.filter { $0.content.currency == currency }
        let billed = same.reduce(Int64(0)) { $0 + $1.gross - (credited[$1.id] ?? 0) }
        guard told.low < told.high, told.likely > 0, billed > 0 else { return nil }
        let places = Set(same.flatMap { $0.content.lines.compactMap(\.told) })
        let count: Int =
            try db.value("SELECT COUNT(*) FROM estimate_lines WHERE estimate IN \(list: accepted.map(\.id))")
            ?? 0
        guard isResolved || places.count >= count else { return nil }
        isInside = told.low <= billed && billed <= told.high
        logRatio = log(Double(billed) / Double(told.likely))
    }
}
