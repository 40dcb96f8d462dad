import Testing

@testable import Statistics

struct JointOutcomeTests {
    /// golden.json `wilson95` 18/60: great care and financial stress.
    @Test func `great care with bad money is its own cell`() throws {
        let customers =
            Array(repeating: (coreGood: true, moneyGood: false), count: 18)
            + Array(repeating: (coreGood: true, moneyGood: true), count: 30)
            + Array(repeating: (coreGood: false, moneyGood: true), count: 12)
        let outcome = try JointOutcome(customers)
        #expect(outcome.onlyCoreGood.value == 0.3)
        #expect(outcome.onlyCoreGood.interval.low.prints("0.198982"))
        #expect(outcome.onlyCoreGood.interval.high.prints("0.425087"))
        let sum = [outcome.bothGood, outcome.onlyCoreGood, outcome.onlyMoneyGood, outcome.neitherGood]
        #expect(close(sum.reduce(0) { $0 + $1.value }, 1))
    }

    @Test func `one bad stage fails the whole way`() throws {
        let figure = try RolledYield.figure([[true, true], [true, false], [nil, true], [nil, nil]])
        #expect(figure.value == 0.75 && figure.count == 4)
    }

    @Test func `outcomes of nobody are refused by name`() {
        #expect(refusal(try JointOutcome([])) == "customers: empty")
        #expect(refusal(try JointOutcome([(true, true)], level: 2)) == "level: outOfRange")
        #expect(refusal(try RolledYield.figure([])) == "customers: empty")
        #expect(refusal(try RolledYield.figure([[true], []])) == "customers[1]: unequalLengths")
    }
}
