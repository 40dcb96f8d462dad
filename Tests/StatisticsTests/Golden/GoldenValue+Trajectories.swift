@testable import Statistics

extension GoldenValue {
    static let backtest = "backtest_x_vs_last_value_mean_aitchison"
    static let macro = "macro C/I/G q (h1,h4,h8)"
    static let jobs = "US jobs m (h1,h6,h12)"
    static let iowa = "Iowa power y (h1,h3)"

    private static let target: @Sendable () throws -> Composition = { try composition(0.4, 0.4, 0.2) }

    static var trajectories: [GoldenValue] { courses + nile + blends }

    private static func course() throws -> Course {
        try Course(
            start: composition(0.6, 0.3, 0.1), now: composition(0.5, 0.33, 0.17), target: target(),
            elapsed: 6, remaining: 6)
    }

    private static func mix() throws -> RequiredMix {
        try RequiredMix(now: composition(0.5, 0.33, 0.17), target: target(), base: 100, new: 60)
    }

    private static var courses: [GoldenValue] {
        let source = "numpy, by the formula"
        return [
            GoldenValue("course", "slope", source: source) { try pair(course().slope) },
            GoldenValue("course", "needed_slope", source: source) { try pair(course().neededSlope) },
            GoldenValue("course", "correction", source: source) { try pair(course().correction) },
            GoldenValue("course", "along", source: source) { [try course().along] },
            GoldenValue("course", "cross_track", source: source) { [try course().crossTrack] },
            GoldenValue("course", "remaining_along", source: source) { [try course().remainingAlong] },
            GoldenValue("course", "track_error_deg", source: source) { [try course().trackErrorDegrees] },
            GoldenValue("course", "closing_angle_deg", source: source) { [try course().closingAngleDegrees] },
            GoldenValue("course", "no_change_arrival", source: source) {
                try course().arrivalWithoutChange.parts
            },
            GoldenValue("course", "on_course_next", source: source) { try course().nextOnCourse.parts },
            GoldenValue("course", "share_velocity_pp", source: source) {
                try composition(0.5, 0.33, 0.17).pointsPerPeriod(slope: course().slope)
            },
            GoldenValue("course", "new_mix_needed", source: source) { try mix().mix },
            GoldenValue("course", "min_new_volume", source: source) { [try mix().leastVolume] },
        ]
    }

    private static func level() throws -> LocalTrend {
        try LocalTrend(observationVariance: 15099, levelVariance: 1469.1)
    }

    private static func slope() throws -> LocalTrend {
        try LocalTrend(observationVariance: 15099, levelVariance: 1469.1, slopeVariance: 10)
    }

    private static var nile: [GoldenValue] {
        let source = "statsmodels UnobservedComponents"
        let series: @Sendable () throws -> [Double] = { try Fixtures.column(0, of: "nile") }
        return [
            GoldenValue("kalman_nile", "llf", source: source) {
                [try level().follow(series()).logLikelihood]
            },
            GoldenValue("kalman_nile", "last_level", source: source) {
                [try level().follow(series()).states[99].level]
            },
            GoldenValue("kalman_nile", "last_P", source: source) {
                [try level().follow(series()).states[99].levelVariance]
            },
            GoldenValue("kalman_nile", "forecast_var", source: source) {
                let model = try level()
                let last = try model.follow(series()).states[99]
                return try model.forecast(from: last, horizon: 3).map(\.variance)
            },
            GoldenValue("kalman_nile", "llt_llf", source: source) {
                [try slope().follow(series()).logLikelihood]
            },
            GoldenValue("kalman_nile", "llt_last", source: source) {
                let last = try slope().follow(series()).states[99]
                return [last.level, last.slope]
            },
            GoldenValue("kalman_nile", "changepoint_index", source: "ruptures Pelt, Binseg, Dynp") {
                try ChangePoints.find(in: series()).map { Double($0.index) }
            },
            GoldenValue("kalman_nile", "changepoint_first_year_after", source: "ruptures; Cobb 1978") {
                try ChangePoints.find(in: series()).map { Double(1871 + $0.index) }
            },
        ]
    }

    private static func bearing() throws -> Bearing {
        try EmphasisFilter(damping: 0.9, noise: .variances(level: 0.001, slope: 0.0002))
            .follow(EmphasisFilterTests.counts.map { try Emphasis(counts: $0) })
    }

    private static var blends: [GoldenValue] {
        let (key, source) = ("composition_kalman", "filterpy")
        return [
            GoldenValue(key, "level_ilr", source: source) { try pair(bearing().now.level) },
            GoldenValue(key, "slope_ilr", source: source) { try pair(bearing().now.slope) },
            GoldenValue(key, "level", source: source) { try bearing().position.parts },
            GoldenValue(key, "heading_T2", source: source) { [try bearing().heading().tSquared] },
            GoldenValue(key, "heading_p", source: source) { [try bearing().heading().p] },
            GoldenValue(key, "forecast6", source: source) {
                try bearing().forecast(horizon: 6)[5].centre.parts
            },
            GoldenValue(key, "forecast6_cov", source: source) {
                try table(bearing().forecast(horizon: 6)[5].covariance)
            },
            GoldenValue(key, "needed_slope_damped", source: source) {
                let slope = try Course.neededSlope(
                    from: bearing().position, to: target(), periods: 6, damping: 0.9)
                return pair(slope)
            },
        ]
    }

    static var backtests: [GoldenValue] {
        let series = zip(BacktestTests.all, [macro, jobs, iowa])
        let rows: [(String, Outlook)] = [
            ("drift", .drift), ("ols_all", .straightLine), ("damped", .dampedTrend), ("comb", .meanOfThree),
        ]
        return series.flatMap { series, key in
            rows.filter { key != macro || $0.0 != "damped" }.map { row, outlook in
                GoldenValue(backtest, key, row, source: "statsmodels", decimals: 2) {
                    try judged(outlook, series).map { $0.error / $0.errorOfNoChange }
                }
            } + [
                GoldenValue(backtest, key, "last_abs", source: "numpy", decimals: 4) {
                    try judged(.lastValue, series).map(\.errorOfNoChange)
                }
            ]
        }
    }

    private static func judged(
        _ outlook: Outlook, _ series: BacktestTests.Series
    ) throws -> [Backtest.Horizon] {
        try Backtest(
            outlook, on: Fixtures.blends(series.name), horizons: series.horizons, shortest: series.shortest,
            every: series.every, fit: .coordinatewise
        ).horizons
    }
}
