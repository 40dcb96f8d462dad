extension Composition {
    /// A blend from typed amounts in which a zero means "less than I could
    /// say": each zero becomes 0.65 of the smallest step, the others shrink
    /// in proportion. O(1).
    ///
    /// - Parameters:
    ///   - parts: product, service, idea; zero or more, not all zero.
    ///   - detectionLimit: the smallest amount that could have been given, in
    ///     the unit of the parts; 1 where 100 points were shared out.
    /// - Throws: `StatisticsError` outside these limits, or where the zeros
    ///   replaced would use up the whole.
    ///
    /// Source: J. A. Martín-Fernández et al., Dealing with Zeros (2003),
    /// multiplicative replacement.
    public static func replacingZeros(
        _ parts: [Double], detectionLimit: Double = 1
    ) throws(StatisticsError) -> Composition {
        try Require.sameCount(parts.count, 3, "parts")
        try Require.notNegative(parts, "parts")
        try Require.positive(detectionLimit, "detectionLimit")
        let sum = try Require.finiteResult(parts.reduce(0, +), "parts")
        try Require.positive(sum, "parts")
        let share = 0.65 * (detectionLimit / sum)
        let left = 1 - share * Double(parts.filter { $0 == 0 }.count)
        guard left > 0, left.isFinite else {
            throw StatisticsError(.outOfRange, "detectionLimit", "is too large beside the sum of the parts")
        }
        return try Composition(parts.map { $0 == 0 ? share : max($0 / sum * left, .leastNormalMagnitude) })
    }
}
