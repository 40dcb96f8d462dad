/// Where a blend stands, which way it heads, and where that leads.
public struct Bearing: Hashable, Sendable {
    /// The model that followed it.
    public let model: EmphasisFilter
    /// The index of the first period that was heard; `states[0]` is its.
    public let firstPeriod: Int
    /// What was known after each period, oldest first, from `firstPeriod`.
    public let states: [FilterState]
    /// How many periods were heard.
    public let observed: Int
    /// How likely the model makes the series, the first period excepted.
    public let logLikelihood: Double

    /// What is known now.
    public var now: FilterState { states[states.count - 1] }

    /// Where the blend stands now.
    public var position: Composition { Composition(finiteLogRatios: now.level) }

    /// Which way it goes now. O(1).
    /// - Throws: `StatisticsError` where the slope is known without any
    ///   uncertainty.
    public func heading() throws(StatisticsError) -> Heading { try Heading(now) }

    /// Where it will be if nothing changes, for 1 … `horizon` periods ahead.
    /// O(horizon).
    ///
    /// - Parameter horizon: 1 to 10,000.
    /// - Throws: `StatisticsError` outside these limits.
    public func forecast(horizon: Int) throws(StatisticsError) -> [Forecast] {
        try Require.within(horizon, 1...10_000, "horizon")
        var state = now
        // A discount says how much is lost in one period, not in each of many
        // in a row: the loss of the first period is repeated.
        let drift: FilterState?
        if case .discount(let discount) = model.noise {
            var next = state.advanced(model.damping)
            next.widen(1 / discount - 1)
            drift = next
        } else {
            drift = nil
        }
        var forecasts: [Forecast] = []
        for ahead in 1...horizon {
            if let drift {
                state = state.advanced(model.damping)
                state.levelCovariance = state.levelCovariance + drift.levelCovariance
                state.slopeCovariance = state.slopeCovariance + drift.slopeCovariance
                state.cross = state.cross + drift.cross
            } else {
                state = model.step(state)
            }
            forecasts.append(
                Forecast(
                    horizon: ahead, logRatios: state.level, covariance: state.levelCovariance,
                    observed: observed, method: EmphasisFilter.method))
        }
        return forecasts
    }
}
