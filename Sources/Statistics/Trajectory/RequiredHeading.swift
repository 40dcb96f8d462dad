extension Course {
    /// The slope from which a damped trend arrives at the target on time:
    /// (τ − level) / Σφⁱ, i = 1 … periods. O(1).
    ///
    /// - Parameters:
    ///   - level: where the blend stands.
    ///   - periods: 1 to 1,000,000.
    ///   - damping: φ inside (0, 1]; 1 gives (τ − level)/periods.
    /// - Throws: `StatisticsError` outside these limits.
    public static func neededSlope(
        from level: Composition, to target: Composition, periods: Int, damping: Double = 0.9
    ) throws(StatisticsError) -> Vector2 {
        try Require.within(periods, 1...1_000_000, "periods")
        try Require.positive(damping, "damping")
        guard damping <= 1 else { throw StatisticsError(.outOfRange, "damping", "must be at most 1") }
        let n = Double(periods)
        // φ(1−φⁿ)/(1−φ), through expm1 so that φ near 1 keeps its digits.
        let reach = damping == 1 ? n : damping * expm1(n * log(damping)) / (damping - 1)
        let slope = (target.logRatios - level.logRatios) / reach
        guard slope.isFinite else { throw StatisticsError(.overflow, "damping", "is too near zero") }
        return slope
    }
}
