import Testing

@testable import Statistics

/// Each argument of each function that takes numbers, with every hostile
/// number in it while the others are sound.
struct HostileNumbersTests {
    typealias Call = (name: String, call: (Double) throws -> Any)
    typealias Pair = (name: String, call: (Double, Double) throws -> Any)

    private func sweep(_ calls: [Call]) {
        for (name, call) in calls { Hostile.sweep(name, Hostile.numbers, call) }
    }

    /// Every pair of hostile numbers.
    private func sweepPairs(_ calls: [Pair]) {
        for (name, call) in calls {
            for first in Hostile.numbers {
                Hostile.sweep("\(name) after \(first)", Hostile.numbers) { try call(first, $0) }
            }
        }
    }

    @Test func `special functions and distributions`() {
        sweep([
            ("logGamma", { try Special.logGamma($0) }), ("digamma", { try Special.digamma($0) }),
            ("trigamma", { try Special.trigamma($0) }), ("erf", { try Special.errorFunction($0) }),
            ("erfc", { try Special.complementaryErrorFunction($0) }),
        ])
        sweepPairs([
            ("logBeta", { try Special.logBeta($0, $1) }), ("gammaP", { try Special.gammaP($0, $1) }),
            ("gammaQ", { try Special.gammaQ($0, $1) }),
            ("inverseGammaP", { try Special.inverseGammaP($0, $1) }),
            ("incompleteBeta x a", { try Special.incompleteBeta($0, $1, 2) }),
            ("incompleteBeta a b", { try Special.incompleteBeta(0.3, $0, $1) }),
            ("inverseIncompleteBeta", { try Special.inverseIncompleteBeta(0.3, $0, $1) }),
            ("inverseIncompleteBeta p", { try Special.inverseIncompleteBeta($0, $1, 0.7) }),
            ("normal", { try NormalDistribution(mean: $0, deviation: $1).quantile(0.2) }),
            ("normal x", { try NormalDistribution(mean: 1, deviation: $0).cumulative($1) }),
            ("normal survival", { try NormalDistribution(mean: $0, deviation: 1).survival($1) }),
            ("normal quantile", { try NormalDistribution(mean: 1, deviation: $0).quantile($1) }),
            ("t", { try StudentTDistribution(degreesOfFreedom: $0).cumulative($1) }),
            ("t quantile", { try StudentTDistribution(degreesOfFreedom: $0).quantile($1) }),
            ("chi-squared", { try ChiSquaredDistribution(degreesOfFreedom: $0).cumulative($1) }),
            ("chi-squared survival", { try ChiSquaredDistribution(degreesOfFreedom: $0).survival($1) }),
            ("chi-squared quantile", { try ChiSquaredDistribution(degreesOfFreedom: $0).quantile($1) }),
            ("beta", { try BetaDistribution(alpha: $0, beta: $1).cumulative(0.3) }),
            (
                "beta moments",
                {
                    let belief = try BetaDistribution(alpha: $0, beta: $1)
                    return [belief.mean, belief.variance]
                }
            ),
            ("beta interval", { try BetaDistribution(alpha: $0, beta: 3).interval(level: $1) }),
            ("gamma", { try GammaDistribution(shape: $0, scale: $1).cumulative(2) }),
            ("gamma x", { try GammaDistribution(shape: 2, scale: $0).cumulative($1) }),
            ("gamma quantile", { try GammaDistribution(shape: $0, scale: 3).quantile($1) }),
        ])
    }

    @Test func `random draws`() {
        sweepPairs([
            (
                "normal",
                {
                    var g = SeededGenerator(seed: 1)
                    return try g.normal(mean: $0, deviation: $1)
                }
            ),
            (
                "beta",
                {
                    var g = SeededGenerator(seed: 1)
                    return try g.beta($0, $1)
                }
            ),
            (
                "dirichlet",
                {
                    var g = SeededGenerator(seed: 1)
                    return try g.dirichlet([$0, $1, 1])
                }
            ),
        ])
        sweep([
            (
                "gamma",
                {
                    var g = SeededGenerator(seed: 1)
                    return try g.gamma(shape: $0)
                }
            ),
            (
                "binomial",
                {
                    var g = SeededGenerator(seed: 1)
                    return try g.binomial(trials: 1_000_000_000_000, p: $0)
                }
            ),
            (
                "multinomial",
                {
                    var g = SeededGenerator(seed: 1)
                    return try g.multinomial(trials: 9, shares: [1, $0])
                }
            ),
        ])
    }

