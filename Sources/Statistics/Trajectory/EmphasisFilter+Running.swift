extension EmphasisFilter {
    /// Follows a series of periods. O(periods).
    ///
    /// - Parameter periods: oldest first, one element a period; `nil` where
    ///   nothing was heard, which costs certainty but nothing else. Periods
    ///   before the first that was heard are skipped.
    /// - Throws: `StatisticsError` where no period was heard, or where both
    ///   the model and an observation claim to be certain.
    public func follow(_ periods: [Emphasis?]) throws(StatisticsError) -> Bearing {
        guard let first = periods.firstIndex(where: { $0 != nil }), let start = periods[first] else {
            throw StatisticsError(.empty, "periods", "holds no period that was heard")
        }
        var state = begin(start)
        var filtered = [state]
        filtered.reserveCapacity(periods.count - first)
        var logLikelihood = 0.0
        for index in (first + 1)..<max(first + 1, periods.count) {
            state = step(state)
            if let seen = periods[index] {
                guard let gain = state.update(seen.logRatios, seen.covariance) else {
                    throw StatisticsError(
                        .singular, "periods[\(index)]", "leaves no uncertainty, nor does the model")
                }
                logLikelihood += gain
            }
            filtered.append(state)
        }
        return Bearing(
            model: self, firstPeriod: first, states: filtered,
            observed: periods.reduce(0) { $0 + ($1 == nil ? 0 : 1) }, logLikelihood: logLikelihood)
    }

    func begin(_ first: Emphasis) -> FilterState {
        FilterState(
            level: first.logRatios, slope: .zero, levelCovariance: first.covariance,
            slopeCovariance: SymmetricMatrix2(diagonal: initialSlopeVariance), cross: .zero)
    }

    @inline(__always)
    func step(_ state: FilterState) -> FilterState {
        var next = state.advanced(damping)
        switch noise {
        case .variances(let level, let slope): next.diffuse(level, slope)
        case .discount(let discount): next.widen(1 / discount)
        }
        return next
    }

    /// The log-likelihood alone, for the fit: no states are kept.
    func logLikelihood(_ periods: [Emphasis?]) -> Double {
        var state: FilterState?
        var sum = 0.0
        for period in periods {
            guard let before = state else {
                state = period.map(begin)
                continue
            }
            var next = step(before)
            if let seen = period {
                guard let gain = next.update(seen.logRatios, seen.covariance) else { return -.infinity }
                sum += gain
            }
            state = next
        }
        return sum
    }
}
