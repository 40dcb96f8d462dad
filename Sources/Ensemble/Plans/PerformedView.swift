import Localization
import Markup

/// The offerings that a blueprint is the script of: a yes to them begins it.
struct PerformedView {
    let page: BlueprintPage
    let canTie: Bool

    func body(_ r: Reader) -> HTML {
        """
        <section class="card fields" aria-labelledby="performs"><h2 id="performs">\(r("The script of"))</h2>
        <p class="quiet">\(r("When a customer accepts an estimate with one of these in it, a plan that performs this begins."))\
        \(if: page.blueprint.current == nil, " <strong>\(r("Nothing begins before it is published."))</strong>")</p>
        \(list(r))\(if: canTie, tying(r))</section>
        """
    }

    private func list(_ r: Reader) -> HTML {
        guard !page.performed.isEmpty else {
            return "<p class=\"empty\">\(r("No offering is tied to it yet."))</p>"
        }
        let rows = page.performed.map { row($0, r) }
        return "<ul class=\"plain-list\">\(rows)</ul>"
    }

    private func row(_ tied: Blueprints.Performed, _ r: Reader) -> HTML {
        """
        <li class="actions"><a href="/settings/offerings/\(tied.offering.description)">\(tied.name)</a> <span class="quiet">\(r("Version \(tied.number)"))</span>\
        \(if: canTie, untie(tied, r))</li>
        """
    }

    private func untie(_ tied: Blueprints.Performed, _ r: Reader) -> HTML {
        """
        <form method="post" action="\(page.path)/offerings/\(tied.offering.description)/removal">\(page.frame.csrfField)\
        <button class="link quiet">\(r("Untie"))</button></form>
        """
    }

    private func tying(_ r: Reader) -> HTML {
        let tied = Set(page.performed.map(\.offering))
        let rest = page.offerings.filter { !tied.contains($0.id) && $0.state != .retired }
        guard !rest.isEmpty else { return "" }
        let options = rest.map { (value: $0.id.description, words: $0.version.text.name) }
        return """
            <form class="fields" method="post" action="\(page.path)/offerings">\(page.frame.csrfField)\
            \(Field.choice("offering", r("Offering"), options, chosen: nil, hint: r("In its present version, and in those to come until you change it.")))\
            <p class="actions"><button class="button">\(r("Tie it"))</button></p></form>
            """
    }
}
