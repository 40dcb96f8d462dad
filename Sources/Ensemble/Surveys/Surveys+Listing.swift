import Database
import Localization

/// The rows behind the numbers.
extension Surveys {
    /// Which asks are looked at.
    public enum Show: String, Sendable, CaseIterable {
        case asked, delivered, seen, answered, silent, bounced
        case notAsked = "not-asked"
    }

    /// A page of rows, the latest first.
    public struct Rows<Row: Sendable>: Sendable {
        public let rows: [Row]
        /// `nil` on the last page.
        public let next: Int64?
    }

    /// Which answers are looked at.
    public struct Choice: Equatable, Sendable {
        public var question: String?
        public var values: ClosedRange<Int>?
        /// What came to mind, in folded words.
        public var idea: String?
        public var scope: Scope?

        public init(
            question: String? = nil, values: ClosedRange<Int>? = nil, idea: String? = nil, scope: Scope? = nil
        ) {
            self.question = question
            self.values = values
            self.idea = idea
            self.scope = scope
        }
    }

    // MARK: Who was asked

    /// - Parameters:
    ///   - why: of those who were not asked, for this reason alone.
    ///   - after: the last row that was shown.
    public func asks(
        of id: Survey.ID, _ show: Show = .asked, why: SurveyAsk.WhyNot? = nil, scope: Scope? = nil,
        after: Int64? = nil, limit: Int = 50, by actor: Actor
    ) async throws -> Rows<SurveyAsk> {
        try actor.requireStaff()
        return try await database.read { db in
            _ = try Self.find(id, in: db)
            let rows = try db.rows(Self.asksSQL(id, show, why, scope, after: after, limit: limit + 1))
            let asks = try rows.prefix(limit).map { row in
                var ask = try SurveyAsk(row: row)
                ask.customerName = try Self.name(in: row)
                return ask
            }
            return Rows(rows: asks, next: rows.count > limit ? asks.last?.id.rawValue : nil)
        }
    }

    static func asksSQL(
        _ id: Survey.ID, _ show: Show, _ why: SurveyAsk.WhyNot?, _ scope: Scope?, after: Int64?, limit: Int
    ) -> SQL {
        """
        SELECT \(SurveyAsk.columns), customers.name AS customer_name, \(address)
        FROM survey_asks JOIN customers ON customers.id = survey_asks.customer
        WHERE survey_asks.survey = \(id) AND \(condition(show, why)) \(narrowed("survey_asks", scope))
            \(after.map { "AND survey_asks.id < \($0)" } ?? "" as SQL)
        ORDER BY survey_asks.id DESC LIMIT \(limit)
        """
    }

    private static let address: SQL = """
        (SELECT MIN(contact_points.address) FROM contact_points WHERE contact_points.customer = customers.id)
            AS customer_address
        """

    private static func name(in row: Row) throws -> String {
        let name: String = try row("customer_name")
        return try name.nonEmpty ?? row("customer_address") ?? "?"
    }

    /// By what some customers are called: their name, else an address.
    static func names(of customers: [Customer.ID], in db: any Connection) throws -> [Customer.ID: String] {
        var names: [Customer.ID: String] = [:]
        // In pieces: a statement binds only so many values.
        for start in stride(from: 0, to: customers.count, by: 500) {
            let some = Array(customers[start..<min(start + 500, customers.count)])
            for row in try db.rows(
                """
                SELECT customers.id, customers.name AS customer_name, \(address) FROM customers
                WHERE customers.id IN \(list: some)
                """)
            {
                names[try row("id")] = try name(in: row)
            }
        }
        return names
    }

    private static func condition(_ show: Show, _ why: SurveyAsk.WhyNot?) -> SQL {
        switch show {
        case .asked: "survey_asks.why_not IS NULL"
        case .delivered: "survey_asks.why_not IS NULL AND survey_asks.delivered_at IS NOT NULL"
        case .seen: "survey_asks.why_not IS NULL AND survey_asks.seen_at IS NOT NULL"
        case .answered: "survey_asks.why_not IS NULL AND survey_asks.answered_at IS NOT NULL"
        case .silent: "survey_asks.why_not IS NULL AND survey_asks.answered_at IS NULL"
        case .bounced: "survey_asks.bounced_at IS NOT NULL"
        case .notAsked: why.map { "survey_asks.why_not = \($0)" } ?? "survey_asks.why_not IS NOT NULL"
        }
    }

    private static func narrowed(_ table: SQL, _ scope: Scope?) -> SQL {
        guard let scope else { return "" }
        let months: SQL = "AND \(table).month BETWEEN \(scope.from.number) AND \(scope.until.number)"
        guard let offering = scope.offering else { return months }
        return offering.rawValue == 0
            ? "\(months) AND \(table).offering IS NULL" : "\(months) AND \(table).offering = \(offering)"
    }

