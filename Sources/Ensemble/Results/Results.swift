import Database
import Localization

/// What came out in the end, customer by customer, across service and billing.
public struct Results: Sendable {
    let database: any Database
    let clock: Clock

    /// The months and the offering that are looked at; before them as many to compare with.
    public struct Scope: Equatable, Sendable {
        public let from: Month
        public let until: Month
        /// `nil`: all; 0 in the identifier: those without.
        public var offering: Offering.ID?

        public init(from: Month, until: Month, offering: Offering.ID? = nil) {
            self.from = from
            self.until = until
            self.offering = offering
        }

        static func year(until: Month, of offering: Offering.ID? = nil) -> Scope {
            Scope(from: until - 11, until: until, offering: offering)
        }

        /// The same months, of all offerings.
        var everything: Scope { Scope(from: from, until: until) }
        var length: Int { until.number - from.number + 1 }
        var before: Scope { Scope(from: from - length, until: from - 1, offering: offering) }
        var query: String {
            "from=\(from)&until=\(until)"
                + (offering.map { "&offering=\($0.rawValue == 0 ? "none" : $0.description)" } ?? "")
        }

        var narrowed: SQL {
            guard let offering else { return "" }
            return offering.rawValue == 0 ? "AND offering IS NULL" : "AND offering = \(offering)"
        }
    }

    /// Everything that the page shows.
    ///
    /// Source: `result_answers` and `result_matters`, which a reader of the history keeps, and `clarity_bills`.
    /// - Throws: `Fault.forbidden`, `Fault.invalid` for months in the wrong order.
    public func report(_ scope: Scope, by actor: Actor) async throws -> ResultReport {
        try actor.requireAdministrator()
        try check(scope)
        return try await database.read { db in
            ResultReport(
                scope: scope, customers: try Self.customers(scope, in: db),
                before: try Self.said(scope.before, in: db), asked: try Self.asked(scope, in: db),
                medians: try Self.medians(scope, in: db))
        }
    }

    private func check(_ scope: Scope) throws(Fault) {
        guard scope.from <= scope.until, scope.length <= 1_200 else {
            throw .invalid("The last month lies before the first.")
        }
    }

    /// Works out anew what is kept, from what it stands for; the same comes out.
    /// - Returns: how many answers and matters there are.
    /// - Throws: `Fault.forbidden`.
    @discardableResult
    public func rebuild(by actor: Actor) async throws -> Int {
        try actor.requireAdministrator()
        return try await database.write { db in try ResultReader.rebuild(in: db) }
    }

    // MARK: Customers

    /// Everybody who said something, or whose matter was done, in the order of their ids.
    static func customers(_ scope: Scope, in db: any Connection) throws -> [ResultCustomer] {
        var customers: [Customer.ID: ResultCustomer] = [:]
        for said in try said(scope, in: db) { customers[said.customer] = said }
        for row in try db.rows(stages(scope, moments(scope, in: db))) {
            let id: Customer.ID = try row("customer")
            var customer = customers[id] ?? ResultCustomer(customer: id)
            for stage in ResultStage.allCases {
                let passed: Bool? = try row(Self.column(stage))
                customer.stages[stage] = passed
            }
            customers[id] = customer
        }
        return customers.values.sorted { $0.customer < $1.customer }
    }

    /// Who answered, once each, with what they said last.
    static func said(_ scope: Scope, in db: any Connection) throws -> [ResultCustomer] {
        try db.rows(
            """
            SELECT latest.customer, latest.response, latest.conversation, latest.core, latest.service,
                latest.money, latest.promise, latest.overall, latest.answered_at, survey_responses.survey
            FROM (SELECT result_answers.customer, response, conversation, core, service, money, promise, overall,
                    answered_at, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY month DESC, response DESC) AS place
                FROM result_answers
                WHERE month BETWEEN \(scope.from.number) AND \(scope.until.number) \(scope.narrowed)) AS latest
            JOIN survey_responses ON survey_responses.id = latest.response
            WHERE latest.place = 1 ORDER BY latest.customer
            """
        ).map { row in
            var customer = ResultCustomer(customer: try row("customer"))
            for side in ResultSide.allCases {
                let rating: Int? = try row(side.rawValue)
                customer.ratings[side] = rating
            }
            customer.overall = try row("overall")
            customer.response = try row("response")
            customer.survey = try row("survey")
            customer.conversation = try row("conversation")
            customer.answeredAt = try row("answered_at")
            return customer
        }
    }

