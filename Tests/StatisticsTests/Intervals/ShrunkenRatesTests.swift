import Testing

@testable import Statistics

struct ShrunkenRatesTests {
    /// scipy 1.17: betabinom log-likelihood maximised over both shapes.
    @Test func `the prior is the one of greatest likelihood`() throws {
        let groups = [(3, 20), (8, 25), (1, 12), (15, 30), (4, 9), (0, 7), (22, 60), (11, 18)]
        let rates = try ShrunkenRates(groups.map { (successes: $0.0, count: $0.1) })
        #expect(closeRelatively(rates.prior.alpha, 2.9511561720297537, 1e-4))
        #expect(closeRelatively(rates.prior.beta, 6.098282320063395, 1e-4))
    }

    @Test func `small groups are drawn in further than large ones`() throws {
        let rates = try ShrunkenRates([(1, 1), (900, 1000), (2, 10), (30, 100), (45, 90), (0, 0)])
        let common = rates.prior.mean
        #expect(abs(rates.figures[0].value - common) < abs(1 - common) / 2)
        #expect(abs(rates.figures[1].value - 0.9) < 0.01)
        #expect(close(rates.figures[5].value, common, 1e-12))
        for figure in rates.figures { #expect(figure.interval.contains(figure.value)) }
    }

    @Test func `groups that differ no more than chance share one rate`() throws {
        let rates = try ShrunkenRates([(10, 20), (10, 20), (10, 20), (11, 22)])
        for figure in rates.figures { #expect(abs(figure.value - 0.5) < 1e-4) }
    }

    @Test func `groups that say nothing are refused by name`() {
        #expect(refusal(try ShrunkenRates([])) == "groups: empty")
        #expect(refusal(try ShrunkenRates([(1, 2)])) == "groups: tooFew")
        #expect(refusal(try ShrunkenRates([(0, 2), (0, 5)])) == "groups: noVariation")
        #expect(refusal(try ShrunkenRates([(2, 2), (5, 5)])) == "groups: noVariation")
        #expect(refusal(try ShrunkenRates([(0, 0), (0, 0)])) == "groups: noVariation")
        #expect(refusal(try ShrunkenRates([(1, 2), (3, 2)])) == "groups[1].successes: outOfRange")
        #expect(refusal(try ShrunkenRates([(1, 2), (-1, 2)])) == "groups[1].successes: negative")
        #expect(refusal(try ShrunkenRates([(1, 2), (1, -2)])) == "groups[1].count: outOfRange")
        #expect(refusal(try ShrunkenRates([(1, 2), (1, 3)], level: 1)) == "level: outOfRange")
    }

    @Test func `groups of a million million are shrunken too`() throws {
        let n = 1_000_000_000_000
        let rates = try ShrunkenRates([(n / 10, n), (n / 5, n), (n / 4, n)])
        #expect(abs(rates.figures[0].value - 0.1) < 1e-6 && rates.figures[0].interval.width < 1e-5)
    }
}

struct BootstrapTests {
    @Test func `the interval of a mean is near Student's`() throws {
        let values = (0..<60).map { Double(($0 * 37) % 61) }
        var generator = SeededGenerator(seed: 4)
        let drawn = try Bootstrap.interval(count: 60, using: &generator) { indices in
            indices.reduce(0) { $0 + values[$1] } / 60
        }
        let student = try Mean.studentT(values).interval
        #expect(abs(drawn.low - student.low) < 0.6 && abs(drawn.high - student.high) < 0.6)
        var same = SeededGenerator(seed: 4)
        let again = try Bootstrap.interval(count: 60, using: &same) { indices in
            indices.reduce(0) { $0 + values[$1] } / 60
        }
        #expect(again == drawn)
    }

    @Test func `a statistic that mostly has no value is refused`() {
        var g = SeededGenerator(seed: 4)
        #expect(refusal(try Bootstrap.interval(count: 3, using: &g) { _ in nil }) == "statistic: tooFew")
        #expect(refusal(try Bootstrap.interval(count: 3, using: &g) { _ in .nan }) == "statistic: tooFew")
        #expect(refusal(try Bootstrap.interval(count: 0, using: &g) { _ in 1 }) == "count: outOfRange")
        #expect(
            refusal(try Bootstrap.interval(count: 1, replicates: 9, using: &g) { _ in 1 })
                == "replicates: outOfRange")
        #expect(
            refusal(try Bootstrap.interval(count: 1, level: 0, using: &g) { _ in 1 }) == "level: outOfRange")
    }
}
