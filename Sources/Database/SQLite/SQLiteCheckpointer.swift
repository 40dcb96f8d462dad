import Synchronization

/// Moves what was committed from the write-ahead log into the file, on a
/// thread of its own: no commit waits for it.
///
/// SQLite begins the log anew only when all of it has been moved. While
/// writes follow each other without a pause, that moment does not come by
/// itself; so when the log has grown to four times its measure, the writer
/// moves the little that is left.
final class SQLiteCheckpointer: Sendable {
    private let lanes: Lanes<SQLiteSlot>
    private let pages: Int
    private let state = Mutex(State())

    private struct State {
        var isMoving = false
        /// How many pages the log held when it was last moved.
        var moved = 0
    }

    /// - Parameter pages: how many new ones are worth the move.
    init(after pages: Int, slot: @escaping @Sendable () -> SQLiteSlot) {
        self.pages = max(100, pages)
        lanes = Lanes("sqlite-checkpoint", limit: 1, make: slot) { $0.close() }
    }

    /// Looks how much there is to move after a commit; called on the writer's thread.
    func follow(_ session: SQLiteSession) {
        let log = session.logPages
        enum Step { case none, here, beside }
        let step: Step = state.withLock { state in
            if log < state.moved { state.moved = 0 }  // it was begun anew
            guard !state.isMoving, log - state.moved >= pages else { return .none }
            state.moved = log
            if log >= 4 * pages { return .here }
            state.isMoving = true
            return .beside
        }
        switch step {
        case .none: break
        // What fails now is tried again later: the log holds all of it.
        case .here: try? session.checkpoint()
        case .beside:
            let isTaken = lanes.submit { [self] slot in
                try? slot.session().checkpoint()
                state.withLock { $0.isMoving = false }
            }
            if !isTaken { state.withLock { $0.isMoving = false } }
        }
    }

    func close() async { await lanes.close() }
}
