import Database
import Localization
import Mail

/// Questions go out by mail, each with links of its own.
extension Surveys {
    /// A question ready for the mail server.
    struct Sending: Sendable {
        let ask: SurveyAsk
        let letter: Letter
    }

    /// Sends the mail of an ask, and notes what became of it.
    /// - Throws: `JobFailure`.
    func send(_ id: SurveyAsk.ID, by carrier: any MailCarrier) async throws {
        guard let sending = try await prepare(id) else { return }
        let receipt: MailReceipt
        do {
            receipt = try await carrier.carry(sending.letter) {}
        } catch let failure as MailCarrierFailure {
            switch failure {
            case .transient(let why), .inDoubt(let why): throw JobFailure.later(why)
            case .permanent(let why): return try await noteUndelivered(id, why: why)
            }
        }
        if let refused = receipt.refused { return try await noteUndelivered(id, why: refused) }
        guard receipt.putOff.isEmpty else { throw JobFailure.later("The mail server put the recipient off.") }
        let now = clock()
        try await database.write { db in
            let changed = try db.execute(
                "UPDATE survey_asks SET delivered_at = \(now) WHERE id = \(id) AND delivered_at IS NULL")
            guard changed == 1 else { return }
            try Self.record(.surveyDelivered, sending.ask, by: .system, at: now, in: db)
        }
    }

    /// Makes a new link, of which only the hash is kept, and the mail around
    /// it. An earlier one, of a try that may have arrived, stays good.
    /// - Returns: `nil` where there is nothing to send any more.
    private func prepare(_ id: SurveyAsk.ID) async throws -> Sending? {
        let now = clock()
        let (token, name) = (randomness.token(), randomness.token().prefix(12))
        return try await database.write { db in
            guard let ask = try Self.unsent(id, at: now, in: db), let address = ask.address else {
                return nil
            }
            let survey = try Self.find(ask.survey, in: db)
            if let why = try Self.secondThoughts(ask, survey, in: db) {
                try Self.leave(ask, because: why, at: now, in: db)
                return nil
            }
            let messageID = "ensemble.survey.\(id).\(name)@localhost"
            try db.execute(
                """
                INSERT INTO survey_links (token_hash, ask, message_id, made_at)
                VALUES (\(Digest.sha256(token)), \(id), \(messageID), \(now))
                """)
            let mail = try SurveyLetter(
                ask: ask, content: Self.content(of: ask.survey, version: ask.version, in: db),
                address: address,
                url: baseURL + Self.path(token), refusal: "\(baseURL)/api\(Self.path(token))/refusal",
                at: now, seal: seal, in: db)
            return Sending(ask: ask, letter: try mail.letter(messageID: messageID))
        }
    }

    /// The customer's page behind a link.
    static func path(_ token: String) -> String { "/survey/\(token)" }

    private static func unsent(_ id: SurveyAsk.ID, at now: Moment, in db: any Connection) throws -> SurveyAsk?
    {
        let row = try db.row(
            """
            SELECT \(SurveyAsk.columns) FROM survey_asks
            WHERE id = \(id) AND why_not IS NULL AND delivered_at IS NULL AND bounced_at IS NULL
                AND expires_at > \(now)
            """)
        return try row.map(SurveyAsk.init(row:))
    }

    /// What has changed since it was decided to ask.
    private static func secondThoughts(
        _ ask: SurveyAsk, _ survey: Survey, in db: any Connection
    ) throws -> SurveyAsk.WhyNot? {
        guard try allows(ask.customer, in: db) else { return .refused }
        return survey.state == .asking ? nil : .paused
    }

    private static func leave(
        _ ask: SurveyAsk, because why: SurveyAsk.WhyNot, at now: Moment, in db: any Connection
    ) throws {
        try db.execute("UPDATE survey_asks SET why_not = \(why) WHERE id = \(ask.id)")
        try record(.surveyNotAsked, ask, ["why": why.rawValue], by: .system, at: now, in: db)
    }

    /// Writes an event of an ask.
    static func record(
        _ kind: Event.Kind, _ ask: SurveyAsk, _ more: [String: String] = [:], by actor: Actor, at now: Moment,
        in db: any Connection
    ) throws {
        let content = try content(of: ask.survey, version: ask.version, in: db)
        var data = ["ask": ask.id.description, "name": content.title(in: content.language)]
        data.merge(more) { $1 }
        try Events.record(
            kind, by: actor, conversation: ask.conversation, customer: ask.customer, data: data, at: now,
            in: db)
    }

    // MARK: What did not arrive

    private func noteUndelivered(_ id: SurveyAsk.ID, why: String) async throws {
        let now = clock()
        try await database.write { db in try Self.noteUndelivered(id, why: why, at: now, in: db) }
    }

    /// The mail of an ask did not arrive: refused, given up, or sent back.
    static func noteUndelivered(_ id: SurveyAsk.ID, why: String, at now: Moment, in db: any Connection) throws
    {
        let row = try db.row(
            """
            UPDATE survey_asks SET bounced_at = \(now), bounced_why = \(why)
            WHERE id = \(id) AND bounced_at IS NULL AND why_not IS NULL
            RETURNING \(SurveyAsk.columns)
            """)
        guard let row else { return }
        try record(.surveyBounced, SurveyAsk(row: row), ["why": why], by: .system, at: now, in: db)
    }

    /// A delivery report about one of our questions.
    /// - Returns: the conversation in which it was asked; `nil` where the report is about something else.
    static func noteBounce(_ bounce: Bounce, of names: [String], at now: Moment, in db: any Connection) throws
        -> Conversation.ID?
    {
        for name in names where name.hasPrefix("ensemble.survey.") {
            let row = try db.row(
                """
                SELECT survey_asks.id, survey_asks.address, survey_asks.conversation FROM survey_links
                JOIN survey_asks ON survey_asks.id = survey_links.ask WHERE survey_links.message_id = \(name)
                """)
            guard let row else { continue }
            let (ask, address): (SurveyAsk.ID, String?) = (try row("id"), try row("address"))
            let conversation: Conversation.ID? = try row("conversation")
            guard !bounce.isDelayed else { return conversation }
            try noteUndelivered(ask, why: bounce.explanation, at: now, in: db)
            if bounce.isHard, let address {
                try Customers.noteBounce(address, why: bounce.explanation, at: now, in: db)
            }
            return conversation
        }
        return nil
    }
}

extension Filing {
    /// - Returns: `nil` where the report is about nothing that was asked.
    func noteSurveyBounce(_ bounce: Bounce, of mail: ParsedMail) throws -> Incoming.Receipt? {
        let names = bounce.originalMessageID.map { [$0] } ?? mail.inReplyTo + mail.references.suffix(20)
        if try Releases.noteBounce(bounce, of: names, at: now, in: db) {
            // It opens nothing: who publishes sees who could not be told.
            return .duplicate(nil)
        }
        guard let conversation = try Surveys.noteBounce(bounce, of: names, at: now, in: db) else {
            return nil
        }
        return .added(try Conversations.living(conversation, in: db).id)
    }
}
