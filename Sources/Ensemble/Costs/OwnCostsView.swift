import Database
import Localization
import Markup

/// An estimate in the customer's own place, with the way to its page.
public struct OwnEstimate: Sendable {
    public let estimate: Estimate
    public let path: String
}

/// A bill in the customer's own place, with the way to its page.
public struct OwnInvoice: Sendable {
    public let invoice: Invoice
    public let path: String
}

extension Invoices {
    /// What a customer was billed in their conversation; not what another was, with whose it was merged.
    static func own(of conversation: Conversation, seal: Seal, in db: any Connection) throws
        -> [OwnInvoice]
    {
        try of(conversation.id, in: db).filter {
            $0.issuedAt != nil && $0.customer == conversation.customer
        }.map {
            OwnInvoice(invoice: $0, path: path(of: $0.id, seal: seal))
        }
    }
}

extension Estimates {
    /// What a customer was told in their conversation: what went out and still stands; not what
    /// another was, with whose it was merged.
    static func own(of conversation: Conversation, seal: Seal, in db: any Connection) throws
        -> [OwnEstimate]
    {
        try db.rows(
            """
            SELECT \(Estimate.columns) FROM estimates
            JOIN conversations ON conversations.id = estimates.conversation
            WHERE \(Conversations.within("estimates.conversation", conversation.id))
                AND conversations.customer = \(conversation.customer) AND estimates.message IS NOT NULL
                AND estimates.state <> \(EstimateState.superseded)
                AND NOT \(Conversations.isUndoable("estimates.message"))
            ORDER BY estimates.number, estimates.version LIMIT 500
            """
        ).map {
            let estimate = try Estimate(row: $0)
            return OwnEstimate(estimate: estimate, path: path(of: estimate.id, seal: seal))
        }
    }
}

/// What it will cost, in the customer's own place.
struct OwnCostsView {
    let told: [OwnEstimate]
    let billed: [OwnInvoice]
    /// The time and material that the team chose to show.
    let worked: [OwnWork]

    func body(_ r: Reader) -> HTML { "\(estimates(r))\(work(r))\(invoices(r))" }

    private func work(_ r: Reader) -> HTML {
        guard !worked.isEmpty else { return "" }
        let rows = worked.map { entry -> HTML in
            let amount = entry.amount.map { r.money($0) } ?? r("free of charge")
            return """
                <tr><td>\(r.shortDate(entry.day))</td><td>\(entry.text)</td><td>\(entry.quantity(r))</td><td class="number">\(amount)</td></tr>
                """
        }
        return """
            <section class="own-costs" aria-labelledby="work-head"><h2 id="work-head">\(r("What we did"))</h2>\
            <div class="scroll"><table class="rows"><tr><th scope="col">\(r("On"))</th><th scope="col">\(r("What"))</th>\
            <th scope="col">\(r("Quantity"))</th><th scope="col" class="number">\(r("Amount"))</th></tr>\(rows)</table></div></section>
            """
    }

    private func invoices(_ r: Reader) -> HTML {
        guard !billed.isEmpty else { return "" }
        let list = billed.map { own -> HTML in
            let invoice = own.invoice
            return """
                <li><a class="card" href="\(own.path)"><strong>\(invoice.heading(r))</strong>\
                <span class="catalogue-cost">\(r.money(invoice.money(invoice.gross)))</span><small>\(invoice.state.name(for: r))</small></a></li>
                """
        }
        return """
            <section class="own-costs" aria-labelledby="bills-head"><h2 id="bills-head">\(r("What you pay"))</h2>\
            <ul class="catalogue">\(list)</ul></section>
            """
    }

    private func estimates(_ r: Reader) -> HTML {
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
