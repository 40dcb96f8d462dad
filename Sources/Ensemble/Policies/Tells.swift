import Database
import Localization
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
    /// Something of what was told changed before the service.
    public var isRevision = false
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
            guard service <= day + 3_660 else {
                throw Fault.invalid("A service is booked at most ten years ahead.")
            }
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
        return try await database.write { db -> Day? in
            let id = try Conversations.living(conversation, in: db).id
            let terms = try Settings.terms(in: db)
            let pack = try PolicyPack.holding(for: [], in: id, db: db)
            guard let due = try Self.due(reason, under: pack, holidays: terms.holidays) else { return nil }
            var (asked, booked, service): (Day?, Day?, Day?) = (nil, nil, nil)
            switch reason {
            case .asked(let day): asked = day
            case .booked(let day, let at): (booked, service) = (day, at)
            }
            try Self.add(asked, booked, service, due, under: pack, in: id, by: actor, at: now, db: db)
            return due
        }
    }

    static func add(
        _ asked: Day?, _ booked: Day?, _ service: Day?, _ due: Day, revises: Estimate.ID? = nil,
        under pack: PolicyPack, in conversation: Conversation.ID, by actor: Actor, at now: Moment,
        db: any Connection
    ) throws {
        let tell = try Tell.ID(rawValue: db.newID())
        try db.execute(
            """
            INSERT INTO tells (id, conversation, pack, asked_on, booked_on, service_on, due_on, revises, created_at)
            VALUES (\(tell), \(conversation), \(pack.id), \(asked), \(booked), \(service), \(due), \(revises),
                \(now))
            """)
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        try Jobs.add(.tellOverdue, key: key(tell), payload: tell, runAt: due.end(in: zone), at: now, in: db)
        try Events.record(
            .tellDue, by: actor, conversation: conversation,
            data: ["due": due.description, "pack": pack.name], at: now, in: db)
    }

    static func key(_ id: Tell.ID) -> String { "tell:\(id)" }

    /// What is to be told still, of conversations that are not merged away.
    private static let isOpen: SQL = "tells.told_at IS NULL AND tells.released_at IS NULL"

    /// What has not been told, soonest first: told is what was delivered after it was asked.
    /// - Returns: at most `limit`, and the place after which the next begin.
    public func open(after: Keyset? = nil, limit: Int = 100, for actor: Actor) async throws
        -> (tells: [Tell], next: Keyset?)
    {
        try actor.requireStaff()
        let tells = try await database.read { db in
            try db.rows(
                """
                \(Self.selection) WHERE \(Self.isOpen)
                    \(after.map { "AND (tells.due_on, tells.id) > (\($0.day), \($0.id))" } ?? "" as SQL)
                ORDER BY tells.due_on, tells.id LIMIT \(limit + 1)
                """
            )
            .map(Tell.init(row:))
        }
        let last = tells.count > limit ? tells[limit - 1] : nil
        return (Array(tells.prefix(limit)), last.map { Keyset(day: $0.dueOn, id: $0.id.rawValue) })
    }

    /// The conversation is the one that lives on, where it was merged.
    private static let selection: SQL = """
        SELECT tells.id, conversations.id AS conversation, tells.asked_on, tells.booked_on, tells.service_on,
            tells.due_on, tells.told_at, tells.revises, conversations.subject, customers.name AS customer_name
        FROM tells JOIN conversations AS noted ON noted.id = tells.conversation
            JOIN conversations ON conversations.id = COALESCE(noted.merged_into, noted.id)
            JOIN customers ON customers.id = conversations.customer
        """

    /// How many costs should have been told before today: work that is overdue.
    static func overdueCount(on today: Day, in db: any Connection) throws -> Int {
        try db.value("SELECT COUNT(*) FROM tells WHERE \(isOpen) AND tells.due_on < \(today)") ?? 0
    }

    /// The conversations in which some are.
    static func overdueConversations(on today: Day) -> SQL {
        """
        SELECT COALESCE(noted.merged_into, noted.id) AS id FROM tells
            JOIN conversations AS noted ON noted.id = tells.conversation
        WHERE \(isOpen) AND tells.due_on < \(today)
        """
    }

    /// Since which day a cost should have been told in some conversations, or in what was merged into them.
    static func overdue(of conversations: [Conversation.ID], on today: Day, in db: any Connection) throws
        -> [Conversation.ID: Day]
    {
        guard !conversations.isEmpty else { return [:] }
        let rows = try db.rows(
            """
            \(selection) WHERE \(isOpen) AND tells.due_on < \(today)
                AND \(Conversations.within("tells.conversation", conversations))
            ORDER BY tells.due_on, tells.id
            """)
        return Dictionary(
            try rows.map { (try $0("conversation"), try $0("due_on")) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The open ones of a conversation, also of those merged into it, soonest first.
    static func open(of conversation: Conversation.ID, in db: any Connection) throws -> [Tell] {
        try db.rows(
            """
            \(selection) WHERE \(isOpen) AND \(Conversations.within("tells.conversation", conversation))
            ORDER BY tells.due_on, tells.id LIMIT 50
            """
        ).map(Tell.init(row:))
    }

    /// An estimate was delivered: what was to be told in its conversation is; of changes, only what it changes.
    static func noteTold(
        by estimate: Estimate.ID, in conversation: Conversation.ID, at now: Moment, in db: any Connection
    ) throws {
        let id = try Conversations.living(conversation, in: db).id
        try db.execute(
            """
            UPDATE tells SET told_at = \(now)
            WHERE told_at IS NULL AND released_at IS NULL AND (revises IS NULL OR revises = \(estimate))
                AND \(Conversations.within("conversation", id))
            """)
    }
}

extension Tell {
    init(row: Row) throws {
        id = try row("id")
        conversation = try row("conversation")
        askedOn = try row("asked_on")
        bookedOn = try row("booked_on")
        serviceOn = try row("service_on")
        dueOn = try row("due_on")
        toldAt = try row("told_at")
        subject = try row("subject")
        customerName = try row("customer_name")
        isRevision = try row("revises") as Estimate.ID? != nil
    }
}
