/// A blend of product, service and idea: three positive shares summing to 1.
///
/// Only ratios of the parts carry meaning, so the arithmetic here is that of
/// log-ratios: distances do not depend on how the blend was scaled, and a
/// forecast cannot leave the triangle.
///
/// Source: J. Aitchison, The Statistical Analysis of Compositional Data
/// (1986).
public struct Composition: Hashable, Sendable {
    /// The share of product, above zero.
    public let product: Double
    /// The share of service, above zero.
    public let service: Double
    /// The share of idea, above zero.
    public let idea: Double

    /// A third each.
    public static let barycentre = Composition(logs: 0, 0, 0)

    /// Closes three amounts to shares. O(1).
    ///
    /// - Parameters: any unit, as long as it is the same for the three; all
    ///   above zero. Use `replacingZeros` first where some may be zero.
    /// - Throws: `StatisticsError` where an amount is not positive.
    public init(product: Double, service: Double, idea: Double) throws(StatisticsError) {
        try Require.positive(product, "product")
        try Require.positive(service, "service")
        try Require.positive(idea, "idea")
        self.init(logs: log(product), log(service), log(idea), exactly: (product, service, idea))
    }

    /// Closes three amounts in the order product, service, idea. O(1).
    /// - Throws: `StatisticsError` where there are not three, or one is not
    ///   positive.
    public init(_ parts: [Double]) throws(StatisticsError) {
        try Require.sameCount(parts.count, 3, "parts")
        try Require.positive(parts, "parts")
        try self.init(product: parts[0], service: parts[1], idea: parts[2])
    }

    /// The three shares, in the order product, service, idea.
    public var parts: [Double] { [product, service, idea] }

    /// The share of one part.
    public subscript(part: Part) -> Double {
        switch part {
        case .product: product
        case .service: service
        case .idea: idea
        }
    }

    /// Closes from logarithms. A share that would fall below the smallest
    /// normal number (1e-308) is held there, so every part stays positive.
    init(logs p: Double, _ s: Double, _ i: Double) {
        let top = max(p, max(s, i))
        self.init(exp(p - top), exp(s - top), exp(i - top))
    }

    /// Amounts close by division while their sum is in range: it keeps the
    /// last digit. Else by logarithms.
    private init(
        logs p: Double, _ s: Double, _ i: Double, exactly amounts: (Double, Double, Double)
    ) {
        let sum = amounts.0 + amounts.1 + amounts.2
        if sum.isFinite, sum > 1e-290 {
            self.init(amounts.0, amounts.1, amounts.2)
        } else {
            self.init(logs: p, s, i)
        }
    }

    private init(_ p: Double, _ s: Double, _ i: Double) {
        let sum = p + s + i
        product = max(p / sum, .leastNormalMagnitude)
        service = max(s / sum, .leastNormalMagnitude)
        idea = max(i / sum, .leastNormalMagnitude)
    }

    var logs: (product: Double, service: Double, idea: Double) { (log(product), log(service), log(idea)) }
}
