public import Database
import Localization

/// A day of the calendar, without a time or a zone: when something is due.
public struct Day: Hashable, Comparable, Sendable, Codable, LosslessStringConvertible {
    /// Days since 1970-01-01.
    public let number: Int64

    public init(number: Int64) { self.number = number }

    /// The day that the clock of a place shows at a moment.
    public init(_ moment: Moment, in zone: Zone) {
        number = LocalMoment(milliseconds: moment.milliseconds, zone: zone).daysSince1970
    }

    /// `2026-03-02`; anything else, or a day that no month has, is none.
    public init?(_ text: String) {
        let parts = text.trimmed.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            let year = Int64(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            year >= 1, (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        number = date.daysSince1970
        guard CivilDate(daysSince1970: number) == date else { return nil }
    }

    /// A day as it was typed.
    /// - Throws: `Fault.invalid` for what is none.
    static func read(_ text: String) throws(Fault) -> Day {
        guard let day = Day(text) else {
            throw .invalid("“\(text.trimmed.shortened(to: 40))” is not a day: write it like 2026-03-31.")
        }
        return day
    }

    /// A day as it was typed; `nil` where nothing was.
    /// - Throws: `Fault.invalid` for what is none.
    static func readOptional(_ text: String) throws(Fault) -> Day? {
        text.nonEmpty == nil ? nil : try read(text)
    }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let day = Day(text) else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "no day: \(text)"))
        }
        self = day
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// `2026-03-02`.
    public var description: String {
        let date = CivilDate(daysSince1970: number)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let year = String(date.year)
        let padding = String(repeating: "0", count: max(0, 4 - year.utf8.count))
        return "\(padding)\(year)-\(two(date.month))-\(two(date.day))"
    }

    public static func < (one: Self, other: Self) -> Bool { one.number < other.number }
    public static func + (day: Self, days: Int) -> Self { Self(number: day.number + Int64(days)) }
    public static func - (day: Self, days: Int) -> Self { Self(number: day.number - Int64(days)) }

    /// The same day of a later month, or that month's last where it is shorter.
    public func adding(months: Int) -> Day {
        let date = CivilDate(daysSince1970: number)
        let place = date.year * 12 + Int64(date.month - 1 + months)
        let (year, month) = (place / 12, Int(place % 12) + 1)
        for day in stride(from: date.day, through: 28, by: -1) {
            let candidate = CivilDate(year: year, month: month, day: day)
            if CivilDate(daysSince1970: candidate.daysSince1970) == candidate {
                return Day(number: candidate.daysSince1970)
            }
        }
        return Day(number: CivilDate(year: year, month: month, day: date.day).daysSince1970)
    }

    /// When it begins at a place.
    public func start(in zone: Zone) -> Moment { moment(in: zone, secondOfDay: 0) }
    /// When it is over at a place: the beginning of the next.
    public func end(in zone: Zone) -> Moment { (self + 1).start(in: zone) }

    func moment(in zone: Zone, secondOfDay: Int) -> Moment {
        let date = CivilDate(daysSince1970: number)
        return Moment(milliseconds: zone.seconds(on: date, secondOfDay: secondOfDay) * 1_000)
    }
}

extension Day: Bindable, Readable {
    public var databaseValue: Value { .integer(number) }
    public init(databaseValue: Value) throws { number = try Int64(databaseValue: databaseValue) }
}

extension Reader {
    /// `12 March 2026`.
    func date(_ day: Day) -> String { date(day.moment(in: zone, secondOfDay: 43_200).milliseconds) }
    /// `12 Mar 2026`.
    func shortDate(_ day: Day) -> String { shortDate(day.moment(in: zone, secondOfDay: 43_200).milliseconds) }
    /// Now, by their calendar.
    var thisDay: Day { Day(number: today.daysSince1970) }
}
