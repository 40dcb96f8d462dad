import Statistics

/// Shares, means and rates with their ranges.
extension Scaling {
    static var intervals: [Work] {
        [wilson, betaQuantile, quantiles, shrunkenRates, bootstrap, studentT, jointOutcome, estimates]
    }

    private static var wilson: Work {
        Work(name: "Wilson", of: "of as many", cost: "O(1)", size: 10_000_000) { size in
            { try Proportion.wilson(size / 3, of: size).interval.low }
        }
    }

    private static var betaQuantile: Work {
        Work(name: "beta quantile", of: "counts", cost: "O(sqrt n)", size: 100_000) { size in
            { try BetaDistribution(alpha: Double(size), beta: Double(2 * size)).quantile(0.025) }
        }
    }

    private static var quantiles: Work {
        Work(name: "quantiles", of: "values", cost: "O(n log n)", size: 10_000) { size in
            let values = normals(size)
            return { try Quantiles.median(values) }
        }
    }

    private static var shrunkenRates: Work {
        Work(name: "shrunken rates", of: "groups", cost: "O(300 n)", size: 100) { size in
            var generator = SeededGenerator(seed: 3)
            let groups = try (0..<size).map { _ in
                let count = 1 + (try generator.index(below: 50))
                return (
                    successes: try generator.binomial(trials: count, p: try generator.beta(2, 5)),
                    count: count
                )
            }
            return { try ShrunkenRates(groups).prior.alpha }
        }
    }

    private static var bootstrap: Work {
        Work(name: "bootstrap of a mean, 1,000 draws", of: "values", cost: "O(1000 n)", size: 100) {
            size in
            let values = normals(size)
            return {
                var generator = SeededGenerator(seed: 4)
                return try Bootstrap.interval(count: size, replicates: 1000, using: &generator) {
                    indices in
                    indices.reduce(0) { $0 + values[$1] } / Double(size)
                }.low
            }
        }
    }

    private static var studentT: Work {
        Work(name: "mean with Student's interval", of: "values", cost: "O(n)", size: 1000) { size in
            let values = normals(size)
            return { try Mean.studentT(values).value }
        }
    }

    private static var jointOutcome: Work {
        Work(name: "joint outcome", of: "customers", cost: "O(n)", size: 1000) { size in
            let customers = (0..<size).map { (coreGood: $0 % 3 > 0, moneyGood: $0 % 4 > 0) }
            return { try JointOutcome(customers).bothGood.value }
        }
    }

    private static var estimates: Work {
        Work(name: "estimates against bills", of: "jobs", cost: "O(n)", size: 1000) { size in
            let jobs = (0..<size).map {
                EstimateCalibration.Job(low: 80, likely: 100, high: 120, billed: Double(70 + $0 % 60))
            }
            return { try EstimateCalibration(jobs).bias }
        }
    }
}
