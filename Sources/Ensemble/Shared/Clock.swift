import Foundation

/// Tells what time it is. Passed in everywhere, so that tests and the story
/// can stop it or move it.
public struct Clock: Sendable {
    private let read: @Sendable () -> Moment

    public init(_ read: @escaping @Sendable () -> Moment) { self.read = read }

    public func callAsFunction() -> Moment { read() }

    /// The machine's own clock.
    public static let system = Clock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// A clock that always tells the same moment.
    public static func stopped(at moment: Moment) -> Clock { Clock { moment } }
}
