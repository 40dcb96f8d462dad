import Localization
import Markup

/// The packs of rules there are.
struct PoliciesPage: Page {
    let packs: [PolicyPack]
    let terms: Terms
    let frame: Frame

    static var samples: [PoliciesPage] {
        [
            PoliciesPage(packs: Samples.policies, terms: Samples.terms, frame: .sampleDesk),
            PoliciesPage(packs: PolicyPack.all, terms: Samples.euroTerms, frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("Policies") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet">\(SettingsPage.trail(r))
        <header class="inbox-head"><h1>\(r("Policies"))</h1>
        <p class="quiet">\(r("By when a cost is told, what an estimate says, how far a bill may go. None is legal advice: have yours looked at."))</p>
        <a class="button" href="/settings/policies/new">\(r("Add a policy"))</a></header>
        \(table(r))
        <p><a href="/settings/costs">\(r("Which one holds for the business"))</a></p></div>
        """
    }

    private func table(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("Name")), .init(r("Whose")), .init(r("Source")), .init(r("As of")), .init(r("Version")),
        ])
        let rows = packs.map { pack -> HTML in
            let isInForce = pack.id == terms.policy
            let left = pack.applied(to: terms.currency).notApplied
            let name: HTML = """
                <a href="/settings/policies/\(pack.id)">\(pack.name)</a>\(if: isInForce, " <strong>\(r("holds"))</strong>")\
                \(left.map { "<br><small class=\"quiet\">\(r($0))</small>" as HTML })
                """
            return table.row([
                name, HTML(escaping: pack.isOwn ? r("your own") : r("with the program")),
                HTML(escaping: pack.source), HTML(escaping: r.date(pack.date)),
                HTML(escaping: r("Version \(pack.version)")),
            ])
        }
        return table.body(rows)
    }
}
