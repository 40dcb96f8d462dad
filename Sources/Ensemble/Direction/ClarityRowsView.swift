import Localization
import Markup

/// The frame of the rows behind a number: what they are, which others there
/// are, the table, the way on.
struct ClarityRowsView {
    /// Other rows that can be looked at.
    struct Other: Sendable {
        let name: String
        let link: String
        let isPresent: Bool
    }

    let name: String
    let words: String
    let scope: ClarityScope
    let offeringName: String?
    let others: [Other]
    /// What the others are, for who cannot see them stand together.
    let othersName: String
    /// Where the rows can be had for a spreadsheet.
    let csv: String
    /// `nil`: there are no rows.
    let table: HTML?
    /// Where the next page begins.
    let next: String?

    func body(_ r: Reader) -> HTML {
        let links = ClarityLinks(scope: scope, step: .month)
        return """
            <div class="sheet wide clarity"><p class="meta"><a href="\(links.page(until: scope.until))">\(r("Cost clarity"))</a>\
            <span>\(scope.words(offeringName, r))</span></p>
            <header class="inbox-head"><h1>\(name)</h1><p class="quiet">\(words)</p>\
            <a class="button small plain" href="\(csv)">\(r("As CSV"))</a></header>
            \(nav)\(table ?? "<p class=\"empty\">\(Icon.check) \(r("There is none."))</p>")
            \(next.map { "<p class=\"pages\"><a href=\"\($0)\">\(r("Next"))</a></p>" as HTML })</div>
            """
    }

    private var nav: HTML {
        let items = others.map { other -> HTML in
            "<a href=\"\(other.link)\"\(attribute: "aria-current", other.isPresent ? "page" : nil)>\(other.name)</a>"
        }
        return "<nav class=\"clarity-others\" aria-label=\"\(othersName)\">\(items)</nav>"
    }
}
