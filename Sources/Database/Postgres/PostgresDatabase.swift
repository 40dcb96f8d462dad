/// A database on a PostgreSQL server.
///
/// Reads see one state of it (repeatable read); writes are serializable and
/// run anew when they met others. Each connection belongs to a thread of its
/// own. Half of the connections read and half write, so that no read waits
/// for a write.
public final class PostgresDatabase: Database {
    public let engine = Engine.postgres
    let address: PostgresAddress
    let options: DatabaseOptions
    let announcer = Announcer()
    let family = PostgresFamily()
    let side: PostgresSide
    let numbers: PostgresNumbers
    let reading: Lanes<PostgresSlot>
    let writing: Lanes<PostgresSlot>
    let listener: PostgresListener

    private init(_ address: PostgresAddress, options: DatabaseOptions) {
        self.address = address
        self.options = options
        let family = family
        side = PostgresSide(address, options: options)
        numbers = PostgresNumbers(side: side)
        let readers = max(1, options.connections / 2)
        reading = Lanes("postgres-read", limit: readers) {
            PostgresSlot(address, options: options, family: family)
        } dispose: {
            $0.drop()
        }
        writing = Lanes("postgres-write", limit: options.connections - readers) {
            PostgresSlot(address, options: options, family: family)
        } dispose: {
            $0.drop()
        }
        listener = PostgresListener(address, options: options, family: family, announcer: announcer)
    }

    static func open(_ address: PostgresAddress, options: DatabaseOptions) async throws -> PostgresDatabase {
        let database = PostgresDatabase(address, options: options)
        do {
            try await database.onWriter { try $0.session().confirmFit() }
        } catch {
            await database.close()
            throw error
        }
        return database
    }

    public func read<T: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        let ticket = Ticket<T>()
        return try await ticket.result {
            reading.submit { [numbers, family] slot in
                PostgresRead(ticket: ticket, numbers: numbers, family: family, body: body).run(on: slot)
            }
        }
    }

    @discardableResult
    public func write<T: Sendable>(
        _ durability: Durability, _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        let ticket = Ticket<T>()
        return try await ticket.result {
            writing.submit { [self] slot in
                PostgresWrite(ticket: ticket, database: self, durability: durability, body: body).run(
                    on: slot)
            }
        }
    }

    public func announcements() -> AsyncStream<Announcement> {
        listener.start()
        return announcer.stream()
    }

    public func ping() async throws {
        _ = try await read { db in try db.value("SELECT 1") as Int? }
    }

    public func close() async {
        listener.stop()
        announcer.close()
        await family.interrupts.hurrying { await reading.close() }
        await writing.close()
    }

    /// Runs work that makes its own transactions on a writer's connection.
    func onWriter<T: Sendable>(_ work: @escaping @Sendable (PostgresSlot) throws -> T) async throws -> T {
        let ticket = Ticket<T>()
        return try await ticket.result {
            writing.submit { slot in
                guard ticket.begin() else { return }
                ticket.finish(Result { try work(slot) })
            }
        }
    }
}
