import Foundation
import Statistics

/// Every cost that a comment states, measured at a size, ten times and a
/// hundred times that size.
enum Scaling {
    static func run() throws -> [Row] {
        var rows: [Row] = []
        for work in try all() {
            for factor in [1, 10, 100] {
                let size = work.size * factor
                let task = try work.prepare(size)
                let time = try seconds(runs: factor == 100 ? 2 : 3, task)
                rows.append(.time("\(work.name), \(size) \(work.of) [\(work.cost)]", time))
            }
        }
        return rows
    }

    private struct Work {
        let name, of, cost: String
        let size: Int
        /// Makes the input, which is not timed, and gives back what is.
        let prepare: (Int) throws -> () throws -> Double
    }

    private static func all() throws -> [Work] {
        compositions + trajectories + intervals + words + networks + money
    }

    private static func counts(_ size: Int) throws -> [Emphasis] {
        var generator = SeededGenerator(seed: 1)
        return try (0..<size).map { _ in
            try Emphasis(counts: (0..<3).map { _ in Double(try generator.index(below: 80)) })
        }
    }

    private static func normals(_ size: Int) -> [Double] {
        var generator = SeededGenerator(seed: 2)
        return (0..<size).map { _ in generator.normal() }
    }

    private static var compositions: [Work] {
        [
            Work(name: "emphasis from counts", of: "periods", cost: "O(n)", size: 1000) { size in
                { try counts(size).reduce(0) { $0 + $1.logRatios.x } }
            },
            Work(name: "mean of blends", of: "blends", cost: "O(n)", size: 1000) { size in
                let blends = try counts(size).map(\.centre)
                return { try Composition.mean(blends).product }
            },
            Work(name: "one unit a customer", of: "customers", cost: "O(n)", size: 1000) { size in
                let rows = (0..<size).map { [Double($0 % 5), Double($0 % 3), 1] }
                return { try CustomerCounts.onePerCustomer(rows).counts[0] }
            },
        ]
    }

    private static var trajectories: [Work] {
        [
            Work(name: "follow a blend", of: "periods", cost: "O(n)", size: 100) { size in
                let periods: [Emphasis?] = try counts(size)
                let model = try EmphasisFilter(noise: .variances(level: 0.001, slope: 0.0002))
                return { try model.follow(periods).now.level.x }
            },
            Work(name: "fit a blend's drift", of: "periods", cost: "O(150 n)", size: 100) { size in
                let periods: [Emphasis?] = try counts(size)
                return { try EmphasisFilter.fitted(to: periods).damping }
            },
            Work(name: "smooth a blend", of: "periods", cost: "O(n)", size: 100) { size in
                let bearing = try EmphasisFilter(noise: .variances(level: 0.001, slope: 0.0002)).follow(
                    counts(size))
                return { try bearing.smoothed()[0].level.x }
            },
            Work(name: "combined forecast of 12", of: "periods", cost: "O(300 n)", size: 60) { size in
                let periods: [Emphasis?] = try counts(size)
                return { try CombinedForecast(periods, horizon: 12).forecasts[11].centre.product }
            },
            Work(name: "fit a damped trend", of: "periods", cost: "O(100 n)", size: 100) { size in
                let series = normals(size)
                return { try DampedTrend.fitted(to: series).level }
            },
            Work(name: "change points", of: "periods", cost: "O(n) to O(n²)", size: 200) { size in
                let series = normals(size).enumerated().map { Double(($0 / 50) % 2) * 3 + $1 }
                return { Double(try ChangePoints.find(in: series).count) }
            },
        ]
    }

