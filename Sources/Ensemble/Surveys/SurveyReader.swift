import Database
import Localization

/// Follows the history and keeps the counts of every survey by month and
/// offering, so that figures are added up and not counted each time somebody
/// looks. What of an ask stands in the counts is kept beside it: whatever
/// happens to it changes them by the difference, in work that does not grow.
struct SurveyReader: EventReader {
    let name = "surveys"

    let kinds: Set<Event.Kind> = [
        .surveyAsked, .surveyNotAsked, .surveyDelivered, .surveySeen, .surveyBounced, .surveyAnswered,
        .surveyAnswerChanged,
    ]

    func read(_ events: [Event], in db: any Connection) throws {
        let asks = events.compactMap { $0.data["ask"].flatMap { SurveyAsk.ID($0) } }
        guard !asks.isEmpty else { return }
        try Self.count(Set(asks).sorted(), in: db)
    }

    /// Brings the counts up to what some asks are now.
    static func count(_ ids: [SurveyAsk.ID], in db: any Connection) throws {
        let values = try values(of: ids, in: db)
        let ideas = try ideas(of: ids, in: db)
        let counted = try counted(ids, in: db)
        for row in try db.rows("SELECT \(SurveyAsk.columns) FROM survey_asks WHERE id IN \(list: ids)") {
            let ask = try SurveyAsk(row: row)
            let now = cells(of: ask, values[ask.id] ?? [:], ideas[ask.id] ?? [])
            let before = counted[ask.id] ?? []
            guard now != before else { continue }
            try add(-1, before.subtracting(now), ask, in: db)
            try add(1, now.subtracting(before), ask, in: db)
            let text = now.map { "\($0.what) \($0.value)" }.sorted().joined(separator: "\n")
            try db.execute(
                """
                INSERT INTO survey_counted (ask, cells) VALUES (\(ask.id), \(text))
                ON CONFLICT (ask) DO UPDATE SET cells = excluded.cells
                """)
        }
    }

    /// Counts everything anew.
    /// - Returns: how many times of asking, or of not asking, were counted.
    static func rebuild(in db: any Connection) throws -> Int {
        try db.execute("DELETE FROM survey_tallies")
        try db.execute("DELETE FROM survey_counted")
        var after = SurveyAsk.ID(rawValue: 0)
        var counted = 0
        while true {
            let ids: [SurveyAsk.ID] = try db.rows(
                "SELECT id FROM survey_asks WHERE id > \(after) ORDER BY id LIMIT 500"
            ).map { try $0("id") }
            guard let last = ids.last else { return counted }
            try count(ids, in: db)
            counted += ids.count
            after = last
        }
    }

    private static func cells(of ask: SurveyAsk, _ values: [String: Int], _ ideas: [Idea]) -> Set<
        SurveyTally.Cell
    > {
        func one(_ what: String) -> SurveyTally.Cell { .init(what: what, value: 0) }
        if let why = ask.whyNot { return [one("n:\(why.rawValue)")] }
        var cells: Set = [one("asked")]
        if ask.deliveredAt != nil { cells.insert(one("delivered")) }
        if ask.seenAt != nil { cells.insert(one("seen")) }
        if ask.bouncedAt != nil { cells.insert(one("bounced")) }
        if ask.answeredAt != nil { cells.insert(one("answered")) }
        for idea in ideas {
            cells.insert(.init(what: "w:\(idea.key)", value: idea.position))
            if let favour = idea.favour { cells.insert(.init(what: "f:\(idea.key)", value: favour)) }
        }
        for (question, value) in values { cells.insert(.init(what: "q:\(question)", value: value)) }
        return cells
    }

    private static func add(_ n: Int, _ cells: Set<SurveyTally.Cell>, _ ask: SurveyAsk, in db: any Connection)
        throws
    {
        for cell in cells {
            try db.execute(
                """
                INSERT INTO survey_tallies (survey, month, offering, what, value, n)
                VALUES (\(ask.survey), \(ask.month.number), \(ask.offering?.rawValue ?? 0), \(cell.what),
                    \(cell.value), \(n))
                ON CONFLICT (survey, month, offering, what, value) DO UPDATE SET n = survey_tallies.n + excluded.n
                """)
        }
    }

    private static func values(of ids: [SurveyAsk.ID], in db: any Connection) throws
        -> [SurveyAsk.ID: [String: Int]]
    {
        var values: [SurveyAsk.ID: [String: Int]] = [:]
        for row in try db.rows(
            """
            SELECT survey_responses.ask, survey_values.question, survey_values.value
            FROM survey_responses JOIN survey_values ON survey_values.response = survey_responses.id
            WHERE survey_responses.ask IN \(list: ids)
            """)
        {
            values[try row("ask"), default: [:]][try row("question")] = try row("value") as Int
        }
        return values
    }

    private struct Idea {
        let key: String
        let position: Int
        let favour: Int?
    }

    private static func ideas(of ids: [SurveyAsk.ID], in db: any Connection) throws -> [SurveyAsk.ID: [Idea]]
    {
        var ideas: [SurveyAsk.ID: [Idea]] = [:]
        for row in try db.rows(
            """
            SELECT survey_responses.ask, survey_associations.words_key, survey_associations.position,
                survey_associations.favour
            FROM survey_responses JOIN survey_associations ON survey_associations.response = survey_responses.id
            WHERE survey_responses.ask IN \(list: ids)
            """)
        {
            ideas[try row("ask"), default: []].append(
                Idea(key: try row("words_key"), position: try row("position"), favour: try row("favour")))
        }
        return ideas
    }

    private static func counted(_ ids: [SurveyAsk.ID], in db: any Connection) throws
        -> [SurveyAsk.ID: Set<SurveyTally.Cell>]
    {
        var counted: [SurveyAsk.ID: Set<SurveyTally.Cell>] = [:]
        for row in try db.rows("SELECT ask, cells FROM survey_counted WHERE ask IN \(list: ids)") {
            let text: String = try row("cells")
            counted[try row("ask")] = Set(
                text.split(separator: "\n").compactMap { line in
                    guard let gap = line.lastIndex(of: " "), let value = Int(line[line.index(after: gap)...])
                    else { return nil }
                    return .init(what: String(line[..<gap]), value: value)
                })
        }
        return counted
    }
}

extension Surveys {
    /// Counts every ask and answer anew; the same comes out as by following the history.
    /// - Returns: how many times of asking, or of not asking, were counted.
    /// - Throws: `Fault.forbidden`.
    @discardableResult
    public func rebuild(by actor: Actor) async throws -> Int {
        try actor.requireAdministrator()
        return try await database.write { db in try SurveyReader.rebuild(in: db) }
    }
}
