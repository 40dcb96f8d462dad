import Database
import Localization

extension Surveys {
    /// A question as its customer sees it.
    public struct Question: Sendable {
        public let ask: SurveyAsk
        public let content: SurveyContent
        public let kind: Survey.Kind
        /// What they have answered, if they have.
        public let reply: SurveyReply?
        public let answeredAt: Moment?
        /// Whether an answer is taken now.
        public let isOpen: Bool
        /// Whether they may be asked again.
        public let mayAsk: Bool
        /// Whether their words may be shown without their name.
        public let mayQuote: Bool
    }

    /// By what somebody shows that a question is theirs.
    enum Proof: Sendable {
        /// The unguessable end of a link.
        case link(String)
        /// Signed in.
        case own(SurveyAsk.ID, Customer.ID)

        var via: SurveyAsk.Via {
            switch self {
            case .link: .mail
            case .own: .portal
            }
        }
    }

    static let nothing = Fault.notFound("There is nothing behind this link. Please look at your mail again.")

    // MARK: Looking

    /// What stands behind a link or in the customer's own place. Looking never answers.
    /// - Parameter isCustomer: whether it counts as seen; not when the team looks.
    /// - Throws: `Fault.notFound` for a link that is made up, and for another's question.
    func look(_ proof: Proof, isCustomer: Bool) async throws -> Question {
        let now = clock()
        let question = try await database.read { db in try Self.question(proof, at: now, in: db) }
        guard isCustomer, question.ask.seenAt == nil else { return question }
        try await database.write { db in
            let changed = try db.execute(
                "UPDATE survey_asks SET seen_at = \(now) WHERE id = \(question.ask.id) AND seen_at IS NULL")
            guard changed == 1 else { return }
            try Self.record(
                .surveySeen, question.ask, by: .customer(question.ask.customer), at: now, in: db)
        }
        return question
    }

    private static func question(_ proof: Proof, at now: Moment, in db: any Connection) throws -> Question {
        let ask = try ask(proof, in: db)
        let survey = try find(ask.survey, in: db)
        let row = try db.row(
            "SELECT version, content, changed_at FROM survey_responses WHERE ask = \(ask.id)")
        return Question(
            ask: ask, content: try content(of: ask.survey, version: ask.version, in: db), kind: survey.kind,
            reply: try row.map { try JSON.value(SurveyReply.self, from: $0("content")) },
            answeredAt: try row.map { try $0("changed_at") },
            isOpen: ask.isOpen(at: now) && survey.state != .ended, mayAsk: try allows(ask.customer, in: db),
            mayQuote: try allows(ask.customer, .quotes, in: db))
    }

    static func ask(_ proof: Proof, in db: any Connection) throws -> SurveyAsk {
        switch proof {
        case .link(let token):
            let row = try db.row(
                """
                SELECT \(SurveyAsk.columns) FROM survey_links JOIN survey_asks ON survey_asks.id = survey_links.ask
                WHERE survey_links.token_hash = \(Digest.sha256(token))
                """)
            guard let row else { throw nothing }
            return try SurveyAsk(row: row)
        case .own(let id, let customer):
            let row = try db.row(
                """
                SELECT \(SurveyAsk.columns) FROM survey_asks
                WHERE id = \(id) AND customer = \(customer) AND why_not IS NULL
                """)
            guard let row else { throw Fault.notFound("There is no such question.") }
            return try SurveyAsk(row: row)
        }
    }

    // MARK: Answering

    /// Takes an answer. While the question is open a later one takes the
    /// place of an earlier, which is kept.
    /// - Parameter quoting: whether they let their words be shown without their name; `nil`: nothing is said of it.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict` once it is closed.
    @discardableResult
    func answer(_ proof: Proof, with reply: SurveyReply, quoting: Bool? = nil) async throws
        -> SurveyResponse.ID
    {
        let now = clock()
        return try await database.write { db in
            let question = try Self.question(proof, at: now, in: db)
            guard question.isOpen else {
                throw Fault.conflict("This question is closed: answers are no longer taken.")
            }
            let reply = try reply.checked(against: question.content)
            let customer = question.ask.customer
            if let quoting {
                let through: Through =
                    switch proof {
                    case .link: .link
                    case .own: .portal
                    }
                try Self.setConsent(
                    of: customer, .quotes, to: quoting, through: through, by: .customer(customer), at: now,
                    in: db)
            }
            return try Self.keep(reply, of: question, via: proof.via, at: now, in: db)
        }
    }

