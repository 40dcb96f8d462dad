import Localization

/// Numbers as people type them, read exactly into whole units: never through
/// a fraction of the machine's.
enum Decimals {
    /// Reads `1,234.50`, `1.234,50`, `1 234,5` or `180`.
    ///
    /// The last point or comma is the decimal sign, unless it groups: where
    /// it stands several times, or exactly three digits follow that could
    /// not be decimals.
    /// - Parameter digits: after the decimal sign, 0 to 6.
    /// - Returns: the number times 10 to the power of `digits`; `nil` for
    ///   what is no number, is too long or has more decimals.
    static func read(_ text: String, digits: Int) -> Int64? {
        let plain = text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "'" && $0 != "’" }
        var body = String(String.UnicodeScalarView(plain))
        let isNegative = body.hasPrefix("-") || body.hasPrefix("−")
        if isNegative || body.hasPrefix("+") { body.removeFirst() }
        guard let (whole, decimals) = split(body, digits: digits), whole.utf8.count + digits <= 18,
            let value = Int64(whole + decimals + String(repeating: "0", count: digits - decimals.utf8.count))
        else { return nil }
        return isNegative ? -value : value
    }

    private static func split(_ body: String, digits: Int) -> (whole: String, decimals: String)? {
        let isSign: (Character) -> Bool = { $0 == "." || $0 == "," }
        let whole = body.filter { !isSign($0) }
        guard !whole.isEmpty, whole.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        guard let place = body.lastIndex(where: isSign) else { return (whole, "") }
        let decimals = String(body[body.index(after: place)...])
        let before = body[..<place]
        let isMixed = before.contains { isSign($0) && $0 != body[place] }
        let groups = before.contains(body[place]) || (decimals.utf8.count == 3 && digits < 3)
        if groups && !isMixed { return (whole, "") }
        guard decimals.utf8.count <= digits else { return nil }
        return (String(whole.dropLast(decimals.count)), decimals)
    }

    /// The number with a point, without grouping or needless zeros: `1.5`.
    /// - Parameter least: how many decimals stand at least.
    static func plain(_ value: Int64, digits: Int, least: Int = 0) -> String {
        guard digits > 0 else { return String(value) }
        var text = String(value.magnitude)
        text = String(repeating: "0", count: max(0, digits + 1 - text.utf8.count)) + text
        var decimals = String(text.suffix(digits))
        while decimals.utf8.count > least, decimals.last == "0" { decimals.removeLast() }
        let sign = value < 0 ? "-" : ""
        let whole = sign + text.dropLast(digits)
        return decimals.isEmpty ? whole : whole + "." + decimals
    }
}
