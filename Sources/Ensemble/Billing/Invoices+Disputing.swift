import Database
import Localization

/// A contested invoice.
public struct Dispute: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Dispute>
    public let id: ID
    public let name: String
    public let why: String
    public let openedAt: Moment
    public let closedAt: Moment?
    public let outcome: String?
}

extension Invoices {
    static func disputes(of id: Invoice.ID, in db: any Connection) throws -> [Dispute] {
        try db.rows(
            """
            SELECT id, name, why, opened_at, closed_at, outcome FROM disputes WHERE invoice = \(id)
            ORDER BY id LIMIT 100
            """
        ).map { row in
            Dispute(
                id: try row("id"), name: try row("name"), why: try row("why"), openedAt: try row("opened_at"),
                closedAt: try row("closed_at"), outcome: try row("outcome"))
        }
    }

    /// A customer contests an invoice: from then on nothing is chased until it is answered.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict` twice, or after the window.
    public func dispute(behind link: String, name: String, why: String) async throws {
        let now = clock()
        try await database.write { db in
            let invoice = try behind(link, in: db)
            try Self.open(invoice, name: name, why: why, by: .customer(invoice.customer), at: now, in: db)
        }
    }

    /// Notes what a customer contested by phone or mail; from then on nothing is chased until it is answered.
    /// - Throws: as above.
    public func noteDispute(_ id: Invoice.ID, name: String, why: String, by actor: Actor) async throws {
        _ = try actor.requireAgent()
        let now = clock()
        try await database.write { db in
            let invoice = try Self.find(id, in: db)
            try Self.open(invoice, name: name, why: why, by: actor, at: now, in: db)
        }
    }

    private static func open(
        _ invoice: Invoice, name: String, why: String, by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        let (name, why) = (name.oneLine, why.trimmed)
        guard !name.isEmpty, name.count <= 200 else {
            throw Fault.invalid("Please type your name: it says who decided this.")
        }
        guard !why.isEmpty, why.count <= 5_000 else {
            throw Fault.invalid("Please say what is wrong with it, in at most 5,000 characters.")
        }
        guard invoice.kind == .invoice else { throw Fault.conflict("Nobody disputes a credit note.") }
        let state = try invoice.state.after(.dispute)
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        let window = try policy(of: invoice, in: db).disputeDays
        guard let day = invoice.issuedOn, Day(now, in: zone) <= day + window else {
            throw Fault.conflict(
                "It is more than \(window) days since this bill. Please write to us instead.")
        }
        let open = try db.execute(
            """
            INSERT INTO disputes (id, invoice, name, why, opened_at)
            VALUES (\(db.newID()), \(invoice.id), \(name), \(why), \(now))
            """)
        guard open == 1 else { return }
        try set(state, of: invoice, at: now, in: db)
        let conversation = try Conversations.living(invoice.conversation, in: db)
        try Events.record(
            .disputeOpened, by: actor, conversation: conversation.id, customer: invoice.customer,
            data: ["by": name, "number": invoice.number ?? "", "why": why.oneLine.shortened(to: 300)],
            at: now, in: db)
        try Conversations.reopen(conversation, by: actor, as: nil, at: now, in: db)
    }

    /// Answers a dispute. Where something was wrong a credit note puts it right; this says what was found.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict` where none is open.
    public func settle(_ id: Invoice.ID, outcome: String, by actor: Actor) async throws {
        _ = try actor.requireAgent()
        let outcome = outcome.trimmed
        guard !outcome.isEmpty, outcome.count <= 5_000 else {
            throw Fault.invalid("Please say what was found: the customer reads it.")
        }
        let now = clock()
        try await database.write { db in
            let invoice = try Self.find(id, in: db)
            _ = try invoice.state.after(.settle)
            let owed = try Self.owed(on: invoice, in: db)
            let isPart = try !Self.payments(on: id, in: db).isEmpty
            try Self.set(
                invoice.state.afterAnswer(owed: owed, isPart: isPart), of: invoice, at: now, in: db)
            try Self.close(invoice, outcome: outcome, by: actor, at: now, in: db)
            try self.answer(invoice, outcome, at: now, in: db)
            try Self.scheduleReminder(of: id, at: now, in: db)
        }
    }

