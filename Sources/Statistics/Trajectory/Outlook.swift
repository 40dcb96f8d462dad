/// A way to say where a series of blends goes, from its past alone.
///
/// Points only, in log-ratio coordinates. Missing periods are bridged in a
/// straight line where a method needs every period.
public enum Outlook: Hashable, Sendable {
    /// "No change": the yardstick of all others.
    case lastValue
    /// The mean move from first to last, continued.
    case drift
    /// A straight line by least squares through the whole past. Poor; kept
    /// for comparison.
    case straightLine
    /// A local linear trend by maximum likelihood.
    case localTrend
    /// A damped trend by maximum likelihood.
    case dampedTrend
    /// Holt's damped filter with fixed weights.
    case fixedHolt
    /// The mean of `lastValue`, `drift` and `dampedTrend`: the default.
    case meanOfThree
    /// The same with `fixedHolt` in place of the fit.
    case meanOfThreeFixed
}

/// Whether a fit shares its parameters between the two coordinates.
public enum OutlookFit: Hashable, Sendable {
    /// One set for both, so that the order of the parts does not matter.
    case joint
    /// One set for each coordinate; this is how the published table was made.
    case coordinatewise
}

extension Outlook {
    /// The points 1 … `horizon` periods after the last. O(periods · 400)
    /// where something is fitted, else O(periods).
    ///
    /// - Parameters:
    ///   - past: oldest first; at least 1 period, 2 for `drift` and the fixed
    ///     filter, 2 for the line, 4 where something is fitted.
    ///   - horizon: 1 to 10,000.
    /// - Throws: `StatisticsError` outside these limits.
    public func points(
        after past: [Vector2], horizon: Int, fit: OutlookFit = .joint
    ) throws(StatisticsError) -> [Vector2] {
        try Require.atLeast(1, past.count, "past")
        try Require.within(horizon, 1...10_000, "horizon")
        for index in past.indices where !past[index].isFinite {
            throw StatisticsError(.notFinite, "past[\(index)]", "must be finite")
        }
        let points = try unchecked(past, horizon, fit)
        guard points.allSatisfy(\.isFinite) else {
            throw StatisticsError(.overflow, "past", "leads to points too large for a number")
        }
        return points
    }

    private func unchecked(
        _ past: [Vector2], _ horizon: Int, _ fit: OutlookFit
    ) throws(StatisticsError) -> [Vector2] {
        let (x, y) = (past.map(\.x), past.map(\.y))
        switch self {
        case .lastValue:
            return [Vector2](repeating: past[past.count - 1], count: horizon)
        case .drift:
            try Require.atLeast(2, past.count, "past")
            let move = (past[past.count - 1] - past[0]) / Double(past.count - 1)
            return (1...horizon).map { past[past.count - 1] + Double($0) * move }
        case .straightLine:
            try Require.atLeast(2, past.count, "past")
            return zip(Self.line(x, horizon), Self.line(y, horizon)).map { Vector2($0, $1) }
        case .localTrend:
            let (a, b) = try Self.trend(x, y, horizon, fit)
            return zip(a, b).map { Vector2($0, $1) }
        case .dampedTrend:
            let models: [DampedTrend]
            switch fit {
            case .joint: models = try DampedTrend.fitted(toAll: [x, y])
            case .coordinatewise: models = [try .fitted(to: x), try .fitted(to: y)]
            }
            return zip(models[0].points(horizon), models[1].points(horizon)).map { Vector2($0, $1) }
        case .fixedHolt:
            let (a, b) = (try DampedTrend.holt(x), try DampedTrend.holt(y))
            return zip(a.points(horizon), b.points(horizon)).map { Vector2($0, $1) }
        case .meanOfThree:
            return try Self.mean([.lastValue, .drift, .dampedTrend], past, horizon, fit)
        case .meanOfThreeFixed:
            return try Self.mean([.lastValue, .drift, .fixedHolt], past, horizon, fit)
        }
    }

    private static func mean(
        _ outlooks: [Outlook], _ past: [Vector2], _ horizon: Int, _ fit: OutlookFit
    ) throws(StatisticsError) -> [Vector2] {
        var sum = [Vector2](repeating: .zero, count: horizon)
        for outlook in outlooks {
            let points = try outlook.points(after: past, horizon: horizon, fit: fit)
            for index in sum.indices { sum[index] = sum[index] + points[index] }
        }
        return sum.map { $0 / Double(outlooks.count) }
    }

    private static func line(_ values: [Double], _ horizon: Int) -> [Double] {
        let n = Double(values.count)
        let middle = (n - 1) / 2
        let mean = values.reduce(0, +) / n
        var moved = 0.0
        for (index, value) in values.enumerated() { moved += (Double(index) - middle) * (value - mean) }
        let slope = moved / (n * (n * n - 1) / 12)
        return (0..<horizon).map { mean + slope * (n + Double($0) - middle) }
    }

    private static func trend(
        _ x: [Double], _ y: [Double], _ horizon: Int, _ fit: OutlookFit
    ) throws(StatisticsError) -> ([Double], [Double]) {
        let models: [LocalTrend]
        switch fit {
        case .joint:
            let shared = try LocalTrend.fitted(
                toAll: [x, y], withSlope: true, damping: 1, initialVariance: 1e6)
            models = [shared, shared]
        case .coordinatewise:
            models = [try .fitted(to: x, withSlope: true), try .fitted(to: y, withSlope: true)]
        }
        var result: [[Double]] = []
        for (model, series) in zip(models, [x, y]) {
            let states = try model.follow(series).states
            let points = try model.forecast(from: states[states.count - 1], horizon: horizon)
            result.append(points.map(\.mean))
        }
        return (result[0], result[1])
    }
}
