import Statistics

/// How soon customers were told what our part is, and what it was: one count a conversation.
public struct RoleTally: Equatable, Sendable {
    /// Conversations by the whole minutes from first contact until our part was told first.
    public var waits: [Int: Int] = [:]
    /// Conversations by the part that was told last.
    public var parts: [RoleStatement.Part: Int] = [:]

    public init() {}

    public static func += (one: inout Self, other: Self) {
        one.waits.merge(other.waits, uniquingKeysWith: +)
        one.parts.merge(other.parts, uniquingKeysWith: +)
    }

    public var count: Int { parts.values.reduce(0, +) }
    /// Declined, or sent to somebody else; the reason was told with it.
    public var notOurs: Int { (parts[.no] ?? 0) + (parts[.refer] ?? 0) }

    /// The middle of the hours until it was told, of at least two conversations.
    public var wait: Figure? {
        try? Median.signTest(waits.map { (value: Double($0.key) / 60, count: $0.value) })
    }

    /// The hours that 10, 50 and 90 % stay below; `nil` where nothing was told.
    public var spread: (low: Double, middle: Double, high: Double)? {
        let hours = waits.flatMap { Array(repeating: Double($0.key) / 60, count: $0.value) }
        guard let values = try? Quantiles.of(hours, at: [0.1, 0.5, 0.9]) else { return nil }
        return (values[0], values[1], values[2])
    }

    static let spreadMethod = "quantile, type 7"

    /// How many of those told were declined or referred.
    public var notOursShare: Figure? { ClarityTally.share(notOurs, of: count) }
}