    /// Sends whoever contested a bill what was found.
    func answer(_ invoice: Invoice, _ outcome: String, at now: Moment, in db: any Connection) throws {
        guard let address = try Customers.find(invoice.customer, in: db).addresses.first?.address else {
            return
        }
        let r = try Customers.reader(for: invoice.customer, at: now, in: db)
        let heading = invoice.heading(r)
        let text = r("You contested \(heading). This is what we found:")
        try Jobs.add(
            .sendNotice, key: nil,
            payload: Notice(
                to: address, subject: r("Our answer on \(heading)"),
                text: [text, outcome, baseURL + path(of: invoice.id)].joined(separator: "\n\n")),
            runAt: now, at: now, in: db)
    }

    /// Ends the open dispute of an invoice.
    static func close(
        _ invoice: Invoice, outcome: String, by actor: Actor, byWritingOff: Bool = false, at now: Moment,
        in db: any Connection
    ) throws {
        try db.execute(
            """
            UPDATE disputes SET closed_at = \(now), outcome = \(outcome), closed_by = \(actor.rawID)
            WHERE invoice = \(invoice.id) AND closed_at IS NULL
            """)
        var data = ["number": invoice.number ?? "", "why": outcome.oneLine.shortened(to: 300)]
        if byWritingOff { data["how"] = "written-off" }
        try Events.record(
            .disputeClosed, by: actor, conversation: invoice.conversation, customer: invoice.customer,
            data: data, at: now, in: db)
    }

    // MARK: The customer's page

    /// All that the customer's page of an invoice shows.
    public struct Bill: Sendable {
        public let invoice: Invoice
        public let comparison: Comparison
        public let payments: [Payment]
        public let owed: Int64
        public let plan: PaymentPlan?
        public let plansOffered: [PayTerms]
        public let disputes: [Dispute]
        public let customerName: String
        public let terms: Terms
        /// The name of the business as it stands on the paper; empty: that of today.
        public var business = ""
        /// The rules that hold for it.
        public var policy = PolicyPack.named(nil)
        /// Of a credit note: what it credits.
        public let credited: Invoice?
        /// Credit notes to this invoice.
        public let credits: [Invoice]
        /// What came in and is not asked for any more, in minor units: it is to be given back.
        public var toCustomer: Int64 = 0
        var till = Till()
    }

    /// The rules of the day it was issued; of a draft, those of today.
    static func policy(of invoice: Invoice, in db: any Connection) throws -> PolicyPack {
        try sentWith(invoice, in: db).policy
    }

    /// What stands beside its lines: as it was issued, or as it stands today.
    static func sentWith(_ invoice: Invoice, in db: any Connection) throws -> SentWith {
        try SentWith.kept(with: invoice.id, in: db)
            ?? SentWith(
                invoice.content.lines.map(\.line),
                in: Conversations.living(invoice.conversation, in: db).id, db: db)
    }

    static func bill(_ invoice: Invoice, in db: any Connection) throws -> Bill {
        let (owed, plan) = (try owed(on: invoice, in: db), try plan(of: invoice.id, in: db))
        let sent = try sentWith(invoice, in: db)
        return Bill(
            invoice: invoice, comparison: try comparison(of: invoice, in: db),
            payments: try payments(on: invoice.id, in: db), owed: owed, plan: plan,
            plansOffered: try offeredPlans(for: invoice, in: db),
            disputes: try disputes(of: invoice.id, in: db),
            customerName: try Customers.find(invoice.customer, in: db).displayName,
            terms: sent.over(try Settings.terms(in: db)), business: sent.business, policy: sent.policy,
            credited: try invoice.credits.map { try find($0, in: db) },
            credits: try db.rows(
                """
                SELECT \(Invoice.columns) FROM invoices
                WHERE credits = \(invoice.id) AND issued_at IS NOT NULL ORDER BY id LIMIT 50
                """
            ).map { try Invoice(row: $0) },
            toCustomer: try toCustomer(on: invoice, in: db),
            till: try Till.of(invoice, owed: owed, plan: plan, in: db))
    }

    /// What is behind a customer's link; looking is noted, unless the team looks.
    /// - Throws: `Fault.notFound`.
    public func look(behind link: String, isCustomer: Bool) async throws -> Bill {
        let now = clock()
        let bill = try await database.read { db in try Self.bill(behind(link, in: db), in: db) }
        if isCustomer, bill.invoice.seenAt == nil {
            _ = try await database.write { db in
                try db.execute(
                    "UPDATE invoices SET seen_at = \(now) WHERE id = \(bill.invoice.id) AND seen_at IS NULL")
            }
        }
        return bill
    }

    /// The same for the desk, drafts too.
    /// - Throws: `Fault.notFound`.
    func bill(_ id: Invoice.ID, for actor: Actor) async throws -> Bill {
        try actor.requireStaff()
        return try await database.read { db in try Self.bill(Self.find(id, in: db), in: db) }
    }
}
