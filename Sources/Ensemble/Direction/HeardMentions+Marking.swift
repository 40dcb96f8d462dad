import Database
import Localization

extension HeardMentions {
    /// Marks a span of a customer's words. Marking the same words again changes one's own mark.
    ///
    /// Words that somebody else has marked may be marked too: the second
    /// coding says how far the two agree, and does not count twice.
    /// - Returns: the mark.
    /// - Throws: `Fault.notFound`, `Fault.invalid` for a span outside the text, `Fault.conflict` for one that
    ///   overlaps a mark of one's own, or words that are not a customer's.
    @discardableResult
    public func mark(_ span: TextSpan, of source: SaidText.Source, as degrees: Degrees, by actor: Actor)
        async throws -> Mention.ID
    {
        let coder = Mention.Coder.person(try actor.requireAgent())
        let now = clock()
        return try await database.write { db in
            try Self.mark(span, of: source, as: degrees, coder, by: actor, at: now, in: db)
        }
    }

    /// Marks words as they were selected on the screen.
    /// - Parameter near: how many characters of the text stand before them, roughly.
    /// - Throws: as `mark`, and `Fault.invalid` where the text does not hold these words.
    @discardableResult
    public func mark(
        words: String, near: Int, of source: SaidText.Source, as degrees: Degrees, by actor: Actor
    ) async throws -> Mention.ID {
        let coder = Mention.Coder.person(try actor.requireAgent())
        let now = clock()
        return try await database.write { db in
            let text = SpannedText(try SaidText.find(source, in: db).text)
            guard let span = text.find(words, near: near) else {
                throw Fault.invalid("These words do not stand in the message.")
            }
            return try Self.mark(span, of: source, as: degrees, coder, by: actor, at: now, in: db)
        }
    }

    static func mark(
        _ span: TextSpan, of source: SaidText.Source, as degrees: Degrees, _ coder: Mention.Coder,
        by actor: Actor, at now: Moment, in db: any Connection
    ) throws -> Mention.ID {
        let said = try SaidText.find(source, in: db)
        guard let words = SpannedText(said.text).words(span) else {
            throw Fault.invalid("The words to be marked must stand in the message.")
        }
        guard words.count <= 1_000 else { throw Fault.invalid("A mark holds at most 1,000 characters.") }
        try SaidText.wait(for: source, in: db)
        let all = try of(source, in: db)
        let own = all.filter { $0.coder == coder }
        if let same = own.first(where: { $0.span == span }) {
            try change(same, to: degrees, by: actor, at: now, in: db)
            return same.id
        }
        guard !own.contains(where: { $0.span.overlaps(span) }) else {
            throw Fault.conflict("Some of these words are marked already. Remove that mark first.")
        }
        let mark = Mark(
            id: try Mention.ID(rawValue: db.newID()), said: said, span: span, words: words,
            degrees: degrees, coder: coder)
        try insert(mark, beside: all, at: now, in: db)
        try record(.mentionMarked, mark.id, said, words, degrees, by: actor, at: now, in: db)
        return mark.id
    }

    /// What is to be written.
    private struct Mark {
        let id: Mention.ID
        let said: SaidText
        let span: TextSpan
        let words: String
        let degrees: Degrees
        let coder: Mention.Coder
    }

    private static func insert(_ mark: Mark, beside all: [Mention], at now: Moment, in db: any Connection)
        throws
    {
        let rivals = all.filter { $0.isCounted && $0.span.overlaps(mark.span) }
        // What a person says takes the place of what a model proposed.
        let isCounted = rivals.allSatisfy { $0.coder.isModel && !mark.coder.isModel }
        for rival in rivals where isCounted {
            try db.execute("UPDATE mentions SET counted = 0 WHERE id = \(rival.id)")
        }
        let (kind, coder, model) = mark.coder.stored
        try db.execute(
            """
            INSERT INTO mentions (id, source_kind, source, begins, length, words, customer, month, product, service,
                idea, coder_kind, coder, model, book, counted, created_at, changed_at)
            VALUES (\(mark.id), \(mark.said.source.kind), \(mark.said.source.number), \(mark.span.begin),
                \(mark.span.length), \(mark.words), \(mark.said.customer), \(mark.said.month(in: db).number),
                \(mark.degrees.product), \(mark.degrees.service), \(mark.degrees.idea), \(kind), \(coder),
                \(model), \(CodeBook.presentVersion(in: db)), \(isCounted), \(now), \(now))
            """)
    }

