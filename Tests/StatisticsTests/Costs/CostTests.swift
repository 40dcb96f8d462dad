import Testing

@testable import Statistics

struct CostTests {
    /// golden.json `tdabc`: Kaplan & Anderson, HBR 2004.
    @Test func `time-driven cost is the golden one`() throws {
        let cost = try TimeDrivenCost(
            cost: 560_000, practicalMinutes: 700_000,
            activities: [
                .init(minutes: 8, volume: 49_000), .init(minutes: 44, volume: 1400),
                .init(minutes: 50, volume: 2500),
            ])
        #expect(close(cost.rate, 0.8) && close(cost.unitCosts, [6.4, 35.2, 40]))
        #expect(close(cost.assigned, 462_880) && close(cost.unused, 97_120))
        let older = try TimeDrivenCost.byInterview(
            cost: 560_000, shares: [70, 10, 20], volumes: [49_000, 1400, 2500])
        #expect(close(older, [8, 40, 44.8]))
    }

    /// golden.json `drop_test`: accountingverse.com, add or drop.
    @Test func `dropping the line costs its golden contribution`() throws {
        let test = try DropTest(sales: 22_000, variable: 10_000, traceable: 10_000, allocated: 3500)
        #expect(test.reportedProfit == -1500 && test.avoidableContribution == 2000 && test.isWorthKeeping)
        #expect(7500 - test.avoidableContribution == 5500)
    }

    @Test func `estimates are judged by what was billed`() throws {
        let jobs = [
            EstimateCalibration.Job(low: 80, likely: 100, high: 120, billed: 110),
            .init(low: 80, likely: 100, high: 120, billed: 200),
            .init(low: 0, likely: 100, high: 120, billed: 50),
            .init(low: 80, likely: 100, high: 120, billed: 100),
        ]
        let calibration = try EstimateCalibration(jobs)
        #expect(calibration.inside.value == 0.75)
        #expect(close(calibration.bias, 0.02382754495108, 1e-10))
    }

    @Test func `costs that cannot be are refused by name`() {
        for bad in notNumbers + [-1] {
            #expect(
                refusal(try TimeDrivenCost(cost: bad, practicalMinutes: 1, activities: [])).hasPrefix(
                    "cost: "))
            #expect(
                refusal(
                    try TimeDrivenCost(
                        cost: 1, practicalMinutes: 1, activities: [.init(minutes: bad, volume: 1)])
                ).hasPrefix("activities[0].minutes: "))
            #expect(
                refusal(
                    try TimeDrivenCost(
                        cost: 1, practicalMinutes: 1, activities: [.init(minutes: 1, volume: bad)])
                ).hasPrefix("activities[0].volume: "))
            #expect(
                refusal(try TimeDrivenCost.byInterview(cost: 1, shares: [bad], volumes: [1])).hasPrefix(
                    "shares[0]: "))
            #expect(
                refusal(try EstimateCalibration([.init(low: bad, likely: 1, high: 2, billed: 1)])).hasPrefix(
                    "jobs[0].low: "))
        }
        for bad in notNumbers {
            #expect(
                refusal(try DropTest(sales: bad, variable: 0, traceable: 0, allocated: 0))
                    == "sales: notFinite")
            #expect(
                refusal(try DropTest(sales: 0, variable: 0, traceable: 0, allocated: 0, crossSelling: bad))
                    == "crossSelling: notFinite")
        }
        #expect(
            refusal(try TimeDrivenCost(cost: 1, practicalMinutes: 0, activities: []))
                == "practicalMinutes: outOfRange")
        #expect(
            refusal(try TimeDrivenCost.byInterview(cost: 1, shares: [0], volumes: [1]))
                == "shares: outOfRange")
        #expect(
            refusal(try TimeDrivenCost.byInterview(cost: 1, shares: [1], volumes: []))
                == "volumes: unequalLengths")
        #expect(refusal(try TimeDrivenCost.byInterview(cost: 1, shares: [], volumes: [])) == "shares: empty")
        #expect(refusal(try EstimateCalibration([])) == "jobs: empty")
        #expect(
            refusal(try EstimateCalibration([.init(low: 5, likely: 1, high: 2, billed: 1)]))
                == "jobs[0]: unsorted")
        #expect(
            refusal(try DropTest(sales: 1e308, variable: -1e308, traceable: 0, allocated: 0))
                == "sales: overflow")
    }
}
