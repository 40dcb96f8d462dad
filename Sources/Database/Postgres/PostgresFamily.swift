import CPostgres
import Synchronization

/// The connections that this process has to one database: whose
/// announcements are its own.
final class PostgresFamily: Sendable {
    private let processes = Mutex(Set<Int32>())
    let interrupts = Interrupts()

    func add(_ session: PostgresSession) {
        _ = processes.withLock { $0.insert(session.process) }
        let cancel = session.cancel
        interrupts.add(ObjectIdentifier(session)) { cancel() }
    }

    func remove(_ session: PostgresSession) {
        _ = processes.withLock { $0.remove(session.process) }
        interrupts.remove(ObjectIdentifier(session))
    }

    func contains(process: Int32) -> Bool {
        processes.withLock { $0.contains(process) }
    }
}

/// Asks the server to give up the statement that a connection runs, from any
/// thread.
final class PostgresCancel: @unchecked Sendable {  // PQcancel is made for other threads
    private let pointer: OpaquePointer?

    init(_ connection: OpaquePointer) {
        pointer = PQgetCancel(connection)
    }

    func callAsFunction() {
        var message = [CChar](repeating: 0, count: 256)
        _ = PQcancel(pointer, &message, Int32(message.count))
    }

    deinit { PQfreeCancel(pointer) }
}
