import Localization
import Markup
import Statistics

/// The triangle: product at the lower left, service at the lower right, idea on top.
///
/// A picture for those who see it; whatever it shows stands in a table beside it.
struct TernaryPicture {
    /// A lens on the triangle.
    struct Spot {
        let lens: Lens
        let place: Composition
        let region: [Composition]?
        /// Rests on fewer than ten.
        let isThin: Bool
        /// Under five: each by itself, instead of the place where they would meet.
        var dots: [Composition] = []
    }

    let words: String
    let spots: [Spot]
    /// The months of the chosen lens, oldest first.
    var track: [Composition] = []
    var trackLens: Lens?
    /// Where it may be at the end, and on the way there.
    var cone: [[Composition]] = []
    /// From here to there, where the past has earned it.
    var arrow: (from: Composition, to: Composition)?
    var target: Composition?

    private static let width = 600, height = 560
    private static let left = 60.0, bottom = 500.0, side = 480.0

    func body(_ r: Reader) -> HTML {
        """
        <figure class="ternary-figure"><svg class="ternary" viewBox="0 40 \(Self.width) \(Self.height - 45)" role="img" aria-label="\(words)">
        <defs><marker id="ternary-head" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="ternary-arrowhead" d="M0 0 8 4 0 8z"/></marker></defs>
        \(ground(r))\(cone.map { outline($0, "ternary-cone") })\(spots.map(region))\(links)\(path)\(aim)\(spots.map(mark))\(arrowLine)</svg>
        <figcaption class="ternary-legend">\(legend(r))</figcaption></figure>
        """
    }

    // MARK: Places

    private static func point(_ blend: Composition) -> (x: Double, y: Double) {
        let place = blend.ternaryPoint
        return (left + side * place.x, bottom - side * place.y)
    }

    /// In tenths, which is finer than anybody sees.
    private static func text(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }

    private static func pair(_ blend: Composition) -> String {
        let place = point(blend)
        return "\(text(place.x)) \(text(place.y))"
    }

    private static func line(_ blends: [Composition]) -> String {
        "M" + blends.map(pair).joined(separator: "L")
    }

    // MARK: Layers