    private static func keep(
        _ reply: SurveyReply, of question: Question, via: SurveyAsk.Via, at now: Moment, in db: any Connection
    ) throws -> SurveyResponse.ID {
        let ask = question.ask
        guard
            let known: SurveyResponse.ID = try db.value(
                "SELECT id FROM survey_responses WHERE ask = \(ask.id)")
        else { return try add(reply, to: ask, via: via, at: now, in: db) }
        // The same sent twice is one.
        guard question.reply != reply else { return known }
        try db.execute(
            """
            INSERT INTO survey_response_history (id, response, content, answered_at)
            SELECT \(try db.newID()), id, content, changed_at FROM survey_responses WHERE id = \(known)
            """)
        try db.execute(
            """
            UPDATE survey_responses SET content = \(JSON.text(reply)), via = \(via), changed_at = \(now)
            WHERE id = \(known)
            """)
        try keepParts(of: reply, response: known, ask, in: db)
        try record(
            .surveyAnswerChanged, ask, facts(reply, known), by: .customer(ask.customer), at: now, in: db)
        try HeardMentions.follow(known, by: .customer(ask.customer), at: now, in: db)
        return known
    }

    private static func add(
        _ reply: SurveyReply, to ask: SurveyAsk, via: SurveyAsk.Via, at now: Moment, in db: any Connection
    ) throws -> SurveyResponse.ID {
        let id = try SurveyResponse.ID(rawValue: db.newID())
        try db.execute(
            """
            INSERT INTO survey_responses (id, ask, survey, version, customer, conversation, offering, month, content,
                via, answered_at, changed_at)
            VALUES (\(id), \(ask.id), \(ask.survey), \(ask.version), \(ask.customer), \(ask.conversation),
                \(ask.offering), \(ask.month.number), \(JSON.text(reply)), \(via), \(now), \(now))
            """)
        try db.execute(
            """
            UPDATE survey_asks SET answered_at = \(now), seen_at = COALESCE(seen_at, \(now)),
                delivered_at = COALESCE(delivered_at, \(now))
            WHERE id = \(ask.id)
            """)
        try keepParts(of: reply, response: id, ask, in: db)
        try record(.surveyAnswered, ask, facts(reply, id), by: .customer(ask.customer), at: now, in: db)
        return id
    }

    /// What is looked up and counted by itself.
    private static func keepParts(
        of reply: SurveyReply, response: SurveyResponse.ID, _ ask: SurveyAsk, in db: any Connection
    ) throws {
        try db.execute("DELETE FROM survey_values WHERE response = \(response)")
        for (question, value) in reply.counted.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                """
                INSERT INTO survey_values (response, question, value, survey)
                VALUES (\(response), \(question), \(value), \(ask.survey))
                """)
        }
        try db.execute("DELETE FROM survey_associations WHERE response = \(response)")
        for (place, association) in reply.associations.enumerated() {
            try db.execute(
                """
                INSERT INTO survey_associations (response, position, words, words_key, favour, why, survey, month)
                VALUES (\(response), \(place + 1), \(association.words), \(association.words.folded),
                    \(association.favour), \(association.why), \(ask.survey), \(ask.month.number))
                """)
        }
    }

    private static func facts(_ reply: SurveyReply, _ id: SurveyResponse.ID) -> [String: String] {
        var data = ["response": id.description]
        let said = reply.values.sorted { $0.key < $1.key }.map { String($0.value) }
        data["values"] = said.joined(separator: ", ").nonEmpty
        data["words"] = reply.associations.map(\.words).joined(separator: ", ").nonEmpty
        return data
    }
}

extension SurveyReply {
    /// The cell of core and money together: 0 both good, 1 only the core, 2
    /// only the money, 3 neither; `nil` where one of them was not answered.
    var endCell: Int? {
        guard let core = values["core"], let money = values["money"] else { return nil }
        return (core >= 4 ? 0 : 2) + (money >= 4 ? 0 : 1)
    }

    /// Its values, with the cell of the end result as one of them.
    var counted: [String: Int] {
        var counted = values
        counted[SurveyTally.cell] = endCell
        return counted
    }
}
