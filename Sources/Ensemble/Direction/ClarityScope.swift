import Localization

/// Which bills and tells are looked at: some months, perhaps one offering.
public struct ClarityScope: Hashable, Sendable {
    /// Of which offering.
    public enum Choice: Hashable, Sendable, LosslessStringConvertible {
        case all
        /// Bills that belong to no offering.
        case none
        case one(Offering.ID)

        public init?(_ text: String) {
            switch text {
            case "", "all": self = .all
            case "none": self = .none
            default:
                guard let id = Offering.ID(text) else { return nil }
                self = .one(id)
            }
        }

        public var description: String {
            switch self {
            case .all: ""
            case .none: "none"
            case .one(let id): id.description
            }
        }
    }

    /// The first month, and the last; both are in it.
    public var from: Month
    public var until: Month
    public var offering: Choice

    public init(from: Month, until: Month, offering: Choice = .all) {
        self.from = from
        self.until = until
        self.offering = offering
    }
}

/// In what steps time is looked at.
public enum ClarityStep: String, Sendable, CaseIterable {
    case month, quarter, year

    var months: Int {
        switch self {
        case .month: 1
        case .quarter: 3
        case .year: 12
        }
    }

    /// How many stand on a page.
    var count: Int {
        switch self {
        case .month: 12
        case .quarter: 8
        case .year: 5
        }
    }

    /// The months that a page shows whose last step holds a month.
    public func span(until month: Month, offering: ClarityScope.Choice = .all) -> ClarityScope {
        let first = Month(number: month.number - month.number % months)
        return ClarityScope(
            from: first - months * (count - 1), until: first + (months - 1), offering: offering)
    }

    /// Its steps, oldest first.
    func steps(of scope: ClarityScope) -> [ClarityScope] {
        stride(from: scope.from.number, through: scope.until.number, by: months).map { number in
            ClarityScope(
                from: Month(number: number), until: Month(number: number + months - 1),
                offering: scope.offering)
        }
    }

    /// `March 2026`, `2026, quarter 1`, `2026`.
    func name(of scope: ClarityScope, _ r: Reader) -> String {
        switch self {
        case .month: r.month(scope.from)
        case .quarter: r("\(scope.from.year), quarter \(scope.from.ofYear / 3 + 1)")
        case .year: "\(scope.from.year)"
        }
    }
}
