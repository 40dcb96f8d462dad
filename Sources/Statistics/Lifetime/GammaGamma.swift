/// What a purchase is worth: the gamma–gamma model of spending.
///
/// Spending varies about each customer's own mean as gamma(p, ν), and ν over
/// customers as gamma(q, γ). It is independent of how often they buy.
///
/// Source: P. S. Fader & B. G. S. Hardie, The Gamma-Gamma Model of Monetary
/// Value (2013).
public struct GammaGamma: Hashable, Sendable {
    /// `gamma-gamma 1`.
    public static let method = StatisticalMethod("gamma-gamma")

    /// How much one customer bought and for how much on average.
    public struct Spending: Hashable, Sendable {
        /// x, how many purchases the mean is of; above zero.
        public let purchases: Int
        /// The mean value of them, above zero, in one unit of money.
        public let mean: Double

        /// Records spending.
        public init(purchases: Int, mean: Double) {
            self.purchases = purchases
            self.mean = mean
        }

        func check(_ argument: @autoclosure () -> String) throws(StatisticsError) {
            try Require.within(purchases, 1...1_000_000_000_000, "\(argument()).purchases")
            try Require.positive(mean, "\(argument()).mean")
        }
    }

    /// The shape of one customer's spending, above zero.
    public let p: Double
    /// The shape over customers, above zero.
    public let q: Double
    /// The scale over customers, γ (ν in some texts), in units of money.
    public let gamma: Double

    /// Takes known parameters. O(1).
    /// - Throws: `StatisticsError` where one is not positive.
    public init(p: Double, q: Double, gamma: Double) throws(StatisticsError) {
        try Require.positive(p, "p")
        try Require.positive(q, "q")
        try Require.positive(gamma, "gamma")
        self.p = p
        self.q = q
        self.gamma = gamma
    }

    /// The mean value of a purchase over all customers, pγ/(q−1). O(1).
    /// - Throws: `StatisticsError` where q ≤ 1, so that the mean is infinite.
    public func populationMean() throws(StatisticsError) -> Double {
        guard q > 1 else {
            throw StatisticsError(.outOfRange, "q", "is at most 1, so that the mean is infinite")
        }
        return try Require.finiteResult(p * gamma / (q - 1), "gamma")
    }

    /// The value to expect of a customer's next purchase. O(1).
    /// - Throws: `StatisticsError` where the spending cannot be, or too little
    ///   is known for a finite mean.
    public func expectedValue(_ spending: Spending) throws(StatisticsError) -> Double {
        try spending.check("spending")
        let px = p * Double(spending.purchases)
        guard px + q > 1 else { throw StatisticsError(.outOfRange, "q", "is too small for a finite mean") }
        let value = (p * gamma + px * spending.mean) / (px + q - 1)
        return try Require.finiteResult(value, "spending.mean")
    }

    /// The parameters that make spending most likely. O(steps × n), some 600
    /// steps.
    ///
    /// - Parameter spendings: at least 3, not all of the same mean.
    /// - Throws: `StatisticsError` naming what cannot be, or `.notConverged`
    ///   where the likelihood keeps rising towards a parameter without limit.
    public static func fitted(to spendings: [Spending]) throws(StatisticsError) -> GammaGamma {
        try Require.atLeast(3, spendings.count, "spendings")
        for index in spendings.indices { try spendings[index].check("spendings[\(index)]") }
        guard spendings.contains(where: { $0.mean != spendings[0].mean }) else {
            throw StatisticsError(.noVariation, "spendings", "are all of the same mean")
        }
        let logs = spendings.map { log($0.mean) }
        let scale = exp(logs.reduce(0, +) / Double(logs.count))
        var purchases: [Int: Double] = [:]
        for spending in spendings { purchases[spending.purchases, default: 0] += 1 }
        let byCount = purchases.sorted { $0.key < $1.key }.map { (x: Double($0.key), times: $0.value) }
        let rows = zip(spendings, logs).map {
            (x: Double($0.purchases), m: $0.mean / scale, log: $1 - log(scale))
        }
        let n = Double(rows.count)

        func cost(_ free: [Double]) -> Double {
            guard free.allSatisfy({ abs($0) < 15 }) else { return .infinity }
            let (p, q, v) = (exp(free[0]), exp(free[1]), exp(free[2]))
            var sum = n * q * log(v)
            for (x, times) in byCount { sum -= times * logBetaOfPositive(p * x, q) }
            for row in rows {
                let px = p * row.x
                sum += (px - 1) * row.log + px * log(row.x) - (px + q) * log(row.x * row.m + v)
            }
            return sum.isFinite ? -sum / n : .infinity
        }
        var best = (cost: Double.infinity, free: [0.0, 0, 0])
        for start in [[0.0, 0, 0], [1.5, 1.2, -0.5], [3, 3, 0], [0, 2, 2], [-1, 0, 1]] {
            let value = cost(start)
            if value < best.cost { best = (value, start) }
        }
        let search = NelderMead(start: best.free, step: 0.5, tolerance: 1e-14, maximumEvaluations: 3000, cost)
        guard search.value.isFinite, search.point.allSatisfy({ abs($0) < 14 }) else {
            throw StatisticsError(.notConverged, "spendings", "do not determine the model")
        }
        let found = search.point.map { exp($0) }
        return try GammaGamma(p: found[0], q: found[1], gamma: found[2] * scale)
    }
}
