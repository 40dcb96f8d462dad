import Foundation
import Testing

@testable import Statistics

/// Every value of golden.json against ours, digit for digit as printed.
struct GoldenTests {
    let golden: GoldenFile

    init() throws {
        golden = try GoldenFile()
    }

    @Test(arguments: GoldenValue.all)
    func `a golden value comes out as it is printed`(value: GoldenValue) throws {
        let printed = golden.numbers(at: value.path)
        let ours = try value.ours()
        #expect(!printed.isEmpty && ours.count == printed.count)
        for (our, their) in zip(ours, printed) {
            #expect(Self.prints(our, their, value.decimals), "ours \(our), golden \(their)")
        }
    }

    @Test func `no golden value is left out, but for what is given and what is settled elsewhere`() {
        let known = Set(GoldenValue.all.map(\.path) + Self.elsewhere)
        let open = golden.leaves.filter { !known.contains($0) && !Self.isGiven($0) }
        #expect(open.isEmpty, "\(open)")
        #expect(golden.leaves.count > 200 && GoldenValue.all.count > 120)
    }

    /// `GOLDEN_TABLE=golden.md swift test --filter GoldenTests` writes the
    /// table of key, reference and ours.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["GOLDEN_TABLE"] != nil))
    func `the table is written where it is wanted`() throws {
        func cell(_ numbers: [Double]) -> String { numbers.map { "\($0)" }.joined(separator: ", ") }
        let rows = try GoldenValue.all.map { value in
            let printed = cell(golden.numbers(at: value.path))
            return "| \(value.path.joined(separator: " › ")) | \(printed) | \(cell(try value.ours())) |"
        }
        let table = (["| key | reference | ours |", "| --- | --- | --- |"] + rows).joined(separator: "\n")
        let place = ProcessInfo.processInfo.environment["GOLDEN_TABLE"] ?? ""
        try table.write(toFile: place, atomically: true, encoding: .utf8)
    }

    /// Numbers printed with all digits of a Double have noise in the last
    /// ones: there ten must agree. Below 1e-14, zero was meant.
    static func prints(_ ours: Double, _ golden: Double, _ decimals: Int?) -> Bool {
        let digits = "\(golden)"
        if digits.count > 14, decimals == nil {
            return closeRelatively(ours, golden, 1e-10) || max(abs(ours), abs(golden)) < 1e-14
        }
        let own = digits.split(separator: ".").last.map { $0 == "0" ? 0 : $0.count } ?? 0
        let unit = (0..<(decimals ?? own)).reduce(1.0) { unit, _ in unit / 10 }
        return abs(ours - golden) <= unit * (0.5 + 1e-6)
    }

    /// `kalman_nile.mle` and the rows of the backtest that belong to
    /// statsmodels' optimiser: see LocalTrendTests and BacktestTests.
    static let elsewhere: [[String]] = [
        ["kalman_nile", "mle"],
        [GoldenValue.backtest, GoldenValue.macro, "llt"], [GoldenValue.backtest, GoldenValue.jobs, "llt"],
        [GoldenValue.backtest, GoldenValue.iowa, "llt"],
        [GoldenValue.backtest, GoldenValue.macro, "damped"],
    ]

    /// What the values are computed from.
    static func isGiven(_ path: [String]) -> Bool {
        let inputs: [String: Set<String>] = [
            "coda": ["x", "y", "in", "dl"], "dirichlet_jeffreys": ["counts"], "lens_gap": ["a", "b"],
            "ternary_xy": ["x"], "displacement": ["first3", "last3"],
            "course": ["start", "now", "target", "elapsed", "remaining", "base", "new"],
            "kalman_nile": ["params", "llt_params"],
            "composition_kalman": ["counts", "phi", "q_level", "q_slope", "target"], "keyness": ["table"],
            "log_odds_dirichlet": ["y1", "y2", "alpha0"],
            "tdabc": ["cost", "practical_minutes", "minutes", "volumes"],
            "drop_test": ["sales", "variable", "traceable", "allocated", "net_with"],
            "bgnbd_cdnow": ["x", "tx", "T", "t"], "gamma_gamma_cdnow": ["x", "m"],
            "bradley_terry_stigler": ["cited_by"], "adjusted_count": ["confusion_cols_true", "cc"],
            "pagerank_referrals": ["alpha"],
            "gfe_deadlines": ["scheduled", "service", "requested", "revised_for_service"],
            "role_degrees": [
                "half_life_days", "events", "recipient", "connecter", "cocreator", "coproducer",
            ],
            "who_waits": ["segments"], "bayesian_average": ["C", "m", "ratings"],
            "manski_nps": ["promoters", "passives", "detractors", "asked"],
        ]
        guard let last = path.last, path.count > 1 else { return false }
        if path[0] == "role_degrees", path[1] == "mean" { return false }
        return inputs[path[0]]?.contains(last) ?? false
    }
}
