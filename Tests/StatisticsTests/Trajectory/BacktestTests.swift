import Testing

@testable import Statistics

/// golden.json `backtest_x_vs_last_value_mean_aitchison`, made with
/// statsmodels (UnobservedComponents, ETSModel) one coordinate at a time.
/// Data: statsmodels.datasets.macrodata, vega_datasets us-employment and
/// iowa-electricity.
struct BacktestTests {
    struct Series: Sendable, CustomStringConvertible {
        let name: String
        let horizons: [Int]
        let shortest, every: Int
        let errorOfNoChange: [String]
        let ratios: [String: [String]]

        var description: String { name }
    }

    static let all = [
        Series(
            name: "us-macro", horizons: [1, 4, 8], shortest: 60, every: 3,
            errorOfNoChange: ["0.0291", "0.0777", "0.1152"],
            ratios: [
                "drift": ["0.99", "1.00", "1.03"], "straightLine": ["4.20", "1.76", "1.37"],
                "localTrend": ["1.02", "1.05", "1.10"], "dampedTrend": ["0.97", "0.99", "1.01"],
                "meanOfThree": ["0.98", "0.99", "1.00"], "meanOfThreeFixed": ["1.01", "1.01", "1.02"],
            ]),
        Series(
            name: "us-jobs", horizons: [1, 6, 12], shortest: 36, every: 1,
            errorOfNoChange: ["0.0024", "0.0092", "0.0141"],
            ratios: [
                "drift": ["1.23", "1.65", "2.01"], "straightLine": ["15.63", "5.42", "4.49"],
                "localTrend": ["0.69", "0.99", "1.40"], "dampedTrend": ["0.68", "0.85", "1.09"],
                "meanOfThree": ["0.81", "0.82", "0.90"], "meanOfThreeFixed": ["1.00", "0.95", "0.99"],
            ]),
        Series(
            name: "iowa-power", horizons: [1, 3], shortest: 8, every: 1,
            errorOfNoChange: ["0.2617", "0.4503"],
            ratios: [
                "drift": ["0.87", "0.56"], "straightLine": ["0.85", "0.63"], "localTrend": ["0.83", "0.75"],
                "dampedTrend": ["0.89", "0.64"], "meanOfThree": ["0.87", "0.62"],
                "meanOfThreeFixed": ["0.87", "0.63"],
            ]),
    ]

    static let outlooks: [(Outlook, String)] = [
        (.drift, "drift"), (.straightLine, "straightLine"), (.localTrend, "localTrend"),
        (.dampedTrend, "dampedTrend"), (.meanOfThree, "meanOfThree"), (.meanOfThreeFixed, "meanOfThreeFixed"),
    ]

