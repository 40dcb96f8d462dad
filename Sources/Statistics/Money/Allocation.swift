/// Splitting whole minor units so that the parts sum to the whole exactly.
public enum Allocation {
    /// `largest remainder 1`.
    public static let method = StatisticalMethod("largest remainder")

    /// Equal parts; the first ones take what is left over. O(parts).
    ///
    /// - Parameters:
    ///   - total: minor units; negative for money going back.
    ///   - parts: 1 to 100,000.
    /// - Returns: as many amounts, differing by one unit at most.
    /// - Throws: `StatisticsError` for another number of parts.
    public static func equal(_ total: Int64, parts: Int) throws(StatisticsError) -> [Int64] {
        try Require.within(parts, 1...100_000, "parts")
        let (each, left) = total.quotientAndRemainder(dividingBy: Int64(parts))
        let unit: Int64 = left < 0 ? -1 : 1
        return (0..<parts).map { Int64($0) < abs(left) ? each + unit : each }
    }

    /// Parts in proportion, each the exact share rounded down or up; those
    /// that lose most by rounding down are rounded up, earlier ones first
    /// among equals. O(parts log parts).
    ///
    /// - Parameters:
    ///   - total: minor units; negative for money going back.
    ///   - weights: 1 to 100,000, none negative, not all zero.
    /// - Returns: one amount a weight, in order, summing to `total`.
    /// - Throws: `StatisticsError` outside these limits.
    ///
    /// Source: the Hamilton or Hare–Niemeyer method.
    public static func largestRemainder(
        _ total: Int64, weights: [Int64]
    ) throws(StatisticsError) -> [Int64] {
        try Require.atLeast(1, weights.count, "weights")
        try Require.within(weights.count, 1...100_000, "weights.count")
        var sum: Int128 = 0
        for index in weights.indices {
            guard weights[index] >= 0 else {
                throw StatisticsError(.negative, "weights[\(index)]", "must not be negative")
            }
            sum += Int128(weights[index])
        }
        guard sum > 0 else { throw StatisticsError(.outOfRange, "weights", "must not all be zero") }
        let size = Int128(total).magnitude
        var parts: [Int128] = []
        var rests: [(rest: UInt128, index: Int)] = []
        var given: UInt128 = 0
        for (index, weight) in weights.enumerated() {
            // Below 2⁶³ · 2⁶³: never more than 126 bits.
            let (whole, rest) = (size * UInt128(weight)).quotientAndRemainder(dividingBy: UInt128(sum))
            parts.append(Int128(whole))
            rests.append((rest, index))
            given += whole
        }
        rests.sort { ($1.rest, $0.index) < ($0.rest, $1.index) }
        for place in 0..<Int(size - given) { parts[rests[place].index] += 1 }
        return parts.map { Int64(total < 0 ? -$0 : $0) }
    }
}
