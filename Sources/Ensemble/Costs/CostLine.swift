import Localization

/// Low, likely and high: what a thing may cost, in minor units.
public struct Spread: Hashable, Sendable, Codable {
    public var low: Int64
    public var likely: Int64
    public var high: Int64

    public init(_ low: Int64, _ likely: Int64, _ high: Int64) {
        self.low = low
        self.likely = likely
        self.high = high
    }

    /// One price, for sure.
    public init(_ fixed: Int64) { self.init(fixed, fixed, fixed) }

    public var isFixed: Bool { low == high }

    subscript(_ level: Level) -> Int64 {
        switch level {
        case .low: low
        case .likely: likely
        case .high: high
        }
    }

    enum Level: CaseIterable { case low, likely, high }

    init(_ value: (Level) throws -> Int64) rethrows {
        self.init(try value(.low), try value(.likely), try value(.high))
    }

    static func + (one: Self, other: Self) -> Self {
        Spread { one[$0] + other[$0] }
    }
}

/// One line of an estimate, a quote, a change order or an invoice.
public struct CostLine: Equatable, Sendable {
    public var text: String
    /// The version of an offering that it was taken from.
    public var offering: OfferingVersion.ID?
    /// In thousandths: 1,500 is one and a half.
    public var quantity: Int64
    /// `hour`, `visit`; empty where it is just so many.
    public var unit: String
    /// Of one unit, in minor units of the document's currency, with or
    /// without tax as the document says.
    public var price: Spread
    /// In hundredths of a percent: 2,000 is 20 %.
    public var taxRate: Int
    /// Taken off the line, in hundredths of a percent.
    public var discount: Int
    /// Who does it; empty: the business itself.
    public var provider: String

    public init(
        _ text: String, offering: OfferingVersion.ID? = nil, quantity: Int64 = 1_000, unit: String = "",
        price: Spread, taxRate: Int = 0, discount: Int = 0, provider: String = ""
    ) {
        self.text = text
        self.offering = offering
        self.quantity = quantity
        self.unit = unit
        self.price = price
        self.taxRate = taxRate
        self.discount = discount
        self.provider = provider
    }

    /// The most that a document may come to, in minor units.
    static let limit: Int64 = 1_000_000_000_000

    /// What the line comes to after its discount, rounded half up twice.
    /// Never negative; at most 10¹² minor units once `check` has passed it.
    func amount(_ level: Spread.Level) -> Int64 {
        let whole = Rounding.halfUp(Int128(quantity) * Int128(price[level]), 1_000)
        return Int64(clamping: whole - Rounding.halfUp(whole * Int128(discount), 10_000))
    }

    /// - Throws: `Fault.invalid` saying what is wrong, by the line's own words.
    func check() throws(Fault) {
        let name = text.shortened(to: 60)
        guard !name.trimmed.isEmpty, text.count <= 1_000 else {
            throw .invalid("Each line needs words that say what it is for, at most 1,000 characters.")
        }
        guard quantity > 0, quantity <= 1_000_000_000 else {
            throw .invalid("“\(name)”: the quantity must lie above 0 and be at most a million.")
        }
        guard unit.count <= 40 else { throw .invalid("“\(name)”: a unit has at most 40 characters.") }
        guard provider.count <= 200 else {
            throw .invalid("“\(name)”: a provider’s name has at most 200 characters.")
        }
        guard price.low >= 0 else {
            throw .invalid("“\(name)”: a price is never below zero. Use a discount instead.")
        }
        guard price.low <= price.likely, price.likely <= price.high else {
            throw .invalid("“\(name)”: the low price must not exceed the likely one, nor that the high one.")
        }
        guard (0...10_000).contains(taxRate) else {
            throw .invalid("“\(name)”: a tax lies between 0 and 100 percent.")
        }
        guard (0...10_000).contains(discount) else {
            throw .invalid("“\(name)”: a discount lies between 0 and 100 percent.")
        }
        guard price.high <= Self.limit, amount(.high) <= Self.limit else {
            throw .invalid("“\(name)”: that is more money than Ensemble can count.")
        }
    }
}

/// Exact rounding of whole numbers.
enum Rounding {
    /// The quotient rounded to the nearest whole number, halves up.
    /// - Parameter value: not negative.
    static func halfUp(_ value: Int128, _ divisor: Int128) -> Int128 {
        (2 * value + divisor) / (2 * divisor)
    }
}
