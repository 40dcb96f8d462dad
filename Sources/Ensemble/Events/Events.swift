import Database

/// The history, and those who read it along.
public struct Events: Sendable {
    let database: any Database

    /// The channel on which other parts and other processes hear that there is something new.
    static let channel = "events"

    /// Writes one event into the transaction that makes the change.
    static func record(
        _ kind: Event.Kind, by actor: Actor, conversation: Conversation.ID? = nil, message: Message.ID? = nil,
        customer: Customer.ID? = nil, data: [String: String] = [:], at now: Moment, in db: any Connection
    ) throws {
        let id = try db.newID()
        try db.execute(
            """
            INSERT INTO events (tx, id, at, kind, actor_kind, actor, conversation, message, customer, data)
            VALUES (\(db.transactionID()), \(id), \(now), \(kind), \(actor.kind), \(actor.rawID), \(conversation),
                \(message), \(customer), \(data.isEmpty ? "{}" : JSON.text(data)))
            """)
        try db.announce(channel, "\(kind.rawValue) \(conversation?.rawValue ?? 0)")
    }

    /// A conversation's history, oldest first, with that of what was merged into it.
    /// - Parameter limit: the latest so many.
    static func history(of conversation: Conversation.ID, limit: Int = 500, in db: any Connection) throws
        -> [Event]
    {
        try db.rows(
            """
            SELECT \(Event.columns) FROM events WHERE conversation = \(conversation)
                OR conversation IN (SELECT id FROM conversations WHERE merged_into = \(conversation))
            ORDER BY id DESC LIMIT \(limit)
            """
        ).reversed().map(Event.init(row:))
    }
}

/// Something that follows the history: search, notifications, roll-ups.
///
/// Its place is kept in the same database and moves in the transaction that
/// does its work, so that a crash repeats or loses nothing.
protocol EventReader: Sendable {
    /// Names its cursor; never change it.
    var name: String { get }
    /// What it wants to know of; the rest is passed over unread.
    var kinds: Set<Event.Kind> { get }
    /// Works off some events of these kinds, in order, inside a transaction.
    func read(_ events: [Event], in db: any Connection) throws
}

extension Events {
    /// Lets a reader work off everything that is new.
    /// - Parameter batch: how many events, of whatever kind, it passes in one transaction.
    /// - Returns: how many events of its kinds it read.
    @discardableResult
    func catchUp(_ reader: any EventReader, batch: Int = 1_000) async throws -> Int {
        var total = 0
        while true {
            // After a power cut it would be read again.
            let step = try await database.write(.later) { db in try Self.step(reader, batch: batch, in: db) }
            total += step.read
            if step.isLast { return total }
        }
    }

    /// Whether there are events that a reader has not passed yet.
    func isBehind(_ reader: any EventReader) async throws -> Bool {
        try await database.read { db in
            let place = try Place(of: reader, in: db)
            return try db.row("SELECT id FROM events WHERE \(place.isBefore) LIMIT 1") != nil
        }
    }

    private static func step(
        _ reader: any EventReader, batch: Int, in db: any Connection
    ) throws -> (read: Int, isLast: Bool) {
        let start = try Place(of: reader, in: db)
        let ahead: SQL = try "\(start.isBefore) AND tx < \(db.committedBefore())"
        // The index alone says where a full batch ends, and where all of them do.
        let full = try Place(
            db.row("SELECT tx, id FROM events WHERE \(ahead) ORDER BY tx, id LIMIT 1 OFFSET \(batch - 1)"))
        let latest: SQL = "SELECT tx, id FROM events WHERE \(ahead) ORDER BY tx DESC, id DESC LIMIT 1"
        let end = if let full { full } else { try Place(db.row(latest)) }
        guard let end else { return (0, true) }
        let events = try db.rows(
            """
            SELECT \(Event.columns) FROM events
            WHERE \(start.isBefore) AND (tx, id) <= (\(end.tx), \(end.id)) AND kind IN \(list: Array(reader.kinds))
            ORDER BY tx, id
            """
        ).map(Event.init(row:))
        if !events.isEmpty { try reader.read(events, in: db) }
        try db.execute(
            """
            INSERT INTO event_cursors (reader, tx, id) VALUES (\(reader.name), \(end.tx), \(end.id))
            ON CONFLICT (reader) DO UPDATE SET tx = excluded.tx, id = excluded.id
            """)
        return (events.count, full == nil)
    }

    /// A place in the history.
    private struct Place {
        let tx: Int64
        let id: Int64

        init?(_ row: Row?) throws {
            guard let row else { return nil }
            (tx, id) = (try row("tx"), try row("id"))
        }

        /// How far a reader has come.
        init(of reader: any EventReader, in db: any Connection) throws {
            let row = try db.row("SELECT tx, id FROM event_cursors WHERE reader = \(reader.name)")
            tx = try row?("tx") ?? 0
            id = try row?("id") ?? 0
        }

        var isBefore: SQL { "(tx, id) > (\(tx), \(id))" }
    }
}
