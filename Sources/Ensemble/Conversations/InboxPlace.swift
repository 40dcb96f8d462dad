import Database

/// A place in a view of the inbox: among those that stand above all others, or
/// in the order of waiting behind them.
public struct InboxPlace: Equatable, Sendable, LosslessStringConvertible {
    /// Whether it lies among those that stand above all others.
    public let isAbove: Bool
    public let key: Keyset

    init(_ key: Keyset, isAbove: Bool = false) {
        self.isAbove = isAbove
        self.key = key
    }

    private static let mark = "above-"

    /// `1700000000000-42`, `above-1700000000000-42`, as it stands in a link.
    public init?(_ text: String) {
        let isAbove = text.hasPrefix(Self.mark)
        guard let key = Keyset(isAbove ? String(text.dropFirst(Self.mark.count)) : text) else { return nil }
        self.init(key, isAbove: isAbove)
    }

    public var description: String { (isAbove ? Self.mark : "") + key.description }
}
