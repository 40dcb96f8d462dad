/// One write: run anew when it met other transactions, or lost the
/// connection before the commit.
struct PostgresWrite<T: Sendable> {
    let ticket: Ticket<T>
    let database: PostgresDatabase
    let durability: Durability
    let body: @Sendable (any Connection) throws -> T

    /// With back-off some two seconds of trying.
    private static var attempts: Int { 16 }

    func run(on slot: PostgresSlot) {
        for attempt in 1...Self.attempts {
            guard let session = slot.session(orTell: ticket) else { return }
            do {
                let cancel = session.cancel
                guard ticket.begin(interrupt: { cancel() }) else { return }
                let result = try write(session, slot)
                return ticket.finish(.success(result))
            } catch {
                slot.recover(from: error)
                guard attempt < Self.attempts, isPassing(error), !ticket.isCancelled else {
                    return ticket.finish(.failure(told(error)))
                }
                Backoff.sleep(attempt, from: 0.002, to: 0.3)
            }
        }
    }

    private func write(_ session: PostgresSession, _ slot: PostgresSlot) throws -> T {
        let number = try begin(session)
        let transaction = PostgresTransaction(session, numbers: database.numbers, writing: number)
        let result: T
        do {
            defer { transaction.end() }
            result = try body(transaction)
            if let failure = transaction.failure { throw failure }
        } catch {
            if transaction.isPassedOver { throw PassedOver(error: error) }
            throw error
        }
        if transaction.isPassedOver {
            throw PassedOver(error: DatabaseError(.serialization, "Met another transaction."))
        }
        // From here on it is decided by the server alone.
        _ = ticket.begin()
        try commit(number, session, slot)
        for work in transaction.afterwards { work() }
        database.announcer.deliver(transaction.announcements)
        return result
    }

    /// The number comes with the beginning, without a round trip of its own.
    private func begin(_ session: PostgresSession) throws -> Int64 {
        let wait = durability == .later ? "SET LOCAL synchronous_commit = off; " : ""
        let result = try session.script(
            """
            BEGIN ISOLATION LEVEL SERIALIZABLE; \(wait)\
            SELECT CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)
            """)
        return try Int64(databaseValue: result.values(limit: 1).first ?? .null)
    }

    private func commit(_ number: Int64, _ session: PostgresSession, _ slot: PostgresSlot) throws {
        do {
            let result = try session.script("COMMIT")
            guard result.command == "COMMIT" else {
                throw DatabaseError(.other, "The transaction had failed and was undone.")
            }
        } catch let error as DatabaseError where session.isLost || error.kind == .connectionLost {
            slot.drop()
            switch try outcome(of: number) {
            case .committed: return
            case .undone: throw error  // run anew, like one that never got this far
            case .unknown:
                throw DatabaseError(
                    .commitUnknown,
                    "The connection to PostgreSQL broke during a commit; whether it was made is not known.")
            }
        }
    }

    private enum Outcome { case committed, undone, unknown }

    /// Asks the server what became of a transaction whose commit was sent.
    private func outcome(of number: Int64) throws -> Outcome {
        for attempt in 1...12 {
            let status = try? database.side.with { session in
                try session.runOnce(
                    "SELECT pg_xact_status(CAST(CAST($1 AS TEXT) AS xid8))",
                    [SQL.Binding(value: .text(String(number)), type: .text)]
                ).values(limit: 1).first
            }
            switch status {
            case .text("committed"): return .committed
            case .text("aborted"): return .undone
            default: Backoff.sleep(attempt, from: 0.02, to: 2)  // in progress, or not reachable
            }
        }
        return .unknown
    }

    /// It met another transaction, whatever the closure made of that.
    private struct PassedOver: Error { let error: any Error }

    private func isPassing(_ error: any Error) -> Bool {
        if error is PassedOver { return true }
        guard let error = error as? DatabaseError else { return false }
        return error.isPassing || (error.kind == .connectionLost && !database.family.interrupts.isClosing)
    }

    private func told(_ error: any Error) -> any Error {
        (error as? PassedOver)?.error ?? error
    }
}
