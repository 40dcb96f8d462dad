import Localization
import Markup

/// What a customer sees behind the link: what it will cost, why, how it can
/// be paid, and three things to do about it.
struct ToldPage: Page {
    let told: Told
    /// The address of this page; what is done posts below it.
    let path: String
    /// What was typed and could not be taken.
    let typed: Typed
    let problem: String?
    let frame: Frame

    struct Typed: Sendable {
        var name = ""
        var why = ""
        var question = ""
        var plan: Int?
        /// Which of the three forms it was.
        var opened: Form = .acceptance

        enum Form: Sendable { case acceptance, refusal, question }
    }

    static var samples: [ToldPage] { Samples.toldPages }

    private var estimate: Estimate { told.estimate }
    private var content: EstimateContent { estimate.content }
    private var canAnswer: Bool { told.state.isOpen && !told.isAnothers }

    func title(_ r: Reader) -> String { "\(estimate.kind.name(for: r)) \(estimate.reference)" }

    func body(_ r: Reader) -> HTML {
        """
        <article class="sheet told">
        <header class="told-head"><p class="meta"><span>\(estimate.kind.name(for: r)) \(estimate.reference)</span>\
        <span>\(r.date((estimate.deliveredAt ?? estimate.createdAt).milliseconds))</span>\
        <span>\(r("for \(told.customerName)"))</span></p>
        <h1>\(content.title.nonEmpty ?? told.subject)</h1></header>
        \(if: !canAnswer, Field.problem(problem))
        \(standing(r))
        \(sum(r))
        \(made(r))
        \(words(r))
        \(if: canAnswer, AnswerView(page: self).body(r))
        \(foot(r))
        </article>
        """
    }

    // MARK: How it stands

    private func standing(_ r: Reader) -> HTML {
        switch told.state {
        case .accepted: accepted(r)
        case .declined: banner("over", r("Declined"), declined(r))
        case .superseded: superseded(r)
        case .expired:
            banner(
                "over", r("This was valid until \(content.validUntil.map(r.date) ?? "")."),
                "<a href=\"/contact\">\(r("Ask us for a new one"))</a>")
        case .drafted, .delivered, .acknowledged: told.isAnothers ? joined(r) : ""
        }
    }

    private func joined(_ r: Reader) -> HTML {
        banner(
            "over", r("This matter was joined with somebody else’s."),
            "<a href=\"/contact\">\(r("Please write to us: we tell you the cost anew."))</a>")
    }

    private func banner(_ look: String, _ words: String, _ more: HTML) -> HTML {
        "<div class=\"move \(look)\" role=\"status\"><strong>\(words)</strong> <small>\(more)</small></div>"
    }

    private func accepted(_ r: Reader) -> HTML {
        guard let answer = estimate.answer else { return "" }
        let when = r.dateTime(answer.at.milliseconds)
        let how =
            answer.channel == .phone
            ? r("Accepted by \(answer.name) by phone on \(when).")
            : r("Accepted by \(answer.name) on \(when).")
        let way = estimate.plan.flatMap { CostWords(estimate).payment(r, plan: $0) }
        return """
            <div class="told-yes" role="status"><p>\(Icon.check) <strong>\(r("Agreed. Thank you."))</strong></p>
            <p>\(how)\(way.map { " \($0)" as HTML })</p>
            <p class="quiet">\(r("Version \(String(estimate.version)), fingerprint \(String((estimate.fingerprint ?? "").prefix(12)))"))</p></div>
            \(deposit(r))\(going(r))
            """
    }

    /// What is to be paid now, and how; what is on its way, and what was given back.
    private func deposit(_ r: Reader) -> HTML {
        let onItsWay = PayView.onItsWay(told.till, r)
        let refunds = PayView.refunds(told.till, r)
        guard told.depositOwed > 0 else { return "\(onItsWay)\(refunds)" }
        let bank: HTML =
            told.terms.bank.isEmpty
            ? ""
            : """
            <section class="bank"><h3>\(r("By bank transfer"))</h3>\(PlainText.html(told.terms.bank))\
            <p>\(r("Reference")) <strong>\(estimate.kind.name(for: r)) \(estimate.reference)</strong></p></section>
            """
        return """
            <section class="card"><h2>\(r("To be paid on accepting"))</h2>\
            <p class="told-figure"><strong>\(r.money(estimate.money(told.depositOwed)))</strong></p>\
            \(onItsWay)\(payOnline(r))\(bank)</section>\(refunds)
            """
    }

    private func payOnline(_ r: Reader) -> HTML {
        guard told.till.isOpen else { return "" }
        return """
            <form class="actions no-print" method="post" action="\(path)/payments">\(frame.csrfField)\
            <button class="button">\(r("Pay \(r.money(estimate.money(told.depositOwed - told.till.onItsWay))) now"))</button></form>\
            \(PayView.byStripe(r))
            """
    }

