import Database
import Statistics

/// A cost that is to be told by a day, because somebody asked or booked.
public struct Tell: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Tell>

    public let id: ID
    public let conversation: Conversation.ID
    /// The day somebody asked what it costs; `nil` where they booked.
    public let askedOn: Day?
    public let bookedOn: Day?
    public let serviceOn: Day?
    public let dueOn: Day
    /// When an estimate was delivered.
    public let toldAt: Moment?
    public let subject: String
    public let customerName: String
}

/// What is to be told by when, under the policy.
public struct Tells: Sendable {
    let database: any Database
    let clock: Clock

    /// Why a cost is to be told.
    public enum Reason: Equatable, Sendable {
        /// Any talk of cost counts as asking.
        case asked(Day)
        case booked(Day, service: Day)
    }

    /// The last day to tell, by the policy's rule and the business's days; `nil` where the rule asks nothing.
    /// - Throws: `Fault.invalid` for a service before its booking.
    static func due(_ reason: Reason, under pack: PolicyPack, holidays: [Day]) throws -> Day? {
        let rule = try NoticeRule(
            bands: pack.deadlines.bands.map { NoticeRule.Band(lead: $0.lead, within: $0.within) },
            onRequest: pack.deadlines.onRequest, revision: pack.deadlines.revision)
        let calendar = try BusinessCalendar(holidays: Set(holidays.map(date)))
        switch reason {
        case .asked(let day):
            return Day(number: Int64(try rule.deadline(requested: date(day), in: calendar).dayNumber))
        case .booked(let day, let service):
            guard day <= service else { throw Fault.invalid("The service would lie before its booking.") }
            return try rule.deadline(booked: date(day), service: date(service), in: calendar).map {
                Day(number: Int64($0.dayNumber))
            }
        }
    }

    /// The last day to tell of a change before a service.
    static func revisionDue(service: Day, under pack: PolicyPack, holidays: [Day]) throws -> Day {
        let rule = try NoticeRule(
            bands: [], onRequest: pack.deadlines.onRequest, revision: pack.deadlines.revision)
        let calendar = try BusinessCalendar(holidays: Set(holidays.map(date)))
        return Day(number: Int64(try rule.revisionDeadline(service: date(service), in: calendar).dayNumber))
    }

    private static func date(_ day: Day) throws -> Statistics.CivilDate {
        try Statistics.CivilDate(dayNumber: Int(day.number))
    }

    /// Notes that a cost is to be told. A later reason with an earlier day takes its place.
    /// - Returns: the last day, `nil` where the policy asks nothing.
    /// - Throws: `Fault.notFound`, `Fault.invalid`.
    @discardableResult
    public func note(_ reason: Reason, on conversation: Conversation.ID, by actor: Actor) async throws -> Day?
    {
        try actor.requireStaff()
        let now = clock()
        return try await database.write { db in
            let id = try Conversations.living(conversation, in: db).id
            let terms = try Settings.terms(in: db)
            let pack = try PolicyPack.holding(for: [], in: id, db: db)
            guard let due = try Self.due(reason, under: pack, holidays: terms.holidays) else { return nil }
            var (asked, booked, service): (Day?, Day?, Day?) = (nil, nil, nil)
            switch reason {
            case .asked(let day): asked = day
            case .booked(let day, let at): (booked, service) = (day, at)
            }
            try db.execute(
                """
                INSERT INTO tells (id, conversation, pack, asked_on, booked_on, service_on, due_on, created_at)
                VALUES (\(db.newID()), \(id), \(pack.id), \(asked), \(booked), \(service), \(due), \(now))
                """)
            try Events.record(
                .tellDue, by: actor, conversation: id, data: ["due": due.description, "pack": pack.name],
                at: now, in: db)
            return due
        }
    }

    /// What has not been told, soonest first: told is what was delivered after it was asked.
    public func open(limit: Int = 200, for actor: Actor) async throws -> [Tell] {
        try actor.requireStaff()
        return try await database.read { db in
            try db.rows(
                """
                SELECT tells.id, tells.conversation, tells.asked_on, tells.booked_on, tells.service_on,
                    tells.due_on, conversations.subject, customers.name AS customer_name
                FROM tells JOIN conversations ON conversations.id = tells.conversation
                    JOIN customers ON customers.id = conversations.customer
                WHERE tells.told_at IS NULL AND conversations.state <> 'merged'
                ORDER BY tells.due_on, tells.id LIMIT \(limit)
                """
            ).map { row in
                Tell(
                    id: try row("id"), conversation: try row("conversation"), askedOn: try row("asked_on"),
                    bookedOn: try row("booked_on"), serviceOn: try row("service_on"),
                    dueOn: try row("due_on"),
                    toldAt: nil, subject: try row("subject"), customerName: try row("customer_name"))
            }
        }
    }

    /// How many costs should have been told before today: work that is overdue.
    static func overdueCount(on today: Day, in db: any Connection) throws -> Int {
        try db.value(
            """
            SELECT COUNT(*) FROM tells JOIN conversations ON conversations.id = tells.conversation
            WHERE tells.told_at IS NULL AND tells.due_on < \(today)
                AND conversations.state <> 'merged'
            """) ?? 0
    }

    /// An estimate was delivered: what was to be told in its conversation is.
    static func noteTold(in conversation: Conversation.ID, at now: Moment, in db: any Connection) throws {
        try db.execute(
            "UPDATE tells SET told_at = \(now) WHERE conversation = \(conversation) AND told_at IS NULL")
    }
}
