import Localization
import Markup

/// A blueprint as a picture: lanes from what the customer sees down to what
/// supports it, with the lines of interaction, visibility and internal
/// interaction, and the moments of failing, waiting and paying.
struct BlueprintPicture {
    let steps: [BlueprintStep]
    /// Steps with findings, by id.
    let bad: Set<Int>

    private static let column = 176, box = 152, lane = 112, label = 118, top = 8

    private var width: Int { Self.label + max(steps.count, 1) * Self.column + 8 }
    private var height: Int { Self.top + BlueprintStep.Lane.allCases.count * Self.lane + 8 }

    func body(_ r: Reader) -> HTML {
        """
        <svg class="blueprint" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="group" aria-label="\(r("The steps in their lanes; the table below says the same"))">
        <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>
        \(BlueprintStep.Lane.allCases.enumerated().map { lane($0.offset, $0.element, r) })
        \(line(2, r("line of interaction")))\(line(3, r("line of visibility")))\(line(4, r("line of internal interaction")))
        \(flow)\(tells)
        \(steps.enumerated().map { box($0.offset, $0.element, r) })
        </svg>
        """
    }

    private func lane(_ place: Int, _ lane: BlueprintStep.Lane, _ r: Reader) -> HTML {
        let y = Self.top + place * Self.lane
        return """
            <rect class="lane lane-\(lane.rawValue)" x="0" y="\(y)" width="\(width)" height="\(Self.lane)"/>\
            <text class="lane-name" x="10" y="\(y + 22)">\(lane.name(for: r))</text>
            """
    }

    /// A line above a lane.
    private func line(_ place: Int, _ words: String) -> HTML {
        let y = Self.top + place * Self.lane
        return """
            <path class="between" d="M0 \(y)H\(width)"/><text class="between-name" x="10" y="\(y - 6)">\(words)</text>
            """
    }

    // MARK: Boxes

    private func x(_ place: Int) -> Int { Self.label + place * Self.column + (Self.column - Self.box) / 2 }

    private func y(_ step: BlueprintStep) -> Int {
        Self.top + (BlueprintStep.Lane.allCases.firstIndex(of: step.lane) ?? 0) * Self.lane + 24
    }

    private static let boxHeight = 70

    private func box(_ place: Int, _ step: BlueprintStep, _ r: Reader) -> HTML {
        let (x, y) = (x(place), y(step))
        let lines = Self.lines(step.title).enumerated().map { row, words -> HTML in
            "<text x=\"\(x + 10)\" y=\"\(y + 22 + row * 17)\">\(words)</text>"
        }
        return """
            <a href="#step-\(step.id)"><rect class="box box-\(step.lane.rawValue)\(bad.contains(step.id) ? " bad" : "")" x="\(x)" y="\(y)" \
            width="\(Self.box)" height="\(Self.boxHeight)" rx="6"/>\(lines)\(marks(step, x + Self.box, y, r))</a>
            """
    }

    private func marks(_ step: BlueprintStep, _ right: Int, _ y: Int, _ r: Reader) -> HTML {
        var marks: [(letter: String, kind: String, words: String)] = []
        if step.fail.nonEmpty != nil { marks.append(("F", "fail", r("fail point"))) }
        if step.isWait { marks.append(("W", "wait", r("wait point"))) }
        if step.cost.nonEmpty != nil { marks.append(("¤", "cost", r("cost moment"))) }
        if step.isIrreversible { marks.append(("!", "final", r("no way back from here"))) }
        let drawn = marks.reversed().enumerated().map { place, mark -> HTML in
            let x = right - 12 - place * 24
            return """
                <g class="mark-\(mark.kind)" role="img" aria-label="\(mark.words)"><circle cx="\(x)" cy="\(y)" r="10"/>\
                <text x="\(x)" y="\(y + 4)" text-anchor="middle">\(mark.letter)</text></g>
                """
        }
        return HTML("\(drawn)")
    }

    /// Words in up to three lines of a box's width.
    static func lines(_ words: String) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in words.oneLine.split(separator: " ") {
            let piece = word.count > 20 ? String(word.prefix(19)) + "…" : String(word)
            if line.isEmpty {
                line = piece
            } else if line.count + piece.count < 21 {
                line += " " + piece
            } else {
                lines.append(line)
                line = piece
            }
        }
        if !line.isEmpty { lines.append(line) }
        guard lines.count > 3 else { return lines }
        return Array(lines.prefix(2)) + [String(lines[2].prefix(18)) + "…"]
    }

    // MARK: Arrows

    /// From each act to the next one.
    private var flow: [HTML] {
        let acts = steps.enumerated().filter { $0.element.lane != .evidence }
        return zip(acts, acts.dropFirst()).map { one, next in
            let (from, to) = (x(one.offset) + Self.box, x(next.offset))
            let (start, end) = (y(one.element) + 35, y(next.element) + 35)
            let middle = from + 12
            return
                "<path class=\"flow\" d=\"M\(from) \(start)H\(middle)V\(end)H\(to - 2)\" marker-end=\"url(#arrow)\"/>"
        }
    }

    /// From what tells a cost to what costs.
    private var tells: [HTML] {
        let places = Dictionary(uniqueKeysWithValues: steps.enumerated().map { ($0.element.id, $0.offset) })
        return steps.enumerated().flatMap { place, step in
            step.tells.compactMap { places[$0] }.map { other -> HTML in
                let (from, to) = (x(place) + Self.box / 2, x(other) + Self.box / 2)
                let (start, end) = (y(step) + Self.boxHeight, y(steps[other]))
                return
                    "<path class=\"tells\" d=\"M\(from) \(start)C\(from) \(start + 30) \(to) \(end - 30) \(to) \(end)\"/>"
            }
        }
    }
}

extension BlueprintStep.Lane {
    func name(for r: Reader) -> String {
        switch self {
        case .evidence: r("Evidence")
        case .customer: r("Customer")
        case .onstage: r("On stage")
        case .backstage: r("Back stage")
        case .support: r("Support")
        }
    }
}
