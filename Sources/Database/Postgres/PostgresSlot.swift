import Foundation

/// The place of a connection on a lane; connected when first needed, and
/// again when it was lost.
final class PostgresSlot {
    private let address: PostgresAddress
    private let options: DatabaseOptions
    private let family: PostgresFamily
    private(set) var current: PostgresSession?

    init(_ address: PostgresAddress, options: DatabaseOptions, family: PostgresFamily) {
        self.address = address
        self.options = options
        self.family = family
    }

    /// The connection, made when there is none. A server that is restarting
    /// gets a second or two to come back.
    func session() throws -> PostgresSession {
        if let current {
            if !current.isLost { return current }
            drop()
        }
        let session = try connect()
        family.add(session)
        current = session
        return session
    }

    /// The connection, or `nil` after the waiting task was told why there is
    /// none.
    func session<T>(orTell ticket: Ticket<T>) -> PostgresSession? {
        do {
            return try session()
        } catch {
            ticket.finish(.failure(error))
            return nil
        }
    }

    private func connect() throws -> PostgresSession {
        var attempt = 1
        while true {
            do {
                return try PostgresSession(address, options: options)
            } catch let error as DatabaseError where error.kind == .connectionLost {
                // A server that answers refuses this user or has no such
                // database; trying again helps only if it was full.
                let attempts = address.isAnswering ? 2 : 6
                guard attempt < attempts, !family.interrupts.isClosing else { throw error }
                Backoff.sleep(attempt, from: 0.05, to: 1)
                attempt += 1
            }
        }
    }

    func drop() {
        if let current { family.remove(current) }
        current = nil
    }
}

/// Waits longer from attempt to attempt, and not two alike: half to whole of
/// a time that doubles.
enum Backoff {
    static func sleep(_ attempt: Int, from first: Double, to longest: Double) {
        let time = min(longest, first * Double(1 << min(attempt - 1, 20)))
        Thread.sleep(forTimeInterval: time * Double.random(in: 0.5...1))
    }
}
