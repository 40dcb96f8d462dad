import Localization

/// An amount of money in one currency.
public struct Money: Hashable, Sendable, Codable {
    /// Whole minor units: cents for EUR, yen for JPY. Never a fraction.
    public var minorUnits: Int64
    /// ISO 4217 code, upper case: `EUR`.
    public var currency: String

    public init(_ minorUnits: Int64, _ currency: String) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    /// - Throws: `Fault.conflict` when the currencies differ: Ensemble keeps no exchange rates.
    public func adding(_ other: Money) throws(Fault) -> Money {
        guard currency == other.currency else {
            throw .conflict("Amounts in \(other.currency) and \(currency) cannot be added.")
        }
        return Money(minorUnits + other.minorUnits, currency)
    }

    /// An amount as somebody typed it, with or without the currency's code.
    /// - Throws: `Fault.invalid` for what is no amount or names another currency.
    public static func read(_ text: String, in currency: String) throws(Fault) -> Money {
        var body = text.trimmed
        let letters = body.filter(\.isLetter).uppercased()
        if !letters.isEmpty {
            guard letters == currency else {
                throw .invalid("Amounts are in \(currency) here; “\(body.shortened(to: 40))” is not.")
            }
            body = body.filter { !$0.isLetter }
        }
        guard !body.contains(where: { Localization.Currency.isSign($0, ofAnotherThan: currency) }) else {
            throw .invalid("Amounts are in \(currency) here; “\(body.shortened(to: 40))” is not.")
        }
        body = body.filter { !$0.isCurrencySymbol }
        let digits = Localization.Currency.minorDigits(of: currency)
        guard let units = Decimals.read(body, digits: digits) else {
            throw .invalid("“\(text.trimmed.shortened(to: 40))” is not an amount of money.")
        }
        return Money(units, currency)
    }

    /// As a field of a form holds it: `1234.50`.
    public var plain: String {
        let digits = Localization.Currency.minorDigits(of: currency)
        return Decimals.plain(minorUnits, digits: digits, least: digits)
    }
}

extension Reader {
    /// `€1,234.50`.
    func money(_ amount: Money) -> String {
        money(minorUnits: amount.minorUnits, currency: amount.currency)
    }
}
