import Testing

@testable import Statistics

/// golden.json `money`.
struct MoneyTests {
    @Test func `equal parts are the golden ones`() throws {
        #expect(try Allocation.equal(10_000, parts: 3) == [3334, 3333, 3333])
        #expect(try Allocation.equal(100_001, parts: 6) == [16_667, 16_667, 16_667, 16_667, 16_667, 16_666])
        #expect(try Allocation.equal(-7, parts: 3) == [-3, -2, -2])
        #expect(try Allocation.equal(.min, parts: 2) == [.min / 2, .min / 2])
    }

    @Test func `parts in proportion are the golden ones`() throws {
        #expect(try Allocation.largestRemainder(1001, weights: [5, 3, 2]) == [501, 300, 200])
        #expect(try Allocation.largestRemainder(-1001, weights: [5, 3, 2]) == [-501, -300, -200])
        #expect(try Allocation.largestRemainder(5, weights: [0, 1, 0]) == [0, 5, 0])
        #expect(try Allocation.largestRemainder(.max, weights: [.max, .max, .max]).reduce(0, +) == .max)
        #expect(try Allocation.largestRemainder(.min, weights: [1, 1]).reduce(0, +) == .min)
    }

    @Test func `the loan is the golden one`() throws {
        let loan = try LoanSchedule(principal: 100_000, annualBasisPoints: 1200, instalments: 12)
        #expect(loan.instalments.map(\.payment) == Array(repeating: 8885, count: 11) + [8884])
        #expect(loan.instalments[0].interest == 1000 && loan.total == 106_619)
        #expect(loan.instalments[11].balance == 0)
        #expect(loan.instalments.reduce(0) { $0 + $1.principal } == 100_000)
    }

    @Test func `loans without interest, of nothing, and of very much are paid back`() throws {
        let free = try LoanSchedule(principal: 1000, annualBasisPoints: 0, instalments: 7)
        #expect(free.total == 1000 && free.instalments[0].payment == 142)
        #expect(try LoanSchedule(principal: 0, annualBasisPoints: 900, instalments: 3).total == 0)
        let large = try LoanSchedule(
            principal: 1_000_000_000_000_000, annualBasisPoints: 100_000, instalments: 1200)
        #expect(large.instalments[1199].balance == 0 && large.total > 1_000_000_000_000_000)
    }

    @Test func `splits that cannot be are refused by name`() {
        #expect(refusal(try Allocation.equal(1, parts: 0)) == "parts: outOfRange")
        #expect(refusal(try Allocation.equal(1, parts: -1)) == "parts: outOfRange")
        #expect(refusal(try Allocation.largestRemainder(1, weights: [])) == "weights: empty")
        #expect(refusal(try Allocation.largestRemainder(1, weights: [0, 0])) == "weights: outOfRange")
        #expect(refusal(try Allocation.largestRemainder(1, weights: [2, -1])) == "weights[1]: negative")
        #expect(
            refusal(try LoanSchedule(principal: -1, annualBasisPoints: 1, instalments: 1))
                == "principal: outOfRange")
        #expect(
            refusal(try LoanSchedule(principal: .max, annualBasisPoints: 1, instalments: 1))
                == "principal: outOfRange")
        #expect(
            refusal(try LoanSchedule(principal: 1, annualBasisPoints: -1, instalments: 1))
                == "annualBasisPoints: outOfRange")
        #expect(
            refusal(try LoanSchedule(principal: 1, annualBasisPoints: 1, instalments: 0))
                == "instalments: outOfRange")
        #expect(
            refusal(try LoanSchedule(principal: 1, annualBasisPoints: 1, instalments: 1, perYear: 0))
                == "perYear: outOfRange")
    }
}
