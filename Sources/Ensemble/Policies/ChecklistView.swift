import Localization
import Markup

/// What the policy asks of an estimate, on the desk. While it is written, what
/// only a person can judge is ticked; afterwards it says who did, and when.
struct ChecklistView {
    let policy: PolicyPack
    let list: Checklist
    let isEditable: Bool

    func body(_ r: Reader) -> HTML {
        guard !list.items.isEmpty else { return "" }
        return """
            <section class="checklist" aria-labelledby="checklist"><h3 id="checklist">\(r("Asked by \(policy.name)"))</h3>
            \(if: isEditable, "<input type=\"hidden\" name=\"confirming\" value=\"1\">")\
            <ul class="plain-list">\(list.items.map { item($0, r) })</ul>
            \(uncoded(r))\(statements(r))
            <p class="quiet"><small>\(policy.source), \(r.date(policy.date)). \(r("This is no legal advice."))</small></p></section>
            """
    }

    private func item(_ item: Checklist.Item, _ r: Reader) -> HTML {
        switch item.standing {
        case .met: return "<li class=\"met\">\(Icon.check) \(item.what.name(r))</li>"
        case .lacking: return "<li class=\"advice\">\(Icon.alert) \(item.what.lacking(r))</li>"
        case .asked, .confirmed:
            let who = item.confirmation.map { confirmation -> HTML in
                let words = r(
                    "confirmed by \(confirmation.agentName), \(r.shortDate(confirmation.at.milliseconds))")
                return " <small class=\"quiet\">\(words)</small>"
            }
            guard isEditable else {
                return who.map { "<li class=\"met\">\(Icon.check) \(item.what.name(r))\($0)</li>" }
                    ?? "<li class=\"advice\">\(Icon.alert) \(item.what.name(r)) · <small>\(r("not confirmed"))</small></li>"
            }
            return """
                <li><label><input type="checkbox" name="confirmed" value="\(item.what.rawValue)"\(flag: "checked", if: who != nil)> \
                \(item.what.question(r))</label>\(who)</li>
                """
        }
    }

    // MARK: To be added

    /// The lines in which no code was seen.
    private func uncoded(_ r: Reader) -> HTML? {
        guard isEditable, !list.uncoded.isEmpty else { return nil }
        let names = list.uncoded.prefix(5).map { "“\($0.shortened(to: 60))”" }
        return "<p class=\"quiet\">\(r("No service code was seen in \(r.list(names))."))</p>"
    }

    private func statements(_ r: Reader) -> HTML? {
        guard isEditable, !list.missing.isEmpty else { return nil }
        return """
            <details class="whole"><summary>\(r("The statements of the rules"))</summary>\
            <ul>\(list.missing.map { "<li>\($0)</li>" as HTML })</ul>
            <p><button class="button small plain" name="then" value="statements">\(r("Add them to “Worth knowing”"))</button></p></details>
            """
    }
}
