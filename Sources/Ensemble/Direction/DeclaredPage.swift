import Localization
import Markup

/// Points for what the business is, and should be; one form wherever it is asked.
struct DeclareForm {
    /// What was typed.
    struct Typed: Sendable {
        var values: [String: String] = [:]
        var offering = ""

        init() {}

        init(_ form: Form) {
            for name in ["product", "service", "idea", "t-product", "t-service", "t-idea"] {
                values[name] = form[name] ?? ""
            }
            offering = form["offering"] ?? ""
        }
    }

    let path: String
    let typed: Typed
    let offerings: [(id: Offering.ID, name: String)]
    let frame: Frame

    func body(_ r: Reader) -> HTML {
        let choices =
            [(value: "", words: r("The business"))]
            + offerings.map { (value: $0.id.description, words: $0.name) }
        return """
            <form class="card declare" method="post" action="\(path)">\(frame.csrfField)
            \(Field.choice("offering", r("Of"), choices, chosen: typed.offering))
            <fieldset><legend>\(r("What it is, in 100 points"))</legend>\(fields("", required: true, r))</fieldset>
            <fieldset><legend>\(r("What it should be, if you want to say"))</legend>\(fields("t-", required: false, r))</fieldset>
            <p class="quiet">\(r("Product: what is handed over and stays. Service: what is done. Idea: what it means and promises."))</p>
            <p><button class="button">\(r("Declare"))</button></p></form>
            """
    }

    private func fields(_ prefix: String, required: Bool, _ r: Reader) -> HTML {
        let all = [("product", r("Product")), ("service", r("Service")), ("idea", r("Idea"))]
        return
            "<div class=\"degree-fields\">\(all.map { Field.number(prefix + $0.0, $0.1, value: typed.values[prefix + $0.0] ?? "", required: required) })</div>"
    }
}

/// What owner and team say the business is.
struct DeclaredPage: Page {
    let said: [Declaration]
    /// With their addresses; for administrators.
    let links: [(link: DeclarationLink, address: String)]
    let offerings: [(id: Offering.ID, name: String)]
    let typed: DeclareForm.Typed
    let isAdministrator: Bool
    let problem: String?
    let frame: Frame

    static var samples: [DeclaredPage] { Samples.declaredPages }

    func title(_ r: Reader) -> String { r("What we say it is") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet clarity"><header><h1>\(title(r))</h1><p class="quiet">\(r("Share 100 points between product, service and idea. What you said last counts; what you said before stays in the record."))</p></header>
        \(Field.problem(problem))\(DeclareForm(path: "/direction/declared", typed: typed, offerings: offerings, frame: frame).body(r))
        \(record(r))\(if: isAdministrator, invitations(r))</div>
        """
    }

    private func record(_ r: Reader) -> HTML {
        guard !said.isEmpty else { return "" }
        let rows = said.map { one -> HTML in
            let name = one.offering.flatMap { id in offerings.first { $0.id == id }?.name }
            let of = one.offering == nil ? r("The business") : (name ?? "–")
            let points = { (points: Declaration.Points) in
                points.all.map { r.number($0) }.joined(separator: " · ")
            }
            return """
                <tr><td>\(r.shortDate(one.madeAt.milliseconds))</td><td>\(one.name)</td><td>\(of)</td><td class="number">\(points(one.points))</td>\
                <td class="number">\(one.target.map(points) ?? "–")</td></tr>
                """
        }
        return """
            <section class="card"><h2>\(r("What was said"))</h2><div class="scroll" tabindex="0" role="group" aria-label="\(r("What was said"))"><table class="rows"><tr><th scope="col">\(r("When", context: "declared"))</th><th scope="col">\(r("Who"))</th>\
            <th scope="col">\(r("Of"))</th><th scope="col" class="number">\(r("Product · service · idea"))</th><th scope="col" class="number">\(r("Should be"))</th></tr>\(rows)</table></div></section>
            """
    }

    private func invitations(_ r: Reader) -> HTML {
        let rows = links.map { entry -> HTML in
            """
            <li><strong>\(entry.link.name)</strong> <code>\(entry.address)</code>\
            <form method="post" action="/direction/declared/links/\(entry.link.id.description)/ending">\(frame.csrfField)<button class="quiet-button">\(r("End the link"))<span class="hidden">: \(entry.link.name)</span></button></form></li>
            """
        }
        return """
            <section class="card"><h2>\(r("Ask somebody without an account"))</h2><p class="quiet">\(r("Whoever has the link can declare in this name, as often as they like, until you end it."))</p>
            <ul class="mention-list">\(rows)</ul>
            <form method="post" action="/direction/declared/links">\(frame.csrfField)\(Field.text("name", r("Whose link"), scope: "link-"))<p><button class="button small plain">\(r("Make a link"))</button></p></form></section>
            """
    }
}

/// The same behind a link, without signing in.
struct DeclarePage: Page {
    let link: DeclarationLink
    let path: String
    let offerings: [(id: Offering.ID, name: String)]
    let typed: DeclareForm.Typed
    let problem: String?
    let frame: Frame

    static var samples: [DeclarePage] { Samples.declarePages }

    func title(_ r: Reader) -> String { r("What do you say it is?") }

    func body(_ r: Reader) -> HTML {
        """
        <h1>\(title(r))</h1><p>\(r("\(link.name), share 100 points between product, service and idea: what \(frame.business) is, as you see it."))</p>
        \(Field.problem(problem))\(DeclareForm(path: path, typed: typed, offerings: offerings, frame: frame).body(r))
        """
    }
}
