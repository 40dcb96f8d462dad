import Localization
import Markup
import Statistics

/// What is intended on the left, what is heard on the right, with ribbons
/// between those that belong together. The tables below say the same.
struct NameRibbonPicture {
    let report: NameReport

    private static let line = 54, box = 132, gap = 80, height = 42
    private static var width: Int { 2 * box + gap }

    private var heard: [NameReport.Heard] { Array(report.heard.prefix(8)) }

    func body(_ r: Reader) -> HTML {
        let rows = max(report.intended.count, heard.count)
        let height = rows * Self.line + 26
        return """
            <figure class="clarity-figure name-figure"><svg class="clarity-picture name-ribbons" viewBox="0 0 \(Self.width) \(height)" role="img" \
            aria-label="\(r("What is intended beside what is heard; the tables below say the same"))">\
            <text class="axis" x="0" y="12">\(r("intended"))</text><text class="axis" x="\(Self.box + Self.gap)" y="12">\(r("heard", context: "ideas"))</text>\
            \(ribbons)\(report.intended.enumerated().map { intended($0.offset, $0.element, r) })\
            \(heard.enumerated().map { named($0.offset, $0.element, r) })</svg>\
            <figcaption class="clarity-legend"><span><svg viewBox="0 0 20 10" width="20" height="10" aria-hidden="true"><path class="name-ribbon" d="M0 5H20" stroke-width="6"/></svg> \(r("says it"))</span>\
            <span><svg viewBox="0 0 20 10" width="20" height="10" aria-hidden="true"><path class="name-ribbon against" d="M0 5H20" stroke-width="6"/></svg> \(r("says the opposite"))</span>\
            <span class="quiet">\(r("the wider, the more customers"))</span></figcaption></figure>
            """
    }

    private func y(_ place: Int) -> Int { 22 + place * Self.line }

    private var ribbons: [HTML] {
        heard.enumerated().compactMap { place, idea in
            guard let tie = idea.tie,
                let from = report.intended.firstIndex(where: { $0.idea.id == tie.intended })
            else { return nil }
            let (top, bottom) = (y(from) + Self.height / 2, y(place) + Self.height / 2)
            let middle = Self.box + Self.gap / 2
            let wide = max(2, Int((idea.share.value * 36).rounded()))
            return """
                <path class="name-ribbon\(tie.isAgainst ? " against" : "")" d="M\(Self.box) \(top)C\(middle) \(top) \(middle) \(bottom) \(Self.box + Self.gap) \(bottom)" stroke-width="\(wide)"/>
                """
        }
    }

    private func box(_ x: Int, _ place: Int, _ kind: String, _ words: String, _ more: String) -> HTML {
        let lines = Self.wrapped(words)
        let texts = lines.enumerated().map { line, words -> HTML in
            "<text x=\"\(x + 8)\" y=\"\(y(place) + 15 + line * 13)\">\(words)</text>"
        }
        return """
            <rect class="name-box \(kind)" x="\(x)" y="\(y(place))" width="\(Self.box)" height="\(Self.height)" rx="4"/>\(texts)\
            <text class="axis" x="\(x + 8)" y="\(y(place) + 15 + lines.count * 13)">\(more)</text>
            """
    }

    private func intended(_ place: Int, _ one: NameReport.Intended, _ r: Reader) -> HTML {
        box(
            0, place, one.verdict?.rawValue ?? "unknown", one.idea.words,
            one.verdict?.name(r) ?? r("too few to say"))
    }

    private func named(_ place: Int, _ idea: NameReport.Heard, _ r: Reader) -> HTML {
        let isShown = Legibility(count: report.count) >= .percentages
        return box(
            Self.box + Self.gap, place, report.verdict(of: idea)?.rawValue ?? "heard", idea.words,
            isShown
                ? r.percent(idea.share.value)
                : r("\(r.number(idea.count)) of \(r.number(report.count))"))
    }

    /// One line, or a cut one: two would not leave room for the number.
    private static func wrapped(_ words: String) -> [String] { [words.shortened(to: 20)] }
}

/// The share of customers who named an idea, month by month, each with its interval.
struct NameTrendPicture {
    let words: String
    let months: [(month: Month, count: Int, named: Int)]

    private static let left = 40, column = 24, top = 8, height = 60

    private var width: Int { Self.left + months.count * Self.column + 8 }

    func body(_ r: Reader) -> HTML {
        """
        <figure class="name-trend"><figcaption>\(words)</figcaption><svg class="clarity-picture" viewBox="0 0 \(width) \(Self.height + 30)" role="img" \
        aria-label="\(r("“\(words)” by month, with intervals; the table below says the same"))">\
        \([0, 50, 100].map { grid($0, r) })\(months.enumerated().map { mark($0.offset, $0.element) })</svg></figure>
        """
    }

    private func y(_ share: Double) -> Int { Self.top + Int(((1 - share) * Double(Self.height)).rounded()) }

    private func grid(_ percent: Int, _ r: Reader) -> HTML {
        let y = y(Double(percent) / 100)
        return """
            <path class="grid" d="M\(Self.left) \(y)H\(width - 8)"/><text class="axis" x="\(Self.left - 6)" y="\(y + 4)" text-anchor="end">\(r.percent(Double(percent) / 100))</text>
            """
    }

    private func mark(_ place: Int, _ month: (month: Month, count: Int, named: Int)) -> HTML {
        let x = Self.left + place * Self.column + Self.column / 2
        // January says its year, each other month its number.
        let name = month.month.ofYear == 0 ? "’\(month.month.year % 100)" : "\(month.month.ofYear + 1)"
        let label: HTML =
            "<text class=\"axis\" x=\"\(x)\" y=\"\(Self.height + 24)\" text-anchor=\"middle\">\(name)</text>"
        guard let share = try? Proportion.wilson(month.named, of: month.count) else { return label }
        let few = share.legibility < .percentages ? " few" : ""
        return """
            \(label)<path class="told-line" d="M\(x) \(y(share.interval.high))V\(y(share.interval.low))"/>\
            <circle class="told-dot\(few)" cx="\(x)" cy="\(y(share.value))" r="4"/>
            """
    }
}
