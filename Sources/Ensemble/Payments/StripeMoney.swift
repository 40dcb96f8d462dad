import Localization

/// Amounts as Stripe counts them, which is not always as ISO 4217 does.
///
/// Source: https://docs.stripe.com/currencies, "zero-decimal", "three-decimal"
/// and "special cases": ISK and UGX are given with two digits, MGA with none;
/// what has three digits ends in 0.
enum StripeMoney {
    static func digits(of currency: String) -> Int {
        switch currency {
        case "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF",
            "XPF":
            0
        case "BHD", "JOD", "KWD", "OMR", "TND": 3
        default: 2
        }
    }

    /// - Returns: `nil` where Stripe can't express the amount.
    static func units(of money: Money) -> Int64? {
        let own = Currency.minorDigits(of: money.currency)
        let theirs = digits(of: money.currency)
        guard let units = scaled(money.minorUnits, by: theirs - own) else { return nil }
        return theirs == 3 && units % 10 != 0 ? nil : units
    }

    /// - Returns: `nil` for no amount, or one we can't express.
    static func money(_ units: Int64?, _ currency: String?) -> Money? {
        guard let units, let currency = currency?.uppercased() else { return nil }
        let own = Currency.minorDigits(of: currency)
        return scaled(units, by: own - digits(of: currency)).map { Money($0, currency) }
    }

    private static func scaled(_ units: Int64, by digits: Int) -> Int64? {
        let factor = (0..<abs(digits)).reduce(Int64(1)) { product, _ in product * 10 }
        guard digits < 0 else {
            let (product, isTooMuch) = units.multipliedReportingOverflow(by: factor)
            return isTooMuch ? nil : product
        }
        return units % factor == 0 ? units / factor : nil
    }
}