    private static var intervals: [Work] {
        [
            Work(name: "Wilson", of: "of as many", cost: "O(1)", size: 10_000_000) { size in
                { try Proportion.wilson(size / 3, of: size).interval.low }
            },
            Work(name: "beta quantile", of: "counts", cost: "O(sqrt n)", size: 100_000) { size in
                { try BetaDistribution(alpha: Double(size), beta: Double(2 * size)).quantile(0.025) }
            },
            Work(name: "quantiles", of: "values", cost: "O(n log n)", size: 10_000) { size in
                let values = normals(size)
                return { try Quantiles.median(values) }
            },
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
            },
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
            },
            Work(name: "Shapley of 8 drivers", of: "answers", cost: "O(n p² + 2^p p²)", size: 100) { size in
                let all = normals(9 * size)
                let columns = (0..<9).map { Array(all[($0 * size)..<(($0 + 1) * size)]) }
                return {
                    try DriverShares.shapley(drivers: Array(columns[..<8]), outcome: columns[8]).rSquared
                }
            },
            Work(name: "relative weights of 8 drivers", of: "answers", cost: "O(n p²)", size: 100) { size in
                let all = normals(9 * size)
                let columns = (0..<9).map { Array(all[($0 * size)..<(($0 + 1) * size)]) }
                return {
                    try DriverShares.relativeWeights(drivers: Array(columns[..<8]), outcome: columns[8])
                        .rSquared
                }
            },
        ]
    }

    private static var words: [Work] {
        [
            Work(name: "log-odds", of: "words", cost: "O(n)", size: 1000) { size in
                let uses = (0..<size).map { Double(($0 * 7919) % 97) }
                return { try LogOdds.compare(uses, uses.reversed())[0].z }
            },
            Work(name: "Benjamini-Hochberg", of: "tests", cost: "O(n log n)", size: 1000) { size in
                var generator = SeededGenerator(seed: 5)
                let values = (0..<size).map { _ in generator.uniform() }
                return { try BenjaminiHochberg.adjusted(values)[0] }
            },
            Work(name: "Krippendorff's alpha, 3 coders", of: "units", cost: "O(n)", size: 1000) { size in
                let codes = (0..<3).map { coder in
                    (0..<size).map { Double(($0 * (coder + 3)) % 4) as Double? }
                }
                return { try Krippendorff.alpha(codes) }
            },
        ]
    }

    private static var networks: [Work] {
        [
            Work(name: "PageRank", of: "links", cost: "O(m)", size: 10_000) { size in
                let graph = try graph(nodes: size / 10, links: size)
                return { try graph.pageRank().max() ?? 0 }
            },
            Work(
                name: "betweenness, sampled above 5,000 nodes", of: "nodes", cost: "O(n m), O(m) sampled",
                size: 500
            ) {
                size in
                let graph = try graph(nodes: size, links: 4 * size)
                return {
                    var generator = SeededGenerator(seed: 6)
                    return try graph.betweenness(samples: 200, using: &generator).max() ?? 0
                }
            },
            Work(name: "referral forest", of: "customers", cost: "O(n)", size: 10_000) { size in
                let referrers: [Int?] = (0..<size).map { $0 % 3 == 0 ? nil : $0 / 2 }
                return { try ReferralForest(referrers: referrers).structuralVirality(of: 0) ?? 0 }
            },
            Work(name: "Bradley-Terry of 50 things", of: "choices", cost: "O(n)", size: 1000) { size in
                var generator = SeededGenerator(seed: 8)
                let wins = try (0..<size).map { _ in
                    let a = try generator.index(below: 50)
                    return BradleyTerry.Win(a, over: (a + 1 + (try generator.index(below: 49))) % 50)
                }
                return { try BradleyTerry(items: 50, wins: wins).abilities[1] }
            },
            Work(name: "BG/NBD fit", of: "customers", cost: "O(n)", size: 500) { size in
                let histories = try purchases(size)
                return { try BGNBD.fitted(to: histories).r }
            },
        ]
    }

    private static var money: [Work] {
        [
            Work(name: "largest remainder", of: "lines", cost: "O(n log n)", size: 1000) { size in
                let weights = (0..<size).map { Int64($0 * 7 % 101) }
                return { Double(try Allocation.largestRemainder(1_000_003, weights: weights)[1]) }
            },
            Work(name: "business days", of: "days", cost: "O(n)", size: 1000) { size in
                let (calendar, start) = (try BusinessCalendar(), try CivilDate(2026, 1, 1))
                return { Double(try calendar.date(size, businessDaysAfter: start).dayNumber) }
            },
            Work(name: "Erlang C", of: "agents", cost: "O(n)", size: 1000) { size in
                { try ErlangC(load: 0.98 * Double(size), agents: size).waitProbability }
            },
            Work(name: "who waits", of: "hand-overs", cost: "O(n log n)", size: 1000) { size in
                let handovers = (0..<size).map { (at: ($0 * 7919) % size, to: $0 % 4) }
                return { Double(try TimeSplit(from: 0, to: size, first: 0, handovers: handovers).elapsed) }
            },
            Work(name: "role degrees", of: "pieces of evidence", cost: "O(n)", size: 1000) { size in
                let evidence = (0..<size).map {
                    RoleDegrees.Evidence(role: $0 % 4, weight: 1, age: Double($0 % 700))
                }
                return { try RoleDegrees(prior: [2.4, 0.2, 0.1, 0.3], evidence: evidence).evidence }
            },
        ]
    }

    private static func graph(nodes: Int, links: Int) throws -> DirectedGraph {
        var generator = SeededGenerator(seed: 9)
        return try DirectedGraph(
            nodes: nodes,
            links: (0..<links).map { _ in
                (try generator.index(below: nodes), try generator.index(below: nodes))
            })
    }

    /// Customers who buy and leave as the model has it.
    private static func purchases(_ size: Int) throws -> [BuyingHistory] {
        var generator = SeededGenerator(seed: 10)
        return try (0..<size).map { _ in
            let age = 27 + 12 * generator.uniform()
            let rate = try generator.gamma(shape: 0.243) / 4.414
            let leaves = try generator.beta(0.793, 2.426)
            var (time, last, repeats) = (0.0, 0.0, 0)
            while repeats < 200 {
                time -= log(generator.uniform()) / max(rate, 1e-12)
                if time > age { break }
                (last, repeats) = (time, repeats + 1)
                if generator.uniform() < leaves { break }
            }
            return BuyingHistory(repeats: repeats, recency: last, age: age)
        }
    }
}
