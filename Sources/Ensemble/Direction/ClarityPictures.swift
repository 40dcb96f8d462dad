import Localization
import Markup
import Statistics

/// Told before and surprises, step by step, each with its interval. The table below says the same.
struct ClarityTimePicture {
    /// Of the frame in which it scrolls.
    let name: String
    let steps: [(name: String, told: Figure?, surprised: Figure?)]

    private static let left = 44, column = 54, top = 10, height = 170

    private var width: Int { Self.left + max(steps.count, 1) * Self.column + 8 }

    func body(_ r: Reader) -> HTML {
        """
        <figure class="clarity-figure"><div class="scroll" tabindex="0" role="group" aria-label="\(name)"><svg class="clarity-picture" viewBox="0 0 \(width) \(Self.height + 40)" width="\(width)" height="\(Self.height + 40)" role="img" \
        aria-label="\(r("Told before and surprises over time, with their intervals; the table below says the same"))">
        \([0, 50, 100].map { grid($0, r) })\(steps.enumerated().map { step($0.offset, $0.element) })</svg></div>
        <figcaption class="clarity-legend"><span><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><circle class="told-dot" cx="8" cy="8" r="5"/></svg> \(r("told before"))</span>\
        <span><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><rect class="surprise-dot" x="3" y="3" width="10" height="10"/></svg> \(r("surprises"))</span>\
        <span class="quiet">\(r("lines: 95% intervals; hollow: under 10 bills"))</span></figcaption></figure>
        """
    }

    private func y(_ share: Double) -> Int {
        Self.top + Int(((1 - share) * Double(Self.height)).rounded())
    }

    private func grid(_ percent: Int, _ r: Reader) -> HTML {
        let y = y(Double(percent) / 100)
        return """
            <path class="grid" d="M\(Self.left) \(y)H\(width - 8)"/><text class="axis" x="\(Self.left - 8)" y="\(y + 4)" text-anchor="end">\(r.percent(Double(percent) / 100))</text>
            """
    }

    private func step(_ place: Int, _ step: (name: String, told: Figure?, surprised: Figure?)) -> HTML {
        let middle = Self.left + place * Self.column + Self.column / 2
        return """
            <text class="axis" x="\(middle)" y="\(Self.height + 32)" text-anchor="middle">\(step.name)</text>\
            \(step.told.map { mark($0, x: middle - 8, isRound: true) })\(step.surprised.map { mark($0, x: middle + 8, isRound: false) })
            """
    }

    private func mark(_ figure: Figure, x: Int, isRound: Bool) -> HTML {
        let (low, high, at) = (y(figure.interval.low), y(figure.interval.high), y(figure.value))
        let few = figure.legibility < .percentages ? " few" : ""
        let name = isRound ? "told" : "surprise"
        let dot: HTML =
            isRound
            ? "<circle class=\"\(name)-dot\(few)\" cx=\"\(x)\" cy=\"\(at)\" r=\"5\"/>"
            : "<rect class=\"\(name)-dot\(few)\" x=\"\(x - 5)\" y=\"\(at - 5)\" width=\"10\" height=\"10\"/>"
        return "<path class=\"\(name)-line\" d=\"M\(x) \(high)V\(low)\"/>\(dot)"
    }
}

/// Shares with their intervals, one below the other.
struct ClarityRangePicture {
    /// Of the frame in which it scrolls.
    let name: String
    let words: String
    let rows: [(name: String, figure: Figure?)]

    private static let left = 190, line = 30, length = 360

    func body(_ r: Reader) -> HTML {
        let height = rows.count * Self.line + 30
        let width = Self.left + Self.length + 20
        return """
            <figure class="clarity-figure"><div class="scroll" tabindex="0" role="group" aria-label="\(name)"><svg class="clarity-picture" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" aria-label="\(words)">
            \([0, 50, 100].map { grid($0, height, r) })\(rows.enumerated().map { row($0.offset, $0.element) })</svg></div></figure>
            """
    }

    private func x(_ share: Double) -> Int { Self.left + Int((share * Double(Self.length)).rounded()) }

    private func grid(_ percent: Int, _ height: Int, _ r: Reader) -> HTML {
        let x = x(Double(percent) / 100)
        return """
            <path class="grid" d="M\(x) 4V\(height - 24)"/><text class="axis" x="\(x)" y="\(height - 6)" text-anchor="middle">\(r.percent(Double(percent) / 100))</text>
            """
    }

    private func row(_ place: Int, _ row: (name: String, figure: Figure?)) -> HTML {
        let y = place * Self.line + 20
        let mark = row.figure.map { figure -> HTML in
            let few = figure.legibility < .percentages ? " few" : ""
            return """
                <path class="told-line" d="M\(x(figure.interval.low)) \(y)H\(x(figure.interval.high))"/>\
                <circle class="told-dot\(few)" cx="\(x(figure.value))" cy="\(y)" r="5"/>
                """
        }
        return
            "<text x=\"\(Self.left - 14)\" y=\"\(y + 4)\" text-anchor=\"end\">\(row.name.shortened(to: 26))</text>\(mark)"
    }
}
