import Database
import Localization

/// The promises: make, keep, release; break when their time is over.
public struct Promises: Sendable {
    let database: any Database
    let clock: Clock

    /// The promises of a conversation, the nearest first, then those that are over.
    static func of(_ conversation: Conversation.ID, in db: any Connection) throws -> [Promise] {
        try db.rows(
            """
            SELECT \(Promise.columns) FROM promises WHERE conversation = \(conversation)
            ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, due_at, id LIMIT 50
            """
        ).map(Promise.init(row:))
    }

    /// - Throws: `Fault.notFound`.
    public func find(_ id: Promise.ID, by actor: Actor) async throws -> Promise {
        try actor.requireStaff()
        return try await database.read { db in try Self.find(id, in: db) }
    }

    /// The promises of a state, the nearest first.
    /// - Returns: at most `limit`, and the place after which the next begin.
    public func list(
        _ state: Promise.State, after: Keyset? = nil, limit: Int = 100, by actor: Actor
    ) async throws -> (promises: [Promise], next: Keyset?) {
        try actor.requireStaff()
        let promises = try await database.read { db in
            try db.rows(
                """
                SELECT \(Promise.columns) FROM promises WHERE state = \(state)
                    \(after.map { "AND (due_at, id) > (\($0.moment), \($0.id))" } ?? "" as SQL)
                ORDER BY due_at, id LIMIT \(limit + 1)
                """
            ).map(Promise.init(row:))
        }
        let last = promises.count > limit ? promises[limit - 1] : nil
        return (
            Array(promises.prefix(limit)), last.map { Keyset(moment: $0.dueAt, id: $0.id.rawValue) }
        )
    }

    /// What was promised and not kept in some conversations, or in what was merged into them: of each
    /// what has been due the longest.
    static func broken(of conversations: [Conversation.ID], in db: any Connection) throws
        -> [Conversation.ID: String]
    {
        guard !conversations.isEmpty else { return [:] }
        let rows = try db.rows(
            """
            SELECT COALESCE(made.merged_into, made.id) AS living, promises.words FROM promises
                JOIN conversations AS made ON made.id = promises.conversation
            WHERE promises.state = 'broken' AND \(Conversations.within("promises.conversation", conversations))
            ORDER BY promises.due_at, promises.id
            """)
        return Dictionary(
            try rows.map { (try $0("living"), try $0("words")) }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: Making

    /// Notes a promise that was made by phone or in person.
    /// - Throws: `Fault.invalid`, `Fault.notFound`.
    @discardableResult
    public func make(_ draft: PromiseDraft, in conversation: Conversation.ID, by actor: Actor) async throws
        -> Promise.ID
    {
        let agent = try actor.requireAgent()
        let now = clock()
        return try await database.write { db in
            let living = try Conversations.living(conversation, in: db)
            return try Self.make(draft, in: living.id, message: nil, by: agent, as: actor, at: now, db: db)
        }
    }

    /// - Parameter message: the answer with which it is made; when that is taken back, so is the promise.
    @discardableResult
    static func make(
        _ draft: PromiseDraft, in conversation: Conversation.ID, message: Message.ID?, by agent: Agent.ID,
        as actor: Actor, at now: Moment, db: any Connection
    ) throws -> Promise.ID {
        try draft.check(at: now)
        let id = try Promise.ID(rawValue: db.newID())
        try db.execute(
            """
            INSERT INTO promises (id, conversation, words, due_at, agent, message, state, created_at)
            VALUES (\(id), \(conversation), \(draft.words.oneLine), \(draft.dueAt), \(agent), \(message), 'open', \(now))
            """)
        try Jobs.add(.promiseDue, key: key(id), payload: id, runAt: draft.dueAt, at: now, in: db)
        try Events.record(
            .promised, by: actor, conversation: conversation,
            data: ["name": draft.words.oneLine, "due": String(draft.dueAt.milliseconds)], at: now, in: db)
        return id
    }

    private static func key(_ id: Promise.ID) -> String { "promise:\(id)" }

    /// An answer was taken back before it was sent: what it promised was never said.
    static func takeBack(_ message: Message.ID, at now: Moment, in db: any Connection) throws {
        for row in try db.rows("DELETE FROM promises WHERE message = \(message) RETURNING id") {
            try Jobs.cancel(key: key(row("id")), at: now, in: db)
        }
    }

    // MARK: What becomes of it

    /// A promise is kept: in time, or late.
    /// - Throws: `Fault.notFound`, `Fault.conflict` for one that is over.
    public func keep(_ id: Promise.ID, by actor: Actor) async throws -> Conversation.ID {
        try actor.requireStaff()
        return try await end(id, by: actor) { promise, now in
            (promise.state == .broken || now > promise.dueAt ? .late : .kept, nil)
        }
    }

    /// A promise is released: the customer needs it no more, and said so.
    /// - Throws: `Fault.notFound`, `Fault.conflict` for one that is over, `Fault.invalid` without a reason.
    public func release(_ id: Promise.ID, because why: String, by actor: Actor) async throws
        -> Conversation.ID
    {
        try actor.requireStaff()
        let why = why.oneLine.shortened(to: 300)
        guard !why.isEmpty else { throw Fault.invalid("Please say why it is needed no more.") }
        return try await end(id, by: actor) { _, _ in (.released, why) }
    }

    private func end(
        _ id: Promise.ID, by actor: Actor,
        _ ending: @escaping @Sendable (Promise, Moment) -> (state: Promise.State, why: String?)
    ) async throws -> Conversation.ID {
        let now = clock()
        return try await database.write { db in
            let promise = try Self.find(id, in: db)
            guard promise.state.isDue else { throw Fault.conflict("This promise is over already.") }
            let (state, why) = ending(promise, now)
            try db.execute(
                "UPDATE promises SET state = \(state), ended_at = \(now), why = \(why) WHERE id = \(id)")
            try Jobs.cancel(key: Self.key(id), at: now, in: db)
            let kind: Event.Kind =
                state == .released ? .promiseReleased : state == .late ? .promiseKeptLate : .promiseKept
            var data = ["name": promise.words]
            if let why { data["why"] = why }
            try Events.record(
                kind, by: actor, conversation: promise.conversation, data: data, at: now, in: db)
            return promise.conversation
        }
    }

    static func find(_ id: Promise.ID, in db: any Connection) throws -> Promise {
        guard let row = try db.row("SELECT \(Promise.columns) FROM promises WHERE id = \(id)") else {
            throw Fault.notFound("There is no such promise.")
        }
        return try Promise(row: row)
    }

    /// Its time is over: one that is still open is broken, and the conversation is our move.
    func fallDue(_ id: Promise.ID) async throws {
        let now = clock()
        try await database.write { db in
            guard
                let promise = try db.row("SELECT \(Promise.columns) FROM promises WHERE id = \(id)").map(
                    Promise.init(row:)),
                promise.state == .open, promise.dueAt <= now
            else { return }
            try db.execute("UPDATE promises SET state = 'broken' WHERE id = \(id)")
            try Events.record(
                .promiseBroken, by: .system, conversation: promise.conversation,
                data: ["name": promise.words, "agent": promise.agent.description],
                at: now, in: db)
            let conversation = try Conversations.living(promise.conversation, in: db)
            try Conversations.reopen(
                conversation, by: .system, as: .reopened, because: .promise, about: promise.words, at: now,
                in: db)
        }
    }
}
