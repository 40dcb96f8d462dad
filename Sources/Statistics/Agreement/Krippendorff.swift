/// How far coders agree beyond chance: Krippendorff's alpha.
///
/// 1 is full agreement, 0 is chance, below 0 is worse than chance.
public enum Krippendorff {
    /// `krippendorff alpha 1`.
    public static let method = StatisticalMethod("krippendorff alpha")

    /// How far apart two values are.
    public enum Scale: Hashable, Sendable {
        /// Different or not.
        case nominal
        /// By the number of values between them.
        case ordinal
        /// By their squared difference.
        case interval
    }

    /// What an alpha allows.
    ///
    /// Source: K. Krippendorff, Content Analysis (2004), p. 241.
    public enum Verdict: String, Hashable, Sendable {
        /// 0.800 or more.
        case reportable
        /// 0.667 to 0.800.
        case tentative
        /// Below: do not chart.
        case unreliable

        /// Judges an alpha; one that is not a number is unreliable.
        public init(alpha: Double) {
            self = alpha >= 0.8 ? .reportable : alpha >= 0.667 ? .tentative : .unreliable
        }
    }

    /// Alpha of any number of coders, some of whom may have left units out.
    /// O(units × coders + values²).
    ///
    /// - Parameters:
    ///   - coders: a row a coder, with one element a unit, `nil` where it was
    ///     not coded; rows of one length. Up to 5,000 different values.
    ///   - scale: `nominal` for categories numbered in any way.
    /// - Throws: `StatisticsError` where rows differ in length, a value is
    ///   not finite, no unit was coded twice, or only one value was ever
    ///   used, so that agreement means nothing.
    public static func alpha(
        _ coders: [[Double?]], scale: Scale = .nominal
    ) throws(StatisticsError) -> Double {
        try Require.atLeast(2, coders.count, "coders")
        let units = coders[0].count
        for coder in coders.indices {
            try Require.sameCount(coders[coder].count, units, "coders[\(coder)]")
            for unit in 0..<units {
                if let value = coders[coder][unit] { try Require.finite(value, "coders[\(coder)][\(unit)]") }
            }
        }
        let pairable = (0..<units).map { unit in coders.compactMap { $0[unit] } }.filter { $0.count > 1 }
        guard !pairable.isEmpty else { throw StatisticsError(.tooFew, "coders", "have no unit in common") }
        return try alpha(units: pairable, scale)
    }

    /// The percentile interval of alpha, by drawing units again.
    /// O(replicates × codes).
    /// - Throws: `StatisticsError` as `alpha` and `Bootstrap.interval` do.
    public static func interval(
        _ coders: [[Double?]], scale: Scale = .nominal, replicates: Int = 1000, level: Double = 0.95,
        using generator: inout SeededGenerator
    ) throws(StatisticsError) -> Interval {
        _ = try alpha(coders, scale: scale)
        let units = coders[0].indices.map { unit in coders.compactMap { $0[unit] } }.filter { $0.count > 1 }
        return try Bootstrap.interval(
            count: units.count, replicates: replicates, level: level, using: &generator
        ) { drawn in try? alpha(units: drawn.map { units[$0] }, scale) }
    }

    private static func alpha(units: [[Double]], _ scale: Scale) throws(StatisticsError) -> Double {
        let values = Array(Set(units.joined())).sorted()
        guard values.count > 1 else {
            throw StatisticsError(.noVariation, "coders", "use one value only")
        }
        guard values.count <= 5000 else {
            throw StatisticsError(.outOfRange, "coders", "use more than 5000 different values")
        }
        let place = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
        var totals = [Double](repeating: 0, count: values.count)
        for unit in units { for value in unit { totals[place[value] ?? 0] += 1 } }
        let distance = Distance(values, totals, scale)
        var observed = 0.0
        for unit in units {
            let places = unit.map { place[$0] ?? 0 }
            var sum = 0.0
            for i in places.indices { for j in 0..<i { sum += distance.between(places[i], places[j]) } }
            observed += 2 * sum / Double(unit.count - 1)
        }
        let n = totals.reduce(0, +)
        var expected = 0.0
        for i in totals.indices {
            for j in 0..<i { expected += 2 * totals[i] * totals[j] * distance.between(i, j) }
        }
        return 1 - (n - 1) * observed / expected
    }

    /// Squared distances between the sorted values.
    private struct Distance {
        let scale: Scale
        let marks: [Double]

        init(_ values: [Double], _ totals: [Double], _ scale: Scale) {
            self.scale = scale
            switch scale {
            case .nominal: marks = []
            case .interval:
                let size = values.reduce(0) { max($0, abs($1)) }
                marks = values.map { $0 / size }
            case .ordinal:
                // The mid-rank of each value: differences of these are the
                // sums that Krippendorff prints.
                var below = 0.0
                let n = totals.reduce(0, +)
                marks = totals.map { total in
                    defer { below += total }
                    return (below + total / 2) / n
                }
            }
        }

        func between(_ i: Int, _ j: Int) -> Double {
            if scale == .nominal { return i == j ? 0 : 1 }
            let gap = marks[i] - marks[j]
            return gap * gap
        }
    }
}
