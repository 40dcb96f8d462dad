import Localization
import Markup
import Statistics

/// What the model hears, as people corrected it, and the sentences they check next.
struct AuditPage: Page {
    let queue: Proposals.Queue
    let frame: Frame

    static var samples: [AuditPage] { Samples.auditPages }

    private var sample: AuditSample { queue.sample }

    func title(_ r: Reader) -> String { r("What the model hears") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet clarity audit"><header class="inbox-head"><h1>\(title(r))</h1>
        <p class="quiet">\(r("A model reads each sentence of your customers. Check some: what you find corrects the shares of all."))</p></header>
        \(heard(r))\(checks(r))</div>
        """
    }

    // MARK: The shares

    private func heard(_ r: Reader) -> HTML {
        guard let corrected = sample.corrected else {
            return
                "<p class=\"empty\">\(Icon.gauge) \(r("The model has read nothing yet. It reads a message some seconds after it came."))</p>"
        }
        let words = BearingWords(r: r)
        return """
            <section class="card"><h2>\(r("Twelve months, in shares"))</h2><p>\(AuditWords(r: r).state(sample))</p>
            \(if: queue.agreement.verdict != .withheld, "\(table(corrected, r))\(months(r))")
            <p class="quiet">\(words.agreement(queue.agreement)) <a href="/direction/code-book">\(r("Code book"))</a></p>
            <p class="quiet">\(r("Methods: \(r.list([AuditOrder.method.description, sample.model ?? "–"]))."))</p></section>
            """
    }

    private func table(_ corrected: AuditOrder.Shares, _ r: Reader) -> HTML {
        let rows = Part.allCases.enumerated().map { place, part -> HTML in
            let (share, off) = (corrected.shares[place], 1.96 * corrected.deviations[place])
            return """
                <tr><th scope="row">\(BearingWords(r: r).name(part))</th><td class="number"><strong>\(r.percent(share))</strong></td>\
                <td class="number">\(r("\(r.percent(max(0, share - off))) to \(r.percent(min(1, share + off)))"))</td>\
                <td class="number quiet">\(sample.asSaid.map { r.percent($0[place]) } ?? "–")</td></tr>
                """
        }
        return """
            <div class="scroll" tabindex="0" role="group" aria-label="\(r("Twelve months, in shares"))"><table class="rows"><tr><th scope="col">\(r("Part"))</th><th scope="col" class="number">\(r("Share"))</th>\
            <th scope="col" class="number">\(r("At 95%"))</th><th scope="col" class="number">\(r("As the model says"))</th></tr>\(rows)</table></div>
            """
    }

    private func months(_ r: Reader) -> HTML {
        let months = sample.byMonth
        guard months.count > 1 else { return "" }
        let rows = months.map { month, found -> HTML in
            let cells = Part.allCases.indices.map { place -> HTML in
                let off = r.number(196 * found.deviations[place], digits: 0)
                return """
                    <td class="number">\(r.percent(found.shares[place]))<br><small class="quiet">± \(off)</small></td>
                    """
            }
            return """
                <tr><th scope="row">\(r.month(month))</th><td>\(PartsBar(parts: found.shares).body)</td>\(cells)</tr>
                """
        }
        return """
            <h3>\(r("Month by month"))</h3><div class="scroll" tabindex="0" role="group" aria-label="\(r("Month by month"))"><table class="rows"><tr><th scope="col">\(r("Month"))</th><td class="quiet"></td>\
            <th scope="col" class="number">\(r("Product"))</th><th scope="col" class="number">\(r("Service"))</th><th scope="col" class="number">\(r("Idea"))</th></tr>\(rows)</table></div>
            <p class="quiet">\(r("What people found in the year corrects each month; ± points at 95%, of the correction."))</p>
            """
    }

    // MARK: What to check

    private func checks(_ r: Reader) -> HTML {
        guard !queue.next.isEmpty else { return "" }
        return """
            <section class="card"><h2>\(r("Is it so?"))</h2><p class="quiet">\(r("One click a sentence. They stand in the order in which your answers tell most."))</p>
            <ul class="mention-list">\(queue.next.map { check($0, r) })</ul></section>
            """
    }

    private func check(_ proposal: Proposals.Proposal, _ r: Reader) -> HTML {
        let buttons = StartingModel.Kind.allCases.map { kind -> HTML in
            """
            <button class="button small\(if: kind != proposal.kind, " plain")" name="kind" value="\(kind.name)">\(kind.words(r))</button>
            """
        }
        let guess = r(
            "proposed: \(proposal.kind.words(r)), certain to \(r.percent(Double(proposal.certainty) / 1_000))"
        )
        return """
            <li id="p\(proposal.id.description)"><q dir="auto">\(proposal.words)</q><small class="quiet">\(guess) · \
            <a href="\(proposal.source.path)">\(proposal.source.message == nil ? r("in its answer") : r("in its message"))<span class="hidden">: \(proposal.words.shortened(to: 60))</span></a></small>\
            <form class="degree-buttons" method="post" action="/direction/audit/\(proposal.id.description)">\(frame.csrfField)\(buttons)</form></li>
            """
    }
}

/// What the model hears, in words.
struct AuditWords {
    let r: Reader

    /// How far it is the business's own.
    func state(_ sample: AuditSample) -> String {
        let checked = r.plural(sample.audited, "1 sentence", "\(sample.audited) sentences")
        let voices = r.plural(
            sample.voices, "1 customer, once a month", "\(sample.voices) customers, each once a month")
        let sentences = r.plural(
            sample.proposals.count, "1 sentence", "\(sample.proposals.count) sentences")
        return sample.isOwn
            ? r("\(voices), \(sentences) read; \(checked) checked by people correct them.")
            : r(
                "The starting model, not yet yours: \(voices), \(sentences) read; \(checked) checked, and the shares are your own from \(r.number(AuditSample.ownAudit)) on."
            )
    }
}

extension StartingModel.Kind {
    func words(_ r: Reader) -> String {
        switch self {
        case .product: r("product")
        case .service: r("service")
        case .idea: r("idea")
        case .none: r("none of them")
        }
    }
}