    /// Says something else of marked words; only who marked them may.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func change(_ id: Mention.ID, to degrees: Degrees, by actor: Actor) async throws -> SaidText.Source
    {
        let agent = try actor.requireAgent()
        let now = clock()
        return try await database.write { db in
            let mention = try Self.find(id, in: db)
            guard mention.coder == .person(agent) else {
                throw Fault.forbidden("Only who marked the words can change the mark. Mark them yourself.")
            }
            try Self.change(mention, to: degrees, by: actor, at: now, in: db)
            return mention.source
        }
    }

    private static func change(
        _ mention: Mention, to degrees: Degrees, by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        guard mention.degrees != degrees else { return }
        try db.execute(
            """
            UPDATE mentions SET product = \(degrees.product), service = \(degrees.service),
                idea = \(degrees.idea), book = \(CodeBook.presentVersion(in: db)), changed_at = \(now)
            WHERE id = \(mention.id)
            """)
        try record(
            .mentionChanged, mention.id, try SaidText.find(mention.source, in: db), mention.words, degrees,
            by: actor, at: now, in: db)
    }

    /// Takes a mark back: one's own, or as an administrator anybody's. Where
    /// somebody else marked the same words too, theirs counts from now on.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func remove(_ id: Mention.ID, by actor: Actor) async throws -> SaidText.Source {
        let agent = try actor.requireAgent()
        let now = clock()
        return try await database.write { db in
            let mention = try Self.find(id, in: db)
            if mention.coder != .person(agent) { try actor.requireAdministrator() }
            try Self.remove(
                mention, of: try SaidText.find(mention.source, in: db), by: actor, at: now, in: db)
            return mention.source
        }
    }

    static func remove(
        _ mention: Mention, of said: SaidText, by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        try SaidText.wait(for: mention.source, in: db)
        try db.execute("DELETE FROM mentions WHERE id = \(mention.id)")
        if mention.isCounted { try promote(in: mention.source, db: db) }
        try record(
            .mentionRemoved, mention.id, said, mention.words, mention.degrees, by: actor, at: now, in: db)
    }

    /// Lets those count whose words nobody else's coding speaks for any longer: people before models, in order.
    private static func promote(in source: SaidText.Source, db: any Connection) throws {
        let all = try of(source, in: db)
        var counted = all.filter(\.isCounted).map(\.span)
        let (models, people) = (all.filter(\.coder.isModel), all.filter { !$0.coder.isModel })
        for mention in people.sorted(by: { $0.id < $1.id }) + models.sorted(by: { $0.id < $1.id })
        where !mention.isCounted {
            guard !counted.contains(where: { $0.overlaps(mention.span) }) else { continue }
            try db.execute("UPDATE mentions SET counted = 1 WHERE id = \(mention.id)")
            counted.append(mention.span)
        }
    }

    /// After somebody changed what they had answered: marks go where their words stand now, and end with them.
    static func follow(_ id: SurveyResponse.ID, by actor: Actor, at now: Moment, in db: any Connection) throws
    {
        let source = SaidText.Source.answer(id)
        let marks = try of(source, in: db)
        guard !marks.isEmpty else { return }
        let said = try SaidText.find(source, in: db)
        let text = SpannedText(said.text)
        for mark in marks where text.words(mark.span) != mark.words {
            try remove(mark, of: said, by: actor, at: now, in: db)
            guard let span = text.find(mark.words, near: mark.span.begin) else { continue }
            let all = try of(source, in: db)
            let moved = Mark(
                id: try Mention.ID(rawValue: db.newID()), said: said, span: span, words: mark.words,
                degrees: mark.degrees, coder: mark.coder)
            guard !all.contains(where: { $0.coder == mark.coder && $0.span.overlaps(span) }) else { continue }
            try insert(moved, beside: all, at: now, in: db)
            try record(.mentionMarked, moved.id, said, mark.words, mark.degrees, by: actor, at: now, in: db)
        }
    }

    private static func record(
        _ kind: Event.Kind, _ id: Mention.ID, _ said: SaidText, _ words: String, _ degrees: Degrees,
        by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        var data = [
            "mention": id.description, "words": words.oneLine.shortened(to: 80),
            "degrees": degrees.description,
        ]
        if case .answer(let response) = said.source { data["response"] = response.description }
        try Events.record(
            kind, by: actor, conversation: said.conversation, message: said.source.message,
            customer: said.customer, data: data, at: now, in: db)
    }
}
