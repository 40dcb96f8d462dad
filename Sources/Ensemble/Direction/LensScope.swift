import Localization

/// What is looked at: the business or an offering, over some months.
public struct LensScope: Hashable, Sendable {
    /// `nil`: the business.
    public var offering: Offering.ID?
    /// The first month, and the last; both are in it.
    public var from: Month
    public var until: Month

    public init(offering: Offering.ID? = nil, from: Month, until: Month) {
        self.offering = offering
        self.from = from
        self.until = until
    }

    /// Twelve months.
    public static func year(until month: Month, of offering: Offering.ID? = nil) -> LensScope {
        LensScope(offering: offering, from: month - 11, until: month)
    }

    var number: Int64 { offering?.rawValue ?? 0 }
    var months: [Month] { (from.number...until.number).map { Month(number: $0) } }

    /// As it stands in a link.
    var query: String {
        "from=\(from)&until=\(until)" + (offering.map { "&offering=\($0)" } ?? "")
    }

    /// - Throws: `Fault.invalid` for months in the wrong order, or too many.
    func check() throws(Fault) {
        guard from <= until, until.number - from.number < 120 else {
            throw .invalid("The last month lies before the first, or ten years behind it.")
        }
    }
}
