public import Logging

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How a database is opened. The defaults suit a small machine.
public struct DatabaseOptions: Sendable {
    /// How many reads run at once on SQLite; each has a connection.
    public var readers = 4

    /// How many connections to PostgreSQL at most, half for reads and half for
    /// writes, at least one each. One more listens for announcements when
    /// somebody does.
    public var connections = 8

    /// How much of the file each SQLite connection that reads keeps in memory, in KiB.
    public var cacheKiB = 2048

    /// The same of the one that writes, which reads again what it has no room
    /// for with each statement: the pages of some thirty indexes. It takes
    /// what it needs, up to so much.
    public var writerCacheKiB = 16_384

    /// After how many pages of 4 KiB SQLite's write-ahead log is moved into
    /// the file: what is written again and again is moved once. Under load
    /// the log grows to four times as many.
    public var checkpointPages = 4_000

    /// How long a write waits for another process on the same SQLite file.
    public var busyTimeout = Duration.seconds(10)

    /// After how long PostgreSQL gives up a statement; `nil`: never.
    public var statementTimeout: Duration?

    /// How many milliseconds have passed since 1970-01-01 00:00 UTC. Used
    /// for the moment at which a migration was applied.
    public var now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) }

    /// Whether a write is on the disk when it returns. Without it a power cut
    /// may lose or damage the database: only for filling a new one that can
    /// be made again.
    public var durable = true

    /// Logs each statement with its time at debug level, never the values.
    /// On when the environment has `SQL_TRACE=1`.
    public var trace = ProcessInfo.processInfo.environment["SQL_TRACE"] == "1"

    public var logger = Logger(label: "database")

    public init() {}
}
