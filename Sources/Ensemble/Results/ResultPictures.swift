import Localization
import Markup
import Statistics

/// The four sides as squares in a row: filled where good, crossed where not.
struct SidesPicture {
    let pattern: [Bool?]

    var body: HTML {
        let squares = pattern.enumerated().map { place, isGood -> HTML in
            let x = place * 22 + 2
            guard let isGood else {
                return "<rect class=\"side-none\" x=\"\(x)\" y=\"2\" width=\"16\" height=\"16\" rx=\"3\"/>"
            }
            let cross: HTML =
                isGood ? "" : "<path class=\"side-cross\" d=\"M\(x + 4) 6l8 8M\(x + 12) 6l-8 8\"/>"
            return """
                <rect class="\(isGood ? "side-good" : "side-bad")" x="\(x)" y="2" width="16" height="16" rx="3"/>\(cross)
                """
        }
        return """
            <svg class="sides" viewBox="0 0 \(pattern.count * 22) 20" width="\(pattern.count * 22)" height="20" aria-hidden="true">\(squares)</svg>
            """
    }

    /// The same in words.
    static func words(_ pattern: [Bool?], _ r: Reader) -> String {
        let bad = zip(ResultSide.allCases, pattern).filter { $0.1 == false }.map { $0.0.name(r) }
        let none = zip(ResultSide.allCases, pattern).filter { $0.1 == nil }.map { $0.0.name(r) }
        var words = bad.isEmpty ? r("all good") : r("not good: \(r.list(bad))")
        if !none.isEmpty { words += "; " + r("not answered: \(r.list(none))") }
        return words
    }
}

/// Shares of variation, each with its whisker. The table below says the same.
struct DriversPicture {
    let drivers: ResultReport.Drivers

    private static let left = 118, line = 30, length = 200

    func body(_ r: Reader) -> HTML {
        guard let intervals = drivers.intervals else { return "" }
        let top = max(0.1, intervals.map(\.high).max() ?? 1)
        let height = ResultSide.allCases.count * Self.line + 26
        let width = Self.left + Self.length + 22
        func x(_ share: Double) -> Int {
            Self.left + Int((max(0, share) / top * Double(Self.length)).rounded())
        }
        let rows = ResultSide.allCases.enumerated().map { place, side -> HTML in
            let y = place * Self.line + 18
            let (share, interval) = (drivers.shares.shares[place], intervals[place])
            return """
                <text x="\(Self.left - 8)" y="\(y + 4)" text-anchor="end">\(side.name(r).shortened(to: 18))</text>\
                <rect class="survey-bar good" x="\(Self.left)" y="\(y - 7)" width="\(max(1, x(share) - Self.left))" height="14" rx="2"/>\
                <path class="driver-whisker" d="M\(x(interval.low)) \(y)H\(x(interval.high))M\(x(interval.low)) \(y - 5)v10M\(x(interval.high)) \(y - 5)v10"/>
                """
        }
        let axis = [0, top / 2, top].map { share -> HTML in
            "<text class=\"axis\" x=\"\(x(share))\" y=\"\(height - 4)\" text-anchor=\"middle\">\(r.percent(share))</text>"
        }
        return """
            <svg class="clarity-picture results-drivers" viewBox="0 0 \(width) \(height)" role="img" \
            aria-label="\(r("How much goes with each side, with whiskers; the table below says the same"))">\(rows)\(axis)</svg>
            """
    }
}
