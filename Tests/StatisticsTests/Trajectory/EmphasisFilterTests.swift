import Testing

@testable import Statistics

/// golden.json `composition_kalman`, made with filterpy.
struct EmphasisFilterTests {
    static let counts: [[Double]] = [
        [62, 30, 8], [60, 31, 9], [58, 33, 9], [61, 29, 10], [55, 33, 12], [54, 35, 11], [50, 36, 14],
        [52, 33, 15], [49, 34, 17], [47, 37, 16], [48, 33, 19], [45, 36, 19],
    ]

    let periods: [Emphasis?]
    let model: EmphasisFilter

    init() throws {
        periods = try Self.counts.map { try Emphasis(counts: $0) }
        model = try EmphasisFilter(damping: 0.9, noise: .variances(level: 0.001, slope: 0.0002))
    }

    @Test func `twelve months give the golden bearing`() throws {
        let bearing = try model.follow(periods)
        #expect(close([bearing.now.level.x, bearing.now.level.y], [0.4744933716683962, 0.4503064771028129]))
        #expect(
            close([bearing.now.slope.x, bearing.now.slope.y], [-0.03740661669644755, -0.028642827360402405]))
        #expect(
            close(bearing.position.parts, [0.45961971513017064, 0.3534283867793884, 0.18695189809044088]))
        let heading = try bearing.heading()
        #expect(close(heading.tSquared, 2.802740048156476) && close(heading.p, 0.2462593514847908))
        #expect(!heading.isShown)
        #expect(close(heading.pointsPerPeriod.reduce(0, +), 0, 1e-12))
    }

    @Test func `six months on is the golden forecast`() throws {
        let forecast = try model.follow(periods).forecast(horizon: 6)[5]
        #expect(close(forecast.centre.parts, [0.4177261986698419, 0.357771690371458, 0.2245021109587001]))
        let covariance = forecast.covariance
        #expect(
            close(
                [covariance.xx, covariance.xy, covariance.yy],
                [0.04461300664856258, 0.004355110321582308, 0.052170974485946715]))
        #expect(forecast.understatesUncertainty)
    }

    @Test func `the slope needed by a damped trend is the golden one`() throws {
        let bearing = try model.follow(periods)
        let target = try Composition(product: 0.4, service: 0.4, idea: 0.2)
        let slope = try Course.neededSlope(from: bearing.position, to: target, periods: 6, damping: 0.9)
        #expect(close([slope.x, slope.y], [-0.04541517958131012, 0.009443277659438736]))
        let undamped = try Course.neededSlope(from: bearing.position, to: target, periods: 6, damping: 1)
        let gap = target.logRatios - bearing.position.logRatios
        #expect(close([undamped.x, undamped.y], [gap.x / 6, gap.y / 6]))
    }

    /// Of a hundred businesses each: 40 customers a month for a year and a half.
    @Test func `a turn is seen where there is one and seldom where there is none`() throws {
        func turning(_ shares: (Double) -> [Double]) throws -> Int {
            var generator = SeededGenerator(seed: 7)
            return try (0..<100).count { _ in
                let months: [Emphasis?] = try (0..<18).map { month in
                    try Emphasis(
                        counts: generator.multinomial(trials: 40, shares: shares(Double(month))).map(
                            Double.init))
                }
                return try CombinedForecast(months, horizon: 1).trend.heading().isShown
            }
        }
        // A tenth of them by definition, and what a discount forgets on top.
        #expect(try turning { _ in [0.2, 0.6, 0.2] } <= 20)
        #expect(try turning { [0.2, 0.75 - 0.02 * $0, 0.05 + 0.02 * $0] } >= 90)
    }

    @Test func `missing months cost certainty and nothing else`() throws {
        var gappy = periods
        gappy[5] = nil
        gappy[11] = nil
        let (whole, thin) = (try model.follow(periods), try model.follow(gappy))
        #expect(thin.now.levelCovariance.determinant > whole.now.levelCovariance.determinant)
        #expect(thin.states.count == 12 && thin.observed == 10)
        let predicted = try model.follow(Array(gappy[..<11])).forecast(horizon: 1)[0]
        #expect(
            close(
                [predicted.logRatios.x, predicted.covariance.xx],
                [thin.now.level.x, thin.now.levelCovariance.xx]))
    }

    @Test func `periods before the first that was heard are skipped`() throws {
        let late = try model.follow([nil, nil] + periods)
        #expect(try late.firstPeriod == 2 && late.now == model.follow(periods).now)
    }

    @Test func `the smoother ends where the filter does and narrows what came before`() throws {
        let bearing = try model.follow(periods)
        let smoothed = try bearing.smoothed()
        #expect(smoothed.last == bearing.states.last && smoothed.count == 12)
        for (before, after) in zip(bearing.states, smoothed).dropLast() {
            #expect(after.levelCovariance.determinant < before.levelCovariance.determinant)
        }
        let turns = try bearing.rateOfTurn()
        #expect(turns.count == 11 && turns.allSatisfy { abs($0) <= 180 })
    }

    @Test func `short series are followed with a discount`() throws {
        let fitted = try EmphasisFilter.fitted(to: periods)
        #expect(fitted.noise == .discount(0.95))
        let bearing = try fitted.follow(periods)
        let forecasts = try bearing.forecast(horizon: 12)
        for (near, far) in zip(forecasts, forecasts.dropFirst()) {
            #expect(far.covariance.determinant > near.covariance.determinant)
        }
    }

    @Test func `the fit finds the drift that made a long series`() throws {
        var generator = SeededGenerator(seed: 12)
        var (level, slope) = (Vector2(0.3, 0.4), Vector2.zero)
        let series: [Emphasis?] = try (0..<400).map { _ in
            slope = 0.9 * slope + 0.03 * Vector2(generator.normal(), generator.normal())
            level = level + slope + 0.05 * Vector2(generator.normal(), generator.normal())
            let shares = Composition(finiteLogRatios: level).parts
            return try Emphasis(
                counts: generator.multinomial(trials: 2000, shares: shares).map { Double($0) })
        }
        let fitted = try EmphasisFilter.fitted(to: series)
        guard case .variances(let ql, let qs) = fitted.noise else {
            throw StatisticsError(.empty, "noise", "")
        }
        #expect(ql > 0.0015 && ql < 0.004 && qs > 0.0003 && qs < 0.002)
        let truth = try EmphasisFilter(noise: .variances(level: 0.0025, slope: 0.0009))
        #expect(try fitted.follow(series).logLikelihood >= truth.follow(series).logLikelihood)
    }

    @Test func `a series that cannot be followed is refused by name`() throws {
        #expect(refusal(try model.follow([])) == "periods: empty")
        #expect(refusal(try model.follow([nil, nil])) == "periods: empty")
        #expect(refusal(try EmphasisFilter.fitted(to: [nil])) == "periods: empty")
        #expect(refusal(try CombinedForecast([nil, periods[0]], horizon: 3)) == "periods: tooFew")
        #expect(refusal(try CombinedForecast(periods, horizon: 0)) == "horizon: outOfRange")
        #expect(refusal(try model.follow(periods).forecast(horizon: 0)) == "horizon: outOfRange")
        for bad in notNumbers + [0, -1, 1.5] {
            #expect(refusal(try EmphasisFilter(damping: bad, noise: .discount(1))).hasPrefix("damping: "))
            #expect(refusal(try EmphasisFilter(noise: .discount(bad))).hasPrefix("noise.discount: "))
            #expect(
                refusal(try Course.neededSlope(from: .barycentre, to: .barycentre, periods: 1, damping: bad))
                    .hasPrefix("damping: "))
        }
        for bad in notNumbers + [-1] {
            #expect(
                refusal(try EmphasisFilter(noise: .variances(level: bad, slope: 0))).hasPrefix(
                    "noise.level: "))
            #expect(
                refusal(try EmphasisFilter(noise: .variances(level: 0, slope: bad))).hasPrefix(
                    "noise.slope: "))
            #expect(
                refusal(try EmphasisFilter(noise: .discount(1), initialSlopeVariance: bad)).hasPrefix(
                    "initialSlopeVariance: "))
        }
        let certain = try EmphasisFilter(noise: .variances(level: 0, slope: 0), initialSlopeVariance: 0)
        let known = Emphasis(count: 1, logRatios: .zero, covariance: .zero)
        #expect(refusal(try certain.follow([known, known])) == "periods[1]: singular")
        #expect(refusal(try certain.follow([known]).heading()) == "covariance: singular")
        #expect(refusal(try certain.follow([known, nil]).smoothed()) == "states[0]: singular")
        #expect(
            refusal(try Course.neededSlope(from: .barycentre, to: .barycentre, periods: 0))
                == "periods: outOfRange")
    }
}
