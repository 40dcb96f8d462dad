/// What is known of currencies beside their code.
public enum Currency {
    /// How many digits of an amount stand after the decimal sign: 2 for
    /// EUR, 0 for JPY, 3 for KWD.
    ///
    /// Source: ISO 4217:2015, list one; 2 for codes it does not have.
    /// - Parameter code: upper case.
    public static func minorDigits(of code: String) -> Int {
        switch code {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
            "VUV", "XAF", "XOF", "XPF":
            0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        case "CLF", "UYW": 4
        default: 2
        }
    }

    /// Signs that mean one currency wherever they are read. Others are
    /// written with their code.
    ///
    /// Source: Unicode CLDR 42, root.
    static let symbols = [
        "AUD": "A$", "BRL": "R$", "CAD": "CA$", "CNY": "CN¥", "EUR": "€", "GBP": "£", "HKD": "HK$",
        "ILS": "₪", "INR": "₹", "JPY": "JP¥", "KRW": "₩", "MXN": "MX$", "NZD": "NZ$", "PHP": "₱",
        "TWD": "NT$", "USD": "US$", "VND": "₫",
    ]

    /// Whether a sign means a currency, and another one: `£` where amounts are in euros. `$` is many a
    /// currency's own.
    public static func isSign(_ sign: Character, ofAnotherThan code: String) -> Bool {
        if let own = symbols[code], own.contains(sign) { return false }
        guard symbols.values.contains(where: { $0.contains(sign) }) else { return false }
        return sign != "$" || symbols[code] != nil
    }
}