    // MARK: What they answered

    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func answers(
        to id: Survey.ID, _ choice: Choice = Choice(), after: Int64? = nil, limit: Int = 50, by actor: Actor
    ) async throws -> Rows<SurveyResponse> {
        try actor.requireStaff()
        return try await database.read { db in
            _ = try Self.find(id, in: db)
            let before: SQL = after.map { "AND survey_responses.id < \($0)" } ?? ""
            let responses = try Self.responses(
                "survey_responses.survey = \(id) \(Self.narrowed("survey_responses", choice.scope)) \(Self.having(choice)) \(before)",
                limit: limit + 1, in: db)
            let shown = Array(responses.prefix(limit))
            return Rows(rows: shown, next: responses.count > limit ? shown.last?.id.rawValue : nil)
        }
    }

    /// Who gave an answer.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func customer(of response: SurveyResponse.ID, to id: Survey.ID, by actor: Actor) async throws
        -> Customer.ID
    {
        try actor.requireStaff()
        let customer: Customer.ID? = try await database.read { db in
            try db.value("SELECT customer FROM survey_responses WHERE id = \(response) AND survey = \(id)")
        }
        guard let customer else { throw Fault.notFound("There is no such answer.") }
        return customer
    }

    private static func having(_ choice: Choice) -> SQL {
        if let idea = choice.idea {
            return """
                AND survey_responses.id IN (SELECT response FROM survey_associations
                    WHERE survey_associations.survey = survey_responses.survey
                        AND survey_associations.words_key = \(idea))
                """
        }
        guard let question = choice.question, let values = choice.values else { return "" }
        return """
            AND survey_responses.id IN (SELECT response FROM survey_values
                WHERE survey_values.survey = survey_responses.survey AND survey_values.question = \(question)
                    AND survey_values.value BETWEEN \(values.lowerBound) AND \(values.upperBound))
            """
    }

    /// What was answered in a conversation, also in those that were merged into it; the latest first.
    static func answers(in conversation: Conversation.ID, db: any Connection) throws -> [SurveyResponse] {
        try responses(
            """
            (survey_responses.conversation = \(conversation) OR survey_responses.conversation IN
                (SELECT id FROM conversations WHERE merged_into = \(conversation)))
            """, limit: 20, in: db)
    }

    /// Answers by a condition, the latest first, with what they answer and what was said before.
    static func responses(_ condition: SQL, limit: Int, in db: any Connection) throws -> [SurveyResponse] {
        let rows = try db.rows(
            """
            SELECT survey_responses.id, survey_responses.ask, survey_responses.survey, survey_responses.version,
                survey_responses.customer, survey_responses.conversation, survey_responses.content,
                survey_responses.via, survey_responses.answered_at, survey_responses.changed_at,
                survey_versions.content AS asked, offerings.name AS offering_name,
                customers.name AS customer_name, \(address),
                (SELECT is_given FROM customer_consents WHERE customer_consents.customer = survey_responses.customer
                    AND customer_consents.what = \(Consent.quotes)
                    ORDER BY customer_consents.id DESC LIMIT 1) AS quotes
            FROM survey_responses
            JOIN survey_versions ON survey_versions.survey = survey_responses.survey
                AND survey_versions.number = survey_responses.version
            JOIN customers ON customers.id = survey_responses.customer
            LEFT JOIN offerings ON offerings.id = survey_responses.offering
            WHERE \(condition) ORDER BY survey_responses.id DESC LIMIT \(limit)
            """)
        guard !rows.isEmpty else { return [] }
        var earlier: [SurveyResponse.ID: [(reply: SurveyReply, at: Moment)]] = [:]
        let ids: [SurveyResponse.ID] = try rows.map { try $0("id") }
        for row in try db.rows(
            """
            SELECT response, content, answered_at FROM survey_response_history
            WHERE response IN \(list: ids) ORDER BY id
            """)
        {
            earlier[try row("response"), default: []].append(
                (try JSON.value(SurveyReply.self, from: row("content")), try row("answered_at")))
        }
        return try rows.map { row in
            var response = try SurveyResponse(row: row)
            response.earlier = earlier[response.id] ?? []
            response.customerName = try name(in: row)
            response.offeringName = try row("offering_name")
            response.mayQuote = try row("quotes") ?? false
            return response
        }
    }
}

extension SurveyResponse {
    init(row: Row) throws {
        id = try row("id")
        ask = try row("ask")
        survey = try row("survey")
        version = try row("version")
        customer = try row("customer")
        conversation = try row("conversation")
        reply = try JSON.value(SurveyReply.self, from: row("content"))
        via = try row("via")
        answeredAt = try row("answered_at")
        changedAt = try row("changed_at")
        content = try JSON.value(SurveyContent.self, from: row("asked"))
    }
}
