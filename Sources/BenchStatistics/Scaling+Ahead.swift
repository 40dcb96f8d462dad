import Statistics

/// Forecasts of what is followed already.
extension Scaling {
    static var ahead: [Work] {
        [trendFollowed, trendAhead, blendAhead, fixedTrend, outlook, leastTurn]
    }

    private static var trendFollowed: Work {
        Work(name: "follow a local trend", of: "periods", cost: "O(n)", size: 100) { size in
            let series: [Double?] = normals(size)
            let model = try LocalTrend(observationVariance: 1, levelVariance: 0.1, slopeVariance: 0.01)
            return { try model.follow(series).logLikelihood }
        }
    }

    private static var trendAhead: Work {
        Work(name: "local trend ahead", of: "periods", cost: "O(n)", size: 100) { size in
            let model = try LocalTrend(observationVariance: 1, levelVariance: 0.1, slopeVariance: 0.01)
            let states = try model.follow(normals(50)).states
            return { try model.forecast(from: states[49], horizon: size)[0].mean }
        }
    }

    private static var blendAhead: Work {
        Work(name: "blend ahead", of: "periods", cost: "O(n)", size: 100) { size in
            let bearing = try EmphasisFilter(noise: .discount(0.95)).follow(counts(24))
            return { try bearing.forecast(horizon: size)[0].centre.product }
        }
    }

    private static var fixedTrend: Work {
        Work(name: "fixed damped trend and ahead", of: "periods", cost: "O(n)", size: 1000) { size in
            let series = normals(size)
            return { try DampedTrend.holt(series).forecast(horizon: size)[0] }
        }
    }

    private static var outlook: Work {
        Work(name: "outlook by damped trend", of: "periods", cost: "O(400 n)", size: 50) { size in
            let past = try counts(size).map(\.centre.logRatios)
            return { try Outlook.dampedTrend.points(after: past, horizon: 6)[0].x }
        }
    }

    private static var leastTurn: Work {
        Work(name: "least visible turn", of: "periods", cost: "O(n)", size: 100) { size in
            let blend = try counts(1)[0].centre
            return {
                try DetectableShift.least(from: blend, countEachPeriod: 80, periods: size).product
            }
        }
    }
}
