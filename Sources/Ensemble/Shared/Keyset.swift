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

    /// `1700000000000-42`, as it stands in a link.
    public init?(_ text: String) {
        let parts = text.split(separator: "-")
        guard parts.count == 2, let moment = Int64(parts[0]), let id = Int64(parts[1]) else { return nil }
        self.init(moment: Moment(milliseconds: moment), id: id)
    }

    public var description: String { "\(moment.milliseconds)-\(id)" }
}
