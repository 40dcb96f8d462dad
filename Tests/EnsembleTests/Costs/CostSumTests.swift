import Testing

@testable import Ensemble

/// Lines, discount and tax, in random cases: whatever is rounded, nothing is lost.
@Suite struct `What lines come to` {
    private func line(_ chance: inout some RandomNumberGenerator, rates: [Int]) -> CostLine {
        let top: Int64 = [10, 1_000, 100_000, 100_000_000].randomElement(using: &chance) ?? 10
        let prices = (0..<3).map { _ in Int64.random(in: 0...top, using: &chance) }.sorted()
        return CostLine(
            "x", quantity: Int64.random(in: 1...20_000, using: &chance),
            price: Spread(prices[0], prices[1], prices[2]), taxRate: rates.randomElement(using: &chance) ?? 0,
            discount: Bool.random(using: &chance) ? 0 : Int.random(in: 0...10_000, using: &chance))
    }

    @Test func `lines always add up to the sums, net and tax to gross, in 20,000 cases`() {
        var chance = SplitMix(state: 2026)
        for _ in 0..<20_000 {
            let rates = (0...Int.random(in: 0...3, using: &chance)).map { _ in
                Int.random(in: 0...10_000, using: &chance)
            }
            let lines = (0...Int.random(in: 0...12, using: &chance)).map { _ in line(&chance, rates: rates) }
            let least = lines.reduce(0) { $0 + $1.amount(.low) }
            let discount = Bool.random(using: &chance) ? 0 : Int64.random(in: 0...least, using: &chance)
            let isIncluded = Bool.random(using: &chance)
            let sums = CostSums(lines, discount: discount, taxIncluded: isIncluded)
            for (level, sum) in zip(Spread.Level.allCases, [sums.low, sums.likely, sums.high]) {
                let priced = lines.reduce(0) { $0 + $1.amount(level) } - discount
                #expect(sum.shares.reduce(0) { $0 + $1.net } == sum.net)
                #expect(sum.shares.reduce(0) { $0 + $1.tax } == sum.tax)
                #expect(sum.shares.reduce(0) { $0 + $1.gross } == sum.gross)
                #expect(sum.taxes.reduce(0) { $0 + $1.tax } == sum.tax)
                #expect((isIncluded ? sum.gross : sum.net) == priced)
                #expect(sum.shares.allSatisfy { $0.net >= 0 && $0.tax >= 0 })
            }
        }
    }

    @Test func `each line bears its tax to within a unit and a half, in 10,000 cases`() {
        var chance = SplitMix(state: 2026)
        for _ in 0..<10_000 {
            let lines = (0...8).map { _ in line(&chance, rates: [0, 700, 1_900]) }
            let sum = CostSums(lines, discount: 0, taxIncluded: false).likely
            for (line, share) in zip(lines, sum.shares) {
                let exact = Double(share.net) * Double(line.taxRate) / 10_000
                // Half a unit of the rate's sum, and one of the share.
                #expect(abs(Double(share.tax) - exact) < 1.501, "\(share) at \(line.taxRate)")
            }
        }
    }

    @Test func `low is never above likely, nor likely above high, in 10,000 cases`() {
        var chance = SplitMix(state: 2026)
        for _ in 0..<10_000 {
            let rate = Int.random(in: 0...2_500, using: &chance)
            let lines = (0...5).map { _ in line(&chance, rates: [rate]) }
            let gross = CostSums(lines, discount: 0, taxIncluded: Bool.random(using: &chance)).gross
            #expect(gross.low <= gross.likely && gross.likely <= gross.high)
        }
    }

    @Test func `a receipt adds up as one does on paper`() {
        let lines = [
            CostLine("Crown", price: Spread(80_000), taxRate: 700),
            CostLine("Hours", quantity: 1_500, price: Spread(9_000), taxRate: 1_900, discount: 1_000),
        ]
        let sum = CostSums(lines, discount: 1_000, taxIncluded: false).likely
        // 800.00 + 121.50 − 10.00; the ten are shared 8.68 to 1.32.
        #expect(sum.net == 91_150 && sum.shares.map(\.net) == [79_132, 12_018])
        #expect(sum.taxes.map(\.tax) == [5_539, 2_283] && sum.gross == 98_972)
        let included = CostSums(lines, discount: 0, taxIncluded: true).likely
        #expect(included.gross == 92_150 && included.taxes.map(\.tax) == [5_234, 1_940])
    }

    @Test(arguments: [
        CostLine("", price: Spread(1)), CostLine("x", quantity: 0, price: Spread(1)),
        CostLine("x", quantity: -1_000, price: Spread(1)), CostLine("x", quantity: .max, price: Spread(1)),
        CostLine("x", price: Spread(-1)), CostLine("x", price: Spread(3, 2, 1)),
        CostLine("x", price: Spread(.max)), CostLine("x", price: Spread(1), taxRate: 10_001),
        CostLine("x", price: Spread(1), taxRate: -1), CostLine("x", price: Spread(1), discount: 10_001),
        CostLine("x", quantity: 1_000_000_000, price: Spread(1_000_000_000_000)),
        CostLine(String(repeating: "x", count: 1_001), price: Spread(1)),
    ])
    func `what is absurd is refused with a sentence`(line: CostLine) {
        #expect(throws: Fault.self) { try line.check() }
    }
}
