import Localization
import Markup
import Statistics

/// A share as it may honestly be shown: under 5 as dots, under 10 as a
/// count, else as a percentage with its interval; always with the way to its rows.
struct ShareView {
    let figure: Figure?
    let hits: Int
    let count: Int
    let link: String

    private var legibility: Legibility { Legibility(count: count) }

    func words(_ r: Reader) -> String {
        guard let figure else { return "–" }
        return legibility >= .percentages
            ? r.percent(figure.value) : r("\(r.number(hits)) of \(r.number(count))")
    }

    /// In a tile.
    func large(_ r: Reader) -> HTML {
        guard count > 0 else { return "–" }
        return """
            <a href="\(link)">\(words(r))</a>\(if: legibility == .dots, dots)
            """
    }

    /// In a table.
    func cell(_ r: Reader) -> HTML {
        guard count > 0 else { return "<td class=\"number quiet\">–</td>" }
        return """
            <td class="number"><a href="\(link)">\(words(r))</a>\(if: legibility >= .percentages, "<br><small class=\"quiet\">\(range(r))</small>")</td>
            """
    }

    private func range(_ r: Reader) -> String {
        guard let interval = figure?.interval else { return "" }
        return r("\(r.percent(interval.low)) to \(r.percent(interval.high))")
    }

    private var dots: HTML {
        let marks = (0..<count).map { place -> HTML in
            "<circle class=\"\(place < hits ? "on" : "off")\" cx=\"\(8 + place * 18)\" cy=\"8\" r=\"6\"/>"
        }
        return """
            <svg class="share-dots" viewBox="0 0 \(count * 18) 16" width="\(count * 18)" height="16" aria-hidden="true">\(marks)</svg>
            """
    }

    /// The interval on a line from nothing to all, with a mark where it should be.
    func bar(_ r: Reader, mark: Double?) -> HTML? {
        guard let figure, legibility >= .percentages else { return nil }
        let (low, high) = (Self.place(figure.interval.low), Self.place(figure.interval.high))
        let target = mark.map { mark -> HTML in
            let x = Self.place(mark)
            return "<path class=\"share-mark\" d=\"M\(x) 0V16\"/>"
        }
        return """
            <svg class="share-bar" viewBox="0 0 200 16" preserveAspectRatio="none" aria-hidden="true"><rect class="share-track" y="6" width="200" height="4" rx="2"/>\
            <rect class="share-range" x="\(low)" y="4" width="\(max(2, high - low))" height="8" rx="2"/>\
            \(target)<rect class="share-value" x="\(max(0, Self.place(figure.value) - 2))" y="1" width="4" height="14" rx="1"/></svg>\
            <p class="share-words">\(r("\(range(r)), n = \(r.number(count))"))</p>
            """
    }

    private static func place(_ share: Double) -> Int { Int((share * 200).rounded()) }
}
