import GRDB

/// A SQLite database as a file, before anybody works with it.
public enum SQLiteFile {
    /// Whether somebody has it open, in this process or another. One that cannot be opened is in nobody's use.
    public static func isInUse(_ path: String) -> Bool {
        var configuration = Configuration()
        configuration.busyMode = .immediateError
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            try queue.writeWithoutTransaction { db in
                // Everybody who has read from it holds a lock that this one excludes.
                try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
                try db.execute(sql: "BEGIN EXCLUSIVE; ROLLBACK")
            }
            return false
        } catch let error as GRDB.DatabaseError {
            return error.resultCode == .SQLITE_BUSY
        } catch { return false }
    }
}
