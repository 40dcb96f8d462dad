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

    /// Signs that some write before amounts of their own, beside those above.
    ///
    /// Source: Unicode CLDR 42, narrow.
    private static let narrow: [String: Character] = [
        "AMD": "֏", "AZN": "₼", "BDT": "৳", "CRC": "₡", "GEL": "₾", "GHS": "₵", "KHR": "៛", "KZT": "₸",
        "LAK": "₭", "MNT": "₮", "NGN": "₦", "PYG": "₲", "RUB": "₽", "THB": "฿", "TRY": "₺", "UAH": "₴",
    ]

    /// Those whose own sign is `$`, beside those above.
    private static let dollars: Set<String> = [
        "ARS", "BBD", "BMD", "BND", "BSD", "BZD", "CLP", "COP", "CUP", "DOP", "FJD", "GYD", "JMD", "KYD",
        "LRD", "NAD", "SBD", "SGD", "SRD", "TTD", "UYU", "XCD",
    ]

    /// Whether a sign means a currency, and another one: `£` where amounts are in euros.
    public static func isSign(_ sign: Character, ofAnotherThan code: String) -> Bool {
        guard sign.isCurrencySymbol, symbols[code]?.contains(sign) != true, narrow[code] != sign else {
            return false
        }
        return sign != "$" || !dollars.contains(code)
    }
}
