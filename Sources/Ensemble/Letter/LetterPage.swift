import Localization
import Markup

/// What the owner's letter of a month says, or would say.
struct LetterPage: Page {
    let month: Month
    let items: [LetterItem]
    let frame: Frame

    static var samples: [LetterPage] { Samples.letterPages }

    func title(_ r: Reader) -> String { r("The monthly letter") }

    func body(_ r: Reader) -> HTML {
        let first = month - (MonthlyLetters.length - 1)
        return """
            <div class="sheet clarity"><header class="inbox-head"><h1>\(title(r))</h1>
            <p class="quiet">\(r("Mailed to every administrator on the first day of the month after; none where nothing changed"))</p></header>
            <p class="clarity-times"><a href="/direction/letter?until=\((month - 1).description)">\(r("Earlier"))</a>\
            \(if: month < Month(r.thisDay), "<a href=\"/direction/letter?until=\((month + 1).description)\">\(r("Later"))</a>")</p>
            <section class="card"><h2>\(r("\(r.month(first)) to \(r.month(month)), beside the three months before"))</h2>\(said(r))
            <p class="quiet">\(r("Each is told apart from chance at 99%, as many are looked at. When nothing changes, no letter comes."))
            \(methods(r))</p></section></div>
            """
    }

    private func methods(_ r: Reader) -> String {
        let methods = Set(items.map(\.method)).sorted().joined(separator: ", ")
        return items.isEmpty ? "" : r("Methods: \(methods).")
    }

    private func said(_ r: Reader) -> HTML {
        guard !items.isEmpty else {
            return "<p class=\"empty\">\(Icon.check) \(r("Nothing changed beyond noise."))</p>"
        }
        let lines = items.map { item -> HTML in
            "<li><span dir=\"auto\">\(item.words(r))</span> <a href=\"\(item.path)\">\(r("What it stands for"))</a></li>"
        }
        return "<ol class=\"letter-items\">\(lines)</ol>"
    }
}
