import Database
import Localization

extension Surveys {
    /// What of a survey is looked at.
    public struct Scope: Equatable, Sendable {
        public var from: Month
        public var until: Month
        /// `nil`: all; 0 in the identifier: those without.
        public var offering: Offering.ID?

        public init(from: Month, until: Month, offering: Offering.ID? = nil) {
            self.from = from
            self.until = until
            self.offering = offering
        }
    }

    /// The figures of a survey: of all, by month, by offering.
    public struct Figures: Sendable {
        public let survey: Survey
        public let scope: Scope
        /// Every question that was answered or is asked now, with its latest words.
        public let questions: [SurveyQuestion]
        public let all: SurveyTally
        /// Oldest first; every month is there.
        public let months: [(month: Month, tally: SurveyTally)]
        /// By name, no order of merit; those without an offering last, with `nil`.
        public let offerings: [(offering: Offering.ID?, name: String, tally: SurveyTally)]
    }

    /// Adds the kept counts up.
    ///
    /// Source: `survey_tallies`, which a reader of the history keeps, by the month of asking.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.invalid` for months in the wrong order.
    public func figures(_ id: Survey.ID, _ scope: Scope, by actor: Actor) async throws -> Figures {
        try actor.requireStaff()
        guard scope.from <= scope.until, scope.until.number - scope.from.number < 1_200 else {
            throw Fault.invalid("The last month lies before the first.")
        }
        return try await database.read { db in
            let survey = try Self.find(id, in: db)
            let rows = try db.rows(Self.tallies(id, scope))
            var all = SurveyTally()
            var months: [Int: SurveyTally] = [:]
            var offerings: [Int64: SurveyTally] = [:]
            for row in rows {
                let cell = SurveyTally.Cell(what: try row("what"), value: try row("value"))
                let n: Int = try row("n")
                all.add(cell, n)
                months[try row("month"), default: SurveyTally()].add(cell, n)
                offerings[try row("offering"), default: SurveyTally()].add(cell, n)
            }
            return Figures(
                survey: survey, scope: scope, questions: try Self.questions(of: survey, in: db), all: all,
                months: (scope.from.number...scope.until.number).map {
                    (Month(number: $0), months[$0] ?? SurveyTally())
                },
                offerings: try Self.named(offerings, in: db))
        }
    }

    static func tallies(_ id: Survey.ID, _ scope: Scope) -> SQL {
        let narrowed: SQL = scope.offering.map { "AND offering = \($0)" } ?? ""
        return """
            SELECT month, offering, what, value, n FROM survey_tallies
            WHERE survey = \(id) AND month BETWEEN \(scope.from.number) AND \(scope.until.number) AND n <> 0
                \(narrowed)
            """
    }

    private static func questions(of survey: Survey, in db: any Connection) throws -> [SurveyQuestion] {
        var questions = survey.content.questions
        for version in try versions(of: survey.id, in: db).reversed() {
            for question in version.content.questions
            where !questions.contains(where: { $0.key == question.key }) {
                questions.append(question)
            }
        }
        return questions
    }

    private static func named(_ tallies: [Int64: SurveyTally], in db: any Connection) throws
        -> [(offering: Offering.ID?, name: String, tally: SurveyTally)]
    {
        let ids = tallies.keys.filter { $0 != 0 }.map(Offering.ID.init(rawValue:))
        let named = try db.rows("SELECT id, name FROM offerings WHERE id IN \(list: ids) ORDER BY name, id")
            .map {
                row -> (offering: Offering.ID?, name: String, tally: SurveyTally) in
                let id: Offering.ID = try row("id")
                return (id, try row("name"), tallies[id.rawValue] ?? SurveyTally())
            }
        return named + (tallies[0].map { [(nil, "", $0)] } ?? [])
    }
}
