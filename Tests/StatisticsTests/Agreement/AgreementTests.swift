import Testing

@testable import Statistics

struct AgreementTests {
    /// The example in the README of PyPI krippendorff.
    static let coders: [[Double?]] = [
        [nil, nil, nil, nil, nil, 3, 4, 1, 2, 1, 1, 3, 3, nil, 3],
        [1, nil, 2, 1, 3, 3, 4, 3, nil, nil, nil, nil, nil, nil, nil],
        [nil, nil, 2, 1, 3, 4, 4, nil, 2, 1, 1, 3, 3, nil, 4],
    ]

    /// golden.json `krippendorff`.
    @Test func `alpha is the golden one`() throws {
        #expect(close(try Krippendorff.alpha(Self.coders), 0.691358024691358, 1e-12))
        #expect(close(try Krippendorff.alpha(Self.coders, scale: .interval), 0.8108448928121059, 1e-12))
        /// PyPI krippendorff 0.9.0, level_of_measurement="ordinal".
        #expect(close(try Krippendorff.alpha(Self.coders, scale: .ordinal), 0.8067214199413153, 1e-12))
    }

    @Test func `the gate is at 0.800 and 0.667`() {
        #expect(Krippendorff.Verdict(alpha: 0.8) == .reportable)
        #expect(Krippendorff.Verdict(alpha: 0.7999) == .tentative)
        #expect(Krippendorff.Verdict(alpha: 0.667) == .tentative)
        #expect(Krippendorff.Verdict(alpha: 0.66) == .unreliable)
        #expect(Krippendorff.Verdict(alpha: .nan) == .unreliable)
    }

    @Test func `the interval of alpha holds it`() throws {
        var generator = SeededGenerator(seed: 1)
        let interval = try Krippendorff.interval(Self.coders, replicates: 300, using: &generator)
        #expect(interval.contains(0.691358) && interval.high <= 1)
    }

    /// golden.json `cohen_kappa`.
    @Test func `kappa is the golden one`() throws {
        #expect(close(try CohenKappa.kappa([[20, 5], [10, 15]]), 0.4))
        #expect(try CohenKappa.kappa([[7, 0], [0, 3]]) == 1)
    }

    /// golden.json `adjusted_count`.
    @Test func `corrected shares are the golden ones`() throws {
        let confusion = [[0.8, 0.12, 0.1], [0.15, 0.78, 0.2], [0.05, 0.1, 0.7]]
        let shares = try AdjustedCount.shares(counted: [0.4, 0.4, 0.2], confusion: confusion)
        #expect(close(shares, [0.41769042, 0.38083538, 0.2014742], 5e-9))
    }

    @Test func `a solution outside the triangle is moved to its edge`() throws {
        let shares = try AdjustedCount.shares(counted: [1, 0], confusion: [[0.9, 0.2], [0.1, 0.8]])
        #expect(shares == [1, 0])
    }

    @Test func `intervals carry both samplings`() throws {
        var generator = SeededGenerator(seed: 1)
        let sample = [[80, 12, 10], [15, 78, 20], [5, 10, 70]]
        let few = try AdjustedCount(
            counted: [40, 40, 20], sample: sample, replicates: 500, using: &generator)
        let many = try AdjustedCount(
            counted: [4000, 4000, 2000], sample: sample, replicates: 500, using: &generator)
        #expect(close(few.shares.reduce(0, +), 1, 1e-12))
        for (wide, narrow) in zip(few.intervals, many.intervals) {
            #expect(wide.width > narrow.width && narrow.width > 0.02)
        }
        for (share, interval) in zip(few.shares, few.intervals) { #expect(interval.contains(share)) }
    }

    @Test func `tables that tell nothing are refused by name`() {
        var g = SeededGenerator(seed: 1)
        #expect(refusal(try Krippendorff.alpha([])) == "coders: empty")
        #expect(refusal(try Krippendorff.alpha([[1]])) == "coders: tooFew")
        #expect(refusal(try Krippendorff.alpha([[1], [1, 2]])) == "coders[1]: unequalLengths")
        #expect(refusal(try Krippendorff.alpha([[1, nil], [nil, 2]])) == "coders: tooFew")
        #expect(refusal(try Krippendorff.alpha([[1, 1], [1, 1]])) == "coders: noVariation")
        for bad in notNumbers {
            #expect(refusal(try Krippendorff.alpha([[1, 2], [1, bad]])) == "coders[1][1]: notFinite")
            #expect(
                refusal(try AdjustedCount.shares(counted: [1, bad], confusion: [[1, 0], [0, 1]]))
                    == "amounts[1]: notFinite")
            #expect(
                refusal(try AdjustedCount.shares(counted: [1, 1], confusion: [[1, bad], [0, 1]]))
                    == "confusion[0][1]: notFinite")
        }
        #expect(refusal(try CohenKappa.kappa([])) == "table: empty")
        #expect(refusal(try CohenKappa.kappa([[1, 2], [3]])) == "table[1]: unequalLengths")
        #expect(refusal(try CohenKappa.kappa([[1, -2], [3, 4]])) == "table[0][1]: negative")
        #expect(refusal(try CohenKappa.kappa([[0, 0], [0, 0]])) == "table: empty")
        #expect(refusal(try CohenKappa.kappa([[5, 0], [0, 0]])) == "table: noVariation")
        #expect(
            refusal(try AdjustedCount.shares(counted: [1, 1], confusion: [[0.5, 0.5], [0.5, 0.5]]))
                == "confusion: singular")
        #expect(
            refusal(try AdjustedCount.shares(counted: [1, 1], confusion: [[0.5, 0.5], [0.4, 0.5]]))
                == "confusion: outOfRange")
        #expect(
            refusal(try AdjustedCount.shares(counted: [0, 0], confusion: [[1, 0], [0, 1]]))
                == "amounts: outOfRange")
        #expect(
            refusal(try AdjustedCount(counted: [1, 1], sample: [[1, 0], [0, 0]], using: &g))
                == "sample: empty")
        #expect(
            refusal(try AdjustedCount(counted: [1, -1], sample: [[1, 0], [0, 1]], using: &g))
                == "counted[1]: outOfRange")
        #expect(
            refusal(try AdjustedCount(counted: [1, 1], sample: [[1, 1], [1, 1]], using: &g))
                == "confusion: singular")
    }
}
