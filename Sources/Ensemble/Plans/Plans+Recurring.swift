import Database
import Localization

/// A plan that begins anew each week, month or year.
public struct Recurrence: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Recurrence>

    public enum Every: String, Sendable, CaseIterable, Bindable, Readable {
        case week, fortnight, month, quarter, year
    }

    public let id: ID
    public let conversation: Conversation.ID
    public let name: String
    let draft: PlanDraft
    public let every: Every
    public let firstAt: Moment
    /// How often it has begun.
    public let times: Int
    public let endedAt: Moment?

    /// When it begins for the given time, counted from 0: on the same day of
    /// the month, or the month's last where it has no such day; always
    /// reckoned from the first, so that a short month shortens no later one.
    func moment(_ time: Int, in zone: Zone) -> Moment {
        let local = LocalMoment(milliseconds: firstAt.milliseconds, zone: zone)
        let day: CivilDate =
            switch every {
            case .week: CivilDate(daysSince1970: local.daysSince1970 + Int64(time) * 7)
            case .fortnight: CivilDate(daysSince1970: local.daysSince1970 + Int64(time) * 14)
            case .month: Self.month(after: local.date, time)
            case .quarter: Self.month(after: local.date, time * 3)
            case .year: Self.month(after: local.date, time * 12)
            }
        return Moment(milliseconds: zone.seconds(on: day, secondOfDay: local.secondOfDay) * 1_000)
    }

    private static func month(after date: CivilDate, _ months: Int) -> CivilDate {
        let count = date.year * 12 + Int64(date.month - 1 + months)
        let first = CivilDate(year: count / 12, month: Int(count % 12) + 1, day: 1)
        let next = CivilDate(year: (count + 1) / 12, month: Int((count + 1) % 12) + 1, day: 1)
        let length = Int(next.daysSince1970 - first.daysSince1970)
        return CivilDate(year: first.year, month: first.month, day: min(date.day, length))
    }
}

extension Plans {
    private static let recurrenceColumns: SQL =
        "id, conversation, name, steps, every, first_at, times, ended_at"

    /// The plans of a conversation that begin anew by themselves.
    static func recurrences(of conversation: Conversation.ID, in db: any Connection) throws -> [Recurrence] {
        try db.rows(
            """
            SELECT \(recurrenceColumns) FROM plan_recurrences
            WHERE conversation = \(conversation) AND ended_at IS NULL ORDER BY id LIMIT 50
            """
        ).map(recurrence)
    }

    private static func recurrence(_ row: Row) throws -> Recurrence {
        Recurrence(
            id: try row("id"), conversation: try row("conversation"), name: try row("name"),
            draft: try JSON.value(PlanDraft.self, from: row("steps")), every: try row("every"),
            firstAt: try row("first_at"), times: try row("times"), endedAt: try row("ended_at"))
    }

    /// Lets a plan's steps begin anew, each time as a new plan that the customer is told of.
    /// - Parameter first: when it begins anew for the first time.
    /// - Throws: `Fault.notFound`, `Fault.invalid` for a moment that is past.
    @discardableResult
    public func `repeat`(_ id: Plan.ID, each every: Recurrence.Every, from first: Moment, by actor: Actor)
        async throws
        -> Recurrence.ID
    {
        try actor.requireStaff()
        let now = clock()
        guard first > now else { throw Fault.invalid("That moment is past already.") }
        return try await database.write { db in
            let plan = try Self.find(id, in: db)
            let recurrence = try Recurrence.ID(rawValue: db.newID())
            try db.execute(
                """
                INSERT INTO plan_recurrences (id, conversation, name, steps, every, first_at, times)
                VALUES (\(recurrence), \(plan.conversation), \(plan.name), \(JSON.text(Self.draft(of: plan))),
                    \(every), \(first), 0)
                """)
            try Jobs.add(
                .planRepeat, key: Self.key(recurrence, 0), payload: recurrence, runAt: first, at: now, in: db)
            try Events.record(
                .planRecurs, by: actor, conversation: plan.conversation,
                data: ["name": plan.name, "every": every.rawValue], at: now, in: db)
            return recurrence
        }
    }

    private static func key(_ recurrence: Recurrence.ID, _ time: Int) -> String {
        "plan:\(recurrence):\(time)"
    }

    /// Begins the next of a plan that recurs, and puts the one after it onto the list of work.
    func beginNext(of id: Recurrence.ID) async throws {
        let now = clock()
        try await database.write { db in
            guard
                let recurrence = try db.row(
                    "SELECT \(Self.recurrenceColumns) FROM plan_recurrences WHERE id = \(id) AND ended_at IS NULL"
                ).map(Self.recurrence)
            else { return }
            let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
            // Asked again after a crash: that time was begun already.
            guard recurrence.moment(recurrence.times, in: zone) <= now else { return }
            let conversation = try Conversations.living(recurrence.conversation, in: db)
            let plan = try Self.begin(
                recurrence.draft, in: conversation.id, by: .system, at: now, outside: desk, db: db)
            // They have had the one before: they are told of their steps at once.
            try db.execute("UPDATE plans SET told_at = \(now) WHERE id = \(plan)")
            try Conversations.reopen(
                conversation, by: .system, as: .reopened, because: .step, at: now, in: db)
            try Self.settle(plan, by: .system, at: now, outside: desk, in: db)
            // After a long silence of the server the times that were missed are not made up for.
            var next = recurrence.times + 1
            while recurrence.moment(next, in: zone) <= now { next += 1 }
            try db.execute("UPDATE plan_recurrences SET times = \(next) WHERE id = \(id)")
            try Jobs.add(
                .planRepeat, key: Self.key(id, next), payload: id, runAt: recurrence.moment(next, in: zone),
                at: now,
                in: db)
        }
    }

    /// Lets a plan recur no more.
    /// - Throws: `Fault.notFound`.
    public func stopRepeating(_ id: Recurrence.ID, by actor: Actor) async throws -> Conversation.ID {
        try actor.requireStaff()
        let now = clock()
        return try await database.write { db in
            guard
                let row = try db.row(
                    "UPDATE plan_recurrences SET ended_at = COALESCE(ended_at, \(now)) WHERE id = \(id) RETURNING \(Self.recurrenceColumns)"
                )
            else { throw Fault.notFound("There is no such plan.") }
            let recurrence = try Self.recurrence(row)
            try Self.note(stopped: recurrence, by: actor, at: now, in: db)
            return recurrence.conversation
        }
    }

    /// Lets nothing in a conversation begin anew any more.
    static func stopRepeating(
        in conversation: Conversation.ID, by actor: Actor, at now: Moment, db: any Connection
    ) throws {
        let stopped = try db.rows(
            """
            UPDATE plan_recurrences SET ended_at = \(now)
            WHERE conversation = \(conversation) AND ended_at IS NULL RETURNING \(recurrenceColumns)
            """
        ).map(recurrence)
        for recurrence in stopped { try note(stopped: recurrence, by: actor, at: now, in: db) }
    }

    private static func note(
        stopped recurrence: Recurrence, by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        try Jobs.cancel(key: key(recurrence.id, recurrence.times), at: now, in: db)
        try Events.record(
            .planRecursNoMore, by: actor, conversation: recurrence.conversation,
            data: ["name": recurrence.name], at: now, in: db)
    }
}
