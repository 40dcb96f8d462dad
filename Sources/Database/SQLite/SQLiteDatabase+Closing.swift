import GRDBSQLite
import Synchronization

extension SQLiteDatabase {
    public func close() async {
        let first = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return !isClosed
        }
        guard first else { return }
        neighbours.withLock { $0?.stop() }
        announcer.close()
        await interrupts.hurrying {
            await inlineReads.close()
            await reading.close()
        }
        await checkpointer.close()
        await writing.close()
    }
}

extension SQLiteSession {
    /// Stops the statement that is running, from any thread.
    var interrupter: @Sendable () -> Void {
        nonisolated(unsafe) let handle = handle  // sqlite3_interrupt may be called by any thread
        return { sqlite3_interrupt(handle) }
    }
}
