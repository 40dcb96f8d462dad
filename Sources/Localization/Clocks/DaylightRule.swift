/// When clocks change in years that the time zone database does not list.
///
/// Source: POSIX.1 section 8.3, the `TZ` variable: `CET-1CEST,M3.5.0,M10.5.0/3`;
/// RFC 9636 section 3.3.1 (hours from -167 to 167).
struct DaylightRule: Sendable {
    /// Seconds east of Greenwich.
    let standard: Int
    let summer: Summer?

    struct Summer: Sendable {
        let offset: Int
        let start: Change
        let end: Change
    }

    /// A day of the year and the second of it, by the clock before the
    /// change.
    struct Change: Sendable {
        let day: Day
        let second: Int
    }

    enum Day: Sendable {
        /// The last weekday of a month for 5, else the first, second…
        case weekday(Int, week: Int, month: Int)
        /// From 1, the 29th of February never counted.
        case ofYearWithoutLeapDay(Int)
        /// From 0, the 29th of February counted.
        case ofYear(Int)
    }

    /// Seconds to add to UTC.
    func offset(at seconds: Int64) -> Int {
        guard let summer else { return standard }
        let day = (seconds + Int64(standard)).flooredQuotient(by: 86400)
        let year = CivilDate(daysSince1970: day).year
        let start = summer.start.seconds(in: year) - Int64(standard)
        let end = summer.end.seconds(in: year) - Int64(summer.offset)
        let isSummer =
            start <= end
            ? seconds >= start && seconds < end
            : seconds >= start || seconds < end
        return isSummer ? summer.offset : standard
    }
}

extension DaylightRule.Change {
    /// Since 1970 by the clock of the place.
    func seconds(in year: Int64) -> Int64 {
        daysSince1970(in: year) * 86400 + Int64(second)
    }

    private func daysSince1970(in year: Int64) -> Int64 {
        switch day {
        case .ofYear(let number):
            return CivilDate(year: year, month: 1, day: 1).daysSince1970 + Int64(number)
        case .ofYearWithoutLeapDay(let number):
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let first = CivilDate(year: year, month: 1, day: 1).daysSince1970
            return first + Int64(number - 1) + (isLeap && number >= 60 ? 1 : 0)
        case .weekday(let weekday, let week, let month):
            let first = CivilDate(year: year, month: month, day: 1).daysSince1970
            let next =
                month == 12
                ? CivilDate(year: year + 1, month: 1, day: 1)
                : CivilDate(year: year, month: month + 1, day: 1)
            let firstWeekday = first + 4 - (first + 4).flooredQuotient(by: 7) * 7
            let ahead = (Int64(weekday) - firstWeekday + 7) % 7
            var day = first + ahead + Int64(week - 1) * 7
            if day >= next.daysSince1970 { day -= 7 }
            return day
        }
    }
}

extension DaylightRule {
    /// Reads a `TZ` text; `nil` where it is malformed.
    init?(parsing text: some Sequence<UInt8>) {
        var parser = Parser(rest: Array(text)[...])
        guard parser.name(), let standard = parser.time(limit: 24) else { return nil }
        guard !parser.rest.isEmpty else {
            self.init(standard: -standard, summer: nil)
            return
        }
        guard parser.name() else { return nil }
        var summer = -standard + 3600
        if parser.rest.first != UInt8(ascii: ",") {
            guard let offset = parser.time(limit: 24) else { return nil }
            summer = -offset
        }
        guard let start = parser.change(), let end = parser.change(), parser.rest.isEmpty else { return nil }
        self.init(standard: -standard, summer: Summer(offset: summer, start: start, end: end))
    }

    private struct Parser {
        var rest: ArraySlice<UInt8>

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard let first = rest.first, first == UInt8(ascii: character) else { return false }
            rest = rest.dropFirst()
            return true
        }

        mutating func name() -> Bool {
            if take("<") {
                rest = rest.drop { $0 != UInt8(ascii: ">") }
                return take(">")
            }
            let letters = rest.prefix { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
            rest = rest.dropFirst(letters.count)
            return letters.count >= 3
        }

        mutating func number(_ range: ClosedRange<Int>) -> Int? {
            let digits = rest.prefix(3).prefix { (0x30...0x39).contains($0) }
            rest = rest.dropFirst(digits.count)
            guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
            return range.contains(number) ? number : nil
        }

        /// `[+-]hh[:mm[:ss]]`, in seconds.
        mutating func time(limit: Int) -> Int? {
            let sign = take("-") ? -1 : 1
            if sign == 1 { _ = take("+") }
            guard let hours = number(0...limit) else { return nil }
            var seconds = hours * 3600
            if take(":") {
                guard let minutes = number(0...59) else { return nil }
                seconds += minutes * 60
                if take(":") {
                    guard let more = number(0...59) else { return nil }
                    seconds += more
                }
            }
            return sign * seconds
        }

        mutating func change() -> Change? {
            guard take(","), let day = day() else { return nil }
            guard take("/") else { return Change(day: day, second: 7200) }
            return time(limit: 167).map { Change(day: day, second: $0) }
        }

        private mutating func day() -> Day? {
            if take("J") { return number(1...365).map { .ofYearWithoutLeapDay($0) } }
            guard take("M") else { return number(0...365).map { .ofYear($0) } }
            guard let month = number(1...12), take("."), let week = number(1...5), take("."),
                let weekday = number(0...6)
            else { return nil }
            return .weekday(weekday, week: week, month: month)
        }
    }
}
