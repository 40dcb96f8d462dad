@testable import Statistics

extension GoldenValue {
    static func ends(_ interval: Interval) -> [Double] { [interval.low, interval.high] }

    static var shares: [GoldenValue] {
        wilson + promoters + [
            GoldenValue("manski_nps", "nps", source: "its formula") {
                [try NetPromoterScore.adjustedWald(promoters: 60, passives: 20, detractors: 20).value]
            },
            GoldenValue("manski_nps", "bounds", source: "its formula") {
                ends(
                    try NetPromoterScore.manskiBounds(promoters: 60, passives: 20, detractors: 20, asked: 400)
                )
            },
            GoldenValue("bayesian_average", "value", source: "its formula") {
                [try Mean.bayesian([5, 5], prior: 3.5, weight: 10)]
            },
        ]
    }

    private static var wilson: [GoldenValue] {
        [
            (81, 263), (15, 148), (0, 20), (1, 29), (1, 1), (2, 2), (10, 10), (100, 110), (600, 1000),
            (18, 60),
        ].map { k, n in
            GoldenValue("wilson95", "\(k)/\(n)", source: "statsmodels; Newcombe 1998") {
                ends(try Proportion.wilson(k, of: n).interval)
            }
        }
    }

    private static var promoters: [GoldenValue] {
        [(19, 10, 7), (6, 2, 2), (3, 0, 0), (60, 20, 20), (0, 5, 5)].flatMap { up, none, down in
            let (key, source) = ("(\(up), \(none), \(down))", "Rocks 2016")
            let figure: @Sendable () throws -> Figure = {
                try NetPromoterScore.adjustedWald(promoters: up, passives: none, detractors: down)
            }
            return [
                GoldenValue("nps_adjwald", key, "nps", source: source) { [try figure().value] },
                GoldenValue("nps_adjwald", key, "centre", source: source) {
                    [try NetPromoterScore.adjustedScore(promoters: up, passives: none, detractors: down)]
                },
                GoldenValue("nps_adjwald", key, "lo", source: source) { [try figure().interval.low] },
                GoldenValue("nps_adjwald", key, "hi", source: source) { [try figure().interval.high] },
            ]
        }
    }

    static var words: [GoldenValue] {
        let confusion = [[0.8, 0.12, 0.1], [0.15, 0.78, 0.2], [0.05, 0.1, 0.7]]
        return [
            GoldenValue("keyness", "G2_dunning_4cell", source: "Dunning 1993") {
                [try Keyness((700, 200), of: (1000, 1000)).logLikelihood]
            },
            GoldenValue("keyness", "p", source: "browndw.github.io/textstat_docs") {
                [try Keyness((700, 200), of: (1000, 1000)).p]
            },
            GoldenValue("keyness", "G2_rayson_2cell", source: "Rayson & Garside 2000") {
                [try Keyness.twoCellLogLikelihood((700, 200), of: (1000, 1000))]
            },
            GoldenValue("log_odds_dirichlet", "delta", source: "PyPI fightin-words") {
                try logOdds().map(\.delta)
            },
            GoldenValue("log_odds_dirichlet", "z", source: "PyPI fightin-words") { try logOdds().map(\.z) },
            GoldenValue("krippendorff", "nominal", source: "PyPI krippendorff") {
                [try Krippendorff.alpha(AgreementTests.coders)]
            },
            GoldenValue("krippendorff", "interval", source: "PyPI krippendorff") {
                [try Krippendorff.alpha(AgreementTests.coders, scale: .interval)]
            },
            GoldenValue("cohen_kappa", "[[20,5],[10,15]]", source: "scikit-learn") {
                [try CohenKappa.kappa([[20, 5], [10, 15]])]
            },
            GoldenValue("adjusted_count", "acc", source: "quapy, mlquantify") {
                try AdjustedCount.shares(counted: [0.4, 0.4, 0.2], confusion: confusion)
            },
        ] + drivers
    }

    private static func logOdds() throws -> [LogOdds] {
        try LogOdds.compare([12, 5, 0, 3, 180], [3, 10, 6, 1, 380], priorWeight: 10)
    }

    private static var drivers: [GoldenValue] {
        let rows: @Sendable () throws -> (drivers: [[Double]], outcome: [Double]) = {
            let rows = try Fixtures.rows("stackloss")
            return ((1...3).map { k in rows.map { $0[k] } }, rows.map { $0[0] })
        }
        return [
            GoldenValue("lmg_stackloss", "R2", source: "statsmodels") {
                [try DriverShares.shapley(drivers: rows().drivers, outcome: rows().outcome).rSquared]
            },
            GoldenValue("lmg_stackloss", "lmg", source: "R relaimpo") {
                try DriverShares.shapley(drivers: rows().drivers, outcome: rows().outcome).shares
            },
            GoldenValue("lmg_stackloss", "johnson_rw", source: "Johnson 2000") {
                try DriverShares.relativeWeights(drivers: rows().drivers, outcome: rows().outcome).shares
            },
        ]
    }
}
