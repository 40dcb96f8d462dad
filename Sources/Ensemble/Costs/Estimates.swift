import Database
import Localization

/// What customers are told things will cost: find, list, write.
public struct Estimates: Sendable {
    let database: any Database
    let clock: Clock
    let seal: Seal
    let baseURL: String

    // MARK: Finding

    /// - Throws: `Fault.notFound`.
    public func find(_ id: Estimate.ID) async throws -> Estimate {
        try await database.read { db in try Self.find(id, in: db) }
    }

    static func find(_ id: Estimate.ID, in db: any Connection) throws -> Estimate {
        guard let row = try db.row("SELECT \(Estimate.columns) FROM estimates WHERE id = \(id)") else {
            throw Fault.notFound("There is no such estimate.")
        }
        return try Estimate(row: row, lines: lines(of: id, in: db))
    }

    static func lines(of id: Estimate.ID, in db: any Connection) throws -> [CostLine] {
        try db.rows(
            "SELECT \(CostLine.columns) FROM estimate_lines WHERE estimate = \(id) ORDER BY position"
        ).map(CostLine.init(row:))
    }

    /// A conversation's estimates without their lines, oldest first; also
    /// those of conversations that were merged into it.
    static func of(_ conversation: Conversation.ID, in db: any Connection) throws -> [Estimate] {
        try db.rows(
            """
            SELECT \(Estimate.columns) FROM estimates
            WHERE \(Conversations.within("conversation", conversation))
            ORDER BY number, version LIMIT 500
            """
        ).map { try Estimate(row: $0) }
    }

    /// A conversation's estimates without their lines, oldest first.
    public func of(_ conversation: Conversation.ID, for actor: Actor) async throws -> [Estimate] {
        try actor.requireStaff()
        return try await database.read { db in try Self.of(conversation, in: db) }
    }

    /// What lies with customers and is not answered, or all, last changed first, without their lines.
    /// - Returns: at most `limit`, and the place after which the next begin.
    public func list(onlyOpen: Bool, after: Keyset? = nil, limit: Int = 50, for actor: Actor) async throws
        -> (estimates: [Listed], next: Keyset?)
    {
        try actor.requireStaff()
        let states = onlyOpen ? [EstimateState.delivered, .acknowledged] : EstimateState.allCases
        let rows = try await database.read { db in
            try db.rows(
                """
                SELECT \(Estimate.columns), estimates.changed_at, customers.name AS customer_name
                FROM estimates JOIN conversations ON conversations.id = estimates.conversation
                    JOIN customers ON customers.id = conversations.customer
                WHERE estimates.state IN \(list: states)
                    \(after.map { "AND (estimates.changed_at, estimates.id) < (\($0.moment), \($0.id))" } ?? "" as SQL)
                ORDER BY estimates.changed_at DESC, estimates.id DESC LIMIT \(limit + 1)
                """
            ).map { row in
                let estimate = try Estimate(row: row)
                return Listed(
                    estimate: estimate, customerName: try row("customer_name"),
                    place: Keyset(moment: try row("changed_at"), id: estimate.id.rawValue))
            }
        }
        return (Array(rows.prefix(limit)), rows.count > limit ? rows[limit - 1].place : nil)
    }

    /// One of a list.
    public struct Listed: Sendable {
        public let estimate: Estimate
        public let customerName: String
        public let place: Keyset
    }

    // MARK: Writing

    /// Begins an estimate in a conversation, from its offering where it has one.
    /// - Throws: `Fault.notFound`, `Fault.conflict` for a change order to what was not accepted.
    @discardableResult
    public func begin(
        _ kind: Estimate.Kind, in conversation: Conversation.ID, from template: EstimateTemplate.ID? = nil,
        changing base: Estimate.ID? = nil, by actor: Actor
    ) async throws -> Estimate.ID {
        let now = clock()
        return try await database.write { db in
            let conversation = try Conversations.living(conversation, in: db)
            var content = try Self.opening(kind, of: conversation, at: now, in: db)
            if let template { content = try Self.filled(content, from: template, in: db) }
            return try Self.add(content, to: conversation.id, changing: base, by: actor, at: now, in: db)
        }
    }

