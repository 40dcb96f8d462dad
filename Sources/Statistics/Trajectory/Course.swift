/// A target by a date, and the correction that gets there.
///
/// All angles and lengths are of the log-ratio plane. Golden key: `course`.
public struct Course: Hashable, Sendable {
    /// The change a period so far, from start to now.
    public let slope: Vector2
    /// The change a period that would arrive on time.
    public let neededSlope: Vector2
    /// Progress along the straight line from start to target.
    public let along: Double
    /// Distance off that line; positive lies to its left.
    public let crossTrack: Double
    /// What is left of the line.
    public let remainingAlong: Double
    /// Where the blend will be at the date if nothing changes.
    public let arrivalWithoutChange: Composition
    /// Where it should be one period from now.
    public let nextOnCourse: Composition

    /// Takes stock of a course. O(1).
    ///
    /// - Parameters:
    ///   - elapsed: periods since the start, above zero.
    ///   - remaining: periods until the date, above zero.
    /// - Throws: `StatisticsError` for a period that is not positive, or
    ///   where start and target are the same blend, so that there is no line.
    public init(
        start: Composition, now: Composition, target: Composition, elapsed: Double, remaining: Double
    ) throws(StatisticsError) {
        try Require.positive(elapsed, "elapsed")
        try Require.positive(remaining, "remaining")
        let (z0, z, tau) = (start.logRatios, now.logRatios, target.logRatios)
        let leg = tau - z0
        guard leg.norm > 1e-12 else {
            throw StatisticsError(.outOfRange, "target", "is where the course started")
        }
        slope = (z - z0) / elapsed
        neededSlope = (tau - z) / remaining
        guard slope.isFinite, neededSlope.isFinite else {
            throw StatisticsError(.overflow, "remaining", "is too short for a slope")
        }
        let direction = leg / leg.norm
        along = (z - z0).dot(direction)
        crossTrack = direction.cross(z - z0)
        remainingAlong = leg.norm - along
        arrivalWithoutChange = try Composition(logRatios: z + remaining * slope)
        nextOnCourse = try Composition(logRatios: z + neededSlope)
    }

    /// What to add to the slope.
    public var correction: Vector2 { neededSlope - slope }

    /// How far the way so far points off the line, in degrees, 0 to 180.
    public var trackErrorDegrees: Double { atan2(abs(crossTrack), along) * 180 / .pi }

    /// How far to turn in beyond that to arrive, in degrees, 0 to 180.
    public var closingAngleDegrees: Double { atan2(abs(crossTrack), remainingAlong) * 180 / .pi }

    /// The whole turn, in degrees.
    public var turnDegrees: Double { trackErrorDegrees + closingAngleDegrees }
}
