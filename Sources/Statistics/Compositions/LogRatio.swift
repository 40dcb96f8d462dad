/// Log-ratio arithmetic for blends of any number of parts, such as the four
/// roles or the top words and the rest. `Composition` is the three-part one.
public enum LogRatio {
    /// The amounts divided by their sum. O(parts).
    ///
    /// - Parameter amounts: at least two, zero or more, not all zero.
    /// - Throws: `StatisticsError` outside these limits.
    public static func closure(_ amounts: [Double]) throws(StatisticsError) -> [Double] {
        try Require.atLeast(2, amounts.count, "amounts")
        try Require.notNegative(amounts, "amounts")
        let top = amounts.max() ?? 0
        try Require.positive(top, "amounts")
        let scaled = amounts.map { $0 / top }
        let sum = scaled.reduce(0, +)
        return scaled.map { $0 / sum }
    }

    /// ln xᵢ − mean ln x; sums to 0. O(parts).
    /// - Throws: `StatisticsError` for fewer than two parts or one that is
    ///   not positive.
    public static func centred(_ parts: [Double]) throws(StatisticsError) -> [Double] {
        try requireParts(parts, "parts")
        let logs = parts.map { log($0) }
        let mean = logs.reduce(0, +) / Double(logs.count)
        return logs.map { $0 - mean }
    }

    /// Isometric coordinates, one fewer than parts: part k against all that
    /// follow it. For three parts they are `Composition.logRatios`. O(parts).
    /// - Throws: `StatisticsError` for fewer than two parts or one that is
    ///   not positive.
    public static func isometric(_ parts: [Double]) throws(StatisticsError) -> [Double] {
        try requireParts(parts, "parts")
        return isometric(ofLogs: parts.map { log($0) })
    }

    /// The blend at isometric coordinates. A share below 1e-308 may be 0
    /// here. O(parts).
    /// - Throws: `StatisticsError` where there is no coordinate or one is not
    ///   finite.
    public static func blend(atIsometric z: [Double]) throws(StatisticsError) -> [Double] {
        try Require.atLeast(1, z.count, "z")
        try Require.finite(z, "z")
        let count = z.count + 1
        var logs = [Double](repeating: 0, count: count)
        // What the coordinates so far take from every part that follows.
        var taken = 0.0
        for k in z.indices {
            let later = Double(count - 1 - k)
            let bounded = max(-1e6, min(1e6, z[k]))
            logs[k] = bounded * sqrt(later / (later + 1)) - taken
            taken += bounded / sqrt(later * (later + 1))
        }
        logs[count - 1] = -taken
        return Statistics.closure(ofLogs: logs)
    }

    /// The Aitchison distance between two blends. O(parts).
    /// - Throws: `StatisticsError` for unequal lengths or parts that are not
    ///   positive.
    public static func distance(_ a: [Double], _ b: [Double]) throws(StatisticsError) -> Double {
        try Require.sameCount(b.count, a.count, "b")
        try requireParts(b, "b")
        let (x, y) = (try centred(a), try centred(b))
        return sqrt(zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) })
    }

    static func isometric(ofLogs logs: [Double]) -> [Double] {
        var z: [Double] = []
        var sumOfLater = logs.reduce(0, +)
        for k in logs.indices.dropLast() {
            sumOfLater -= logs[k]
            let later = Double(logs.count - 1 - k)
            z.append(sqrt(later / (later + 1)) * (logs[k] - sumOfLater / later))
        }
        return z
    }

    private static func requireParts(_ parts: [Double], _ argument: String) throws(StatisticsError) {
        try Require.atLeast(2, parts.count, argument)
        try Require.positive(parts, argument)
    }
}

/// Shares from logarithms, none of which may overflow.
func closure(ofLogs logs: [Double]) -> [Double] {
    let top = logs.max() ?? 0
    let raised = logs.map { exp($0 - top) }
    let sum = raised.reduce(0, +)
    return raised.map { $0 / sum }
}
