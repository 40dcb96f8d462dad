import Localization
import Markup

/// The blueprints there are.
struct BlueprintsPage: Page {
    let blueprints: [Blueprint]
    let problem: String?
    let frame: Frame

    static var samples: [BlueprintsPage] {
        [[BlueprintSamples.blueprint], []].map {
            BlueprintsPage(blueprints: $0, problem: nil, frame: .sampleDesk)
        }
    }

    func title(_ r: Reader) -> String { r("Blueprints") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><header class="inbox-head"><h1>\(r("Blueprints"))</h1>\
        <p class="quiet">\(r("How a service is performed, by the customer and by us, in sight and behind it."))</p></header>
        \(Field.problem(problem))
        \(blueprints.isEmpty ? "<p class=\"empty\">\(r("There is no blueprint yet."))</p>" : HTML("<ul class=\"tiles\">\(blueprints.map { tile($0, r) })</ul>"))
        \(if: frame.viewer?.isAdministrator == true, adding(r))</section>
        """
    }

    private func tile(_ blueprint: Blueprint, _ r: Reader) -> HTML {
        let version = blueprint.versions.last
        let count = BlueprintFinding.all(in: version?.steps ?? []).count
        let state =
            blueprint.current == nil
            ? r("not published yet") : r("Version \(r.number(blueprint.current?.number ?? 0))")
        return """
            <li><a class="card" href="/blueprints/\(blueprint.id.description)"><strong>\(blueprint.name)</strong>\
            <span class="quiet">\(state), \(r.plural(count, "1 finding", "\(r.number(count)) findings"))</span></a></li>
            """
    }

    private func adding(_ r: Reader) -> HTML {
        """
        <form class="card fields" method="post" action="/blueprints">\(frame.csrfField)<h2>\(r("A new blueprint"))</h2>
        \(Field.text("name", r("What it is the script of")))<p class="actions"><button class="button">\(r("Begin"))</button></p></form>
        """
    }
}
