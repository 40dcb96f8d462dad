/// Something the database refused or could not do.
///
/// It never holds a value that was bound, so it may be logged.
public struct DatabaseError: Error, Sendable {
    public enum Kind: Sendable, Hashable {
        /// A row with the same values in these columns is already there. The
        /// columns are empty where the index is over an expression.
        case uniqueViolation(columns: [String])
        /// A row that is referred to is missing, or is still referred to.
        case foreignKey
        /// A `CHECK` rule was broken.
        case check
        /// A column that must have a value got NULL.
        case notNull
        /// Another process holds the database longer than the time-out.
        case busy
        /// The transaction met others too often and was given up.
        case serialization
        /// The server is not reachable, or the connection to it broke. What
        /// was written in this transaction is undone.
        case connectionLost
        /// The connection broke while the commit was under way, and whether
        /// it was made could not be found out.
        case commitUnknown
        /// A write in a read, or a database that may not be written.
        case readOnly
        /// The disk is full.
        case full
        /// The file is damaged or is no database.
        case corrupt
        /// A column held something else than the program reads from it.
        case decoding
        /// The database was made by a newer version of the program.
        case newerDatabase
        /// A migration that was applied has been edited since.
        case checksum
        /// The statement took longer than the time-out, or was cancelled.
        case timedOut
        /// The address or an option of the database is wrong.
        case configuration
        /// The database was closed.
        case closed
        case other
    }

    public let kind: Kind
    /// What happened, in a sentence for a log or an administrator.
    public let message: String
    /// The statement, without its values; `nil` when there was none.
    public var sql: String?
    /// The table and the constraint, as far as the engine names them.
    public var table: String?
    public var constraint: String?
    /// The engine's own code: SQLite's extended result code or PostgreSQL's
    /// SQLSTATE.
    public var code: String?

    public init(_ kind: Kind, _ message: String, sql: String? = nil) {
        self.kind = kind
        self.message = message
        self.sql = sql
    }
}

extension DatabaseError: CustomStringConvertible {
    public var description: String {
        message + (code.map { " [\($0)]" } ?? "") + (sql.map { " in: \($0)" } ?? "")
    }
}