    private func ground(_ r: Reader) -> HTML {
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.5, 0.75.squareRoot())].map { x, y in
            "\(Self.text(Self.left + Self.side * x)) \(Self.text(Self.bottom - Self.side * y))"
        }
        let grid = [0.25, 0.5, 0.75].map { share -> HTML in
            let rest = 1 - share
            let lines = [
                [(share, rest, 0.0), (share, 0.0, rest)], [(rest, share, 0.0), (0.0, share, rest)],
                [(rest, 0.0, share), (0.0, rest, share)],
            ].map { ends in
                "M"
                    + ends.map { _, service, idea in
                        let (x, y) = (service + idea / 2, idea * 0.75.squareRoot())
                        return
                            "\(Self.text(Self.left + Self.side * x)) \(Self.text(Self.bottom - Self.side * y))"
                    }.joined(separator: "L")
            }
            return "<path class=\"ternary-grid\" d=\"\(lines.joined())\"/>"
        }
        return """
            <path class="ternary-edge" d="M\(corners.joined(separator: "L"))Z"/>\(grid)\
            <text class="ternary-corner" x="60" y="532" text-anchor="middle">\(r("Product"))</text>\
            <text class="ternary-corner" x="540" y="532" text-anchor="middle">\(r("Service"))</text>\
            <text class="ternary-corner" x="300" y="68" text-anchor="middle">\(r("Idea"))</text>
            """
    }

    private func outline(_ region: [Composition], _ look: String) -> HTML {
        "<path class=\"\(look)\" d=\"\(Self.line(region))Z\"/>"
    }

    private func region(_ spot: Spot) -> HTML {
        spot.region.map { outline($0, "ternary-region lens-\(spot.lens.rawValue)") } ?? ""
    }

    private var links: HTML {
        let placed = spots.filter(\.dots.isEmpty)
        guard placed.count > 1 else { return "" }
        return "<path class=\"ternary-link\" d=\"\(Self.line(placed.map(\.place)))\"/>"
    }

    private var path: HTML {
        guard let trackLens, !track.isEmpty else { return "" }
        let dots = track.enumerated().map { place, blend -> HTML in
            let (x, y) = Self.point(blend)
            return
                "<circle class=\"ternary-step lens-\(trackLens.rawValue)\" cx=\"\(Self.text(x))\" cy=\"\(Self.text(y))\" r=\"\(Self.text(2 + 2.5 * Double(place + 1) / Double(track.count)))\"/>"
        }
        return "<path class=\"ternary-track lens-\(trackLens.rawValue)\" d=\"\(Self.line(track))\"/>\(dots)"
    }

    private var aim: HTML {
        guard let target else { return "" }
        let (x, y) = Self.point(target)
        return Self.cross(x, y)
    }

    private static func cross(_ x: Double, _ y: Double) -> HTML {
        """
        <path class="ternary-target" d="M\(text(x - 9)) \(text(y))H\(text(x + 9))M\(text(x)) \(text(y - 9))V\(text(y + 9))"/>\
        <circle class="ternary-target" cx="\(text(x))" cy="\(text(y))" r="6"/>
        """
    }

    private func mark(_ spot: Spot) -> HTML {
        guard spot.dots.isEmpty else { return "\(dots(spot))" }
        let (x, y) = Self.point(spot.place)
        return Self.shape(spot.lens, x, y, isThin: spot.isThin)
    }

    /// Those that fall on one place stand side by side.
    private func dots(_ spot: Spot) -> [HTML] {
        var taken: [String: Int] = [:]
        return spot.dots.map { dot in
            let (x, y) = Self.point(dot)
            let before = taken[Self.pair(dot), default: 0]
            taken[Self.pair(dot)] = before + 1
            return Self.shape(spot.lens, x + Double(before) * 15, y, isThin: true)
        }
    }

    /// Told apart by shape, not only by colour.
    private static func shape(_ lens: Lens, _ x: Double, _ y: Double, isThin: Bool) -> HTML {
        let look = "ternary-mark lens-\(lens.rawValue)\(isThin ? " few" : "")"
        switch lens {
        case .heard: return "<circle class=\"\(look)\" cx=\"\(text(x))\" cy=\"\(text(y))\" r=\"7\"/>"
        case .paid:
            return
                "<rect class=\"\(look)\" x=\"\(text(x - 6))\" y=\"\(text(y - 6))\" width=\"12\" height=\"12\"/>"
        case .worked:
            return
                "<path class=\"\(look)\" d=\"M\(text(x)) \(text(y - 8))L\(text(x + 8)) \(text(y + 6))H\(text(x - 8))Z\"/>"
        case .declared:
            return
                "<path class=\"\(look)\" d=\"M\(text(x)) \(text(y - 9))L\(text(x + 9)) \(text(y))L\(text(x)) \(text(y + 9))L\(text(x - 9)) \(text(y))Z\"/>"
        }
    }

    private var arrowLine: HTML {
        guard let arrow else { return "" }
        return
            "<path class=\"ternary-arrow\" marker-end=\"url(#ternary-head)\" d=\"\(Self.line([arrow.from, arrow.to]))\"/>"
    }

    private func legend(_ r: Reader) -> HTML {
        let lenses = spots.map { spot -> HTML in
            "<span><svg viewBox=\"0 0 20 20\" width=\"16\" height=\"16\" aria-hidden=\"true\">\(Self.shape(spot.lens, 10, 10, isThin: spot.isThin))</svg> \(spot.lens.name(r))</span>"
        }
        let aim: HTML =
            target == nil
            ? ""
            : "<span><svg viewBox=\"0 0 20 20\" width=\"16\" height=\"16\" aria-hidden=\"true\">\(Self.cross(10, 10))</svg> \(r("target"))</span>"
        return """
            \(lenses)\(aim)\(if: spots.contains { $0.region != nil }, "<span class=\"quiet\">\(r("outlined: where it lies at 95%"))</span>")\
            \(if: spots.contains(where: \.isThin), "<span class=\"quiet\">\(r("hollow: fewer than ten"))</span>")\
            \(if: !cone.isEmpty, "<span class=\"quiet\">\(r("shaded: where it may be, at 80%"))</span>")
            """
    }
}
