/// One transaction on the database.
///
/// It is given to the closure of a read or a write and lives as long as the
/// closure: using it afterwards throws. Everything is synchronous, on a
/// thread made for it.
public protocol Connection: AnyObject {
    var engine: Engine { get }

    /// All rows of the result.
    func rows(_ sql: SQL) throws -> [Row]

    /// The first row; `nil` when there is none.
    func row(_ sql: SQL) throws -> Row?

    /// The first column of the first row; `nil` when there is no row or the
    /// column is NULL.
    func value<T: Readable>(_ sql: SQL) throws -> T?

    /// Passes the rows one at a time, in bounded memory however many.
    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws

    /// Runs a statement.
    /// - Returns: how many rows it inserted, updated or deleted itself.
    @discardableResult func execute(_ sql: SQL) throws -> Int

    /// Runs several statements separated by semicolons, without values.
    func script(_ text: String) throws

    /// Runs the body so that, when it throws, only what the body did is
    /// undone; then rethrows. Savepoints nest.
    @discardableResult
    func savepoint<T>(_ body: () throws -> T) throws -> T

    /// A new number for a row, of whatever table.
    ///
    /// Positive, never given twice in a database, roughly increasing, with
    /// gaps.
    func newID() throws -> Int64

    /// The next number of a counter: 1, 2, 3 and so on for each name.
    ///
    /// On PostgreSQL a transaction that is undone leaves a gap.
    /// - Parameter counter: 1 to 48 letters, digits, `_`, `-`, `.` or `:`.
    func next(_ counter: String) throws -> Int64

    /// The number of this transaction, the same however often it is asked.
    ///
    /// Later transactions have larger numbers. On SQLite transactions commit
    /// in the order of their numbers and several writes may share one; on
    /// PostgreSQL a smaller number may commit later, see
    /// ``committedBefore()``.
    func transactionID() throws -> Int64

    /// All transactions with a smaller number than this have ended.
    ///
    /// A reader that follows a log takes only entries below it, so that it
    /// never passes by one that is committed late. On SQLite there is none
    /// such: `Int64.max`.
    func committedBefore() throws -> Int64

    /// Tells the listeners of every process, after the commit; nobody hears
    /// of it when the transaction is undone.
    /// - Parameters:
    ///   - channel: 1 to 48 lower-case letters, digits or `_`.
    ///   - payload: up to 7,900 bytes.
    func announce(_ channel: String, _ payload: String) throws

    /// Runs the work once, after the commit is durable and before the write
    /// returns; not when the transaction is undone or run anew. In a read it
    /// runs at once. Keep it short: other writes wait for it.
    func afterCommit(_ work: @escaping @Sendable () -> Void)
}

/// What was announced in a transaction that has been committed.
///
/// The channel `*` with an empty payload says only that something may have
/// changed: another process wrote to the SQLite file, the connection to
/// PostgreSQL was away for a while, or the listener fell behind.
public struct Announcement: Sendable, Hashable {
    public let channel: String
    public let payload: String

    public init(channel: String, payload: String) {
        self.channel = channel
        self.payload = payload
    }

    /// Anything may have changed: look for yourself.
    public static let anything = Announcement(channel: "*", payload: "")
}
