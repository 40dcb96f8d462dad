public import Database

/// A moment in time: whole milliseconds since 1970-01-01 00:00 UTC.
public struct Moment: Hashable, Comparable, Sendable, Codable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    public static func < (one: Self, other: Self) -> Bool { one.milliseconds < other.milliseconds }
    public static func + (moment: Self, span: Span) -> Self {
        Self(milliseconds: moment.milliseconds &+ span.milliseconds)
    }
    public static func - (moment: Self, span: Span) -> Self {
        Self(milliseconds: moment.milliseconds &- span.milliseconds)
    }
    /// The time from one moment to another.
    public static func - (later: Self, earlier: Self) -> Span {
        Span(milliseconds: later.milliseconds &- earlier.milliseconds)
    }

    /// The beginning of computer time; before anything that can be stored.
    public static let beginning = Moment(milliseconds: 0)
}

/// A length of time in whole milliseconds.
public struct Span: Hashable, Comparable, Sendable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static func < (one: Self, other: Self) -> Bool { one.milliseconds < other.milliseconds }

    public static func milliseconds(_ count: Int64) -> Self { Self(milliseconds: count) }
    public static func seconds(_ count: Int64) -> Self { Self(milliseconds: count * 1_000) }
    public static func minutes(_ count: Int64) -> Self { .seconds(count * 60) }
    public static func hours(_ count: Int64) -> Self { .minutes(count * 60) }
    public static func days(_ count: Int64) -> Self { .hours(count * 24) }
}

extension Moment: Bindable, Readable {
    public var databaseValue: Value { .integer(milliseconds) }
    public init(databaseValue: Value) throws { milliseconds = try Int64(databaseValue: databaseValue) }
}
