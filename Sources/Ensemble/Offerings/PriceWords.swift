import Localization

/// What an offering costs, in words.
struct PriceWords {
    let text: OfferingText

    init(_ text: OfferingText) { self.text = text }

    private func money(_ units: Int64, _ r: Reader) -> String {
        r.money(minorUnits: units, currency: text.currency)
    }

    /// Whether tax is in what is told; nothing where there is none.
    static func tax(_ terms: Terms, _ r: Reader) -> String {
        guard let usual = terms.taxRates.first(where: { $0 > 0 }) else { return "" }
        return terms.taxIncluded
            ? r("Tax is included in what we tell.")
            : r("Tax is added to what we tell, usually \(r.percent(Double(usual) / 10_000)).")
    }

    /// `Typically $180.00, between $150.00 and $240.00`.
    func cost(_ r: Reader) -> String {
        let price = text.price
        let likely = money(price.likely, r)
        switch text.priceModel {
        case .request: return r("On request: we tell you before we begin")
        case .fixed: return r("\(money(price.likely, r)), fixed")
        case .unit, .hour:
            let unit = text.unit.nonEmpty ?? (text.priceModel == .hour ? r("hour") : r("piece"))
            return price.isFixed
                ? r("\(likely) per \(unit)")
                : r("\(money(price.low, r)) to \(money(price.high, r)) per \(unit), mostly \(likely)")
        case .range:
            return r("Typically \(likely), between \(money(price.low, r)) and \(money(price.high, r))")
        }
    }
}
