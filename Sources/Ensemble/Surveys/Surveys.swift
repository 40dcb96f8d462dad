import Database
import Localization

/// What customers are asked, and what they answered.
public struct Surveys: Sendable {
    let database: any Database
    let clock: Clock
    let randomness: Randomness
    let seal: Seal
    let baseURL: String

    // MARK: Finding

    /// All surveys: those that ask first, then by their age, newest first.
    public func all(by actor: Actor) async throws -> [Survey] {
        try actor.requireStaff()
        return try await database.read { db in try Self.all(in: db) }
    }

    static func all(in db: any Connection) throws -> [Survey] {
        try db.rows(
            """
            SELECT \(Survey.columns) FROM \(Survey.joined)
            ORDER BY CASE surveys.state WHEN 'asking' THEN 0 WHEN 'paused' THEN 1 WHEN 'drafted' THEN 2 ELSE 3 END,
                surveys.id DESC LIMIT 500
            """
        ).map(Survey.init(row:))
    }

    /// The surveys that ask.
    static func asking(in db: any Connection) throws -> [Survey] {
        try db.rows(
            "SELECT \(Survey.columns) FROM \(Survey.joined) WHERE surveys.state = 'asking' ORDER BY surveys.id LIMIT 20"
        ).map(Survey.init(row:))
    }

    /// - Throws: `Fault.notFound`.
    public func find(_ id: Survey.ID, by actor: Actor) async throws -> Survey {
        try actor.requireStaff()
        return try await database.read { db in try Self.find(id, in: db) }
    }

    static func find(_ id: Survey.ID, in db: any Connection) throws -> Survey {
        guard
            let row = try db.row("SELECT \(Survey.columns) FROM \(Survey.joined) WHERE surveys.id = \(id)")
        else { throw Fault.notFound("There is no such survey.") }
        return try Survey(row: row)
    }

    /// What a version asked.
    static func content(of survey: Survey.ID, version: Int, in db: any Connection) throws -> SurveyContent {
        let text: String? = try db.value(
            "SELECT content FROM survey_versions WHERE survey = \(survey) AND number = \(version)")
        guard let text else { throw Fault.notFound("There is no such survey.") }
        return try JSON.value(SurveyContent.self, from: text)
    }

    /// Every version, oldest first.
    static func versions(of survey: Survey.ID, in db: any Connection) throws -> [(
        number: Int, content: SurveyContent
    )] {
        try db.rows("SELECT number, content FROM survey_versions WHERE survey = \(survey) ORDER BY number")
            .map {
                (number: try $0("number"), content: try JSON.value(SurveyContent.self, from: $0("content")))
            }
    }

    // MARK: Making

    /// Drafts a survey with the usual words of its kind, or with these.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`.
    public func add(
        _ kind: Survey.Kind, content: SurveyContent? = nil, rules: Survey.Rules = Survey.Rules(),
        by actor: Actor
    ) async throws -> Survey.ID {
        try actor.requireAdministrator()
        try rules.check()
        if let content { try content.check(kind) }
        let now = clock()
        return try await database.write { db in
            try Self.check(rules, in: db)
            let content = try content ?? .usual(kind, language: Settings.business(in: db).language)
            let id = try Survey.ID(rawValue: db.newID())
            try db.execute(
                """
                INSERT INTO surveys (id, kind, state, asked_when, delay_hours, share, rest_days, open_days, mailbox,
                    version, made_by, created_at, changed_at)
                VALUES (\(id), \(kind), \(Survey.State.drafted), \(rules.when), \(rules.delayHours), \(rules.share),
                    \(rules.restDays), \(rules.openDays), \(rules.mailbox), 1, \(actor.rawID), \(now), \(now))
                """)
            try Self.keep(content, as: 1, of: id, by: actor, at: now, in: db)
            try Events.record(
                .surveyAdded, by: actor,
                data: ["survey": id.description, "name": content.title(in: content.language)],
                at: now, in: db)
            return id
        }
    }

    private static func check(_ rules: Survey.Rules, in db: any Connection) throws {
        if let mailbox = rules.mailbox { _ = try Mailboxes.find(mailbox, in: db) }
    }

