/// How many purchases a customer without a contract will make, and whether
/// they are still a customer: the BG/NBD model.
///
/// Buying is Poisson with rates gamma(r, α) over customers; after each
/// purchase a customer leaves with a chance beta(a, b) over customers.
///
/// Source: P. S. Fader, B. G. S. Hardie & K. L. Lee, "Counting Your
/// Customers" the Easy Way (2005).
public struct BGNBD: Hashable, Sendable {
    /// `bg/nbd 1`.
    public static let method = StatisticalMethod("bg/nbd")

    /// The shape of buying rates, above zero.
    public let r: Double
    /// Their scale, in units of time, above zero.
    public let alpha: Double
    /// The first shape of leaving, above zero.
    public let a: Double
    /// Its second shape, above zero.
    public let b: Double

    /// Takes known parameters. O(1).
    /// - Throws: `StatisticsError` where one is not positive.
    public init(r: Double, alpha: Double, a: Double, b: Double) throws(StatisticsError) {
        try Require.positive(r, "r")
        try Require.positive(alpha, "alpha")
        try Require.positive(a, "a")
        try Require.positive(b, "b")
        self.init(unchecked: r, alpha, a, b)
    }

    init(unchecked r: Double, _ alpha: Double, _ a: Double, _ b: Double) {
        self.r = r
        self.alpha = alpha
        self.a = a
        self.b = b
    }

    /// The chance that a customer is still one, 0 to 1. O(1).
    /// - Throws: `StatisticsError` where the history cannot be.
    public func probabilityAlive(_ history: BuyingHistory) throws(StatisticsError) -> Double {
        try BuyingHistory.check(history, "history")
        // Nobody leaves before a repeat purchase.
        guard history.repeats > 0 else { return 1 }
        let x = Double(history.repeats)
        let odds =
            log(a) - log(b + x - 1)
            + (r + x) * (log(alpha + history.age) - log(alpha + history.recency))
        return fraction(ofLogit: -odds)
    }
}
