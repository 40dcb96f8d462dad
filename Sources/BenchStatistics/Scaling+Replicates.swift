import Statistics

/// What is drawn again and again, and what a distribution's size costs.
extension Scaling {
    static var replicates: [Work] {
        [driverIntervals, alphaInterval, firstArriving, studentQuantile, chiSquaredTail, gammaQuantile]
    }

    private static var driverIntervals: Work {
        Work(name: "Shapley's intervals, 3 drivers", of: "draws", cost: "O(n)", size: 100) { size in
            let all = normals(240)
            let columns = (0..<4).map { Array(all[($0 * 60)..<(($0 + 1) * 60)]) }
            return {
                var generator = SeededGenerator(seed: 17)
                return try DriverShares.intervals(
                    drivers: Array(columns[..<3]), outcome: columns[3], replicates: size, using: &generator
                )[0].low
            }
        }
    }

    private static var alphaInterval: Work {
        Work(name: "interval of alpha, 100 units", of: "draws", cost: "O(n)", size: 100) { size in
            let codes = (0..<3).map { coder in
                (0..<100).map { Double(($0 / (coder + 3)) % 4) as Double? }
            }
            return {
                var generator = SeededGenerator(seed: 18)
                return try Krippendorff.interval(codes, replicates: size, using: &generator).low
            }
        }
    }

    private static var firstArriving: Work {
        Work(name: "first of 6 to arrive", of: "draws", cost: "O(n)", size: 1000) { size in
            let model = try EmphasisFilter(noise: .discount(0.95))
            let forecasts = try model.follow(counts(24)).forecast(horizon: 6)
            return {
                var generator = SeededGenerator(seed: 19)
                return try forecasts.firstArriving(at: .barycentre, draws: size, using: &generator) == nil
                    ? 0 : 1
            }
        }
    }

    private static var studentQuantile: Work {
        Work(name: "Student's quantile", of: "degrees", cost: "O(sqrt n)", size: 1000) { size in
            { try StudentTDistribution(degreesOfFreedom: Double(size)).quantile(0.975) }
        }
    }

    private static var chiSquaredTail: Work {
        Work(name: "chi-squared tail", of: "degrees", cost: "O(sqrt n)", size: 1000) { size in
            { try ChiSquaredDistribution(degreesOfFreedom: Double(size)).survival(Double(size)) }
        }
    }

    private static var gammaQuantile: Work {
        Work(name: "gamma quantile", of: "counts of shape", cost: "O(sqrt n)", size: 1000) { size in
            { try GammaDistribution(shape: Double(size)).quantile(0.025) }
        }
    }
}
