@testable import Statistics

extension GoldenValue {
    static func composition(_ parts: Double...) throws -> Composition { try Composition(parts) }
    static func pair(_ z: Vector2) -> [Double] { [z.x, z.y] }
    static func table(_ m: SymmetricMatrix2) -> [Double] { [m.xx, m.xy, m.xy, m.yy] }

    private static let e = 2.718281828459045
    private static let coda = "composition_stats 2.0.0, scikit-bio"
    private static let x: @Sendable () throws -> Composition = { try composition(0.5, 0.3, 0.2) }
    private static let y: @Sendable () throws -> Composition = { try composition(0.2, 0.5, 0.3) }

    static var compositions: [GoldenValue] {
        [
            GoldenValue("coda", "V", source: coda) {
                // The coordinates are linear in the logarithms.
                let columns = try [[e, 1, 1], [1, e, 1], [1, 1, e]].map { try LogRatio.isometric($0) }
                return (0..<2).flatMap { row in columns.map { $0[row] } }
            },
            GoldenValue("coda", "clr_x", source: coda) { try x().centredLogRatios },
            GoldenValue("coda", "ilr_x", source: coda) { try pair(x().logRatios) },
            GoldenValue("coda", "dist", source: coda) { [try x().distance(to: y())] },
            GoldenValue("coda", "perturb", source: coda) { try x().perturbed(by: y()).parts },
            GoldenValue("coda", "power_half", source: coda) { try x().powered(by: 0.5).parts },
            GoldenValue("coda", "midpoint", source: coda) { try Composition.mean([x(), y()]).parts },
            GoldenValue("coda", "difference_y_minus_x", source: coda) {
                try y().difference(from: x()).parts
            },
            GoldenValue("coda", "rounded_zero_065", "out", source: "Martín-Fernández et al. 2003") {
                try Composition.replacingZeros([60, 40, 0], detectionLimit: 1).parts
            },
            GoldenValue("ternary_xy", "xy", source: "its formula") { try pair(x().ternaryPoint) },
            GoldenValue("lens_gap", "T2", source: "scipy") { [try lensGap().tSquared] },
            GoldenValue("lens_gap", "p", source: "scipy") { [try lensGap().p] },
            GoldenValue("lens_gap", "aitchison", source: "scikit-bio") { [try lensGap().distance] },
            GoldenValue("lens_gap", "tv", source: "its formula") { [try lensGap().points / 100] },
            GoldenValue("displacement", "T2", source: "scipy") { [try displacement().tSquared] },
            GoldenValue("displacement", "p", source: "scipy") { [try displacement().p] },
        ] + posteriors + focus + detectable
    }

    private static func lensGap() throws -> LensGap {
        try LensGap(from: Emphasis(counts: [60, 30, 10]), to: Emphasis(counts: [20, 45, 35]))
    }

    private static func displacement() throws -> Displacement {
        try Displacement(from: [180, 94, 26], to: [140, 106, 54])
    }

    private static var posteriors: [GoldenValue] {
        let counts: [[Double]] = [[30, 50, 20], [3, 5, 2], [0, 4, 1], [0, 0, 0]]
        return counts.enumerated().flatMap { index, counts in
            [
                GoldenValue("dirichlet_jeffreys", "\(index)", "ilr", source: "scipy, exact moments") {
                    try pair(Emphasis(counts: counts).logRatios)
                },
                GoldenValue("dirichlet_jeffreys", "\(index)", "cov", source: "scipy, exact moments") {
                    try table(Emphasis(counts: counts).covariance)
                },
                GoldenValue("dirichlet_jeffreys", "\(index)", "centre", source: "scipy, exact moments") {
                    try Emphasis(counts: counts).centre.parts
                },
            ]
        }
    }

    private static var focus: [GoldenValue] {
        [("[0.05, 0.9, 0.05]", [0.05, 0.9, 0.05]), ("[0.5, 0.3, 0.2]", [0.5, 0.3, 0.2])].flatMap {
            key, parts in
            [
                GoldenValue("hard_focus", key, "aitchison_norm", source: "scikit-bio") {
                    [try Composition(parts).focus]
                },
                GoldenValue("hard_focus", key, "evenness", source: "scipy") {
                    [try Composition(parts).evenness]
                },
            ]
        }
    }

    private static var detectable: [GoldenValue] {
        [
            ("n30", 30.0, 12), ("n100", 100, 12), ("n300", 300, 12), ("n1000", 1000, 12),
            ("two_months_n100", 100, 2),
        ]
        .map { key, count, periods in
            GoldenValue("detectable_share_from_50pct", key, source: "its formula") {
                [
                    try DetectableShift.least(from: x(), countEachPeriod: count, periods: periods)
                        .product
                ]
            }
        }
    }
}
