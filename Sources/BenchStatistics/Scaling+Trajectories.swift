import Statistics

/// Where a blend or a number goes.
extension Scaling {
    static var trajectories: [Work] {
        [follow, fitDrift, smooth, combined, dampedTrend, localTrend, changePoints, backtest, arriving]
    }

    private static var follow: Work {
        Work(name: "follow a blend", of: "periods", cost: "O(n)", size: 100) { size in
            let periods: [Emphasis?] = try counts(size)
            let model = try EmphasisFilter(noise: .variances(level: 0.001, slope: 0.0002))
            return { try model.follow(periods).now.level.x }
        }
    }

    private static var fitDrift: Work {
        Work(name: "fit a blend's drift", of: "periods", cost: "O(150 n)", size: 100) { size in
            let periods: [Emphasis?] = try counts(size)
            return { try EmphasisFilter.fitted(to: periods).damping }
        }
    }

    private static var smooth: Work {
        Work(name: "smooth a blend", of: "periods", cost: "O(n)", size: 100) { size in
            let bearing = try EmphasisFilter(noise: .variances(level: 0.001, slope: 0.0002)).follow(
                counts(size))
            return { try bearing.smoothed()[0].level.x }
        }
    }

    private static var combined: Work {
        Work(name: "combined forecast of 12", of: "periods", cost: "O(300 n)", size: 60) { size in
            let periods: [Emphasis?] = try counts(size)
            return { try CombinedForecast(periods, horizon: 12).forecasts[11].centre.product }
        }
    }

    private static var dampedTrend: Work {
        Work(name: "fit a damped trend", of: "periods", cost: "O(100 n)", size: 100) { size in
            let series = normals(size)
            return { try DampedTrend.fitted(to: series).level }
        }
    }

    private static var localTrend: Work {
        Work(name: "fit a local trend", of: "periods", cost: "O(500 n)", size: 100) { size in
            let series = normals(size)
            return { try LocalTrend.fitted(to: series, withSlope: true).levelVariance }
        }
    }

    private static var changePoints: Work {
        Work(name: "change points", of: "periods", cost: "O(n) to O(n²)", size: 200) { size in
            let series = normals(size).enumerated().map { Double(($0 / 50) % 2) * 3 + $1 }
            return { Double(try ChangePoints.find(in: series).count) }
        }
    }

    private static var backtest: Work {
        Work(name: "backtest of the drift", of: "periods", cost: "O(n²)", size: 50) { size in
            let series = try counts(size).map(\.centre)
            return {
                try Backtest(.drift, on: series, horizons: [1, 6], shortest: 12).horizons[0].error
            }
        }
    }

    private static var arriving: Work {
        Work(name: "chance of arriving", of: "draws", cost: "O(n)", size: 1000) { size in
            let model = try EmphasisFilter(noise: .discount(0.95))
            let forecast = try model.follow(counts(24)).forecast(horizon: 6)[5]
            return {
                var generator = SeededGenerator(seed: 11)
                return try forecast.probabilityOfArriving(
                    at: .barycentre, draws: size, using: &generator
                ).value
            }
        }
    }
}
