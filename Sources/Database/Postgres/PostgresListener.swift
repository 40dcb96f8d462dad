import CPostgres
import Foundation
import Logging
import Synchronization

/// Hears what other processes announce, on a connection and a thread of its
/// own. A lost connection is made anew for as long as it takes.
final class PostgresListener: Sendable {
    /// All announcements share one channel of the server; theirs is the first
    /// part of the payload.
    static let channel = "ensemble"

    private let address: PostgresAddress
    private let options: DatabaseOptions
    private let family: PostgresFamily
    private let announcer: Announcer
    private let state = Mutex(State.new)

    private enum State { case new, running, stopped }

    init(_ address: PostgresAddress, options: DatabaseOptions, family: PostgresFamily, announcer: Announcer) {
        self.address = address
        self.options = options
        self.family = family
        self.announcer = announcer
    }

    func start() {
        let isFirst = state.withLock { state in
            guard state == .new else { return false }
            state = .running
            return true
        }
        guard isFirst else { return }
        let thread = Thread { [self] in run() }
        thread.name = "postgres-listen"
        thread.stackSize = 1 << 20
        thread.start()
    }

    func stop() { state.withLock { $0 = .stopped } }

    private var isRunning: Bool { state.withLock { $0 == .running } }

    private func run() {
        var attempt = 0
        while isRunning {
            do {
                let session = try PostgresSession(address, options: options)
                try session.script("LISTEN \(Self.channel)")
                attempt = 0
                // Something may have been said before this connection heard.
                announcer.deliver([.anything])
                while isRunning, hear(session) {}
            } catch {
                options.logger.warning("Not listening to PostgreSQL: \(error)")
            }
            attempt += 1
            if isRunning { Backoff.sleep(attempt, from: 0.1, to: 5) }
        }
    }

    /// Waits up to a quarter of a second, so that it notices the end.
    /// - Returns: false when the connection is lost.
    private func hear(_ session: PostgresSession) -> Bool {
        var descriptor = pollfd(fd: PQsocket(session.handle), events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, 250) > 0 else { return !session.isLost }
        guard PQconsumeInput(session.handle) == 1 else { return false }
        while let notification = PQnotifies(session.handle) {
            defer { PQfreemem(notification) }
            // One's own are delivered at the commit.
            guard !family.contains(process: notification.pointee.be_pid) else { continue }
            let text = String(cString: notification.pointee.extra)
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            announcer.deliver([Announcement(channel: String(parts[0]), payload: String(parts[1]))])
        }
        return !session.isLost
    }
}
