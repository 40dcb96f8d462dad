import Localization
import Markup
import Statistics

/// How often each answer was given: bars, one for each value. The table below says the same.
struct SurveyPicture {
    let question: SurveyQuestion
    let content: SurveyContent
    let counts: [Int: Int]
    let words: String

    private static let line = 26, left = 132, length = 200, width = 372

    private var values: [Int] { question.values.map(Array.init) ?? [] }

    func body(_ r: Reader) -> HTML {
        let count = counts.values.reduce(0, +)
        guard count > 0 else { return "" }
        let height = values.count * Self.line + 8
        return """
            <svg class="clarity-picture survey-bars" viewBox="0 0 \(Self.width) \(height)" width="\(Self.width)" height="\(height)" role="img" \
            aria-label="\(r("How often each answer to “\(words)” was given; the table below says the same"))">\
            \(values.enumerated().map { count < 5 ? dots($0.offset, $0.element, r) : bar($0.offset, $0.element, r) })</svg>
            """
    }

    private func label(_ place: Int, _ value: Int, _ r: Reader) -> HTML {
        let y = place * Self.line + 18
        let name = question.label(of: value, in: r.language.tag, of: content, r).shortened(to: 20)
        return "<text class=\"axis\" x=\"\(Self.left - 8)\" y=\"\(y)\" text-anchor=\"end\">\(name)</text>"
    }

    private func bar(_ place: Int, _ value: Int, _ r: Reader) -> HTML {
        let n = counts[value] ?? 0
        let most = max(1, counts.values.max() ?? 1)
        let length = n * Self.length / most
        let kind = question.good?.contains(value) == true ? "good" : "plain"
        return """
            \(label(place, value, r))<rect class="survey-bar \(kind)" x="\(Self.left)" y="\(place * Self.line + 4)" width="\(max(length, n > 0 ? 2 : 0))" height="\(Self.line - 8)" rx="2"/>\
            <text x="\(Self.left + length + 6)" y="\(place * Self.line + 18)">\(r.number(n))</text>
            """
    }

    /// So few that each is seen.
    private func dots(_ place: Int, _ value: Int, _ r: Reader) -> HTML {
        let n = counts[value] ?? 0
        let marks = (0..<n).map { one -> HTML in
            "<circle class=\"told-dot\" cx=\"\(Self.left + 8 + one * 18)\" cy=\"\(place * Self.line + 14)\" r=\"6\"/>"
        }
        return "\(label(place, value, r))\(marks)"
    }
}

/// A score from −100 to 100 as it may honestly be shown.
struct NetPromoterView {
    let tally: SurveyTally
    let key: String
    let links: SurveyLinks

    private var count: Int { tally.count(key) }
    private var legibility: Legibility { Legibility(count: count) }
    private var link: String { links.answers(key, 0...10) }

    func words(_ r: Reader) -> String {
        guard legibility >= .percentages, let figure = tally.netPromoters(key) else { return camps(r) }
        return Self.points(figure.value, r)
    }

    static func points(_ value: Double, _ r: Reader) -> String {
        (value > 0 ? "+" : value < 0 ? "−" : "") + r.number(Int(value.magnitude.rounded()))
    }

    private func camps(_ r: Reader) -> String {
        let camps = tally.camps(key)
        return r(
            "\(r.number(camps.promoters)) for, \(r.number(camps.passives)) between, \(r.number(camps.detractors)) against"
        )
    }

    func large(_ r: Reader) -> HTML {
        guard count > 0 else { return "–" }
        return "<a href=\"\(url: link)\">\(words(r))</a>\(if: legibility == .dots, dots)"
    }

    private var dots: HTML {
        let camps = tally.camps(key)
        let kinds =
            Array(repeating: "on", count: camps.promoters) + Array(repeating: "half", count: camps.passives)
            + Array(repeating: "off", count: camps.detractors)
        let marks = kinds.enumerated().map { place, kind -> HTML in
            "<circle class=\"\(kind)\" cx=\"\(8 + place * 18)\" cy=\"8\" r=\"6\"/>"
        }
        return """
            <svg class="share-dots" viewBox="0 0 \(kinds.count * 18) 16" width="\(kinds.count * 18)" height="16" aria-hidden="true">\(marks)</svg>
            """
    }

    func range(_ r: Reader) -> HTML? {
        guard legibility >= .percentages, let interval = tally.netPromoters(key)?.interval else { return nil }
        return """
            <p class="share-words">\(r("\(Self.points(interval.low, r)) to \(Self.points(interval.high, r)), n = \(r.number(count))"))</p>
            """
    }

    func cell(_ r: Reader) -> HTML {
        guard count > 0 else { return "–" }
        let interval = legibility >= .percentages ? tally.netPromoters(key)?.interval : nil
        let range = interval.map {
            "<br><small class=\"quiet\">\(r("\(Self.points($0.low, r)) to \(Self.points($0.high, r))"))</small>"
                as HTML
        }
        return "<a href=\"\(url: link)\">\(words(r))</a>\(range)"
    }
}