    /// Writes a whole estimate at once: from the command line, by a program, in the story.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict`.
    @discardableResult
    public func compose(
        _ content: EstimateContent, in conversation: Conversation.ID, changing base: Estimate.ID? = nil,
        by actor: Actor
    ) async throws -> Estimate.ID {
        try content.check()
        let now = clock()
        return try await database.write { db in
            try Self.add(
                content, to: Conversations.living(conversation, in: db).id, changing: base, by: actor,
                at: now, in: db)
        }
    }

    private static func opening(
        _ kind: Estimate.Kind, of conversation: Conversation, at now: Moment, in db: any Connection
    ) throws -> EstimateContent {
        let terms = try Settings.terms(in: db)
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        var content = EstimateContent(
            kind: kind, title: conversation.subject.shortened(to: 300), currency: terms.currency,
            taxIncluded: terms.taxIncluded, validUntil: Day(now, in: zone) + terms.validDays)
        if kind != .change, let offering = try Conversations.offering(of: conversation.id, in: db),
            offering.text.currency == terms.currency
        {
            content.lines = [CostLine(offering, fixed: kind == .quote)]
            content.exclusions = offering.text.scope.excludes.joined(separator: "\n")
        }
        return content
    }

    static func add(
        _ content: EstimateContent, to conversation: Conversation.ID, changing base: Estimate.ID?,
        number: (Int, version: Int)? = nil, by actor: Actor, at now: Moment, in db: any Connection
    ) throws -> Estimate.ID {
        let agent = try actor.requireAgent()
        try checkBase(base, of: content, in: db)
        let id = try Estimate.ID(rawValue: db.newID())
        let (number, version) = try number ?? (Int(db.next("estimates")), 1)
        try db.execute(
            """
            INSERT INTO estimates (id, number, version, conversation, kind, base, state, title, currency,
                tax_included, discount, assumptions, exclusions, notes, deposit, plans, low, likely, high,
                made_by, created_at, changed_at)
            VALUES (\(id), \(number), \(version), \(conversation), \(content.kind), \(base),
                \(EstimateState.drafted), '', \(content.currency), \(content.taxIncluded), 0, '', '', '', 0,
                '[]', 0, 0, 0, \(agent), \(now), \(now))
            """)
        try write(content, to: id, at: now, in: db)
        try Tells.noteRevision(id, of: content, by: actor, at: now, in: db)
        try Events.record(
            .estimateBegun, by: actor, conversation: conversation,
            data: [
                "kind": content.kind.rawValue, "number": version == 1 ? "\(number)" : "\(number).\(version)",
            ],
            at: now, in: db)
        return id
    }

    private static func checkBase(_ base: Estimate.ID?, of content: EstimateContent, in db: any Connection)
        throws
    {
        guard content.kind == .change else {
            guard base == nil else { throw Fault.conflict("Only a change order changes what was accepted.") }
            return
        }
        guard let base, let row = try db.row("SELECT \(Estimate.columns) FROM estimates WHERE id = \(base)")
        else { throw Fault.conflict("A change order needs an accepted estimate that it changes.") }
        let accepted = try Estimate(row: row)
        guard accepted.state == .accepted, accepted.kind != .change else {
            throw Fault.conflict("A change order needs an accepted estimate that it changes.")
        }
        guard accepted.content.currency == content.currency else {
            throw Fault.conflict(
                "Amounts in \(content.currency) and \(accepted.content.currency) cannot be added.")
        }
    }

