import Database
import Localization

extension NameIdeas {
    /// The months that are looked at; before them as many to compare with.
    public struct Scope: Equatable, Sendable {
        public let from: Month
        public let until: Month

        public init(from: Month, until: Month) {
            self.from = from
            self.until = until
        }

        /// Twelve months.
        static func year(until: Month) -> Scope { Scope(from: until - 11, until: until) }

        var length: Int { until.number - from.number + 1 }
        var before: Scope { Scope(from: from - length, until: from - 1) }
        var query: String { "from=\(from)&until=\(until)" }
    }

    /// Everything that the page shows, worked out from the answers themselves.
    /// - Throws: `Fault.forbidden`, `Fault.invalid` for months in the wrong order.
    public func report(_ scope: Scope, by actor: Actor) async throws -> NameReport {
        let found = try await look(scope, by: actor)
        return NameReport(scope: scope, now: found.now, before: found.before, intended: found.intended)
    }

    /// The answers of some months and of as many before, one a customer each.
    func look(_ scope: Scope, by actor: Actor) async throws -> (
        now: [NameAnswer], before: [NameAnswer], intended: [IntendedIdea]
    ) {
        try actor.requireAdministrator()
        guard scope.from <= scope.until, scope.length <= 120 else {
            throw Fault.invalid("The last month lies before the first.")
        }
        let now = clock()
        return try await database.read { db in
            let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
            let end = min(now, (scope.until.last + 1).moment(in: zone, secondOfDay: 0))
            let intended = try Self.intended(at: end, in: db)
            let readings = try Readings(intended, in: db)
            var answers = try Self.answers(scope, readings, in: db)
            try Self.addLives(to: &answers, scope, in: db)
            try Self.addPeople(to: &answers, in: db)
            return (
                answers, try Self.answers(scope.before, readings, in: db), intended
            )
        }
    }

    // MARK: Answers

    /// What phrases are read as.
    private struct Readings {
        var ideas: [String: (key: String, words: String, tie: IdeaTie?)] = [:]

        init(_ intended: [IntendedIdea], in db: any Connection) throws {
            // Who writes the very words that are intended says it; all else a person reads.
            for idea in intended {
                ideas[idea.words.folded] = (idea.words.folded, idea.words, IdeaTie(idea.id))
            }
            for row in try db.rows(
                """
                SELECT name_readings.words_key, heard_ideas.idea_key, heard_ideas.words, heard_ideas.intended,
                    heard_ideas.is_against
                FROM name_readings JOIN heard_ideas ON heard_ideas.idea_key = name_readings.idea_key
                """)
            {
                ideas[try row("words_key")] = (
                    try row("idea_key"), try row("words"), try NameIdeas.tie(in: row)
                )
            }
        }
    }

    private static func answers(_ scope: Scope, _ readings: Readings, in db: any Connection) throws
        -> [NameAnswer]
    {
        var latest: [Customer.ID: NameAnswer] = [:]
        var last: Surveys.HeardIdea?
        repeat {
            let heard = try Surveys.associations(
                from: scope.from, until: scope.until, after: last, limit: 5_000, in: db)
            for one in heard {
                if latest[one.customer]?.response != one.response {
                    // Who answered twice counts once, with what they said last.
                    if let known = latest[one.customer], known.answeredAt > one.answeredAt { continue }
                    latest[one.customer] = NameAnswer(one)
                }
                latest[one.customer]?.add(one, read: readings.ideas[one.words.folded])
            }
            last = heard.count == 5_000 ? heard.last : nil
        } while last != nil
        return latest.values.sorted { $0.response < $1.response }
    }

    // MARK: What they lived

    private static func addLives(to answers: inout [NameAnswer], _ scope: Scope, in db: any Connection) throws
    {
        let places = Dictionary(
            answers.enumerated().map { ($0.element.customer, $0.offset) }, uniquingKeysWith: { one, _ in one }
        )
        for row in try db.rows(lives(scope)) {
            let customer: Customer.ID = try row("customer")
            guard let place = places[customer] else { continue }
            let (at, answered): (Moment, Moment) = (try row("at"), answers[place].answeredAt)
            guard at <= answered, answered - at <= .days(365) else { continue }
            let what: String = try row("what")
            if let experience = NameExperience(rawValue: what) { answers[place].lived.insert(experience) }
        }
    }

    /// What happened to those who answered, each with its moment.
    static func lives(_ scope: Scope) -> SQL {
        let bills: [(SQL, NameExperience)] = [
            ("told_before", .told), ("surprise", .surprised), ("disputed", .contested),
            ("plan_before", .plan),
        ]
        let billed = bills.reduce("" as SQL) { sql, part in
            """
            \(sql) SELECT matters.customer, invoices.issued_at AS at, \(part.1.rawValue) AS what FROM matters
            JOIN clarity_bills ON clarity_bills.conversation = matters.id AND clarity_bills.\(part.0) = 1
            JOIN invoices ON invoices.id = clarity_bills.invoice UNION ALL
            """
        }
        return """
            WITH people AS (
                SELECT DISTINCT survey_responses.customer FROM survey_associations
                JOIN survey_responses ON survey_responses.id = survey_associations.response
                WHERE survey_associations.month BETWEEN \(scope.from.number) AND \(scope.until.number)),
            matters AS (
                SELECT conversations.id, conversations.customer FROM people
                JOIN conversations ON conversations.customer = people.customer)
            \(billed)
            SELECT matters.customer, promises.due_at AS at, \(NameExperience.promise.rawValue) AS what FROM matters
            JOIN promises ON promises.conversation = matters.id AND promises.state IN ('broken', 'late')
            UNION ALL
            SELECT matters.customer, events.at, \(NameExperience.reopened.rawValue) AS what FROM matters
            JOIN events ON events.conversation = matters.id AND events.kind = \(Event.Kind.reopened)
            """
    }

    private static func addPeople(to answers: inout [NameAnswer], in db: any Connection) throws {
        let customers = answers.map(\.customer)
        let quotable = try Surveys.quotable(customers, in: db)
        for place in answers.indices { answers[place].mayQuote = quotable.contains(answers[place].customer) }
    }
}

extension NameAnswer {
    init(_ heard: Surveys.HeardIdea) {
        self.init(
            customer: heard.customer, response: heard.response, survey: heard.survey,
            conversation: heard.conversation, month: heard.month, answeredAt: heard.answeredAt,
            language: heard.language, ideas: [])
    }

    mutating func add(_ heard: Surveys.HeardIdea, read: (key: String, words: String, tie: IdeaTie?)?) {
        let key = read?.key ?? heard.words.folded
        guard !ideas.contains(where: { $0.key == key }) else { return }
        ideas.append(
            Idea(
                key: key, shown: read?.words ?? heard.words, words: heard.words, position: heard.position,
                favour: heard.favour, why: heard.why, tie: read?.tie))
    }
}