    @Test func `blends and bearings`() throws {
        let blend = try Composition([5, 3, 2])
        let filter = try EmphasisFilter(noise: .discount(0.95))
        let heard = try (1...6).map { try Emphasis(counts: [Double($0), 5, 3]) }
        let bearing = try filter.follow(heard)
        sweepPairs([
            ("composition", { try Composition(product: $0, service: $1, idea: 1) }),
            (
                "log-ratios",
                {
                    let blend = try Composition(logRatios: Vector2($0, $1))
                    return [blend.focus, blend.evenness, blend.centredLogRatios, blend.ternaryPoint] as [Any]
                }
            ),
            ("powered", { try Composition([$0, 1, 1]).powered(by: $1) }),
            ("distance", { try Composition([$0, 1, 1]).distance(to: Composition([$1, 1, 1])) }),
            ("replacingZeros", { try Composition.replacingZeros([$0, 40, 0], detectionLimit: $1) }),
            ("mean", { try Composition.mean([blend, blend], weights: [$0, $1]) }),
            ("pool", { try Composition.pool([(blend, $0), (.barycentre, $1)]) }),
            ("emphasis", { try Emphasis(counts: [$0, $1, 1]) }),
            ("emphasis prior", { try Emphasis(counts: [$0, 0, 1], prior: $1) }),
            (
                "lens gap",
                { try LensGap(from: Emphasis(counts: [$0, 1, 1]), to: Emphasis(counts: [1, $1, 1])) }
            ),
            ("displacement", { try Displacement(from: [$0, 1, 2, 3], to: [1, $1, 2, 3]) }),
            ("region", { try Emphasis(counts: [$0, 0, 0]).region(level: $1, points: 4) }),
            (
                "plausibility",
                { try Emphasis(counts: [$0, 0, 0]).plausibility(of: Composition([1, 1, $1])) }
            ),
            ("least shift", { try DetectableShift.least(from: blend, countEachPeriod: $0, level: $1) }),
            (
                "mix shift",
                {
                    try MixShift([
                        .init(before: $0, after: $1, blendBefore: blend, blendAfter: .barycentre),
                        .init(before: 1, after: 1, blendBefore: blend, blendAfter: blend),
                    ])
                }
            ),
            (
                "course",
                {
                    let course = try Course(
                        start: blend, now: .barycentre, target: Composition([1, 1, 8]), elapsed: $0,
                        remaining: $1)
                    return [course, course.trackErrorDegrees, course.turnDegrees, course.correction] as [Any]
                }
            ),
            ("required mix", { try RequiredMix(now: blend, target: .barycentre, base: $0, new: $1) }),
            ("one in sixty", { try OneInSixty.turn(off: $0, flown: $1, remaining: 3) }),
            ("exact turn", { try OneInSixty.exactTurn(off: $0, flown: 3, remaining: $1) }),
            ("points a period", { try blend.pointsPerPeriod(slope: Vector2($0, $1)) }),
            (
                "needed slope",
                {
                    try Course.neededSlope(from: Composition([$0, 1, 1]), to: blend, periods: 3, damping: $1)
                }
            ),
            (
                "filter",
                {
                    let model = try EmphasisFilter(damping: $0, noise: .variances(level: $1, slope: 0.001))
                    let bearing = try model.follow(heard)
                    return [try bearing.heading(), try bearing.forecast(horizon: 3), try bearing.smoothed()]
                        as [Any]
                }
            ),
            (
                "filter slope",
                {
                    let model = try EmphasisFilter(
                        noise: .variances(level: 0.001, slope: $0), initialSlopeVariance: $1)
                    return try model.follow(heard).forecast(horizon: 3)
                }
            ),
            (
                "discount",
                {
                    try EmphasisFilter(damping: $0, noise: .discount($1)).follow(heard).forecast(horizon: 3)
                }
            ),
            ("fitted filter", { try EmphasisFilter.fitted(to: [heard[0], Emphasis(counts: [$0, $1, 1])]) }),
            (
                "combined",
                { try CombinedForecast(heard + [Emphasis(counts: [$0, 1, 1])], horizon: 3, damping: $1) }
            ),
        ])
        sweep([
            ("forecast region", { try bearing.forecast(horizon: 2)[1].region(level: $0, points: 4) }),
            (
                "arriving",
                {
                    var g = SeededGenerator(seed: 1)
                    return try bearing.forecast(horizon: 1)[0].probabilityOfArriving(
                        at: blend, tolerance: $0, draws: 100, using: &g)
                }
            ),
            (
                "first arriving",
                {
                    var g = SeededGenerator(seed: 1)
                    return try bearing.forecast(horizon: 2).firstArriving(
                        at: blend, probability: $0, draws: 100, using: &g) as Any
                }
            ),
        ])
    }

