import Database
import Localization

extension Surveys {
    /// Where somebody may be asked.
    struct Chance {
        let survey: Survey
        let customer: Customer.ID
        var conversation: Conversation?
        /// When it was resolved, where that is why they are asked.
        var resolvedAt: Moment?
        var via = SurveyAsk.Via.mail
        /// By which the occasion is known, so that it is looked at once.
        var occasion: String?
    }

    /// Asks the customer of a conversation, by hand. Why they could not be
    /// asked is kept like every other not-asking, once a day for each reason.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.conflict` with why they cannot be asked.
    @discardableResult
    public func ask(_ id: Survey.ID, in conversation: Conversation.ID, by actor: Actor) async throws
        -> SurveyAsk.ID
    {
        try actor.requireStaff()
        let now = clock()
        // What refuses is kept: it must not be undone with the transaction.
        let (ask, why) = try await database.write { db -> (SurveyAsk.ID?, SurveyAsk.WhyNot?) in
            let survey = try Self.find(id, in: db)
            let conversation = try Conversations.living(conversation, in: db)
            let chance = Chance(survey: survey, customer: conversation.customer, conversation: conversation)
            guard let why = try Self.obstacle(to: chance, at: now, in: db) else {
                return (try Self.ask(chance, draw: nil, by: actor, at: now, in: db), nil)
            }
            try Self.noteRefused(chance, why, by: actor, at: now, in: db)
            return (nil, why)
        }
        if let why { throw why.fault }
        guard let ask else { throw Fault.notFound("There is no such question.") }
        return ask
    }

    private static func noteRefused(
        _ chance: Chance, _ why: SurveyAsk.WhyNot, by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        let matter = chance.conversation?.id.description ?? "-"
        var chance = chance
        chance.occasion = "hand:\(chance.survey.id):\(matter):\(Day(now, in: zone)):\(why.rawValue)"
        let known = try db.row("SELECT id FROM survey_asks WHERE occasion = \(chance.occasion)")
        guard known == nil else { return }
        _ = try note(chance, draw: nil, whyNot: why, by: actor, at: now, in: db)
    }

    /// Asks, or notes why not. Chance draws last, among those who could be asked.
    @discardableResult
    static func askOrNot(
        _ chance: Chance, randomness: Randomness, at now: Moment, in db: any Connection
    ) throws -> SurveyAsk.ID {
        let known: SurveyAsk.ID? = try chance.occasion.flatMap {
            try db.value("SELECT id FROM survey_asks WHERE occasion = \($0)")
        }
        if let known { return known }
        if let why = try obstacle(to: chance, at: now, in: db) {
            return try note(chance, draw: nil, whyNot: why, by: .system, at: now, in: db)
        }
        let draw = draw(randomness)
        guard draw < chance.survey.rules.share * 100 else {
            return try note(chance, draw: draw, whyNot: .notDrawn, by: .system, at: now, in: db)
        }
        return try ask(chance, draw: draw, by: .system, at: now, in: db)
    }

    /// A whole number of 0…9999, each as likely as the others.
    static func draw(_ randomness: Randomness) -> Int {
        while true {
            let number = randomness.bytes(4).reduce(0) { $0 << 8 | Int($1) }
            // The last incomplete ten thousand would favour small numbers.
            if number < 4_294_960_000 { return number % 10_000 }
        }
    }

    // MARK: Whether

    static func obstacle(to chance: Chance, at now: Moment, in db: any Connection) throws
        -> SurveyAsk.WhyNot?
    {
        guard chance.survey.state == .asking else { return .paused }
        if let why = try chance.conversation.flatMap({ try obstacle(in: $0, chance, in: db) }) { return why }
        if try isOneOfUs(chance.customer, in: db) { return .internal }
        guard try allows(chance.customer, in: db) else { return .refused }
        if chance.via == .mail, try address(for: chance, in: db) == nil { return .unreachable }
        return try timing(of: chance, at: now, in: db)
    }

    private static func obstacle(
        in conversation: Conversation, _ chance: Chance, in db: any Connection
    ) throws -> SurveyAsk.WhyNot? {
        if case .merged = conversation.state { return .merged }
        if let resolvedAt = chance.resolvedAt, conversation.state != .resolved(at: resolvedAt) {
            return .reopened
        }
        guard conversation.suspension == nil else { return .suspended }
        let contested = try db.row(
            """
            SELECT disputes.id FROM invoices JOIN disputes ON disputes.invoice = invoices.id
            WHERE invoices.conversation = \(conversation.id) AND disputes.closed_at IS NULL LIMIT 1
            """)
        guard contested == nil else { return .disputed }
        let person = try db.row(
            """
            SELECT id FROM messages WHERE conversation = \(conversation.id) AND author_kind = 'customer'
                AND kind = 'message' AND classification = 'person' LIMIT 1
            """)
        return person == nil ? .automatic : nil
    }

