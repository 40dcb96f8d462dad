import Foundation
import Statistics

extension Scaling {
    /// What the other lists leave out of the functions whose cost grows.
    static var others: [Work] { blends + forecasts + samples + people + drawn }

    private static var blends: [Work] {
        [
            Work(name: "closure, ilr and back", of: "parts", cost: "O(n)", size: 1000) { size in
                let parts = (0..<size).map { Double($0 % 13) + 1 }
                return { try LogRatio.blend(atIsometric: LogRatio.isometric(parts)).count > 0 ? 1 : 0 }
            },
            Work(name: "region outline", of: "points", cost: "O(n)", size: 100) { size in
                let emphasis = try Emphasis(counts: [30, 50, 20])
                return { try emphasis.region(points: size)[0].product }
            },
            Work(name: "displacement of any parts", of: "parts", cost: "O(n³)", size: 2) { size in
                let counts = (0..<size).map { Double($0 % 7) + 3 }
                return { try Displacement(from: counts, to: counts.reversed()).tSquared }
            },
            Work(name: "mix shift", of: "segments", cost: "O(n)", size: 1000) { size in
                let centres = try counts(size + 1).map(\.centre)
                let segments = (0..<size).map {
                    MixShift.Segment(
                        before: Double(1 + $0 % 5), after: Double(1 + $0 % 7), blendBefore: centres[$0],
                        blendAfter: centres[$0 + 1])
                }
                return { try MixShift(segments).within[0] }
            },
        ]
    }

    private static var forecasts: [Work] {
        [
            Work(name: "fit a local trend", of: "periods", cost: "O(500 n)", size: 100) { size in
                let series = normals(size)
                return { try LocalTrend.fitted(to: series, withSlope: true).levelVariance }
            },
            Work(name: "backtest of the drift", of: "periods", cost: "O(n²)", size: 50) { size in
                let series = try counts(size).map(\.centre)
                return {
                    try Backtest(.drift, on: series, horizons: [1, 6], shortest: 12).horizons[0].error
                }
            },
            Work(name: "chance of arriving", of: "draws", cost: "O(n)", size: 1000) { size in
                let model = try EmphasisFilter(noise: .discount(0.95))
                let forecast = try model.follow(counts(24)).forecast(horizon: 6)[5]
                return {
                    var generator = SeededGenerator(seed: 11)
                    return try forecast.probabilityOfArriving(
                        at: .barycentre, draws: size, using: &generator
                    ).value
                }
            },
        ]
    }

    private static var samples: [Work] {
        [
            Work(name: "mean with Student's interval", of: "values", cost: "O(n)", size: 1000) { size in
                let values = normals(size)
                return { try Mean.studentT(values).value }
            },
            Work(name: "joint outcome", of: "customers", cost: "O(n)", size: 1000) { size in
                let customers = (0..<size).map { (coreGood: $0 % 3 > 0, moneyGood: $0 % 4 > 0) }
                return { try JointOutcome(customers).bothGood.value }
            },
            Work(name: "linear fit of 8 drivers", of: "answers", cost: "O(n p²)", size: 100) { size in
                let all = normals(9 * size)
                let columns = (0..<9).map { Array(all[($0 * size)..<(($0 + 1) * size)]) }
                return { try LinearFit(drivers: Array(columns[..<8]), outcome: columns[8]).rSquared }
            },
            Work(name: "penalty and reward of 8 drivers", of: "answers", cost: "O(n p²)", size: 100) { size in
                let ratings = (0..<8).map { k in (0..<size).map { Double(($0 * (2 * k + 3)) / 7 % 5 + 1) } }
                let outcome = normals(size)
                return { try PenaltyReward(ratings: ratings, low: 1, top: 5, outcome: outcome).base }
            },
            Work(name: "Cohen's kappa", of: "cells", cost: "O(n)", size: 100) { size in
                let side = Int(Double(size).squareRoot())
                let table = (0..<side).map { i in (0..<side).map { i == $0 ? 9 : 1 } }
                return { try CohenKappa.kappa(table) }
            },
            Work(name: "adjusted count, 3 classes", of: "draws", cost: "O(n)", size: 100) { size in
                {
                    var generator = SeededGenerator(seed: 12)
                    return try AdjustedCount(
                        counted: [400, 400, 200], sample: [[80, 12, 10], [15, 78, 20], [5, 10, 70]],
                        replicates: size, using: &generator
                    ).shares[0]
                }
            },
            Work(name: "salience", of: "mentions", cost: "O(n)", size: 1000) { size in
                let positions = (0..<size).map { 1 + $0 % 5 }
                return { try Associations.salience(positions: positions, lists: size) }
            },
        ]
    }

