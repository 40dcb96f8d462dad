import Database
import Localization

extension HeardMentions {
    /// Marks a span of a customer's message. Marking the same words again changes one's own mark.
    ///
    /// Words that somebody else has marked may be marked too: the second
    /// coding says how far the two agree, and does not count twice.
    /// - Returns: the mark.
    /// - Throws: `Fault.notFound`, `Fault.invalid` for a span outside the text, `Fault.conflict` for one that
    ///   overlaps a mark of one's own, or words that are not a customer's.
    @discardableResult
    public func mark(_ span: TextSpan, of message: Message.ID, as degrees: Degrees, by actor: Actor)
        async throws -> Mention.ID
    {
        let coder = Mention.Coder.person(try actor.requireAgent())
        let now = clock()
        return try await database.write { db in
            try Self.mark(span, of: message, as: degrees, coder, by: actor, at: now, in: db)
        }
    }

    /// Marks words as they were selected on the screen.
    /// - Parameter near: how many characters of the message stand before them, roughly.
    /// - Throws: as `mark`, and `Fault.invalid` where the message does not hold these words.
    @discardableResult
    public func mark(
        words: String, near: Int, of message: Message.ID, as degrees: Degrees, by actor: Actor
    ) async throws -> Mention.ID {
        let coder = Mention.Coder.person(try actor.requireAgent())
        let now = clock()
        return try await database.write { db in
            let text = SpannedText(try Self.message(message, in: db).text)
            guard let span = text.find(words, near: near) else {
                throw Fault.invalid("These words do not stand in the message.")
            }
            return try Self.mark(span, of: message, as: degrees, coder, by: actor, at: now, in: db)
        }
    }

    static func mark(
        _ span: TextSpan, of id: Message.ID, as degrees: Degrees, _ coder: Mention.Coder, by actor: Actor,
        at now: Moment, in db: any Connection
    ) throws -> Mention.ID {
        let message = try message(id, in: db)
        guard let words = SpannedText(message.text).words(span) else {
            throw Fault.invalid("The words to be marked must stand in the message.")
        }
        guard words.count <= 1_000 else { throw Fault.invalid("A mark holds at most 1,000 characters.") }
        // Two who mark at once wait for each other here: only one of them counts.
        try db.execute("UPDATE messages SET kind = kind WHERE id = \(id)")
        let all = try of(id, in: db)
        let own = all.filter { $0.coder == coder }
        if let same = own.first(where: { $0.span == span }) {
            try change(same, to: degrees, by: actor, at: now, in: db)
            return same.id
        }
        guard !own.contains(where: { $0.span.overlaps(span) }) else {
            throw Fault.conflict("Some of these words are marked already. Remove that mark first.")
        }
        let mark = Mark(
            id: try Mention.ID(rawValue: db.newID()), message: message, span: span, words: words,
            degrees: degrees, coder: coder)
        try insert(mark, beside: all, at: now, in: db)
        try record(.mentionMarked, mark.id, message, words, degrees, by: actor, at: now, in: db)
        return mark.id
    }

    /// What is to be written.
    private struct Mark {
        let id: Mention.ID
        let message: Message
        let span: TextSpan
        let words: String
        let degrees: Degrees
        let coder: Mention.Coder
    }

    private static func insert(_ mark: Mark, beside all: [Mention], at now: Moment, in db: any Connection)
        throws
    {
        guard case .customer(let customer) = mark.message.author else { return }
        let rivals = all.filter { $0.isCounted && $0.span.overlaps(mark.span) }
        let (kind, coder, model): (String, Int64, String) =
            switch mark.coder {
            case .person(let agent): ("person", agent.rawValue, "")
            case .model(let name): ("model", 0, name)
            }
        // What a person says takes the place of what a model proposed.
        let isCounted = rivals.allSatisfy { if case .model = $0.coder { kind == "person" } else { false } }
        for rival in rivals where isCounted {
            try db.execute("UPDATE mentions SET counted = 0 WHERE id = \(rival.id)")
        }
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        try db.execute(
            """
            INSERT INTO mentions (id, message, begins, length, words, customer, month, product, service, idea,
                coder_kind, coder, model, book, counted, created_at, changed_at)
            VALUES (\(mark.id), \(mark.message.id), \(mark.span.begin), \(mark.span.length), \(mark.words),
                \(customer), \(Month(Day(mark.message.createdAt, in: zone)).number), \(mark.degrees.product),
                \(mark.degrees.service), \(mark.degrees.idea), \(kind), \(coder), \(model),
                \(CodeBook.presentVersion(in: db)), \(isCounted), \(now), \(now))
            """)
    }

    /// Says something else of marked words; only who marked them may.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func change(_ id: Mention.ID, to degrees: Degrees, by actor: Actor) async throws -> Message.ID {
        let agent = try actor.requireAgent()
        let now = clock()
        return try await database.write { db in
            let mention = try Self.find(id, in: db)
            guard mention.coder == .person(agent) else {
                throw Fault.forbidden("Only who marked the words can change the mark. Mark them yourself.")
            }
            try Self.change(mention, to: degrees, by: actor, at: now, in: db)
            return mention.message
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
            .mentionChanged, mention.id, try message(mention.message, in: db), mention.words, degrees,
            by: actor, at: now, in: db)
    }

    /// Takes a mark back: one's own, or as an administrator anybody's. Where
    /// somebody else marked the same words too, theirs counts from now on.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    public func remove(_ id: Mention.ID, by actor: Actor) async throws -> Message.ID {
        let agent = try actor.requireAgent()
        let now = clock()
        return try await database.write { db in
            let mention = try Self.find(id, in: db)
            if mention.coder != .person(agent) { try actor.requireAdministrator() }
            let message = try Self.message(mention.message, in: db)
            try db.execute("UPDATE messages SET kind = kind WHERE id = \(message.id)")
            try db.execute("DELETE FROM mentions WHERE id = \(id)")
            if mention.isCounted { try Self.promote(in: message.id, db: db) }
            try Self.record(
                .mentionRemoved, id, message, mention.words, mention.degrees, by: actor, at: now, in: db)
            return message.id
        }
    }

    /// Lets those count whose words nobody else's coding speaks for any longer: people before models, in order.
    private static func promote(in message: Message.ID, db: any Connection) throws {
        let all = try of(message, in: db)
        var counted = all.filter(\.isCounted).map(\.span)
        let people = all.filter { if case .person = $0.coder { true } else { false } }.sorted {
            $0.id < $1.id
        }
        let models = all.filter { if case .model = $0.coder { true } else { false } }.sorted { $0.id < $1.id }
        for mention in people + models where !mention.isCounted {
            guard !counted.contains(where: { $0.overlaps(mention.span) }) else { continue }
            try db.execute("UPDATE mentions SET counted = 1 WHERE id = \(mention.id)")
            counted.append(mention.span)
        }
    }

    private static func record(
        _ kind: Event.Kind, _ id: Mention.ID, _ message: Message, _ words: String, _ degrees: Degrees,
        by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        let customer: Customer.ID? = if case .customer(let id) = message.author { id } else { nil }
        try Events.record(
            kind, by: actor, conversation: message.conversation, message: message.id, customer: customer,
            data: [
                "mention": id.description, "words": words.oneLine.shortened(to: 80),
                "degrees": degrees.description,
            ], at: now, in: db)
    }
}
