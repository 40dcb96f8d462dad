/// What a physical transaction on SQLite has gathered until its commit, and
/// the numbers it gave out.
final class SQLiteCommit {
    private let numbers: SQLiteNumbers
    private(set) var announcements: [Announcement] = []
    private(set) var afterwards: [@Sendable () -> Void] = []
    private var number: Int64?
    /// What the counters stand at, and whether the database has it yet.
    private var counters: [String: (value: Int64, isWritten: Bool)] = [:]
    private var followsOthers = false
    /// The state in which the transaction begins.
    let beginning: Mark

    init(numbers: SQLiteNumbers) {
        self.numbers = numbers
        beginning = Mark(
            announcements: 0, afterwards: 0, number: nil, counters: [:], reservations: numbers.reservations)
    }

    /// A state to go back to when a savepoint is undone.
    struct Mark {
        let announcements: Int
        let afterwards: Int
        let number: Int64?
        let counters: [String: (value: Int64, isWritten: Bool)]
        let reservations: Int
    }

    var mark: Mark {
        Mark(
            announcements: announcements.count, afterwards: afterwards.count, number: number,
            counters: counters, reservations: numbers.reservations)
    }

    func rollBack(to mark: Mark) {
        announcements.removeLast(announcements.count - mark.announcements)
        afterwards.removeLast(afterwards.count - mark.afterwards)
        number = mark.number
        counters = mark.counters
        if numbers.reservations != mark.reservations { numbers.discard() }
    }

    func announce(_ announcement: Announcement) { announcements.append(announcement) }

    func after(_ work: @escaping @Sendable () -> Void) { afterwards.append(work) }

    func newID(_ session: SQLiteSession) throws -> Int64 {
        if !followsOthers {
            try numbers.followOthers(session)
            followsOthers = true
        }
        return try numbers.newID(session)
    }

    /// Bumped once, when first asked for: the write lock makes the order of
    /// the numbers that of the commits, in all processes.
    func transactionID(_ session: SQLiteSession) throws -> Int64 {
        if let number { return number }
        let next = try bump("transaction", session)
        number = next
        return next
    }

    /// The first of a commit takes the number from the database; the others
    /// count on, and the last is written when it ends.
    func bump(_ counter: String, _ session: SQLiteSession) throws -> Int64 {
        guard let known = counters[counter] else {
            let first = try numbers.bump(counter, by: 1, atLeast: 0, session)
            counters[counter] = (first, true)
            return first
        }
        counters[counter] = (known.value + 1, false)
        return known.value + 1
    }

    /// Writes what is kept in memory until the commit.
    func complete(_ session: SQLiteSession) throws {
        for (counter, now) in counters where !now.isWritten {
            let sql: SQL = "UPDATE counters SET value = \(now.value) WHERE name = \(counter)"
            try session.run(sql.text, sql.bindings)
            counters[counter]?.isWritten = true
        }
    }
}
