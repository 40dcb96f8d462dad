extension EmphasisFilter {
    /// A tenth of a point of share near the middle of the triangle, squared:
    /// finer than anybody sees, and enough for a filter to go on by.
    static let leastScatter = 1e-6

    /// Periods with the scatter that a blend which is known whole lacks.
    ///
    /// Money and hours are counted whole, so their covariance is zero, and a
    /// filter without fitted variances would take each period for the whole
    /// truth: with the second one it would know level and slope for certain
    /// and meet the third without any doubt to weigh it by. What happens to
    /// be sold in a month still scatters about what the business is. How
    /// much, the series itself says: how far each period lies from the
    /// straight line through its neighbours. O(periods).
    ///
    /// Periods that bring a covariance of their own keep it. From 24 heard
    /// periods on the fitted variances hold the scatter, and only a series
    /// that never leaves its line is given any.
    ///
    /// Source: T. Gasser, L. Sroka & C. Jennen-Steinmetz, Biometrika 73
    /// (1986), residual variance from pseudo-residuals.
    /// - Returns: the periods, and what was added to those that lacked it.
    static func withScatter(_ periods: [Emphasis?]) -> (periods: [Emphasis?], added: SymmetricMatrix2) {
        let heard = periods.indices.compactMap { place in
            periods[place].map { (at: Double(place), emphasis: $0) }
        }
        guard heard.contains(where: { $0.emphasis.covariance.determinant <= 0 }) else {
            return (periods, .zero)
        }
        let own = scatter(heard.map { (at: $0.at, z: $0.emphasis.logRatios) })
        guard heard.count < shortSeries || own < leastScatter else { return (periods, .zero) }
        let added = SymmetricMatrix2(diagonal: max(own, leastScatter))
        let scattered = periods.map { period -> Emphasis? in
            guard let period, period.covariance.determinant <= 0 else { return period }
            return Emphasis(
                count: period.count, logRatios: period.logRatios, covariance: period.covariance + added)
        }
        return (scattered, added)
    }

    /// The variance in each direction of what lies off the line of its
    /// neighbours; of two, half their squared difference; of one, none.
    private static func scatter(_ seen: [(at: Double, z: Vector2)]) -> Double {
        guard seen.count > 2 else {
            return seen.count == 2 ? (seen[1].z - seen[0].z).dot(seen[1].z - seen[0].z) / 4 : 0
        }
        var sum = 0.0
        for place in 1..<(seen.count - 1) {
            let (before, here, after) = (seen[place - 1], seen[place], seen[place + 1])
            let share = (here.at - before.at) / (after.at - before.at)
            let gap = here.z - ((1 - share) * before.z + share * after.z)
            sum += gap.dot(gap) / 2 / (1 + share * share + (1 - share) * (1 - share))
        }
        return sum / Double(seen.count - 2)
    }
}
