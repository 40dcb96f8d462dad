extension EmphasisFilter {
    /// The model whose drift makes the series most likely.
    ///
    /// From 24 heard periods on, both variances by maximum likelihood: a
    /// coarse grid, then Nelder–Mead. Below that there is too little to
    /// learn them from, and a discount of 0.95 stands in. Some 150 runs of
    /// the filter, so O(150 · periods).
    ///
    /// - Parameters:
    ///   - periods: as for `follow`.
    ///   - damping: inside (0, 1]; not fitted.
    /// - Throws: `StatisticsError` where no period was heard or the damping
    ///   is out of range.
    public static func fitted(
        to periods: [Emphasis?], damping: Double = 0.9
    ) throws(StatisticsError) -> EmphasisFilter {
        let short = try EmphasisFilter(damping: damping, noise: .discount(0.95))
        let heard = periods.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
        guard heard > 0 else { throw StatisticsError(.empty, "periods", "holds no period that was heard") }
        guard heard >= shortSeries else { return short }

        func model(_ logs: [Double]) -> EmphasisFilter {
            EmphasisFilter(
                unchecked: damping,
                .variances(level: exp(min(20, logs[0])), slope: exp(min(20, logs[1]))), 0.1)
        }
        func cost(_ logs: [Double]) -> Double {
            let likelihood = model(logs).logLikelihood(periods)
            return likelihood.isFinite ? -likelihood : .infinity
        }
        var best = (cost: Double.infinity, logs: [-7.0, -9.0])
        for level in stride(from: -16.0, through: 0, by: 3.2) {
            for slope in stride(from: -20.0, through: -2, by: 3.6) {
                let value = cost([level, slope])
                if value < best.cost { best = (value, [level, slope]) }
            }
        }
        guard best.cost.isFinite else {
            throw StatisticsError(.singular, "periods", "leave no uncertainty to fit the model by")
        }
        // A variance that wants to be zero walks off to the left for ever;
        // 1e-12 is as good as zero here.
        let search = NelderMead(start: best.logs, step: 1, tolerance: 1e-9, maximumEvaluations: 300) {
            $0[0] < -28 || $0[1] < -28 ? .infinity : cost($0)
        }
        return model(search.point)
    }

    /// Fewer heard periods than this are too few to fit variances by, and
    /// too few for the width of a forecast to be trusted.
    static let shortSeries = 24
}
