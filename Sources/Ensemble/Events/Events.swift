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
    /// Works off some events, in order, inside a transaction.
    func read(_ events: [Event], in db: any Connection) throws
}

extension Events {
    /// Lets a reader work off everything that is new.
    /// - Returns: how many events it read.
    @discardableResult
    func catchUp(_ reader: any EventReader, batch: Int = 1_000) async throws -> Int {
        var total = 0
        while true {
            let count = try await database.write { db in try Self.step(reader, batch: batch, in: db) }
            total += count
            if count < batch { return total }
        }
    }

    /// Whether there are events that a reader has not read yet.
    func isBehind(_ reader: any EventReader) async throws -> Bool {
        try await database.read { db in
            let cursor = try db.row("SELECT tx, id FROM event_cursors WHERE reader = \(reader.name)")
            let tx: Int64 = try cursor?("tx") ?? 0
            let id: Int64 = try cursor?("id") ?? 0
            return try db.row("SELECT id FROM events WHERE (tx, id) > (\(tx), \(id)) LIMIT 1") != nil
        }
    }

    private static func step(_ reader: any EventReader, batch: Int, in db: any Connection) throws -> Int {
        let cursor = try db.row("SELECT tx, id FROM event_cursors WHERE reader = \(reader.name)")
        let tx: Int64 = try cursor?("tx") ?? 0
        let id: Int64 = try cursor?("id") ?? 0
        let events = try db.rows(
            """
            SELECT \(Event.columns) FROM events
            WHERE (tx, id) > (\(tx), \(id)) AND tx < \(db.committedBefore())
            ORDER BY tx, id LIMIT \(batch)
            """
        ).map(Event.init(row:))
        guard let last = events.last else { return 0 }
        try reader.read(events, in: db)
        try db.execute(
            """
            INSERT INTO event_cursors (reader, tx, id) VALUES (\(reader.name), \(last.tx), \(last.id))
            ON CONFLICT (reader) DO UPDATE SET tx = excluded.tx, id = excluded.id
            """)
        return events.count
    }
}
