import Database
import Localization

/// How the board of ideas is open to customers.
public struct Board: Equatable, Sendable {
    /// Who sees it. The raw values are stored: never change one.
    public enum Access: String, Sendable, CaseIterable {
        case everybody, customers, organisation, nobody
    }

    /// Whose ideas wait for a look before others find them. The raw values are stored.
    public enum Holding: String, Sendable, CaseIterable {
        case none, unknown, all
    }

    public var access: Access
    public var holds: Holding
    /// Whether a count is shown only to whoever has voted.
    public var hidesCounts: Bool

    public init(access: Access = .everybody, holds: Holding = .unknown, hidesCounts: Bool = false) {
        self.access = access
        self.holds = holds
        self.hidesCounts = hidesCounts
    }
}

extension Board {
    static let accessName = "ideas.access"
    private static let holdsName = "ideas.holds"
    private static let hidesName = "ideas.hides_counts"

    static func present(in db: any Connection) throws -> Board {
        var board = Board()
        for row in try db.rows(
            "SELECT name, value FROM settings WHERE name IN (\(accessName), \(holdsName), \(hidesName))")
        {
            let value: String = try row("value")
            switch try row("name") as String {
            case accessName: board.access = Access(rawValue: value) ?? board.access
            case holdsName: board.holds = Holding(rawValue: value) ?? board.holds
            default: board.hidesCounts = value == "yes"
            }
        }
        return board
    }

    func keep(in db: any Connection) throws {
        try Settings.set(Self.accessName, to: access.rawValue, in: db)
        try Settings.set(Self.holdsName, to: holds.rawValue, in: db)
        try Settings.set(Self.hidesName, to: hidesCounts ? "yes" : "no", in: db)
    }
}

extension Board.Access {
    func name(_ r: Reader) -> String {
        switch self {
        case .everybody: r("Everybody; whoever votes gives a mail address")
        case .customers: r("Customers who have signed in")
        case .organisation: r("Customers who have signed in, each the ideas of their own organisation")
        case .nobody: r("Nobody but the team")
        }
    }
}

extension Board.Holding {
    func name(_ r: Reader) -> String {
        switch self {
        case .none: r("Nobody’s")
        case .unknown: r("Those of people who are not signed in")
        case .all: r("Everybody’s, comments too")
        }
    }
}

/// Who looks at the board.
public enum Onlooker: Equatable, Sendable {
    case nobody
    case customer(Customer.ID)
    case team

    var customer: Customer.ID? { if case .customer(let id) = self { id } else { nil } }
}