    /// How many were asked for the end result, each once.
    private static func asked(_ scope: Scope, in db: any Connection) throws -> Int {
        try db.value(
            """
            SELECT COUNT(DISTINCT survey_asks.customer) FROM survey_asks
            JOIN surveys ON surveys.id = survey_asks.survey
            WHERE surveys.kind = \(Survey.Kind.endResult) AND survey_asks.why_not IS NULL
                AND survey_asks.month BETWEEN \(scope.from.number) AND \(scope.until.number) \(scope.narrowed)
            """) ?? 0
    }

    // MARK: Stages

    private static func column(_ stage: ResultStage) -> String {
        stage == .asTold ? "as_told" : stage.rawValue
    }

    private static func moments(_ scope: Scope, in db: any Connection) throws -> (from: Moment, until: Moment)
    {
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        return (
            scope.from.first.moment(in: zone, secondOfDay: 0),
            (scope.until.last + 1).moment(in: zone, secondOfDay: 0)
        )
    }

    private static let day: Int64 = 86_400_000

    /// For each customer whether all their matters passed each stage; NULL where none came that way.
    static func stages(_ scope: Scope, _ moments: (from: Moment, until: Moment)) -> SQL {
        """
        SELECT customer, MIN(CASE WHEN answer_ms <= \(day) THEN 1 WHEN answer_ms > \(day) THEN 0 END) AS answered,
            MIN(clarity_bills.told_before) AS told,
            MIN(CASE WHEN promises > 0 THEN CASE WHEN kept = promises THEN 1 ELSE 0 END END) AS promises,
            MIN(CASE WHEN reopened > 0 THEN 0 ELSE 1 END) AS once,
            MIN(1 - clarity_bills.surprise) AS as_told, MIN(1 - clarity_bills.disputed) AS uncontested
        FROM result_matters
        LEFT JOIN clarity_bills ON clarity_bills.conversation = result_matters.conversation
        WHERE resolved_at >= \(moments.from) AND resolved_at < \(moments.until)
            \(narrowedMatters(scope))
        GROUP BY customer
        """
    }

    private static func narrowedMatters(_ scope: Scope) -> SQL {
        guard let offering = scope.offering else { return "" }
        return offering.rawValue == 0
            ? "AND result_matters.offering IS NULL" : "AND result_matters.offering = \(offering)"
    }

    /// Whole hours to the first answer, from the first message to the end, and from telling to the work.
    private static func medians(_ scope: Scope, in db: any Connection) throws
        -> [ResultStage: [(value: Double, count: Int)]]
    {
        let moments = try moments(scope, in: db)
        let bills: SQL = "JOIN clarity_bills ON clarity_bills.conversation = result_matters.conversation"
        let times: [(stage: ResultStage, time: SQL, join: SQL)] = [
            (.answered, "answer_ms / 3600000", ""), (.once, "done_ms / 3600000", ""),
            (.told, "clarity_bills.lead_hours", bills),
        ]
        var medians: [ResultStage: [(value: Double, count: Int)]] = [:]
        for (stage, time, join) in times {
            medians[stage] = try db.rows(
                """
                SELECT \(time) AS hours, COUNT(*) AS n FROM result_matters \(join)
                WHERE resolved_at >= \(moments.from) AND resolved_at < \(moments.until)
                    AND \(time) IS NOT NULL \(narrowedMatters(scope))
                GROUP BY \(time) ORDER BY hours
                """
            ).map { (value: Double(try $0("hours") as Int), count: try $0("n")) }
        }
        return medians
    }
}
