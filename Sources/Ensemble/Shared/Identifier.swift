public import Database

/// The name of one row, of one kind: an `Identifier<Conversation>` is never
/// taken for an `Identifier<Customer>`.
public struct Identifier<Of>: RawRepresentable, Hashable, Comparable, Sendable, Codable,
    CustomStringConvertible, LosslessStringConvertible, ExpressibleByIntegerLiteral
{
    public let rawValue: Int64

    public init(rawValue: Int64) { self.rawValue = rawValue }
    public init(integerLiteral value: Int64) { rawValue = value }

    /// Reads digits only; anything else is no identifier.
    public init?(_ text: String) {
        guard text.utf8.count <= 19, text.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int64(text)
        else { return nil }
        rawValue = value
    }

    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    public var description: String { String(rawValue) }

    public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

extension Identifier: Bindable, Readable {
    public var databaseValue: Value { .integer(rawValue) }
    public init(databaseValue: Value) throws { rawValue = try Int64(databaseValue: databaseValue) }
}
