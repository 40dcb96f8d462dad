import Database

/// A place in an ordered list: the last row that was shown. The next page
/// starts behind it, however many rows came before.
public struct Keyset: Equatable, Sendable, LosslessStringConvertible {
    public let moment: Moment
    public let id: Int64

    public init(moment: Moment, id: Int64) {
        self.moment = moment
        self.id = id
    }

    /// Before everything that happened.
    static let beginning = Keyset(moment: .beginning, id: 0)

    /// The place in a list by days.
    init(day: Day, id: Int64) { self.init(moment: Moment(milliseconds: day.number), id: id) }
    var day: Day { Day(number: moment.milliseconds) }

    /// `1700000000000-42`, as it stands in a link.
    public init?(_ text: String) {
        let parts = text.split(separator: "-")
        guard parts.count == 2, let moment = Int64(parts[0]), let id = Int64(parts[1]) else { return nil }
        self.init(moment: Moment(milliseconds: moment), id: id)
    }

    /// All of a list, page by page: for the command line.
    static func all<T>(_ page: (Keyset?) async throws -> ([T], Keyset?)) async throws -> [T] {
        var (all, next) = try await page(nil)
        while let place = next {
            let (more, after) = try await page(place)
            all += more
            next = after
        }
        return all
    }

    public var description: String { "\(moment.milliseconds)-\(id)" }
}