    /// How it goes on: the plans that the yes began.
    private func going(_ r: Reader) -> HTML {
        guard !told.plans.isEmpty else { return "" }
        let links = told.plans.map { "<li><a href=\"\(url: $0.path)\">\($0.name)</a></li>" as HTML }
        return """
            <section class="card no-print"><h2>\(r("How it goes on"))</h2><p>\(r("What is done now, by whom, and what is yours to do:"))</p>\
            <ul class="plain-list">\(links)</ul></section>
            """
    }

    private func declined(_ r: Reader) -> HTML {
        guard let answer = estimate.answer else { return "" }
        return HTML(escaping: r("by \(answer.name) on \(r.dateTime(answer.at.milliseconds))"))
    }

    private func superseded(_ r: Reader) -> HTML {
        guard let holding = told.holding else {
            return banner("over", r("A newer version has taken its place."), newer(r))
        }
        let name = "\(estimate.kind.name(for: r)) \(holding.reference)"
        let link = holding.path.map { "<a href=\"\(url: $0)\">\(r("See what was agreed"))</a>" as HTML }
        return banner(
            "over", r("\(name) was accepted before this version came. What was accepted holds."), link ?? "")
    }

    private func newer(_ r: Reader) -> HTML {
        guard let path = told.newer else {
            return HTML(escaping: r("It is in a later mail of ours. Please answer that one."))
        }
        return "<a href=\"\(url: path)\">\(r("See the newer version"))</a>"
    }

    // MARK: What it comes to

    private func sum(_ r: Reader) -> HTML {
        let gross = estimate.gross
        let figure = r.money(estimate.money(gross.likely))
        return """
            <section class="card told-sum" aria-labelledby="sum"><h2 id="sum">\(what(r))</h2>
            <p class="told-figure">\(if: !gross.isFixed, "<span>\(r("likely"))</span> ")<strong>\(figure)</strong> \
            <small>\(tax(r))</small></p>
            \(SpreadView(gross: gross, currency: content.currency).body(r))
            \(CostWords(estimate).payment(r, plan: estimate.plan).map { "<p class=\"told-way\">\($0)</p>" as HTML })
            \(together(r))
            \(facts(r))
            <p class="actions no-print">\(if: canAnswer, "<a class=\"button\" href=\"#answer\">\(r("Accept, decline or ask"))</a>")\
            <a class="button plain" href="\(path)/pdf">\(Icon.file) \(r("Download as PDF"))</a></p></section>
            """
    }

    private func what(_ r: Reader) -> String {
        switch estimate.kind {
        case .estimate: r("What it will cost")
        case .quote: r("The price, fixed")
        case .change: r("What comes on top")
        }
    }

    private func tax(_ r: Reader) -> String {
        told.sums.likely.tax == 0
            ? r("in all") : r("in all, with \(r.money(estimate.money(told.sums.likely.tax))) tax")
    }

    private func together(_ r: Reader) -> HTML? {
        told.agreed.map { agreed in
            let before = r.money(estimate.money(agreed))
            let after = r.money(estimate.money(agreed + estimate.gross.likely))
            return "<p>\(r("Agreed so far: \(before). With this: \(after)."))</p>"
        }
    }

    private func facts(_ r: Reader) -> HTML {
        let days = [
            content.validUntil.map { (r("Valid until"), r.date($0)) },
            content.workDay.map { (r("The work begins"), r.date($0)) },
        ].compactMap { $0 }
        guard !days.isEmpty else { return "" }
        let rows = days.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" as HTML }
        return "<dl>\(rows)</dl>"
    }

    // MARK: What it is made of

    private func made(_ r: Reader) -> HTML {
        """
        <section aria-labelledby="made"><h2 id="made">\(r("What it is made of"))</h2>
        \(BillView(content, sums: told.sums).body(r))</section>
        """
    }

    private func words(_ r: Reader) -> HTML {
        let parts = [
            (r("What we assume"), content.assumptions), (r("What is not in it"), content.exclusions),
            (r("What can change the cost"), told.changes.joined(separator: "\n")),
            (r("Worth knowing"), content.notes), (r("Your right to withdraw"), told.withdrawal),
        ].filter { !$0.1.isEmpty }
        let shown = parts.map {
            "<section><h2>\($0.0)</h2><div class=\"text\">\(Self.list($0.1))</div></section>" as HTML
        }
        let promise: HTML =
            estimate.kind == .estimate && !estimate.gross.isFixed && told.state.isOpen
            ? "<p class=\"quiet\">\(r("If it turns out to cost more than this, we ask you before we go on."))</p>"
            : ""
        return "<div class=\"two told-words\">\(shown)</div>\(promise)"
    }

    /// Several lines are a list, one is a sentence.
    static func list(_ text: String) -> HTML {
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
        guard lines.count > 1 else { return PlainText.html(text) }
        return "<ul>\(lines.map { "<li>\($0)</li>" as HTML })</ul>"
    }

    private func foot(_ r: Reader) -> HTML {
        let parts = [told.terms.address, told.terms.footer].filter { !$0.isEmpty }
        guard !parts.isEmpty else { return "" }
        return "<footer class=\"quiet told-foot\">\(parts.map { PlainText.html($0) })</footer>"
    }
}
