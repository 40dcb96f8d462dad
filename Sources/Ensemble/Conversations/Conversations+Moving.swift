import Database
import Localization

/// Whose move it is: resolve, reopen, wait, wake.
extension Conversations {
    /// Brings a conversation to an end. Resolving a resolved one changes nothing.
    /// - Throws: `Fault.notFound`, `Fault.conflict` for one merged away.
    public func resolve(_ id: Conversation.ID, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            try Self.resolve(Self.living(id, in: db), by: actor, at: now, in: db)
        }
    }

    static func resolve(_ conversation: Conversation, by actor: Actor, at now: Moment, in db: any Connection)
        throws
    {
        guard !conversation.isResolved else { return }
        try db.execute(
            """
            UPDATE conversations SET state = 'resolved', resolved_at = \(now), waiting_on = NULL, wait_until = NULL,
                waiting_since = \(now), changed_at = \(now)
            WHERE id = \(conversation.id)
            """)
        try Jobs.cancel(key: Self.wakeKey(conversation.id), at: now, in: db)
        let why: Ownership.Why = if case .customer = actor { .settled } else { .resolved }
        try Ownership.follow(conversation.id, because: why, at: now, in: db)
        try Events.record(.resolved, by: actor, conversation: conversation.id, at: now, in: db)
        try Surveys.noteResolved(conversation, at: now, in: db)
    }

    /// Makes it the team's move again.
    /// - Throws: `Fault.notFound`.
    public func reopen(_ id: Conversation.ID, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            try Self.reopen(Self.living(id, in: db), by: actor, as: .reopened, at: now, in: db)
        }
    }

    /// - Parameter kind: `reopened`, `woke`, or `nil` when a message says it already.
    static func reopen(
        _ conversation: Conversation, by actor: Actor, as kind: Event.Kind?,
        because why: Ownership.Why? = nil, about: String? = nil, at now: Moment, in db: any Connection
    ) throws {
        guard !conversation.isOpen else { return }
        try db.execute(
            """
            UPDATE conversations SET state = 'open', resolved_at = NULL, waiting_on = NULL, wait_until = NULL,
                waiting_since = \(now), changed_at = \(now)
            WHERE id = \(conversation.id)
            """)
        try Jobs.cancel(key: Self.wakeKey(conversation.id), at: now, in: db)
        try Ownership.follow(
            conversation.id, because: why ?? reason(actor, kind), about: about, at: now, in: db)
        if let kind { try Events.record(kind, by: actor, conversation: conversation.id, at: now, in: db) }
    }

    private static func reason(_ actor: Actor, _ kind: Event.Kind?) -> Ownership.Why {
        switch (actor, kind) {
        case (.customer, _): .wrote
        case (_, .woke): .woke
        case (.agent, nil): .kept
        default: .reopened
        }
    }

    /// Says whose move it is, if it is not ours, or until when it can rest.
    /// - Throws: `Fault.notFound`, `Fault.invalid` for a moment that is past, `Fault.conflict` for the
    ///   customer when nothing was asked of them.
    public func wait(_ id: Conversation.ID, for wait: Conversation.Wait, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        if case .until(let moment) = wait, moment <= now {
            throw Fault.invalid("That moment is past already.")
        }
        try await database.write { db in
            let conversation = try Self.living(id, in: db)
            if wait == .customer { try Self.requireQuestion(in: conversation, db: db) }
            try Self.wait(conversation, for: wait, by: actor, at: now, in: db)
        }
    }

    static func wait(
        _ conversation: Conversation, for wait: Conversation.Wait, by actor: Actor,
        because why: Ownership.Why? = nil, about: String? = nil, at now: Moment, in db: any Connection
    ) throws {
        guard conversation.state != .waiting(wait) else {
            return try Ownership.follow(
                conversation.id, because: why ?? wait.why, about: about, at: now, in: db)
        }
        try db.execute(
            """
            UPDATE conversations SET state = 'waiting', waiting_on = \(wait.word), wait_until = \(wait.until),
                resolved_at = NULL, waiting_since = \(now), changed_at = \(now)
            WHERE id = \(conversation.id)
            """)
        try Jobs.cancel(key: Self.wakeKey(conversation.id), at: now, in: db)
        try Ownership.follow(conversation.id, because: why ?? wait.why, about: about, at: now, in: db)
        var data = ["on": wait.word]
        if let moment = wait.until {
            data["until"] = String(moment.milliseconds)
            try Jobs.add(
                .wake, key: Self.wakeKey(conversation.id), payload: conversation.id, runAt: moment, at: now,
                in: db)
        }
        try Events.record(.waits, by: actor, conversation: conversation.id, data: data, at: now, in: db)
    }

    static func wakeKey(_ id: Conversation.ID) -> String { "wake:\(id)" }

    /// Ends a wait whose moment has come; one that was ended before stays as it is.
    func wake(_ id: Conversation.ID) async throws {
        let now = clock()
        try await database.write { db in
            let conversation = try Self.find(id, in: db)
            guard case .waiting(.until(let moment)) = conversation.state, moment <= now else { return }
            try Self.reopen(conversation, by: .system, as: .woke, at: now, in: db)
        }
    }

    /// Takes a conversation out of Suspended, into the inbox.
    /// - Throws: `Fault.notFound`.
    public func recover(_ id: Conversation.ID, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            let conversation = try Self.find(id, in: db)
            guard conversation.suspension != nil else { return }
            try db.execute(
                """
                UPDATE conversations SET suspended_at = NULL, suspended_why = NULL, waiting_since = \(now),
                    changed_at = \(now)
                WHERE id = \(id)
                """)
            try Ownership.follow(id, because: .recovered, at: now, in: db)
            try Events.record(.recovered, by: actor, conversation: id, at: now, in: db)
        }
    }

    /// Puts a conversation into Suspended: it is spam, or not for us.
    /// - Throws: `Fault.notFound`.
    public func suspend(_ id: Conversation.ID, because why: String, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        let why = why.oneLine.shortened(to: 200)
        try await database.write { db in
            let conversation = try Self.living(id, in: db)
            guard conversation.suspension == nil else { return }
            try db.execute(
                """
                UPDATE conversations SET suspended_at = \(now), suspended_why = \(why), changed_at = \(now)
                WHERE id = \(conversation.id)
                """)
            try Ownership.follow(conversation.id, because: .heldBack, at: now, in: db)
            try Events.record(
                .suspended, by: actor, conversation: conversation.id, data: ["why": why], at: now, in: db)
        }
    }
}
