import Testing

@testable import Statistics

/// golden.json `dirichlet_jeffreys`, `lens_gap`, `displacement`, and
/// `detectable_share_from_50pct`.
struct EmphasisTests {
    struct Posterior: Sendable {
        let counts, logRatios, covariance, centre: [Double]
    }

    static let posteriors: [Posterior] = [
        Posterior(
            counts: [30, 50, 20], logRatios: [-0.04302476792287822, 0.6478535495610203],
            covariance: [0.033884986384634094, 0.008657442054317803, 0.03499446292829907],
            centre: [0.30000097307564344, 0.49998681106443005, 0.2000122158599265]),
        Posterior(
            counts: [3, 5, 2], logRatios: [-0.04406489484371873, 0.6420080616487384],
            covariance: [0.33518852791513376, 0.08400890084716368, 0.34485007154493125],
            centre: [0.3001039738321023, 0.49873031661328454, 0.20116570955461313]),
        Posterior(
            counts: [0, 4, 1], logRatios: [-2.185100373720867, 0.9562777421760927],
            covariance: [3.4871226842937353, 0.19805339846486752, 0.5917636517918448],
            centre: [0.027056471599006565, 0.77302174191681, 0.1999217864841835]),
        Posterior(
            counts: [0, 0, 0], logRatios: [0, 0], covariance: [4.934802200544681, 0, 4.934802200544679],
            centre: [1.0 / 3, 1.0 / 3, 1.0 / 3]),
    ]

