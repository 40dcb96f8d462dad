import Localization

/// A month of the calendar: `2026-03`.
public struct Month: Hashable, Comparable, Sendable, LosslessStringConvertible {
    /// Months since the beginning of the year 0.
    public let number: Int

    public init(number: Int) { self.number = number }

    /// The month in which a day lies.
    public init(_ day: Day) {
        let date = CivilDate(daysSince1970: day.number)
        number = Int(date.year) * 12 + date.month - 1
    }

    /// `2026-03`; anything else is none.
    public init?(_ text: String) {
        guard let day = Day(text.trimmed + "-01") else { return nil }
        self.init(day)
    }

    public var year: Int { number / 12 }
    /// Counted from 0.
    public var ofYear: Int { number % 12 }
    public var first: Day {
        Day(number: CivilDate(year: Int64(year), month: ofYear + 1, day: 1).daysSince1970)
    }
    public var last: Day { (self + 1).first - 1 }
    public var description: String { String(first.description.prefix(7)) }

    public static func < (one: Self, other: Self) -> Bool { one.number < other.number }
    public static func + (month: Self, months: Int) -> Self { Self(number: month.number + months) }
    public static func - (month: Self, months: Int) -> Self { Self(number: month.number - months) }
}

extension Reader {
    /// `March 2026`.
    func month(_ month: Month) -> String {
        self.month(month.first.moment(in: zone, secondOfDay: 43_200).milliseconds)
    }
}
