import Testing

@testable import Statistics

/// golden.json `lmg_stackloss`: Brownlee's stack loss data, shares as
/// relaimpo prints them.
struct DriverSharesTests {
    let drivers: [[Double]]
    let outcome: [Double]

    init() throws {
        let rows = try Fixtures.rows("stackloss")
        outcome = rows.map { $0[0] }
        drivers = (1...3).map { k in rows.map { $0[k] } }
    }

    @Test func `Shapley shares are the golden ones`() throws {
        let shares = try DriverShares.shapley(drivers: drivers, outcome: outcome)
        #expect(close(shares.rSquared, 0.9135769044606818, 1e-12))
        #expect(close(shares.shares, [0.46847838, 0.38874977, 0.05634876], 5e-9))
        #expect(!shares.isWellFounded && shares.count == 21)
    }

    @Test func `relative weights are the golden ones`() throws {
        let shares = try DriverShares.relativeWeights(drivers: drivers, outcome: outcome)
        #expect(close(shares.shares, [0.46127951, 0.39642441, 0.05587299], 5e-9))
        #expect(close(shares.rSquared, 0.9135769044606818, 1e-12))
    }

    /// statsmodels 0.15 OLS.
    @Test func `the linear fit is that of statsmodels`() throws {
        let fit = try LinearFit(drivers: drivers, outcome: outcome)
        #expect(close(fit.intercept, -39.91967442, 1e-8))
        #expect(close(fit.coefficients, [0.71564020, 1.29528612, -0.15212252], 1e-8))
        #expect(close(fit.standardErrors, [0.13485819, 0.36802427, 0.15629404], 1e-8))
        #expect(close(fit.rSquared, 0.9135769044606818, 1e-12) && fit.degreesOfFreedom == 17)
    }

    @Test func `a driver that repeats another takes half of its share`() throws {
        let alone = try DriverShares.shapley(drivers: [drivers[0]], outcome: outcome)
        let twice = try DriverShares.shapley(drivers: [drivers[0], drivers[0]], outcome: outcome)
        #expect(close(twice.shares, [alone.rSquared / 2, alone.rSquared / 2], 1e-12))
    }

    @Test func `a must-be punishes and a delight rewards`() throws {
        var generator = SeededGenerator(seed: 2)
        var ratings: [[Double]] = [[], []]
        var outcome: [Double] = []
        for _ in 0..<600 {
            let (billing, care) = (
                generator.index(belowPositive: 5) + 1, generator.index(belowPositive: 5) + 1
            )
            ratings[0].append(Double(billing))
            ratings[1].append(Double(care))
            outcome.append(
                7 - (billing == 1 ? 3 : 0) + (billing == 5 ? 0.3 : 0) + (care == 5 ? 2 : 0)
                    + generator.normal())
        }
        let contrast = try PenaltyReward(ratings: ratings, low: 1, top: 5, outcome: outcome)
        #expect(contrast.effects.map(\.kind) == [.mustBe, .delight])
        #expect(abs(contrast.effects[0].penalty + 3) < 0.5 && abs(contrast.base - 7) < 0.3)
    }

    @Test func `bootstrap intervals hold the shares and need ten for each driver`() throws {
        var generator = SeededGenerator(seed: 6)
        let x = (0..<40).map { _ in generator.normal() }
        let w = (0..<40).map { _ in generator.normal() }
        let y = zip(x, w).map { $0 + 0.2 * $1 + 0.5 * generator.normal() }
        let shares = try DriverShares.shapley(drivers: [x, w], outcome: y)
        let intervals = try DriverShares.intervals(
            drivers: [x, w], outcome: y, replicates: 300, using: &generator)
        for (share, interval) in zip(shares.shares, intervals) { #expect(interval.contains(share)) }
        #expect(
            refusal(try DriverShares.intervals(drivers: drivers, outcome: outcome, using: &generator))
                == "outcome: tooFew")
    }

    @Test func `tables that cannot be explained are refused by name`() {
        let y = [1.0, 2, 4, 3, 7]
        let x = [1.0, 2, 3, 4, 5]
        for bad in notNumbers {
            #expect(
                refusal(try DriverShares.shapley(drivers: [[1, 2, 3, 4, bad]], outcome: y))
                    == "drivers[0][4]: notFinite")
            #expect(
                refusal(try DriverShares.relativeWeights(drivers: [x], outcome: [1, 2, bad, 3, 4]))
                    == "outcome[2]: notFinite")
            #expect(
                refusal(try LinearFit(drivers: [[1, 2, 3, 4, bad]], outcome: y)) == "drivers[0][4]: notFinite"
            )
            #expect(
                refusal(try PenaltyReward(ratings: [x], low: bad, top: 5, outcome: y)) == "low: notFinite")
        }
        #expect(refusal(try DriverShares.shapley(drivers: [], outcome: y)) == "drivers: empty")
        #expect(refusal(try DriverShares.shapley(drivers: [x], outcome: [])) == "drivers[0]: unequalLengths")
        #expect(refusal(try DriverShares.shapley(drivers: [[1]], outcome: [1])) == "outcome: tooFew")
        #expect(
            refusal(try DriverShares.shapley(drivers: [[3, 3, 3, 3, 3]], outcome: y))
                == "drivers[0]: noVariation")
        #expect(
            refusal(try DriverShares.shapley(drivers: [x], outcome: [2, 2, 2, 2, 2]))
                == "outcome: noVariation")
        #expect(
            refusal(try DriverShares.shapley(drivers: Array(repeating: x, count: 13), outcome: y))
                == "drivers.count: outOfRange")
        #expect(
            refusal(try DriverShares.relativeWeights(drivers: [x, x], outcome: y)) == "drivers: singular")
        #expect(refusal(try LinearFit(drivers: [x, x], outcome: y)) == "drivers: singular")
        #expect(refusal(try LinearFit(drivers: [x], outcome: [2, 2, 2, 2, 2])) == "outcome: noVariation")
        #expect(refusal(try PenaltyReward(ratings: [x], low: 5, top: 5, outcome: y)) == "top: outOfRange")
        #expect(
            refusal(try PenaltyReward(ratings: [x], low: 0, top: 5, outcome: y)) == "ratings[0]: noVariation")
        #expect(refusal(try PenaltyReward(ratings: [], low: 0, top: 5, outcome: y)) == "ratings: empty")
    }
}
