import Testing

@testable import Ensemble

@Suite struct `Paying in parts` {
    private let day = Day(number: 20_000)

    @Test func `the parts are the golden ones`() throws {
        let three = try PayTerms(count: 3).instalments(of: 10_000, from: day)
        #expect(three.map(\.amount) == [3_334, 3_333, 3_333])
        let loan = try PayTerms(count: 12, interest: 1_200).instalments(of: 100_000, from: day)
        #expect(loan.map(\.amount) == Array(repeating: 8_885, count: 11) + [8_884])
        #expect(loan[0].interest == 1_000 && loan.reduce(0) { $0 + $1.amount } == 106_619)
        let fifty = try PayTerms(amount: 5_000).instalments(of: 12_000, from: day)
        #expect(fifty.map(\.amount) == [5_000, 5_000, 2_000])
    }

    @Test func `parts sum to the debt exactly, whatever the terms, in 20,000 cases`() throws {
        var chance = SplitMix(state: 2026)
        for _ in 0..<20_000 {
            let debt = Int64.random(in: 1...1_000_000_000, using: &chance)
            let byCount = Bool.random(using: &chance)
            let amount = Int64.random(in: max(1, debt / 100)...debt, using: &chance)
            let interest =
                byCount && Bool.random(using: &chance) ? Int.random(in: 1...3_000, using: &chance) : 0
            let terms = PayTerms(
                count: byCount ? Int.random(in: 1...120, using: &chance) : nil,
                amount: byCount ? nil : amount,
                firstAfter: Int.random(in: 0...60, using: &chance),
                every: PayTerms.Interval.allCases.randomElement(using: &chance) ?? .month, interest: interest)
            let parts = try terms.instalments(of: debt, from: day)
            #expect(parts.reduce(0) { $0 + $1.amount - $1.interest } == debt, "\(debt) \(terms)")
            #expect(parts.count == terms.parts(of: debt))
            #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.due < $1.due })
            #expect(parts.first?.due == day + terms.firstAfter)
        }
    }

    @Test func `interest is earned by the day, and never more than was agreed`() throws {
        let terms = PayTerms(count: 12, firstAfter: 30, interest: 1_200)
        let interests = try terms.instalments(of: 100_000, from: day).map(\.interest)
        #expect(terms.earned(of: interests, from: day, until: day) == 0)
        let month = day.adding(months: 1)
        #expect(terms.earned(of: interests, from: day, until: month) == 1_000)
        #expect(
            terms.earned(of: interests, from: day, until: day + 15) == 1_000 * 15
                / (month.number - day.number))
        #expect(terms.earned(of: interests, from: day, until: day + 9_999) == interests.reduce(0, +))
    }

    @Test func `interest that was earned stays owed through every change of a plan, in 10,000 cases`() throws
    {
        var chance = SplitMix(state: 144)
        for _ in 0..<10_000 {
            let gross = Int64.random(in: 100...10_000_000, using: &chance)
            var (paid, interest, earned, today) = (Int64(0), Int64(0), Int64(0), day)
            var plan: PaymentPlan?
            for _ in 0..<Int.random(in: 2...6, using: &chance) {
                let terms = PayTerms(
                    count: Int.random(in: 1...36, using: &chance),
                    firstAfter: Int.random(in: 0...60, using: &chance),
                    every: PayTerms.Interval.allCases.randomElement(using: &chance) ?? .month,
                    interest: Bool.random(using: &chance) ? Int.random(in: 1...3_000, using: &chance) : 0)
                let owed = gross + interest - paid
                let rest = plan?.rest(owed: owed, on: today, in: .utc) ?? .init(debt: owed)
                if let plan {
                    // Reckoned once more from what the plan said when it was chosen.
                    let principal = plan.instalments.reduce(0) { $0 + $1.amount - $1.interest }
                    let fresh = (try? plan.terms.instalments(of: principal, from: day).map(\.interest)) ?? []
                    earned += plan.terms.earned(
                        of: fresh, from: Day(plan.chosenAt, in: .utc), until: today)
                }
                // What was paid ahead may be more than the debt and what is earned: nothing to share out.
                guard rest.debt + rest.carried > 0, rest.debt >= 0 else { break }
                let parts = try terms.instalments(of: rest.debt, carrying: rest.carried, from: today)
                interest = rest.paidInterest + parts.reduce(0) { $0 + $1.interest }
                #expect(parts.reduce(0) { $0 + $1.amount } == gross + interest - paid)
                #expect(parts.reduce(0) { $0 + $1.amount - $1.interest } == rest.debt)
                #expect(parts.allSatisfy { $0.amount >= $0.interest && $0.interest >= 0 })
                #expect(rest.carried + rest.paidInterest == earned, "\(gross) \(terms)")
                #expect(rest.debt == gross + earned - paid - rest.carried)
                plan = PaymentPlan(
                    state: .active, terms: terms, interest: interest, chosenBy: "Dana",
                    chosenAt: today.start(in: .utc), instalments: parts)
                paid += Int64.random(in: 0...(gross + interest - paid) / 2, using: &chance)
                today = today + Int.random(in: 0...400, using: &chance)
            }
        }
    }

    @Test func `monthly parts stay on the day the first had`() throws {
        let last = try #require(Day("2026-01-31"))
        let due = try PayTerms(count: 4).instalments(of: 400, from: last).map(\.due.description)
        #expect(due == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"])
    }

    @Test func `more than four parts, or any interest, is to be looked at`() {
        #expect(!PayTerms(count: 4).needsLook(for: 100))
        #expect(PayTerms(count: 5).needsLook(for: 100))
        #expect(PayTerms(count: 2, interest: 1).needsLook(for: 100))
        #expect(PayTerms(amount: 10).needsLook(for: 41) && !PayTerms(amount: 10).needsLook(for: 40))
    }

    @Test(arguments: [
        PayTerms(), PayTerms(count: 0), PayTerms(count: 121), PayTerms(count: 2, amount: 5),
        PayTerms(amount: -1), PayTerms(amount: 0), PayTerms(count: 2, firstAfter: -1),
        PayTerms(count: 2, interest: -1), PayTerms(count: 2, interest: 10_001),
        PayTerms(amount: 10, interest: 5), PayTerms(amount: 1),
    ])
    func `terms that cannot be are refused`(terms: PayTerms) {
        #expect(throws: Fault.self) { try terms.instalments(of: 100_000, from: day) }
    }
}
