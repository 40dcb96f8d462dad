internal import Foundation

extension Reader {
    /// `1,234,567`.
    public func number(_ value: Int) -> String {
        let digits = grouped(String(value.magnitude))
        return value < 0 ? language.formats.minus + digits : digits
    }

    /// `1,234.50`; the last digit rounded half away from zero.
    /// - Parameter digits: after the decimal sign, 0 to 12.
    public func number(_ value: Double, digits: Int) -> String {
        guard value.isFinite else { return value.isNaN ? "–" : (value < 0 ? "-∞" : "∞") }
        let text = Self.plain(value.magnitude, digits: max(0, min(digits, 12)))
        let isZero = text.utf8.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
        return (value < 0 && !isZero ? language.formats.minus : "") + localized(text)
    }

    /// A share of 1 in hundredths: 0.125 with one digit is `12.5%`.
    public func percent(_ share: Double, digits: Int = 0) -> String {
        language.formats.percent.replacing("#", with: number(share * 100, digits: digits))
    }

    /// A size in thousands: `900 bytes`, `1.2 MB`.
    public func bytes(_ count: Int) -> String {
        let units = language.formats.byteUnits
        var size = Double(max(0, count))
        guard size >= 1000 else { return "\(number(max(0, count)))\u{A0}\(units[0])" }
        var unit = 0
        // More would be rounded to 1,000.
        while size >= 999.5, unit < units.count - 1 {
            size /= 1000
            unit += 1
        }
        return "\(number(size, digits: size < 9.95 ? 1 : 0))\u{A0}\(units[unit])"
    }

    /// An amount with the sign of its currency: `€1,234.50`.
    /// - Parameters:
    ///   - minorUnits: cents for EUR, yen for JPY.
    ///   - currency: an ISO 4217 code, upper case.
    public func money(minorUnits: Int64, currency: String) -> String {
        let digits = Currency.minorDigits(of: currency)
        var text = String(minorUnits.magnitude)
        if digits > 0 {
            text = String(repeating: "0", count: max(0, digits + 1 - text.utf8.count)) + text
            text.insert(".", at: text.index(text.endIndex, offsetBy: -digits))
        }
        return amount(localized(text), isNegative: minorUnits < 0, currency: currency)
    }

    private func amount(_ number: String, isNegative: Bool, currency: String) -> String {
        let symbol = language.formats.currencies[currency] ?? currency
        var text = ""
        for part in language.formats.money {
            switch part {
            case "-": text += isNegative ? language.formats.minus : ""
            case "¤": text += symbol
            case "#":
                // A code is kept apart from its figures, a sign is not.
                if text.last?.isLetter == true { text += "\u{A0}" }
                text += number
            default: text.append(part)
            }
        }
        return text
    }

    /// Digits with a point, rounded from the exact value.
    private static func plain(_ value: Double, digits: Int) -> String {
        String(format: "%.\(digits)f", value)
    }

    /// A plain number in their language's signs.
    private func localized(_ plain: String) -> String {
        guard let point = plain.firstIndex(of: ".") else { return grouped(plain) }
        return grouped(plain[..<point]) + language.formats.decimal + plain[plain.index(after: point)...]
    }

    /// Whole digits in groups of three.
    private func grouped(_ digits: some StringProtocol) -> String {
        let count = digits.utf8.count
        guard count >= 3 + language.formats.minimumGrouping else { return String(digits) }
        var text = ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (count - position) % 3 == 0 { text += language.formats.group }
            text.append(digit)
        }
        return text
    }
}
