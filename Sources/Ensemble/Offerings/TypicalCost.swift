import Localization
import Markup
import Statistics

/// What an offering typically costs: from past invoices once there are
/// enough, else as the business states it.
struct TypicalCost: Sendable, Equatable {
    let price: Spread
    /// How many similar jobs were billed.
    let similar: Int
    let isComputed: Bool

    /// As many invoices as it takes for their spread to say something.
    static let enough = 20

    init(stated: OfferingText, similar: Int) {
        price = stated.price
        self.similar = similar
        isComputed = false
    }

    init(computed: Spread, similar: Int) {
        price = computed
        self.similar = similar
        isComputed = true
    }

    /// From what similar jobs were billed, in minor units; as stated where they are few.
    init(billed: [Int64], stated: OfferingText) throws {
        guard billed.count >= Self.enough else {
            self.init(stated: stated, similar: billed.count)
            return
        }
        let points = try Quantiles.of(billed.map(Double.init), at: [0.1, 0.5, 0.9])
        self.init(
            computed: Spread(
                Int64(points[0].rounded()), Int64(points[1].rounded()), Int64(points[2].rounded())),
            similar: billed.count)
    }

    func applied(to text: OfferingText) -> OfferingText {
        var text = text
        text.price = price
        if isComputed, text.priceModel != .request { text.priceModel = .range }
        return text
    }

    func words(_ r: Reader) -> String {
        isComputed
            ? r("From our last \(similar) bills: eight in ten lay in this range.")
            : r("As we reckon it: there are few similar jobs yet to count from.")
    }

    /// The same as a label beside a price: on what it rests.
    func brief(_ r: Reader) -> String {
        isComputed ? r("eight in ten of \(similar) bills") : r("few similar jobs")
    }
}

/// A typical cost where the team reads it: with the bills behind it.
struct TypicalView {
    let offering: Offering
    let typical: TypicalCost

    /// `Typically $180.00, between $150.00 and $240.00 · eight in ten of 34 bills`, the last a link.
    func body(_ r: Reader) -> HTML {
        let cost = PriceWords(typical.applied(to: offering.version.text)).cost(r)
        let rows: HTML =
            typical.similar == 0
            ? HTML(escaping: typical.brief(r))
            : "<a href=\"/offerings/\(offering.id.description)/bills\">\(typical.isComputed ? typical.brief(r) : r("few similar jobs: \(typical.similar)"))</a>"
        return "\(cost) <small class=\"quiet\">\(rows)</small>"
    }
}