    @Test(arguments: posteriors)
    func `moments of the posterior are exact`(golden: Posterior) throws {
        let emphasis = try Emphasis(counts: golden.counts)
        #expect(close([emphasis.logRatios.x, emphasis.logRatios.y], golden.logRatios, 1e-13))
        #expect(
            close(
                [emphasis.covariance.xx, emphasis.covariance.xy, emphasis.covariance.yy], golden.covariance,
                1e-13))
        #expect(close(emphasis.centre.parts, golden.centre, 1e-13))
        #expect(emphasis.count == golden.counts.reduce(0, +))
    }

    @Test func `the lens gap is the golden one`() throws {
        let gap = try LensGap(
            from: Emphasis(counts: [60, 30, 10]), to: Emphasis(counts: [20, 45, 35]))
        #expect(close(gap.tSquared, 33.262546146033664, 1e-12))
        #expect(closeRelatively(gap.p, 5.985905790110453e-08, 1e-11))
        #expect(close(gap.distance, 1.6838386392751745, 1e-12))
        #expect(close(gap.points, 39.99570586216972, 1e-12))
        #expect(close(gap.change.reduce(0, +), 0, 1e-12) && gap.change[0] < 0)
    }

    @Test func `the displacement test is the golden one, in three parts and in general`() throws {
        let (first, last) = ([180.0, 94, 26], [140.0, 106, 54])
        let gap = try LensGap(from: Emphasis(counts: first), to: Emphasis(counts: last))
        #expect(close(gap.tSquared, 15.061135763513011, 1e-12))
        #expect(closeRelatively(gap.p, 0.0005364335393513611, 1e-11))
        let general = try Displacement(from: first, to: last)
        #expect(close(general.tSquared, gap.tSquared, 1e-11) && general.degreesOfFreedom == 2)
        #expect(closeRelatively(general.p, gap.p, 1e-11) && close(general.points, gap.points, 1e-11))
    }

    @Test(arguments: [
        (30.0, 12, "0.712"), (100, 12, "0.622"), (300, 12, "0.571"), (1000, 12, "0.539"), (100, 2, "0.668"),
    ])
    func `the least turn that can be seen is the golden one`(
        count: Double, periods: Int, share: String
    ) throws {
        let blend = try Composition(product: 0.5, service: 0.3, idea: 0.2)
        let seen = try DetectableShift.least(from: blend, countEachPeriod: count, periods: periods)
        #expect(seen.product.prints(share))
    }

    @Test func `the region holds its share of an exact Dirichlet`() throws {
        var generator = SeededGenerator(seed: 3)
        let cases: [(counts: [Double], least: Double, most: Double)] = [
            ([30, 50, 20], 0.94, 0.958), ([0, 4, 1], 0.925, 0.955),
        ]
        for (counts, least, most) in cases {
            let emphasis = try Emphasis(counts: counts)
            var inside = 0
            for _ in 0..<20_000 {
                let drawn = try Composition(
                    generator.dirichlet(counts.map { $0 + 0.5 }).map { max($0, 1e-300) })
                if try emphasis.plausibility(of: drawn) >= 0.05 { inside += 1 }
            }
            #expect(Double(inside) / 20_000 > least && Double(inside) / 20_000 < most)
        }
    }

    @Test func `the outline is where plausibility is one less the level`() throws {
        let emphasis = try Emphasis(counts: [12, 30, 4])
        for point in try emphasis.region(level: 0.8, points: 17) {
            #expect(close(try emphasis.plausibility(of: point), 0.2, 1e-9))
        }
        #expect(close(try emphasis.plausibility(of: emphasis.centre), 1, 1e-9))
    }

    @Test func `a loud customer counts once`() throws {
        let (counts, customers) = try CustomerCounts.onePerCustomer([
            [1, 0, 0], [0, 40, 60], [0, 0, 0], [1, 1, 2],
        ])
        #expect(customers == 3 && close(counts, [1.25, 0.65, 1.1]))
    }

    @Test func `a blend that turned only by its customers shows no move within`() throws {
        let (a, b) = (try Composition([60, 30, 10]), try Composition([20, 60, 20]))
        let shift = try MixShift([
            .init(before: 80, after: 20, blendBefore: a, blendAfter: a),
            .init(before: 20, after: 80, blendBefore: b, blendAfter: b),
        ])
        #expect(close(shift.within, [0, 0, 0], 1e-12) && close(shift.between, [-24, 18, 6], 1e-12))
    }

    @Test func `bad counts and levels are refused by name`() throws {
        for bad in notNumbers + [-1] {
            #expect(refusal(try Emphasis(counts: [1, bad, 1])).hasPrefix("counts[1]: "))
            #expect(refusal(try Emphasis(counts: [1, 1, 1], prior: bad)).hasPrefix("prior: "))
            #expect(refusal(try Displacement(from: [1, 1, bad], to: [1, 1, 1])).hasPrefix("first[2]: "))
            #expect(refusal(try Displacement(from: [1, 1, 1], to: [1, 1, bad])).hasPrefix("second[2]: "))
            #expect(refusal(try CustomerCounts.onePerCustomer([[1], [bad]])).hasPrefix("mentions[1][0]: "))
            #expect(
                refusal(try DetectableShift.least(from: .barycentre, countEachPeriod: bad)).hasPrefix(
                    "countEachPeriod: "))
        }
        let emphasis = try Emphasis(counts: [1, 2, 3])
        for bad in notNumbers + [0, 1, -1, 2] {
            #expect(refusal(try emphasis.region(level: bad)).hasPrefix("level: "))
            #expect(
                refusal(try DetectableShift.least(from: .barycentre, countEachPeriod: 1, level: bad))
                    .hasPrefix("level: "))
        }
        #expect(refusal(try emphasis.region(points: 2)) == "points: outOfRange")
        #expect(refusal(try Emphasis(counts: [1, 2])) == "counts: unequalLengths")
        #expect(refusal(try Emphasis(counts: [0, 0, 0], prior: 1e-200)) == "prior: outOfRange")
        #expect(refusal(try Displacement(from: [], to: [])) == "first: empty")
        #expect(refusal(try Displacement(from: [1, 2], to: [1])) == "second: unequalLengths")
        #expect(refusal(try CustomerCounts.onePerCustomer([])) == "mentions: empty")
        #expect(refusal(try CustomerCounts.onePerCustomer([[1], [1, 2]])) == "mentions[1]: unequalLengths")
        #expect(
            refusal(try DetectableShift.least(from: .barycentre, countEachPeriod: 9, periods: 1))
                == "periods: outOfRange")
        #expect(refusal(try MixShift([])) == "segments: empty")
        let nobody = MixShift.Segment(before: 0, after: 1, blendBefore: .barycentre, blendAfter: .barycentre)
        #expect(refusal(try MixShift([nobody])) == "segments: empty")
    }

    @Test func `counts of a million million leave a point`() throws {
        let emphasis = try Emphasis(counts: [5e12, 3e12, 2e12])
        #expect(close(emphasis.centre.parts, [0.5, 0.3, 0.2], 1e-12))
        #expect(emphasis.covariance.determinant > 0 && emphasis.covariance.xx < 1e-11)
        #expect(try LensGap(from: emphasis, to: emphasis).p == 1)
    }
}

struct DeclaredEmphasisTests {
    @Test func `what people declared has the spread of their mean`() throws {
        let blends = try [[50.0, 30, 20], [40, 40, 20], [60, 20, 20], [50, 25, 25]].map {
            try Composition($0)
        }
        let declared = try Emphasis(declared: blends)
        #expect(
            close(declared.centre.parts, try Composition.mean(blends).parts, 1e-12) && declared.count == 4)
        let xs = blends.map(\.logRatios.x)
        let (_, squares) = Mean.moments(xs)
        #expect(close(declared.covariance.xx, squares / 12, 1e-12))
        #expect(refusal(try Emphasis(declared: Array(blends.prefix(2)))) == "blends: tooFew")
        #expect(refusal(try Emphasis(declared: [])) == "blends: empty")
        #expect(refusal(try Emphasis(declared: [blends[0], blends[0], blends[0]])) == "blends: noVariation")
    }

    @Test func `a known blend may be compared with a counted one but not with another`() throws {
        let known = Emphasis(known: try Composition([70, 20, 10]))
        let heard = try Emphasis(counts: [20, 45, 35])
        #expect(try LensGap(from: known, to: heard).p < 1e-9)
        #expect(refusal(try LensGap(from: known, to: known)) == "covariance: singular")
    }
}
