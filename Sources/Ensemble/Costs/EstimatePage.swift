import Localization
import Markup

/// An estimate on the desk: written while it is a draft, then as the
/// customer has it, with what can still be done.
struct EstimatePage: Page {
    let view: View
    /// What stands in the form, while it can be changed.
    let form: EstimateForm
    /// How many empty lines the form has.
    let blanks: Int
    let problem: String?
    let frame: Frame

    struct View: Sendable {
        let told: Told
        let conversation: Conversation
        let versions: [Estimate]
        let changes: [Estimate]
        let offerings: [Offering]
        let templates: [EstimateTemplate]
        let agentNames: [Agent.ID: String]
        /// The customer's page.
        let link: String
        /// What the offerings of its lines typically cost, by the version a line names.
        var typical: [OfferingVersion.ID: TypicalView] = [:]
        /// What a person has confirmed of it.
        var confirmations: [Estimates.Confirmation] = []
        /// What the policy asks of it, and how that stands.
        var checklist: Checklist {
            Checklist(told.policy, told.estimate.content, told.terms, confirmations)
        }
    }

    static var samples: [EstimatePage] { Samples.estimatePages }

    var estimate: Estimate { view.told.estimate }
    var path: String { "/estimates/\(estimate.id)" }

    func title(_ r: Reader) -> String { "\(estimate.kind.name(for: r)) \(estimate.reference)" }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide estimate"><header class="stage-head"><p class="meta">\
        <a href="/conversations/\(view.conversation.id.description)">\(r("Conversation \(view.conversation.id.description)"))</a>\
        <span>\(view.told.customerName)</span><span>\(estimate.state.name(for: r))</span></p>
        <h1>\(estimate.kind.name(for: r)) \(estimate.reference)</h1></header>
        \(estimate.isEditable ? EstimateFormView(page: self).body(r) : sent(r))
        </div>
        """
    }

    // MARK: Once it is sent

    private func sent(_ r: Reader) -> HTML {
        """
        <div class="estimate-sent"><div class="card">
        <h2>\(estimate.content.title)</h2>
        <p class="told-figure">\(if: !estimate.gross.isFixed, "<span>\(r("likely"))</span> ")\
        <strong>\(r.money(estimate.money(estimate.gross.likely)))</strong></p>
        \(SpreadView(gross: estimate.gross, currency: estimate.content.currency).body(r))
        \(CostWords(estimate).payment(r, plan: estimate.plan).map { "<p>\($0)</p>" as HTML })
        \(BillView(estimate.content).body(r))
        </div><div class="estimate-side">\(course(r))\(asked(r))\(doing(r))\(versions(r))</div></div>
        """
    }

    /// What the policy asked of it, and who stood for what.
    private func asked(_ r: Reader) -> HTML {
        let list = ChecklistView(policy: view.told.policy, list: view.checklist, isEditable: false)
        return "<section class=\"card\">\(list.body(r))</section>"
    }

    private func course(_ r: Reader) -> HTML {
        var rows: [(String, Moment?)] = [
            (r("Written"), estimate.createdAt), (r("Delivered"), estimate.deliveredAt),
            (r("Opened"), estimate.seenAt), (r("Acknowledged"), estimate.acknowledgedAt),
        ]
        if let answer = estimate.answer {
            rows.append(
                (estimate.state == .accepted ? r("Accepted") : r("Declined", context: "moment"), answer.at))
        }
        let shown = rows.map { name, at -> HTML in
            "<dt>\(name)</dt><dd>\(at.map { r.weekdayDate($0.milliseconds) } ?? "–")</dd>"
        }
        return """
            <section class="card"><h2>\(r("How it went"))</h2><dl>\(shown)\
            \(estimate.content.validUntil.map { "<dt>\(r("Valid until"))</dt><dd>\(r.shortDate($0))</dd>" as HTML })\
            \(if: view.told.deposited > 0, "<dt>\(r("Deposit received"))</dt><dd>\(r.money(estimate.money(view.told.deposited)))</dd>")</dl>
            \(answer(r))
            <p><a href="\(view.link)">\(r("The customer’s page"))</a> · <a href="\(path)/pdf">\(r("PDF"))</a></p></section>
            """
    }

    private func answer(_ r: Reader) -> HTML? {
        estimate.answer.map { answer in
            let agent = answer.agent.flatMap { view.agentNames[$0] }
            let how =
                agent.map { r("\(answer.name), by phone; noted by \($0)") }
                ?? r("\(answer.name), from \(answer.address ?? "?")")
            return """
                <p><strong>\(how)</strong></p>\(answer.words.nonEmpty.map { "<blockquote>\(PlainText.html($0))</blockquote>" as HTML })
                """
        }
    }

    private func doing(_ r: Reader) -> HTML {
        let canRevise = !estimate.isOnItsWay && ![.accepted, .superseded].contains(estimate.state)
        return """
            \(UnclearMoneyView(till: view.told.till, path: path, csrf: frame.csrfField).body(r))
            <section class="card fields"><h2>\(r("What can be done"))</h2>
            \(if: view.told.state.isOpen || estimate.isOnItsWay, phone(r))
            \(if: view.told.depositOwed > 0, deposit(r))
            \(if: canRevise, button("revision", r("Make a new version")))
            \(if: estimate.state == .accepted && estimate.kind != .change, button("change", r("Write a change order")))
            \(keep(r))</section>
            """
    }

    private func deposit(_ r: Reader) -> HTML {
        """
        <details\(flag: "open", if: problem != nil)><summary class="button plain">\(r("The deposit came in"))</summary>
        <form class="fields" method="post" action="\(path)/deposit">\(frame.csrfField)
        \(Field.problem(problem))\(ReceiptFields(owed: estimate.money(view.told.depositOwed)).body(r))
        <p class="quiet">\(r("It is counted on the invoice of what was accepted."))</p>
        <p><button class="button small">\(r("Note the payment"))</button></p></form></details>
        """
    }

    private func button(_ noun: String, _ words: String) -> HTML {
        """
        <form method="post" action="\(path)/\(noun)">\(frame.csrfField)<button class="button plain">\(words)</button></form>
        """
    }

    private func phone(_ r: Reader) -> HTML {
        """
        <details\(flag: "open", if: problem != nil)><summary class="button plain">\(r("They answered by phone"))</summary>
        <form class="fields" method="post" action="\(path)/answer">\(frame.csrfField)
        \(Field.problem(problem))
        \(Field.text("name", r("Who said it"), value: view.told.customerName, scope: "phone-"))
        \(Field.area("words", r("What was said"), rows: 2, required: false, scope: "phone-"))
        \(WaysToPay(estimate: estimate, chosen: nil).body(r))
        <p class="actions"><button class="button small" name="answer" value="yes">\(r("They accepted"))</button>
        <button class="button small plain" name="answer" value="no">\(r("They declined"))</button></p></form></details>
        """
    }

    private func keep(_ r: Reader) -> HTML {
        """
        <form class="tag-form" method="post" action="\(path)/template">\(frame.csrfField)\
        <label class="hidden" for="template-name">\(r("Name of the template"))</label>\
        <input id="template-name" name="name" placeholder="\(r("Keep as a template named…"))">\
        <button class="button small plain">\(r("Keep"))</button></form>
        """
    }

    private func versions(_ r: Reader) -> HTML {
        let others = (view.versions + view.changes).filter { $0.id != estimate.id }
        guard !others.isEmpty else { return "" }
        let list = others.map { other -> HTML in
            """
            <li><a href="/estimates/\(other.id.description)">\(other.kind.name(for: r)) \(other.reference)</a> \
            <small class="quiet">\(other.state.name(for: r)), \(r.money(other.money(other.gross.likely)))</small></li>
            """
        }
        return
            "<section class=\"card\"><h2>\(r("Versions and changes"))</h2><ul class=\"plain-list\">\(list)</ul></section>"
    }
}
