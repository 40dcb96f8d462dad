import Testing

@testable import Statistics

/// Every pair of hostile counts in the functions that take whole numbers,
/// and every pair of hostile lists in those that take series.
struct HostileCountsTests {
    private func sweep(_ calls: [(name: String, call: (Int, Int) throws -> Any)]) {
        for (name, call) in calls {
            for first in Hostile.counts {
                Hostile.sweep("\(name) after \(first)", Hostile.counts) { try call(first, $0) }
            }
        }
    }

    private func sweepLists(_ calls: [(name: String, call: ([Double], [Double]) throws -> Any)]) {
        for (name, call) in calls {
            for first in Hostile.lists {
                Hostile.sweep("\(name) after \(first)", Hostile.lists) { try call(first, $0) }
            }
        }
    }

    @Test func `counts`() {
        sweep([
            ("wilson", { try Proportion.wilson($0, of: $1) }),
            ("difference", { try Proportion.difference(from: ($0, $1), to: (1, 3)) }),
            ("manski", { try Proportion.manskiBounds($0, of: $1, asked: .max) }),
            ("nps", { try NetPromoterScore.adjustedWald(promoters: $0, passives: 1, detractors: $1) }),
            (
                "nps centre",
                { try NetPromoterScore.adjustedScore(promoters: $0, passives: $1, detractors: 1) }
            ),
            (
                "nps bounds",
                { try NetPromoterScore.manskiBounds(promoters: $0, passives: 0, detractors: 1, asked: $1) }
            ),
            ("shrunken", { try ShrunkenRates([($0, $1), (1, 3), (2, 4)]) }),
            ("keyness", { try Keyness(($0, 1), of: ($1, 5)) }),
            ("keyness two", { try Keyness((1, $0), of: (5, $1)) }),
            ("rayson", { try Keyness.twoCellLogLikelihood(($0, 1), of: ($1, 5)) }),
            ("salience", { try Associations.salience(positions: [$0], lists: $1) }),
            ("uniqueness", { try Associations.uniqueness(here: ($0, $1), there: (1, 2)) }),
            ("kappa", { try CohenKappa.kappa([[$0, 1], [1, $1]]) }),
            (
                "adjusted count",
                {
                    var g = SeededGenerator(seed: 1)
                    return try AdjustedCount(
                        counted: [$0, 3], sample: [[9, 2], [1, $1]], replicates: 100, using: &g)
                }
            ),
            ("word of mouth", { try WordOfMouth.k(customers: $0, invitations: $1, conversions: 1) }),
            ("equal parts", { try Allocation.equal(Int64($0), parts: $1) }),
            ("largest remainder", { try Allocation.largestRemainder(Int64($0), weights: [3, Int64($1)]) }),
            ("loan", { try LoanSchedule(principal: Int64($0), annualBasisPoints: 900, instalments: $1) }),
            (
                "loan rate",
                { try LoanSchedule(principal: 1000, annualBasisPoints: $0, instalments: 3, perYear: $1) }
            ),
            ("time split", { try TimeSplit(from: $0, to: $1, first: 0, handovers: [(at: 1, to: 1)]).totals }),
            ("stretches", { try TimeSplit([TimeSplit<Int>.Stretch(0, from: $0, to: $1)]).elapsed }),
            ("date", { try CivilDate($0, $1, 2).components }),
            ("day", { try CivilDate(2026, $0, $1).weekday }),
            ("day number", { try CivilDate(dayNumber: $0).description + "\($1)" }),
            (
                "business days",
                {
                    try BusinessCalendar(weekend: [6, 7]).date(
                        $0, businessDaysAfter: CivilDate(dayNumber: $1 / 9_300_000_000))
                }
            ),
            ("notice", { try NoticeRule(bands: [.init(lead: $0, within: $1)], onRequest: 1, revision: 1) }),
            ("referral", { try ReferralForest(referrers: [nil, $0, $1]).structuralVirality(of: 0) as Any }),
            ("loops", { try ReferralForest.loops(in: [$0, $1, nil]) }),
            ("graph", { try DirectedGraph(nodes: 4, links: [($0, $1)]).pageRank() }),
            (
                "betweenness",
                {
                    var g = SeededGenerator(seed: 1)
                    return try DirectedGraph(nodes: 3, links: [(0, 1)]).betweenness(
                        samples: $0 &+ ($1 & 1), using: &g)
                }
            ),
            (
                "bradley-terry",
                { try BradleyTerry(items: 3, wins: [.init($0, over: $1), .init(1, over: 2)]) }
            ),
            ("erlang", { try ErlangC(load: 0.5, agents: min($0, 100_000)).waitProbability + Double($1 & 1) }),
            (
                "buying",
                {
                    try BGNBD(r: 0.2, alpha: 4, a: 0.8, b: 2.4)
                        .expectedPurchases(BuyingHistory(repeats: $0, recency: 3, age: 9), in: Double($1 & 7))
                }
            ),
            (
                "spending",
                {
                    try GammaGamma(p: 6, q: 3, gamma: 15).expectedValue(
                        .init(purchases: $0, mean: Double($1 & 7)))
                }
            ),
            (
                "index",
                {
                    var g = SeededGenerator(seed: UInt64(truncatingIfNeeded: $1))
                    return try g.index(below: $0)
                }
            ),
            (
                "binomial",
                {
                    var g = SeededGenerator(seed: UInt64(truncatingIfNeeded: $1))
                    return try g.binomial(trials: $0, p: 0.3)
                }
            ),
            (
                "multinomial",
                {
                    var g = SeededGenerator(seed: UInt64(truncatingIfNeeded: $1))
                    return try g.multinomial(trials: $0, shares: [1, 2, 3])
                }
            ),
            (
                "bootstrap",
                {
                    var g = SeededGenerator(seed: 1)
                    return try Bootstrap.interval(count: min($0, 40), replicates: min($1, 100), using: &g) {
                        Double($0[0])
                    }
                }
            ),
        ])
    }