    private static func keep(
        _ content: SurveyContent, as number: Int, of id: Survey.ID, by actor: Actor, at now: Moment,
        in db: any Connection
    ) throws {
        try db.execute(
            """
            INSERT INTO survey_versions (survey, number, content, made_by, created_at)
            VALUES (\(id), \(number), \(JSON.text(content)), \(actor.rawID), \(now))
            ON CONFLICT (survey, number) DO UPDATE SET content = excluded.content, made_by = excluded.made_by,
                created_at = excluded.created_at
            """)
    }

    /// Changes what is asked and by which rules. Words that somebody has been
    /// asked stay as they were, in their version; a new one begins.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.invalid`, `Fault.conflict` for one that has ended.
    public func change(
        _ id: Survey.ID, to content: SurveyContent, rules: Survey.Rules, by actor: Actor
    ) async throws {
        try actor.requireAdministrator()
        try rules.check()
        let now = clock()
        try await database.write { db in
            let survey = try Self.find(id, in: db)
            guard survey.state != .ended else { throw Fault.conflict("This survey has ended.") }
            try Self.check(rules, in: db)
            let content = survey.kind == .custom ? content.keyed(after: survey) : content
            try content.check(survey.kind)
            let version = try Self.version(for: content, of: survey, in: db)
            try Self.keep(content, as: version, of: id, by: actor, at: now, in: db)
            try db.execute(
                """
                UPDATE surveys SET asked_when = \(rules.when), delay_hours = \(rules.delayHours),
                    share = \(rules.share), rest_days = \(rules.restDays), open_days = \(rules.openDays),
                    mailbox = \(rules.mailbox), version = \(version), changed_at = \(now)
                WHERE id = \(id)
                """)
            try Events.record(
                .surveyChanged, by: actor,
                data: [
                    "survey": id.description, "name": content.title(in: content.language),
                    "version": String(version),
                ], at: now, in: db)
        }
    }

    /// The next number, where somebody was asked the present words and they change.
    private static func version(
        for content: SurveyContent, of survey: Survey, in db: any Connection
    ) throws -> Int {
        guard content != survey.content else { return survey.version }
        let isAsked =
            try db.row(
                """
                SELECT id FROM survey_asks WHERE survey = \(survey.id) AND version = \(survey.version)
                ORDER BY id DESC LIMIT 1
                """) != nil
        return isAsked ? survey.version + 1 : survey.version
    }

    /// Starts, pauses or ends it.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`, `Fault.invalid` for one with nothing to ask,
    ///   `Fault.conflict` where that does not follow.
    public func move(_ id: Survey.ID, to state: Survey.State, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let survey = try Self.find(id, in: db)
            guard survey.state != state else { return }
            guard survey.state.next.contains(state) else {
                throw Fault.conflict(
                    "That does not follow: a draft asks, then it pauses, asks again or ends.")
            }
            try survey.content.check(survey.kind)
            try db.execute("UPDATE surveys SET state = \(state), changed_at = \(now) WHERE id = \(id)")
            try Events.record(
                .surveyMoved, by: actor,
                data: [
                    "survey": id.description, "name": survey.content.title(in: survey.content.language),
                    "to": state.rawValue,
                ], at: now, in: db)
        }
    }
}

extension SurveyContent {
    /// Own questions with keys: one whose words, scale and options stay keeps
    /// its key and its answers; any other is a new question with new ones.
    func keyed(after survey: Survey) -> SurveyContent {
        var content = self
        var free = survey.content.questions
        for place in content.questions.indices {
            let question = content.questions[place]
            let same = free.firstIndex { old in
                old.scale == question.scale && old.options.count == question.options.count
                    && old.words[survey.content.language] == question.words[survey.content.language]
                    && zip(old.options, question.options).allSatisfy {
                        $0[survey.content.language] == $1[survey.content.language]
                    }
            }
            if let same {
                content.questions[place].key = free.remove(at: same).key
            } else {
                content.questions[place].key = "v\(survey.version + 1)q\(place + 1)"
            }
        }
        return content
    }
}