    @Test(arguments: all)
    func `the published table comes out to its last digit`(series: Series) throws {
        let blends = try Fixtures.blends(series.name)
        for (outlook, name) in Self.outlooks where !Self.dependsOnTheOptimiser(name, series) {
            let backtest = try Backtest(
                outlook, on: blends, horizons: series.horizons, shortest: series.shortest,
                every: series.every,
                fit: .coordinatewise)
            for (index, horizon) in backtest.horizons.enumerated() {
                #expect(horizon.errorOfNoChange.prints(series.errorOfNoChange[index]))
                let ratio = horizon.error / horizon.errorOfNoChange
                #expect(
                    ratio.prints(series.ratios[name]?[index] ?? ""),
                    "\(series) \(name) h=\(horizon.ahead): \(ratio)")
            }
        }
    }

    /// What statsmodels fitted, by searches that stop before the top (its
    /// local trend) or on a neighbouring one (its damped trend of the macro
    /// series): the second decimal belongs to the optimiser. Ours reaches a
    /// higher likelihood, and errs by no more than 0.03 more than published.
    @Test(arguments: all)
    func `fitted rows of the table come out but for the optimiser's last step`(series: Series) throws {
        let blends = try Fixtures.blends(series.name)
        for (outlook, name) in Self.outlooks where Self.dependsOnTheOptimiser(name, series) {
            let backtest = try Backtest(
                outlook, on: blends, horizons: series.horizons, shortest: series.shortest,
                every: series.every,
                fit: .coordinatewise)
            for (index, horizon) in backtest.horizons.enumerated() {
                let published = Double(series.ratios[name]?[index] ?? "") ?? .nan
                let ratio = horizon.error / horizon.errorOfNoChange
                #expect(
                    abs(ratio - published) < 0.045 && ratio < published + 0.03, "\(series) \(name): \(ratio)")
            }
        }
    }

    static func dependsOnTheOptimiser(_ name: String, _ series: Series) -> Bool {
        name == "localTrend" || (name == "dampedTrend" && series.name == "us-macro")
    }

    @Test(arguments: all)
    func `fitting both coordinates together forecasts as well`(series: Series) throws {
        let blends = try Fixtures.blends(series.name)
        let backtest = try Backtest(
            .meanOfThree, on: blends, horizons: series.horizons, shortest: series.shortest,
            every: series.every)
        for (index, horizon) in backtest.horizons.enumerated() {
            let published = Double(series.ratios["meanOfThree"]?[index] ?? "") ?? .nan
            #expect(abs(horizon.error / horizon.errorOfNoChange - published) < 0.03)
        }
    }

    @Test func `a forecast that knows the answer has skill one, one that is wrong has none`() throws {
        let blends = try Fixtures.blends("us-jobs")
        let z = blends.map(\.logRatios)
        let knowing = try Backtest(blends, horizons: [2], shortest: 10) {
            (past: [Vector2], farthest: Int) throws(StatisticsError) -> [Vector2] in
            (1...farthest).map { z[past.count - 1 + $0] }
        }
        #expect(
            close(knowing.horizons[0].skill, 1) && knowing.horizons[0].points < 1e-9 && knowing.isWorthAnArrow
        )
        let still = try Backtest(.lastValue, on: blends, horizons: [1, 3], shortest: 10)
        #expect(still.horizons.allSatisfy { $0.skill == 0 } && !still.isWorthAnArrow)
        let line = try Backtest(.straightLine, on: blends, horizons: [1], shortest: 36)
        #expect(line.horizons[0].skill < -10 && !line.isWorthAnArrow)
    }

    @Test func `the forecast shown lies between its three, inside its region, and knows when it is unsure`()
        throws
    {
        let blends = try Fixtures.blends("us-jobs")
        let periods: [Emphasis?] = try blends.map { blend in
            try Emphasis(counts: blend.parts.map { ($0 * 300).rounded() })
        }
        let long = try CombinedForecast(periods, horizon: 6)
        #expect(long.forecasts.count == 6 && !long.forecasts[0].understatesUncertainty)
        #expect(long.forecasts[5].centre.totalVariation(to: blends[119]) < 0.03)
        let short = try CombinedForecast(Array(periods.prefix(5)) + [nil, periods[6]], horizon: 3)
        #expect(
            short.forecasts[2].understatesUncertainty && short.forecasts[2].method == CombinedForecast.method)
        #expect(short.forecasts[2].covariance.determinant > short.forecasts[0].covariance.determinant)
    }

    @Test func `backtests that cannot be run are refused by name`() throws {
        let blends = try Fixtures.blends("iowa-power")
        #expect(refusal(try Backtest(.drift, on: blends, horizons: [], shortest: 5)) == "horizons: empty")
        #expect(
            refusal(try Backtest(.drift, on: blends, horizons: [0], shortest: 5)) == "horizons[0]: outOfRange"
        )
        #expect(
            refusal(try Backtest(.drift, on: blends, horizons: [1], shortest: 0)) == "shortest: outOfRange")
        #expect(refusal(try Backtest(.drift, on: blends, horizons: [1], shortest: 17)) == "series: tooFew")
        #expect(refusal(try Backtest(.drift, on: [], horizons: [1], shortest: 1)) == "series: tooFew")
        #expect(refusal(try Backtest(.drift, on: blends, horizons: [1], shortest: 1)) == "past: tooFew")
        #expect(
            refusal(try Backtest(.drift, on: blends, horizons: [1], shortest: 5, every: 0))
                == "every: outOfRange")
        #expect(refusal(try Outlook.drift.points(after: [], horizon: 1)) == "past: empty")
        #expect(
            refusal(try Outlook.drift.points(after: [.zero, .zero], horizon: 0)) == "horizon: outOfRange")
        #expect(
            refusal(try Outlook.lastValue.points(after: [Vector2(.nan, 0)], horizon: 1))
                == "past[0]: notFinite")
        #expect(
            refusal(try Outlook.localTrend.points(after: [.zero, .zero, .zero], horizon: 1))
                == "series: tooFew")
        let broken = Vector2(.infinity, 0)
        #expect(
            refusal(
                try Backtest(blends, horizons: [1], shortest: 5) {
                    (_: [Vector2], _: Int) throws(StatisticsError) -> [Vector2] in [broken]
                }) == "forecast: notFinite")
    }
}