    @Test func `horizons, periods and outline points`() throws {
        let emphasis = try Emphasis(counts: [3, 4, 5])
        let bearing = try EmphasisFilter(noise: .discount(0.95)).follow([emphasis, emphasis])
        let level = try LocalTrend(observationVariance: 1, levelVariance: 1)
        let state = try level.follow([1, 2]).states[1]
        let blends = try [[5.0, 3, 2], [4, 4, 2], [3, 4, 3], [3, 5, 2]].map { try Composition($0) }
        sweep([
            ("region", { try emphasis.region(points: $0).count + ($1 & 1) }),
            ("bearing", { try bearing.forecast(horizon: $0).count + ($1 & 1) }),
            (
                "combined",
                {
                    try CombinedForecast([emphasis, emphasis], horizon: min($0, 99)).forecasts.count
                        + ($1 & 1)
                }
            ),
            ("level", { try level.forecast(from: state, horizon: $0).count + ($1 & 1) }),
            ("holt", { try DampedTrend.holt([1, 2]).forecast(horizon: $0).count + ($1 & 1) }),
            ("outlook", { try Outlook.drift.points(after: [.zero, .zero], horizon: $0).count + ($1 & 1) }),
            (
                "needed slope",
                {
                    try Course.neededSlope(
                        from: blends[0], to: blends[1], periods: $0, damping: $1 > 0 ? 1 : 0.9)
                }
            ),
            (
                "least shift",
                {
                    try DetectableShift.least(
                        from: blends[0], countEachPeriod: 9, periods: min($0, 999 + ($1 & 1)))
                }
            ),
            ("backtest", { try Backtest(.drift, on: blends, horizons: [$0], shortest: $1) }),
            (
                "backtest steps",
                {
                    try Backtest(.drift, on: blends, horizons: [1], shortest: 2, every: $0).horizons.count
                        + ($1 & 1)
                }
            ),
            ("changes", { try ChangePoints.find(in: [1, 2, 9, 8], shortest: $0).count + ($1 & 1) }),
        ])
    }

