/// Which days count when a deadline is in business days.
public struct BusinessCalendar: Hashable, Sendable {
    /// ISO weekdays that do not count, 6 and 7 by default.
    public let weekend: Set<Int>
    /// Other days that do not count.
    public let holidays: Set<CivilDate>

    /// Makes a calendar. O(1).
    ///
    /// - Parameters: weekend days from 1 (Monday) to 7, not all seven.
    /// - Throws: `StatisticsError` outside these limits.
    public init(weekend: Set<Int> = [6, 7], holidays: Set<CivilDate> = []) throws(StatisticsError) {
        for day in weekend { try Require.within(day, 1...7, "weekend") }
        guard weekend.count < 7 else {
            throw StatisticsError(.outOfRange, "weekend", "leaves no day to work")
        }
        self.weekend = weekend
        self.holidays = holidays
    }

    /// Whether a day counts. O(1).
    public func isBusinessDay(_ date: CivilDate) -> Bool {
        !weekend.contains(date.weekday) && !holidays.contains(date)
    }

    /// The day that many business days later, or earlier where negative;
    /// the day itself is not counted. O(days).
    ///
    /// - Parameter days: −100,000 to 100,000; 0 gives the day itself, whether
    ///   it counts or not.
    /// - Throws: `StatisticsError` outside these limits or the calendar.
    public func date(_ days: Int, businessDaysAfter start: CivilDate) throws(StatisticsError) -> CivilDate {
        try Require.within(days, -100_000...100_000, "days")
        let step = days < 0 ? -1 : 1
        var left = abs(days)
        var date = start
        while left > 0 {
            date = try CivilDate(dayNumber: date.dayNumber + step)
            if isBusinessDay(date) { left -= 1 }
        }
        return date
    }

    /// How many business days lie after `start` up to and including `end`;
    /// negative where the end is earlier, and then those from `end` up to
    /// but not including `start`. O(days).
    ///
    /// - Throws: `StatisticsError` where the days lie more than a million
    ///   apart.
    public func businessDays(from start: CivilDate, to end: CivilDate) throws(StatisticsError) -> Int {
        if end < start { return try -businessDays(after: end.dayNumber - 1, to: start.dayNumber - 1) }
        return try businessDays(after: start.dayNumber, to: end.dayNumber)
    }

    private func businessDays(after start: Int, to end: Int) throws(StatisticsError) -> Int {
        try Require.within(end - start, 0...1_000_000, "end")
        var count = 0
        for day in (start + 1)..<max(start + 1, end + 1) where isBusinessDay(CivilDate(unchecked: day)) {
            count += 1
        }
        return count
    }
}
