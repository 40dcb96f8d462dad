/// What a physical transaction on SQLite has gathered until its commit, and
/// the numbers it gave out.
final class SQLiteCommit {
    private let numbers: SQLiteNumbers
    private(set) var announcements: [Announcement] = []
    private(set) var afterwards: [@Sendable () -> Void] = []
    private var number: Int64?
    private var followsOthers = false
    /// The state in which the transaction begins.
    let beginning: Mark

    init(numbers: SQLiteNumbers) {
        self.numbers = numbers
        beginning = Mark(announcements: 0, afterwards: 0, number: nil, reservations: numbers.reservations)
    }

    /// A state to go back to when a savepoint is undone.
    struct Mark {
        let announcements: Int
        let afterwards: Int
        let number: Int64?
        let reservations: Int
    }

    var mark: Mark {
        Mark(
            announcements: announcements.count, afterwards: afterwards.count, number: number,
            reservations: numbers.reservations)
    }

    func rollBack(to mark: Mark) {
        announcements.removeLast(announcements.count - mark.announcements)
        afterwards.removeLast(afterwards.count - mark.afterwards)
        number = mark.number
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

    func bump(_ counter: String, _ session: SQLiteSession) throws -> Int64 {
        try numbers.bump(counter, by: 1, atLeast: 0, session)
    }
}
