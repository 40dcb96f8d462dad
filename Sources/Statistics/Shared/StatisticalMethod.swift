/// The name and version of the way a figure was computed.
///
/// It travels with the figure to the screen and into stored snapshots. The
/// version goes up when the same input would give another number.
public struct StatisticalMethod: Hashable, Sendable, CustomStringConvertible {
    /// The name the field uses: `wilson`, `bg/nbd`.
    public let name: String
    /// Counts from 1.
    public let version: Int

    /// Names a method.
    public init(_ name: String, version: Int = 1) {
        self.name = name
        self.version = version
    }

    /// `wilson 1`.
    public var description: String { "\(name) \(version)" }
}
