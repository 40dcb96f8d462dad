/// A day of the Gregorian calendar, without time or zone.
public struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let dayNumber: Int

    /// Days counted from 1970-01-01. O(1).
    ///
    /// - Throws: `StatisticsError` outside ±10⁹ days.
    public init(dayNumber: Int) throws(StatisticsError) {
        try Require.within(dayNumber, -1_000_000_000...1_000_000_000, "dayNumber")
        self.dayNumber = dayNumber
    }

    init(unchecked dayNumber: Int) { self.dayNumber = dayNumber }

    /// A day by its name. O(1).
    ///
    /// - Parameters: year −100,000 to 100,000, month 1 to 12, day 1 to the
    ///   length of the month.
    /// - Throws: `StatisticsError` for a day that is not in the calendar.
    ///
    /// Source: H. Hinnant, chrono-Compatible Low-Level Date Algorithms.
    public init(_ year: Int, _ month: Int, _ day: Int) throws(StatisticsError) {
        try Require.within(year, -100_000...100_000, "year")
        try Require.within(month, 1...12, "month")
        try Require.within(day, 1...31, "day")
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        dayNumber = era * 146_097 + dayOfEra - 719_468
        guard components.day == day else {
            throw StatisticsError(.outOfRange, "day", "is not in that month")
        }
    }

    /// Year, month and day.
    public var components: (year: Int, month: Int, day: Int) {
        let z = dayNumber + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
        )
    }

    /// 1 is Monday, 7 is Sunday, as in ISO 8601.
    public var weekday: Int { ((dayNumber + 3) % 7 + 7) % 7 + 1 }

    /// `2026-03-02`.
    public var description: String {
        let (year, month, day) = components
        let digits = String(abs(year))
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return "\(year < 0 ? "-" : "")\(padded)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    /// Orders by time.
    public static func < (a: Self, b: Self) -> Bool { a.dayNumber < b.dayNumber }
}
