import Synchronization

/// Puts the writes that wait into shared commits: group commit.
///
/// A commit costs a flush to the disk, whatever is in it. So a writer takes
/// what waits, runs each write in a savepoint of its own, commits, and only
/// then answers. A write that finds the writer idle is not kept waiting.
final class SQLiteWriter: Sendable {
    /// How many writes share a commit at most, and for how long it is filled:
    /// small writes must not wait for many large ones.
    private static let limit = 128
    private static let patience = Duration.milliseconds(20)

    private let lanes: Lanes<SQLiteSlot>
    private let checkpointer: SQLiteCheckpointer
    private let announcer: Announcer
    private let state = Mutex(State())

    private struct State {
        var waiting = FIFO<any SQLiteWrite>()
        var isDraining = false
    }

    init(lanes: Lanes<SQLiteSlot>, checkpointer: SQLiteCheckpointer, announcer: Announcer) {
        self.lanes = lanes
        self.checkpointer = checkpointer
        self.announcer = announcer
    }

    func write<T: Sendable>(
        _ durability: Durability, _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        let ticket = Ticket<T>()
        let unit = SQLiteWriteUnit(ticket, durability, body)
        return try await ticket.result { submit(unit) }
    }

    private func submit(_ unit: any SQLiteWrite) -> Bool {
        let start = state.withLock { state in
            state.waiting.append(unit)
            if state.isDraining { return false }
            state.isDraining = true
            return true
        }
        guard start else { return true }
        if lanes.submit({ [self] in drain($0) }) { return true }
        state.withLock { $0.isDraining = false }
        return false
    }

    /// - Parameter durability: of the commit that it would join: what must be
    ///   on the disk joins none that does not wait for it.
    private func next(joining durability: Durability? = nil) -> (any SQLiteWrite)? {
        state.withLock { state in
            if durability == .later, state.waiting.first?.durability == .now { return nil }
            return state.waiting.popFirst()
        }
    }

    /// Commits until nothing waits.
    private func drain(_ slot: SQLiteSlot) {
        while true {
            do {
                let session = try slot.session()
                commit(session, slot.numbers)
                // Not even a rollback succeeded: begin with a new connection.
                if !session.isIdle { slot.abandon() }
            } catch {
                while let unit = next() { unit.fail(error) }
            }
            let isDone = state.withLock { state in
                state.isDraining = !state.waiting.isEmpty
                return !state.isDraining
            }
            if isDone { return }
        }
    }

    /// One commit with as many of the waiting writes as it takes, those
    /// included that arrive while it is filled.
    private func commit(_ session: SQLiteSession, _ numbers: SQLiteNumbers) {
        var done: [any SQLiteWrite] = []
        var commit = SQLiteCommit(numbers: numbers)
        var isOpen = false
        var taken = 0
        var durability: Durability?
        let start = ContinuousClock.now
        while taken < Self.limit, taken == 0 || ContinuousClock.now - start < Self.patience,
            let unit = next(joining: durability)
        {
            guard unit.begin() else { continue }
            taken += 1
            if !isOpen {
                do {
                    durability = unit.durability
                    try session.begin(unit.durability)
                    isOpen = true
                } catch {
                    unit.fail(error)
                    return failWaiting(error)
                }
            }
            do {
                try unit.run(session, commit, inSavepoint: !done.isEmpty)
                done.append(unit)
            } catch {
                unit.fail(error)
                if isOpen && !done.isEmpty && !session.isIdle { continue }  // only its savepoint was undone
                rollBack(session, commit)
                isOpen = false
                durability = nil
                commit = SQLiteCommit(numbers: numbers)
                // A full disk or the like undid the others too.
                for other in done { runAlone(other, session, numbers) }
                done = []
            }
        }
        guard isOpen else { return }
        finish(done, commit, session, numbers)
    }

    private func finish(
        _ done: [any SQLiteWrite], _ commit: SQLiteCommit, _ session: SQLiteSession, _ numbers: SQLiteNumbers
    ) {
        do {
            try commit.complete(session)
            try session.run("COMMIT")
        } catch {
            rollBack(session, commit)
            // A deferred foreign key speaks up only now, for one of them.
            if done.count > 1, (error as? DatabaseError)?.kind == .foreignKey {
                for unit in done { runAlone(unit, session, numbers) }
            } else {
                for unit in done { unit.fail(error) }
            }
            return
        }
        for work in commit.afterwards { work() }
        announcer.deliver(commit.announcements)
        for unit in done { unit.succeed() }
        checkpointer.follow(session)
    }

    private func runAlone(_ unit: any SQLiteWrite, _ session: SQLiteSession, _ numbers: SQLiteNumbers) {
        let commit = SQLiteCommit(numbers: numbers)
        do {
            try session.begin(unit.durability)
            try unit.run(session, commit, inSavepoint: false)
        } catch {
            rollBack(session, commit)
            unit.fail(error)
            return
        }
        finish([unit], commit, session, numbers)
    }

    private func rollBack(_ session: SQLiteSession, _ commit: SQLiteCommit) {
        commit.rollBack(to: commit.beginning)
        if !session.isIdle { try? session.run("ROLLBACK") }
    }

    /// Those that wait would each wait for the same lock as long again.
    private func failWaiting(_ error: any Error) {
        let waiting = state.withLock { state in
            defer { state.waiting = FIFO() }
            return state.waiting
        }
        var rest = waiting
        while let unit = rest.popFirst() { unit.fail(error) }
    }
}