    private static var people: [Work] {
        [
            Work(name: "gamma-gamma fit", of: "customers", cost: "O(n)", size: 300) { size in
                var generator = SeededGenerator(seed: 13)
                let spendings = try (0..<size).map { index in
                    let rate = try generator.gamma(shape: 3.745) / 15.4
                    return GammaGamma.Spending(
                        purchases: 1 + index % 5, mean: try generator.gamma(shape: 6.25) / rate)
                }
                return { try GammaGamma.fitted(to: spendings).p }
            },
            Work(name: "value of referrals", of: "friends", cost: "O(n)", size: 1000) { size in
                let friends = (0..<size).map {
                    ReferralValue.Friend(contributions: [Double($0 % 9), 5, 5], savedAcquisition: 60)
                }
                return { try ReferralValue(friends, rate: 0.01).value }
            },
            Work(name: "present value", of: "periods", cost: "O(n)", size: 1000) { size in
                let amounts = normals(size)
                return { try CustomerValue.present(amounts, rate: 0.001) }
            },
            Work(name: "time-driven cost", of: "activities", cost: "O(n)", size: 1000) { size in
                let activities = (0..<size).map {
                    TimeDrivenCost.Activity(minutes: Double($0 % 60), volume: Double($0 % 11))
                }
                return {
                    try TimeDrivenCost(cost: 5e5, practicalMinutes: 7e5, activities: activities).assigned
                }
            },
            Work(name: "estimates against bills", of: "jobs", cost: "O(n)", size: 1000) { size in
                let jobs = (0..<size).map {
                    EstimateCalibration.Job(low: 80, likely: 100, high: 120, billed: Double(70 + $0 % 60))
                }
                return { try EstimateCalibration(jobs).bias }
            },
            Work(name: "loops of referrals", of: "customers", cost: "O(n)", size: 10_000) { size in
                let referrers: [Int?] = (0..<size).map {
                    $0 % 10 == 9 ? $0 - 9 : $0 + 1 < size ? $0 + 1 : nil
                }
                return { Double(try ReferralForest.loops(in: referrers).count) }
            },
            Work(name: "packing links", of: "links", cost: "O(n)", size: 10_000) { size in
                let links = (0..<size).map {
                    (from: ($0 * 7919) % (size / 10), to: ($0 * 104_729) % (size / 10))
                }
                return { Double(try DirectedGraph(nodes: size / 10, links: links).reversed.links) }
            },
        ]
    }

    private static var drawn: [Work] {
        [
            Work(name: "Dirichlet draw", of: "parts", cost: "O(n)", size: 100) { size in
                let alpha = (0..<size).map { 0.5 + Double($0 % 5) }
                return {
                    var generator = SeededGenerator(seed: 14)
                    return try generator.dirichlet(alpha)[0]
                }
            },
            Work(name: "multinomial draw", of: "shares", cost: "O(n)", size: 100) { size in
                let shares = (0..<size).map { 1 + Double($0 % 5) }
                return {
                    var generator = SeededGenerator(seed: 15)
                    return Double(try generator.multinomial(trials: 1_000_000, shares: shares)[0])
                }
            },
            Work(name: "binomial draw", of: "trials", cost: "O(1)", size: 1_000_000) { size in
                {
                    var generator = SeededGenerator(seed: 16)
                    return Double(try generator.binomial(trials: size, p: 0.3))
                }
            },
        ]
    }
}
