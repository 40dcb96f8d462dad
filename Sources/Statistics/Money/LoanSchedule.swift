/// Paying back with interest in equal instalments, in whole minor units.
///
/// Interest is rounded half up each period; the last instalment absorbs what
/// rounding left, so principal parts sum to the debt exactly.
public struct LoanSchedule: Hashable, Sendable {
    /// `annuity 1`.
    public static let method = StatisticalMethod("annuity")

    /// One instalment, all in minor units.
    public struct Instalment: Hashable, Sendable {
        /// What is paid.
        public let payment: Int64
        /// The interest in it.
        public let interest: Int64
        /// What is owed afterwards.
        public let balance: Int64

        /// What it takes off the debt.
        public var principal: Int64 { payment - interest }
    }

    /// In order of time.
    public let instalments: [Instalment]

    /// All that is paid.
    public var total: Int64 { instalments.reduce(0) { $0 + $1.payment } }

    /// Draws up a schedule. O(instalments).
    ///
    /// - Parameters:
    ///   - principal: minor units, 0 to 10¹⁵.
    ///   - annualBasisPoints: the rate a year in hundredths of a percent, 0
    ///     to 100,000; 1200 is 12 %.
    ///   - instalments: 1 to 1,200.
    ///   - perYear: instalments a year, 1 to 366.
    /// - Throws: `StatisticsError` outside these limits.
    public init(
        principal: Int64, annualBasisPoints: Int, instalments count: Int, perYear: Int = 12
    ) throws(StatisticsError) {
        guard principal >= 0, principal <= 1_000_000_000_000_000 else {
            throw StatisticsError(.outOfRange, "principal", "must lie between 0 and 10^15 minor units")
        }
        try Require.within(annualBasisPoints, 0...100_000, "annualBasisPoints")
        try Require.within(count, 1...1200, "instalments")
        try Require.within(perYear, 1...366, "perYear")
        let payment = Self.payment(principal, annualBasisPoints, count, perYear)
        let divisor = Int128(10_000 * perYear)
        var balance = principal
        var rows: [Instalment] = []
        for number in 1...count {
            let interest = Int64((2 * Int128(balance) * Int128(annualBasisPoints) + divisor) / (2 * divisor))
            let owed = balance + interest
            let paid = number == count ? owed : min(owed, max(payment, interest))
            balance = owed - paid
            rows.append(Instalment(payment: paid, interest: interest, balance: balance))
        }
        instalments = rows
    }

    /// The annuity rounded to the nearest unit; any rounding serves, since
    /// the last instalment absorbs it.
    private static func payment(_ principal: Int64, _ points: Int, _ count: Int, _ perYear: Int) -> Int64 {
        guard points > 0 else { return principal / Int64(count) }
        let rate = Double(points) / Double(10_000 * perYear)
        let exact = Double(principal) * rate / -expm1(-Double(count) * log1p(rate))
        return Int64(exact.rounded())
    }
}
