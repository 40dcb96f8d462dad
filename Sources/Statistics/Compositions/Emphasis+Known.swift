extension Emphasis {
    /// A blend that was not counted but is known: money taken, minutes
    /// worked, one owner's word. It has no uncertainty of its own. O(1).
    public init(known blend: Composition) {
        self.init(count: 1, logRatios: blend.logRatios, covariance: .zero)
    }

    /// What several people each declared: the mean of their log-ratios and
    /// its covariance. O(n).
    ///
    /// - Parameter blends: one a person, at least 3 and not all in one line,
    ///   so that the covariance has an inverse.
    /// - Throws: `StatisticsError` for fewer, or where they do not vary in
    ///   both directions.
    public init(declared blends: [Composition]) throws(StatisticsError) {
        try Require.atLeast(3, blends.count, "blends")
        let n = Double(blends.count)
        let z = blends.map(\.logRatios)
        let mean = z.reduce(.zero, +) / n
        var sum = SymmetricMatrix2.zero
        for point in z {
            let off = point - mean
            sum = sum + SymmetricMatrix2(xx: off.x * off.x, xy: off.x * off.y, yy: off.y * off.y)
        }
        let covariance = (1 / (n * (n - 1))) * sum
        guard covariance.inverse != nil else {
            throw StatisticsError(.noVariation, "blends", "do not vary in both directions")
        }
        self.init(count: n, logRatios: mean, covariance: covariance)
    }
}
