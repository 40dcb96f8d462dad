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
        try await catchUp([reader], batch: batch)
    }

    /// Lets readers work off everything that is new. Those that stand at the
    /// same place, as most do, share a transaction and what is read in it;
    /// one that stumbles takes the others of that transaction with it.
    /// - Returns: how many events they read, each counted for every reader.
    @discardableResult
    func catchUp(_ readers: [any EventReader], batch: Int = 1_000) async throws -> Int {
        var total = 0
        while true {
            // After a power cut it would be read again.
            let step = try await database.write(.later) { db in
                try Self.step(readers, batch: batch, in: db)
            }
            total += step.read
            if step.isLast { return total }
        }
    }

    /// Whether there are events that one of these readers has not passed yet.
    func isBehind(_ readers: any EventReader...) async throws -> Bool { try await isBehind(readers) }

    func isBehind(_ readers: [any EventReader]) async throws -> Bool {
        try await database.read { db in
            guard let last = try Self.places(of: readers, in: db).map(\.place).min() else { return false }
            return try db.row("SELECT id FROM events WHERE \(last.isBefore) LIMIT 1") != nil
        }
    }

    private static func step(
        _ readers: [any EventReader], batch: Int, in db: any Connection
    ) throws -> (read: Int, isLast: Bool) {
        var step = (read: 0, isLast: true)
        for (start, readers) in try places(of: readers, in: db) {
            let one = try Self.step(readers, from: start, batch: batch, in: db)
            step.read += one.read
            step.isLast = step.isLast && one.isLast
        }
        return step
    }

    private static func step(
        _ readers: [any EventReader], from start: Place, batch: Int, in db: any Connection
    ) throws -> (read: Int, isLast: Bool) {
        let ahead: SQL = try "\(start.isBefore) AND tx < \(db.committedBefore())"
        // The index alone says where a full batch ends, and where all of them do.
        let full = try Place(
            db.row("SELECT tx, id FROM events WHERE \(ahead) ORDER BY tx, id LIMIT 1 OFFSET \(batch - 1)"))
        let latest: SQL = "SELECT tx, id FROM events WHERE \(ahead) ORDER BY tx DESC, id DESC LIMIT 1"
        let end = if let full { full } else { try Place(db.row(latest)) }
        guard let end else { return (0, true) }
        let kinds = readers.reduce(into: Set<Event.Kind>()) { $0.formUnion($1.kinds) }
        let events = try db.rows(
            """
            SELECT \(Event.columns) FROM events
            WHERE \(start.isBefore) AND (tx, id) <= (\(end.tx), \(end.id)) AND kind IN \(list: Array(kinds))
            ORDER BY tx, id
            """
        ).map(Event.init(row:))
        var read = 0
        for reader in readers {
            let wanted = events.filter { reader.kinds.contains($0.kind) }
            if !wanted.isEmpty { try reader.read(wanted, in: db) }
            read += wanted.count
            try db.execute(
                """
                INSERT INTO event_cursors (reader, tx, id) VALUES (\(reader.name), \(end.tx), \(end.id))
                ON CONFLICT (reader) DO UPDATE SET tx = excluded.tx, id = excluded.id
                """)
        }
        return (read, full == nil)
    }

    /// Where the readers stand, those who are furthest behind first.
    private static func places(
        of readers: [any EventReader], in db: any Connection
    ) throws -> [(place: Place, readers: [any EventReader])] {
        let rows = try db.rows(
            "SELECT reader, tx, id FROM event_cursors WHERE reader IN \(list: readers.map(\.name))")
        let known = try Dictionary(
            uniqueKeysWithValues: rows.map { (try $0("reader") as String, try Place($0)) })
        return Dictionary(grouping: readers) { known[$0.name] ?? Place() }
            .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// A place in the history.
    private struct Place: Hashable, Comparable {
        let tx: Int64
        let id: Int64

        /// Before everything.
        init() { (tx, id) = (0, 0) }

        init(_ row: Row) throws { (tx, id) = (try row("tx"), try row("id")) }

        init?(_ row: Row?) throws {
            guard let row else { return nil }
            try self.init(row)
        }

        var isBefore: SQL { "(tx, id) > (\(tx), \(id))" }

        static func < (one: Place, other: Place) -> Bool { (one.tx, one.id) < (other.tx, other.id) }
    }
}