    @Test func `lists`() {
        sweepLists([
            ("closure", { try LogRatio.closure($0 + $1) }), ("centred", { try LogRatio.centred($0 + $1) }),
            ("isometric", { try LogRatio.isometric($0 + $1) }),
            ("blend", { try LogRatio.blend(atIsometric: $0 + $1) }),
            ("distance", { try LogRatio.distance($0, $1) }), ("composition", { try Composition($0 + $1) }),
            ("emphasis", { try Emphasis(counts: $0 + $1) }),
            ("declared", { try Emphasis(declared: [Composition($0), Composition($1), .barycentre]) }),
            ("displacement", { try Displacement(from: $0, to: $1) }),
            ("customers", { try CustomerCounts.onePerCustomer([$0, $1]) }),
            ("student", { try Mean.studentT($0 + $1) }),
            ("bayesian", { try Mean.bayesian($0 + $1, prior: 3, weight: 10) }),
            ("quantiles", { try Quantiles.of($0, at: $1) }), ("median", { try Quantiles.median($0 + $1) }),
            ("log-odds", { try LogOdds.compare($0, $1) }),
            ("benjamini-hochberg", { try BenjaminiHochberg.adjusted($0 + $1) }),
            ("alpha", { try Krippendorff.alpha([$0, $1]) }),
            ("alpha of distances", { try Krippendorff.alpha([$0, $1], scale: .interval) }),
            ("adjusted count", { try AdjustedCount.shares(counted: $0, confusion: [$1, $1, $1]) }),
            ("fit", { try LinearFit(drivers: [$0], outcome: $1) }),
            ("shapley", { try DriverShares.shapley(drivers: [$0, $1], outcome: [1, 2, 4, 3, 7, 5]) }),
            ("shapley outcome", { try DriverShares.shapley(drivers: [$0], outcome: $1) }),
            (
                "relative weights",
                { try DriverShares.relativeWeights(drivers: [$0, [1, 2, 4, 3, 7, 5]], outcome: $1) }
            ),
            ("penalty", { try PenaltyReward(ratings: [$0], low: 1, top: 5, outcome: $1) }),
            ("present", { try CustomerValue.present($0 + $1, rate: 0.1) }),
            ("by interview", { try TimeDrivenCost.byInterview(cost: 9, shares: $0, volumes: $1) }),
            ("level", { try LocalTrend(observationVariance: 1, levelVariance: 1).follow($0 + $1).states }),
            ("fitted level", { try LocalTrend.fitted(to: $0 + $1, withSlope: false) }),
            ("fitted trend", { try DampedTrend.fitted(to: $0 + $1) }),
            ("holt", { try DampedTrend.holt($0 + $1) }),
            ("changes", { try ChangePoints.find(in: $0 + $1) }),
            ("changes of rows", { try ChangePoints.find(in: [$0, $1, $0, $1]) }),
            (
                "roles",
                { try RoleDegrees(prior: $0, evidence: $1.map { .init(role: 0, weight: $0, age: 1) }) }
            ),
            (
                "spendings",
                {
                    try GammaGamma.fitted(to: ($0 + $1).map { GammaGamma.Spending(purchases: 2, mean: $0) })
                }
            ),
            (
                "histories",
                {
                    try BGNBD.fitted(
                        to: zip($0, $1).map { BuyingHistory(repeats: 2, recency: $0, age: $1) })
                }
            ),
            (
                "shrunken",
                {
                    try ShrunkenRates(
                        zip($0, $1).map { (successes: Int(exactly: $0) ?? -1, count: Int(exactly: $1) ?? -1) }
                    )
                }
            ),
            (
                "dirichlet",
                {
                    var g = SeededGenerator(seed: 1)
                    return try g.dirichlet($0 + $1)
                }
            ),
        ])
    }
}