    @Test func `series of one number`() throws {
        sweepPairs([
            (
                "local trend",
                {
                    let model = try LocalTrend(observationVariance: $0, levelVariance: $1)
                    return try model.follow([1, nil, 3, 2]).states
                }
            ),
            (
                "with slope",
                {
                    let model = try LocalTrend(
                        observationVariance: 1, levelVariance: 1, slopeVariance: $0, damping: $1)
                    let last = try model.follow([1, nil, 3, 2]).states[3]
                    return try model.forecast(from: last, horizon: 4)
                }
            ),
            (
                "start",
                {
                    try LocalTrend(observationVariance: $0, levelVariance: 1).follow(
                        [1, 2], initialVariance: $1
                    ).states
                }
            ),
            ("fit", { try LocalTrend.fitted(to: [1, $0, 2, $1, 4], withSlope: false) }),
            (
                "fit start",
                {
                    try LocalTrend.fitted(to: [1, $0, 2, 7, 4], withSlope: true, initialVariance: $1)
                }
            ),
            ("fit damped", { try DampedTrend.fitted(to: [1, $0, 2, $1, 4]).forecast(horizon: 3) }),
            ("holt", { try DampedTrend.holt([1, $0, 2, $1]).forecast(horizon: 3) }),
            ("holt weights", { try DampedTrend.holt([1, 3, 2], alpha: $0, trend: $1).forecast(horizon: 3) }),
            ("holt damping", { try DampedTrend.holt([$1, 3, 2], damping: $0).forecast(horizon: 3) }),
            ("changes", { try ChangePoints.find(in: [1, $0, 2, $1, 4, 4]) }),
            ("change penalty", { try ChangePoints.find(in: [1, $0, 2, 9, 4, 4], penalty: $1) }),
        ])
        for outlook in [
            Outlook.lastValue, .drift, .straightLine, .localTrend, .dampedTrend, .fixedHolt, .meanOfThree,
            .meanOfThreeFixed,
        ] {
            Hostile.sweep("\(outlook)", Hostile.numbers) {
                let past = [Vector2(1, 2), Vector2($0, 3), Vector2(2, 1), Vector2(1, $0), Vector2(3, 3)]
                return try outlook.points(after: past, horizon: 3)
            }
        }
    }

    @Test func `shares, costs and money's worth`() {
        sweepPairs([
            (
                "wilson",
                {
                    _ = $0; return try Proportion.wilson(3, of: 7, level: $1)
                }
            ),
            (
                "nps",
                {
                    _ = $0;
                    return try NetPromoterScore.adjustedWald(
                        promoters: 3, passives: 1, detractors: 0, level: $1)
                }
            ),
            ("bayesian", { try Mean.bayesian([$0, 3], prior: 2, weight: $1) }),
            ("bayesian prior", { try Mean.bayesian([], prior: $0, weight: $1) }),
            ("student", { try Mean.studentT([$0, 3, 4], level: $1) }),
            ("quantiles", { try Quantiles.of([$0, 3, 4], at: [$1]) }),
            ("interval", { try Interval(low: $0, high: $1, level: 0.9, method: Mean.method) }),
            (
                "mover",
                {
                    let one = try Interval(low: $0, high: $1, level: 0.9, method: Mean.method)
                    return try Interval.difference(from: ($0, one), to: ($1, one))
                }
            ),
            (
                "role",
                {
                    try RoleDegrees(prior: [$0, 1], evidence: [.init(role: 1, weight: $1, age: 3)])
                }
            ),
            (
                "role age",
                {
                    try RoleDegrees(
                        prior: [2, 1], evidence: [.init(role: 1, weight: 1, age: $0)], halfLife: $1)
                }
            ),
            (
                "capacity",
                {
                    try TimeDrivenCost(
                        cost: $0, practicalMinutes: $1, activities: [.init(minutes: 3, volume: 4)])
                }
            ),
            (
                "activity",
                {
                    try TimeDrivenCost(
                        cost: 1, practicalMinutes: 5, activities: [.init(minutes: $0, volume: $1)])
                }
            ),
            (
                "by interview",
                { try TimeDrivenCost.byInterview(cost: $0, shares: [$1, 1], volumes: [1, 2]) }
            ),
            ("by volume", { try TimeDrivenCost.byInterview(cost: 4, shares: [$0, 1], volumes: [$1, 2]) }),
            ("drop test", { try DropTest(sales: $0, variable: $1, traceable: 1, allocated: 1) }),
            ("drop overhead", { try DropTest(sales: 1, variable: 1, traceable: $0, allocated: $1) }),
            ("estimates", { try EstimateCalibration([.init(low: $0, likely: $1, high: 9, billed: 4)]) }),
            ("billed", { try EstimateCalibration([.init(low: 1, likely: 2, high: $0, billed: $1)]) }),
            ("contract", { try CustomerValue.contract(margin: $0, retention: $1, discount: 0.1) }),
            ("discount", { try CustomerValue.contract(margin: 5, retention: $0, discount: $1) }),
            ("present", { try CustomerValue.present([$0, 1], rate: $1) }),
            (
                "referral",
                {
                    try ReferralValue([.init(contributions: [$0, 1], savedAcquisition: $1)], rate: 0.01)
                }
            ),
            (
                "referral rate",
                {
                    try ReferralValue(
                        [.init(contributions: [5], savedAcquisition: 1, decisive: $0)], rate: $1)
                }
            ),
            (
                "load",
                {
                    _ = $1; return try ErlangC(load: $0, agents: 3)
                }
            ),
            ("wait", { try ErlangC(load: $0, agents: 3).meanWait(handling: $1) }),
            ("answered", { try ErlangC(load: 2, agents: 3).answered(within: $0, handling: $1) }),
            ("least agents", { try ErlangC.leastAgents(load: 3, answering: $0, within: $1, handling: 5) }),
            (
                "blocking",
                {
                    _ = $1; return try ErlangC.blocking(load: $0, agents: 4)
                }
            ),
            ("little", { try LittlesLaw.meanInside(arrivals: $0, meanTime: $1) }),
            ("little's gap", { try LittlesLaw.gap(meanInside: $0, arrivals: $1, meanTime: 3) }),
        ])
    }

