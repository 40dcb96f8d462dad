/// The pilot's rule of thumb that explains a course correction: one mile off
/// after sixty flown is one degree.
///
/// For explaining only; `Course` holds the exact angles. Any unit of length
/// serves, as long as it is one.
public enum OneInSixty {
    /// The turn in degrees that parallels the track and closes on the target:
    /// 60·off/flown + 60·off/remaining. Within 5 % of exact below 20°. O(1).
    ///
    /// - Parameters: `off` without sign; `flown` and `remaining` above zero.
    /// - Throws: `StatisticsError` outside these limits.
    public static func turn(
        off: Double, flown: Double, remaining: Double
    ) throws(StatisticsError) -> (trackError: Double, closing: Double, turn: Double) {
        try Require.notNegative(off, "off")
        try Require.positive(flown, "flown")
        try Require.positive(remaining, "remaining")
        let trackError = try Require.finiteResult(60 * off / flown, "off")
        let closing = try Require.finiteResult(60 * off / remaining, "off")
        return (trackError, closing, trackError + closing)
    }

    /// The same turn by trigonometry, in degrees. O(1).
    /// - Throws: `StatisticsError` as `turn` does.
    public static func exactTurn(
        off: Double, flown: Double, remaining: Double
    ) throws(StatisticsError) -> Double {
        try Require.notNegative(off, "off")
        try Require.positive(flown, "flown")
        try Require.positive(remaining, "remaining")
        return (atan2(off, flown) + atan2(off, remaining)) * 180 / .pi
    }
}
