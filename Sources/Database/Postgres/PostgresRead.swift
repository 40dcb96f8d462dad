/// One read: run anew when the connection was lost.
struct PostgresRead<T: Sendable> {
    let ticket: Ticket<T>
    let numbers: PostgresNumbers
    let family: PostgresFamily
    let body: @Sendable (any Connection) throws -> T

    private static var attempts: Int { 3 }

    func run(on slot: PostgresSlot) {
        for attempt in 1...Self.attempts {
            guard let session = slot.session(orTell: ticket) else { return }
            do {
                let cancel = session.cancel
                guard ticket.begin(interrupt: { cancel() }) else { return }
                let result = try read(session)
                // The answer is there; nobody has to wait for the farewell.
                ticket.finish(.success(result))
                finish(session, slot)
                return
            } catch {
                let again = attempt < Self.attempts && isPassing(error) && !family.interrupts.isClosing
                if !again { ticket.finish(.failure(error)) }
                slot.recover(from: error)
                if !again { return }
            }
        }
    }

    private func read(_ session: PostgresSession) throws -> T {
        try session.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        let transaction = PostgresTransaction(session, numbers: numbers, writing: nil)
        defer { transaction.end() }
        let result = try body(transaction)
        if let failure = transaction.failure { throw failure }
        return result
    }

    private func finish(_ session: PostgresSession, _ slot: PostgresSlot) {
        do { try session.script("COMMIT") } catch { slot.recover(from: error) }
    }

    private func isPassing(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        return error.kind == .connectionLost || error.isPassing
    }
}

extension PostgresSlot {
    /// Makes the connection fit for the next transaction.
    func recover(from error: any Error) {
        guard let session = current else { return }
        if session.isLost { return drop() }
        do {
            if session.isInTransaction { try session.script("ROLLBACK") }
            if (error as? DatabaseError)?.isStalePlan == true { session.forgetStatements() }
        } catch {
            drop()
        }
    }
}