    @Test func `buying, words and agreement`() {
        let history = BuyingHistory(repeats: 3, recency: 20, age: 30)
        sweepPairs([
            (
                "bg/nbd rates",
                {
                    let model = try BGNBD(r: $0, alpha: $1, a: 0.8, b: 2.4)
                    return [try model.probabilityAlive(history), try model.expectedPurchases(history, in: 9)]
                }
            ),
            (
                "bg/nbd leaving",
                {
                    let model = try BGNBD(r: 0.2, alpha: 4, a: $0, b: $1)
                    return [try model.probabilityAlive(history), try model.expectedPurchases(in: 9)]
                }
            ),
            ("bg/nbd likelihood", { try BGNBD(r: $0, alpha: 4, a: $1, b: 2).logLikelihood(of: [history]) }),
            (
                "history",
                {
                    let model = try BGNBD(r: 0.2, alpha: 4, a: 0.8, b: 2.4)
                    let other = BuyingHistory(repeats: 3, recency: $0, age: $1)
                    return [try model.probabilityAlive(other), try model.expectedPurchases(other, in: 9)]
                }
            ),
            (
                "time",
                {
                    _ = $0;
                    return try BGNBD(r: 0.2, alpha: 4, a: 0.8, b: 2).expectedPurchases(history, in: $1)
                }
            ),
            (
                "bg/nbd fit",
                {
                    try BGNBD.fitted(to: [history, BuyingHistory(repeats: 1, recency: $0, age: $1)])
                }
            ),
            (
                "gamma-gamma",
                { try GammaGamma(p: $0, q: $1, gamma: 15).expectedValue(.init(purchases: 2, mean: 3)) }
            ),
            ("gamma-gamma mean", { try GammaGamma(p: 6, q: $0, gamma: $1).populationMean() }),
            (
                "gamma-gamma spending",
                {
                    try GammaGamma(p: 6, q: 3, gamma: $0).expectedValue(.init(purchases: 2, mean: $1))
                }
            ),
            (
                "gamma-gamma fit",
                {
                    try GammaGamma.fitted(
                        to: [
                            .init(purchases: 1, mean: $0), .init(purchases: 5, mean: $1),
                            .init(purchases: 2, mean: 9),
                        ])
                }
            ),
            ("log-odds", { try LogOdds.compare([$0, 3], [$1, 2]) }),
            ("log-odds prior", { try LogOdds.compare([$0, 3], [2, 2], priorWeight: $1) }),
            ("benjamini-hochberg", { try BenjaminiHochberg.adjusted([$0, $1]) }),
            ("alpha", { try Krippendorff.alpha([[$0, 1, 2], [1, $1, 2]]) }),
            ("alpha interval", { try Krippendorff.alpha([[$0, 1, 2], [1, $1, 2]], scale: .interval) }),
            ("alpha ordinal", { try Krippendorff.alpha([[$0, 1, 2], [1, $1, 2]], scale: .ordinal) }),
            (
                "adjusted count",
                { try AdjustedCount.shares(counted: [$0, $1], confusion: [[0.9, 0.2], [0.1, 0.8]]) }
            ),
            (
                "confusion",
                { try AdjustedCount.shares(counted: [4, 5], confusion: [[$0, 0.2], [$1, 0.8]]) }
            ),
            (
                "bradley-terry",
                {
                    try BradleyTerry(
                        items: 2, wins: [.init(0, over: 1, times: $0), .init(1, over: 0, times: $1)])
                }
            ),
            (
                "pagerank",
                {
                    try DirectedGraph(nodes: 3, links: [(0, 1), (1, 2)]).pageRank(
                        damping: $0, tolerance: max(1e-12, $1))
                }
            ),
        ])
    }
}