    /// Whether one of their addresses is an agent's or a mailbox's.
    private static func isOneOfUs(_ customer: Customer.ID, in db: any Connection) throws -> Bool {
        let keys: [String] = try db.rows(
            "SELECT address_key FROM contact_points WHERE customer = \(customer)"
        )
        .map { try $0("address_key") }
        guard !keys.isEmpty else { return false }
        if try db.row("SELECT id FROM agents WHERE email_key IN \(list: keys) LIMIT 1") != nil { return true }
        return try Mailboxes.all(in: db).contains { keys.contains($0.address.folded) }
    }

    /// The address at which they wrote in the matter, else their first, that does not bounce.
    static func address(for chance: Chance, in db: any Connection) throws -> String? {
        try db.value(
            """
            SELECT contact_points.address FROM contact_points
            LEFT JOIN participants ON participants.conversation = \(chance.conversation?.id)
                AND participants.address_key = contact_points.address_key
            WHERE contact_points.customer = \(chance.customer) AND contact_points.bounced_at IS NULL
                AND contact_points.address_key <> \(Filing.unknownSender)
            ORDER BY CASE WHEN participants.address_key IS NULL THEN 1 ELSE 0 END,
                contact_points.created_at, contact_points.address_key LIMIT 1
            """)
    }

    private static func timing(of chance: Chance, at now: Moment, in db: any Connection) throws
        -> SurveyAsk.WhyNot?
    {
        let month = try month(of: now, in: db)
        let same = try db.row(
            """
            SELECT id FROM survey_asks WHERE survey = \(chance.survey.id) AND customer = \(chance.customer)
                AND month = \(month.number) AND why_not IS NULL
            """)
        guard same == nil else { return .asked }
        let last: Moment? = try db.value(
            """
            SELECT asked_at FROM survey_asks
            WHERE customer = \(chance.customer) AND why_not IS NULL AND bounced_at IS NULL
            ORDER BY asked_at DESC LIMIT 1
            """)
        return last.map { now - $0 < .days(Int64(chance.survey.rules.restDays)) } == true ? .resting : nil
    }

    static func month(of now: Moment, in db: any Connection) throws -> Month {
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        return Month(Day(now, in: zone))
    }

    // MARK: Writing it down

    private static func ask(
        _ chance: Chance, draw: Int?, by actor: Actor, at now: Moment, in db: any Connection
    ) throws -> SurveyAsk.ID {
        let id = try note(chance, draw: draw, whyNot: nil, by: actor, at: now, in: db)
        if chance.via == .mail {
            try Jobs.add(.sendSurvey, key: sendKey(id), payload: id, runAt: now, at: now, in: db)
        }
        return id
    }

    static func sendKey(_ id: SurveyAsk.ID) -> String { "survey-ask:\(id)" }

    private static func note(
        _ chance: Chance, draw: Int?, whyNot: SurveyAsk.WhyNot?, by actor: Actor, at now: Moment,
        in db: any Connection
    ) throws -> SurveyAsk.ID {
        let survey = chance.survey
        let id = try SurveyAsk.ID(rawValue: db.newID())
        let r = try Customers.reader(for: chance.customer, at: now, in: db)
        let address = chance.via == .mail && whyNot == nil ? try address(for: chance, in: db) : nil
        // What is in the customer's own place has arrived by being there.
        let delivered = chance.via == .portal && whyNot == nil ? now : nil
        try db.execute(
            """
            INSERT INTO survey_asks (id, survey, version, customer, conversation, offering, month, via, address,
                language, draw, why_not, occasion, asked_by, asked_at, delivered_at, expires_at)
            VALUES (\(id), \(survey.id), \(survey.version), \(chance.customer), \(chance.conversation?.id),
                \(try offering(of: chance.conversation?.id, in: db)), \(try month(of: now, in: db).number),
                \(chance.via), \(address), \(r.language.tag), \(draw), \(whyNot), \(chance.occasion),
                \(actor.kind == "agent" ? actor.rawID : nil), \(now), \(delivered),
                \(now + .days(Int64(survey.rules.openDays))))
            """)
        var data = ["ask": id.description, "name": survey.content.title(in: survey.content.language)]
        data["why"] = whyNot?.rawValue
        try Events.record(
            whyNot == nil ? .surveyAsked : .surveyNotAsked, by: actor, conversation: chance.conversation?.id,
            customer: chance.customer, data: data, at: now, in: db)
        return id
    }

    private static func offering(of conversation: Conversation.ID?, in db: any Connection) throws
        -> Offering.ID?
    {
        guard let conversation else { return nil }
        return try db.value(
            """
            SELECT offering_versions.offering FROM conversation_offerings
            JOIN offering_versions ON offering_versions.id = conversation_offerings.version
            WHERE conversation_offerings.conversation = \(conversation)
            """)
    }
}
