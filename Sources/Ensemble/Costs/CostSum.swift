import Localization
import Statistics

/// What lines come to: each line's share of discount and tax, the taxes by
/// rate, and the sums. All amounts in minor units.
///
/// Whatever is rounded is rounded once, for the whole document or the whole
/// rate, and then shared out among the lines by the largest remainder: the
/// lines always add up to the sums, and net and tax to gross.
public struct CostSum: Equatable, Sendable {
    /// One line's part.
    public struct Share: Equatable, Sendable {
        public var net: Int64
        public var tax: Int64
        public var gross: Int64 { net + tax }
    }

    /// The lines of one rate together.
    public struct Tax: Equatable, Sendable {
        /// In hundredths of a percent.
        public let rate: Int
        public let net: Int64
        public let tax: Int64
    }

    /// One for each line, in order.
    public let shares: [Share]
    /// One for each rate, lowest rate first.
    public let taxes: [Tax]
    public let net: Int64
    public let tax: Int64
    /// What was taken off the whole, as priced: with tax where prices include it.
    public let discount: Int64
    public var gross: Int64 { net + tax }

    /// Adds lines up.
    ///
    /// - Parameters:
    ///   - amounts: of each line after its own discount, none negative.
    ///   - rates: of each line, in hundredths of a percent, 0 to 10,000.
    ///   - discount: taken off the whole, at most what there is.
    ///   - taxIncluded: whether the amounts hold the tax already.
    init(amounts: [Int64], rates: [Int], discount: Int64, taxIncluded: Bool) {
        let total = amounts.reduce(0, +)
        let off = min(max(discount, 0), total)
        let reductions = Self.split(off, amounts)
        let bases = zip(amounts, reductions).map { $0 - $1 }
        var shares = bases.map { Share(net: $0, tax: 0) }
        var taxes: [Tax] = []
        for rate in Set(rates).sorted() {
            let places = rates.indices.filter { rates[$0] == rate }
            let base = places.reduce(0) { $0 + bases[$1] }
            let tax = Self.tax(on: base, at: rate, included: taxIncluded)
            for (place, part) in zip(places, Self.split(tax, places.map { bases[$0] })) {
                shares[place].tax = part
                if taxIncluded { shares[place].net -= part }
            }
            taxes.append(Tax(rate: rate, net: taxIncluded ? base - tax : base, tax: tax))
        }
        self.shares = shares
        self.taxes = taxes
        self.discount = off
        net = taxes.reduce(0) { $0 + $1.net }
        tax = taxes.reduce(0) { $0 + $1.tax }
    }

    private static func tax(on base: Int64, at rate: Int, included: Bool) -> Int64 {
        let divisor = included ? 10_000 + Int128(rate) : 10_000
        return Int64(clamping: Rounding.halfUp(Int128(base) * Int128(rate), divisor))
    }

    /// A sum in proportion to weights; nothing for all where there is nothing to weigh.
    private static func split(_ total: Int64, _ weights: [Int64]) -> [Int64] {
        (try? Allocation.largestRemainder(total, weights: weights)) ?? weights.map { _ in 0 }
    }
}

/// The sums of lines at low, likely and high.
public struct CostSums: Equatable, Sendable {
    public let low: CostSum
    public let likely: CostSum
    public let high: CostSum

    init(_ lines: [CostLine], discount: Int64, taxIncluded: Bool) {
        func sum(_ level: Spread.Level) -> CostSum {
            CostSum(
                amounts: lines.map { $0.amount(level) }, rates: lines.map(\.taxRate), discount: discount,
                taxIncluded: taxIncluded)
        }
        let likely = sum(.likely)
        let isFixed = lines.allSatisfy(\.price.isFixed)
        self.likely = likely
        low = isFixed ? likely : sum(.low)
        high = isFixed ? likely : sum(.high)
    }

    /// What is to be paid, tax and all.
    public var gross: Spread { Spread(low.gross, likely.gross, high.gross) }
}