    /// Keeps what was written on a draft.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict` once it has been sent.
    public func save(_ content: EstimateContent, as id: Estimate.ID, by actor: Actor) async throws {
        try actor.requireStaff()
        try content.check()
        let now = clock()
        try await database.write { db in
            let present = try Self.editable(id, in: db)
            try Self.checkBase(present.base, of: content, in: db)
            try Self.write(content, to: id, at: now, in: db)
            try Tells.noteRevision(id, of: content, by: actor, at: now, in: db)
        }
    }

    /// - Throws: `Fault.conflict` once it has been sent.
    static func editable(_ id: Estimate.ID, in db: any Connection) throws -> Estimate {
        let present = try find(id, in: db)
        guard present.isEditable else {
            throw Fault.conflict("It has been sent, and stays as the customer has it. Make a new version.")
        }
        return present
    }

    private static func write(
        _ content: EstimateContent, to id: Estimate.ID, at now: Moment, in db: any Connection
    ) throws {
        try checkOfferings(content, in: db)
        let gross = content.sums.gross
        try db.execute(
            """
            UPDATE estimates SET kind = \(content.kind), title = \(content.title),
                currency = \(content.currency), tax_included = \(content.taxIncluded),
                discount = \(content.discount), assumptions = \(content.assumptions),
                exclusions = \(content.exclusions), notes = \(content.notes),
                valid_until = \(content.validUntil), work_day = \(content.workDay),
                deposit = \(content.deposit), plans = \(JSON.text(content.plans)), low = \(gross.low),
                likely = \(gross.likely), high = \(gross.high), changed_at = \(now)
            WHERE id = \(id)
            """)
        try db.execute("DELETE FROM estimate_lines WHERE estimate = \(id)")
        // In pieces: a statement takes so many values.
        for start in stride(from: 0, to: content.lines.count, by: 500) {
            let rows = content.lines[start..<min(start + 500, content.lines.count)].enumerated().map {
                place, line -> SQL in
                """
                (\(id), \(start + place), \(line.text), \(line.offering), \(line.quantity), \(line.unit),
                    \(line.price.low), \(line.price.likely), \(line.price.high), \(line.taxRate),
                    \(line.discount), \(line.provider))
                """
            }
            try db.execute(
                """
                INSERT INTO estimate_lines (estimate, position, text, offering, quantity, unit, low, likely,
                    high, tax_rate, discount, provider)
                VALUES \(rows.joined(separator: ", "))
                """)
        }
    }

    private static func checkOfferings(_ content: EstimateContent, in db: any Connection) throws {
        let named = Set(content.lines.compactMap(\.offering))
        guard !named.isEmpty else { return }
        let known: Int =
            try db.value("SELECT COUNT(*) FROM offering_versions WHERE id IN \(list: named)") ?? 0
        guard known == named.count else { throw Fault.notFound("There is no such offering.") }
    }

    /// Throws a draft away.
    /// - Throws: `Fault.notFound`, `Fault.conflict` once it has been sent.
    public func discard(_ id: Estimate.ID, by actor: Actor) async throws -> Conversation.ID {
        try actor.requireStaff()
        let now = clock()
        return try await database.write { db in
            let draft = try Self.editable(id, in: db)
            try Tells.forgetRevision(id, at: now, in: db)
            try db.execute("DELETE FROM estimate_lines WHERE estimate = \(id)")
            try db.execute("DELETE FROM estimates WHERE id = \(id)")
            try Events.record(
                .estimateDiscarded, by: actor, conversation: draft.conversation,
                data: ["kind": draft.kind.rawValue, "number": draft.reference], at: now, in: db)
            return draft.conversation
        }
    }
}

extension CostLine {
    /// A line from an offering of the catalogue.
    /// - Parameter fixed: at its likely price alone, as a quote needs it.
    init(_ offering: OfferingVersion, fixed: Bool = false) {
        let text = offering.text
        self.init(
            text.name, offering: offering.id, unit: text.unit,
            price: fixed ? Spread(text.price.likely) : text.price, taxRate: text.taxRate)
    }
}
