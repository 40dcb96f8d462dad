import Localization
import Markup

/// The logo and the colour by which customers know the business.
struct LookPage: Page {
    let look: Look
    /// What was typed as a colour.
    let typed: String
    let problem: String?
    let frame: Frame

    static var samples: [LookPage] {
        let accent = Colour("#ffcc00").map(Accent.init)
        // Where browsers that look at the sample find a picture.
        let logo = Look.Logo(name: "../icon.svg", format: .png, width: 640, height: 200)
        return [
            LookPage(look: Look(), typed: "", problem: nil, frame: .sampleDesk),
            LookPage(
                look: Look(accent: accent, logo: logo), typed: "#ffcc00", problem: nil, frame: .sampleDesk),
            LookPage(
                look: Look(), typed: "yellow", problem: "A colour is written like #5a2d82.",
                frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("The look") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet">\(SettingsPage.trail(r))
        <h1>\(r("The look"))</h1>
        <p class="quiet">\(r("What customers see on their pages, and on estimates and invoices as PDF. The name stands under The business, the address under Money and papers."))</p>
        \(logo(r))
        <form class="card fields" method="post" action="/settings/look" enctype="multipart/form-data">\(frame.csrfField)
        \(Field.problem(problem))
        <p class="field"><label for="f-logo">\(look.logo == nil ? r("Logo") : r("Another logo"))</label>\
        <input id="f-logo" type="file" name="logo" accept="image/png,image/jpeg" aria-describedby="h-logo">\
        <small id="h-logo">\(r("PNG or JPEG, at most 1 MB. On paper it is at most 18 mm tall."))</small></p>
        \(Field.text("accent", r("Accent colour"), value: typed, required: false, hint: r("Like #5a2d82. Empty: our own.")))
        \(look.accent.map { tones($0, r) })
        <p class="actions"><button class="button">\(r("Save"))</button></p>
        </form></div>
        """
    }

    private func logo(_ r: Reader) -> HTML {
        guard let logo = look.logo else { return "" }
        return """
            <section class="card look-logo"><h2>\(r("The logo"))</h2>
            <p class="look-ground"><img src="\(logo.path)" alt="\(r("The logo of \(frame.business)"))" width="\(logo.width)" height="\(logo.height)"></p>
            <form method="post" action="/settings/look/logo/removal">\(frame.csrfField)\
            <button class="link">\(r("Remove the logo"))</button></form></section>
            """
    }

    /// What becomes of the colour, so that everybody can read it.
    private func tones(_ accent: Accent, _ r: Reader) -> HTML {
        let (light, dark) = (accent.light.accent.hexadecimal, accent.dark.accent.hexadecimal)
        let isAsChosen = accent.light.accent == accent.chosen
        return """
            <p class="quiet">\(isAsChosen ? r("On light pages and on paper it is as you chose it.") : r("So that it can be read it is \(light) on light pages and on paper.")) \
            \(r("On dark pages it is \(dark)."))</p>
            """
    }
}
