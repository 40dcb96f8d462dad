import Database
import Localization
import Markup

/// An estimate in the customer's own place, with the way to its page.
public struct OwnEstimate: Sendable {
    public let estimate: Estimate
    public let path: String
}

extension Estimates {
    /// What a customer was told in a conversation: what was sent and still stands.
    static func own(of conversation: Conversation.ID, seal: Seal, in db: any Connection) throws
        -> [OwnEstimate]
    {
        try of(conversation, in: db).filter { $0.message != nil && $0.state != .superseded }.map {
            OwnEstimate(estimate: $0, path: path(of: $0.id, seal: seal))
        }
    }
}

/// What it will cost, in the customer's own place.
struct OwnCostsView {
    let told: [OwnEstimate]

    func body(_ r: Reader) -> HTML {
        guard !told.isEmpty else { return "" }
        let list = told.map { own -> HTML in
            let estimate = own.estimate
            return """
                <li><a class="card" href="\(own.path)"><span class="quiet">\(estimate.kind.name(for: r)) \(estimate.reference)</span>\
                <strong>\(estimate.content.title)</strong><span class="catalogue-cost">\(CostWords(estimate).cost(r))</span>\
                <small>\(standing(estimate, r))</small></a></li>
                """
        }
        return """
            <section class="own-costs" aria-labelledby="costs-head"><h2 id="costs-head">\(r("What it will cost"))</h2>\
            <ul class="catalogue">\(list)</ul></section>
            """
    }

    private func standing(_ estimate: Estimate, _ r: Reader) -> String {
        switch estimate.state {
        case .accepted: r("You accepted this.")
        case .declined: r("You declined this.")
        case .expired: r("It is no longer valid.")
        case .drafted, .delivered, .acknowledged, .superseded:
            r("Please have a look: accept it, decline it, or ask.")
        }
    }
}
