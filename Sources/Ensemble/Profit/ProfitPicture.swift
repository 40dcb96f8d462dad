import Localization
import Markup
import Statistics

/// What each matter left over: a box from quarter to quarter with its middle, and dots where they are few. The
/// table below says the same.
struct ProfitPicture {
    let cells: [ProfitCell]
    let words: ProfitWords

    private static let left = 190, line = 34, length = 360
    /// More are a box without dots.
    private static let mostDots = 60

    func body(_ r: Reader) -> HTML {
        let shown = cells.filter { !$0.contributions.isEmpty }
        let low = min(0, shown.flatMap(\.contributions).min() ?? 0)
        let high = max(1, shown.flatMap(\.contributions).max() ?? 1)
        let height = shown.count * Self.line + 30
        let width = Self.left + Self.length + 30
        let name = r("What each matter left over, by offering; the table below says the same")
        func x(_ value: Double) -> Int {
            Self.left + Int(((value - low) / (high - low) * Double(Self.length)).rounded())
        }
        let rows = shown.enumerated().map { place, cell in row(place, cell, x) }
        let axis = [low, 0, high].filter { $0 == 0 || abs(x($0) - x(0)) > 60 }.map { value -> HTML in
            """
            <path class="\(value == 0 ? "profit-zero" : "grid")" d="M\(x(value)) 4V\(height - 24)"/>\
            <text class="axis" x="\(x(value))" y="\(height - 6)" text-anchor="middle">\(words.money(value))</text>
            """
        }
        return """
            <figure class="clarity-figure"><div class="scroll" tabindex="0" role="group" aria-label="\(name)"><svg class="clarity-picture" \
            viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" aria-label="\(name)">\(axis)\(rows)</svg></div></figure>
            """
    }

    private func row(_ place: Int, _ cell: ProfitCell, _ x: (Double) -> Int) -> HTML {
        let y = place * Self.line + 20
        let name: HTML =
            "<text x=\"\(Self.left - 14)\" y=\"\(y + 4)\" text-anchor=\"end\">\(words.short(cell, to: 15))</text>"
        var marks: [HTML] = [name]
        if let quartiles = cell.quartiles, cell.contributions.count >= ProfitCell.fewest {
            let at = quartiles.map(x)
            marks.append(
                """
                <path class="told-line" d="M\(at[0]) \(y)H\(at[4])"/>\
                <rect class="profit-box" x="\(at[1])" y="\(y - 9)" width="\(max(1, at[3] - at[1]))" height="18" rx="2"/>\
                <path class="profit-middle" d="M\(at[2]) \(y - 9)v18"/>
                """)
        }
        if cell.contributions.count <= Self.mostDots {
            for (number, value) in cell.contributions.enumerated() {
                // Beside each other where they would lie on each other; the same each time.
                let off = (number % 5 - 2) * 3
                marks.append("<circle class=\"profit-dot\" cx=\"\(x(value))\" cy=\"\(y + off)\" r=\"3\"/>")
            }
        }
        return "\(marks)"
    }
}

/// Profit across, the customers’ interest upwards: where each stands, with its name and how likely. The table
/// says the same.
struct QuadrantPicture {
    let cells: [ProfitCell]
    let words: ProfitWords

    private static let left = 72, top = 22, side = 300

    func body(_ r: Reader) -> HTML {
        let shown = cells.filter { $0.profitable != nil && $0.favourable != nil }
        guard !shown.isEmpty else { return "" }
        let (width, height) = (Self.left + Self.side + 170, Self.top + Self.side + 52)
        let name = r(
            "How likely each is profitable and how likely good for customers; the table below says the same")
        let most = Double(shown.map(\.matters).max() ?? 1)
        let marks = shown.map { cell -> HTML in
            let (x, y) = (x(cell.profitable ?? 0.5), y(cell.favourable ?? 0.5))
            let size = 5 + Int((9 * (Double(cell.matters) / most).squareRoot()).rounded())
            let kind = cell.quadrant == .temptation ? "profit-egg bad" : "profit-egg"
            return """
                <circle class="\(kind)" cx="\(x)" cy="\(y)" r="\(size)"/>\
                <text x="\(x + size + 4)" y="\(y + 4)">\(words.short(cell, to: 13))</text>
                """
        }
        let near = ProfitCell.sure
        return """
            <figure class="clarity-figure"><div class="scroll" tabindex="0" role="group" aria-label="\(name)"><svg class="clarity-picture" \
            viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" aria-label="\(name)">
            <rect class="profit-tempting" x="\(x(near))" y="\(y(1 - near))" width="\(x(1) - x(near))" height="\(y(0) - y(1 - near))"/>\
            <path class="grid" d="M\(x(0)) \(y(0))H\(x(1))V\(y(1))H\(x(0))zM\(x(1 - near)) \(y(0))V\(y(1))M\(x(near)) \(y(0))V\(y(1))M\(x(0)) \(y(1 - near))H\(x(1))M\(x(0)) \(y(near))H\(x(1))"/>
            \([0, 1 - near, near, 1].map { axis($0, r) })\(marks)\
            <text class="axis" x="\(x(0.5))" y="\(height - 4)" text-anchor="middle">\(r("how likely profitable"))</text>\
            <text class="axis" x="14" y="\(y(0.5))" text-anchor="middle" transform="rotate(-90 14 \(y(0.5)))">\(r("how likely good for customers"))</text></svg></div></figure>
            """
    }

    private func axis(_ share: Double, _ r: Reader) -> HTML {
        """
        <text class="axis" x="\(x(share))" y="\(y(0) + 28)" text-anchor="middle">\(r.percent(share))</text>\
        <text class="axis" x="\(Self.left - 20)" y="\(y(share) + 4)" text-anchor="end">\(r.percent(share))</text>
        """
    }

    private func x(_ share: Double) -> Int { Self.left + Int((share * Double(Self.side)).rounded()) }
    private func y(_ share: Double) -> Int { Self.top + Int(((1 - share) * Double(Self.side)).rounded()) }
}
