import Foundation

/// One measured value, beside a reference where there is one.
struct Row: Codable {
    /// What was measured.
    let name: String
    let value: Double
    let unit: String
    /// The same by the peer that the name mentions.
    var reference: Double?
    /// value / reference.
    var ratio: Double?
    /// What value, or ratio where there is a reference, may be at most.
    var target: Double?
    /// Whether it is; absent without a target.
    var met: Bool?

    static func time(_ name: String, _ seconds: Double, atMost target: Double? = nil) -> Row {
        Row(
            name: name, value: seconds * 1000, unit: "ms", target: target,
            met: target.map { seconds * 1000 <= $0 })
    }

    static func contest(
        _ name: String, _ seconds: Double, peer: Double?, atMost target: Double? = nil
    ) -> Row {
        let ratio = peer.map { seconds / $0 }
        return Row(
            name: name, value: seconds * 1000, unit: "ms", reference: peer.map { $0 * 1000 }, ratio: ratio,
            target: target, met: target.flatMap { limit in ratio.map { $0 <= limit } })
    }

    /// The rows as people read them.
    static func table(_ rows: [Row]) -> String {
        let width = rows.map(\.name.count).max() ?? 0
        func cell(_ value: Double?) -> String {
            guard let value else { return String(repeating: " ", count: 11) }
            return pad(String(format: value < 10 ? "%.4f" : "%.1f", value), 11)
        }
        func pad(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        let head =
            "name".padding(toLength: width, withPad: " ", startingAt: 0)
            + ["value", "reference", "ratio", "target"].map { pad($0, 11) }.joined() + "  unit met"
        let lines = rows.map { row in
            row.name.padding(toLength: width, withPad: " ", startingAt: 0) + cell(row.value)
                + cell(row.reference) + cell(row.ratio) + cell(row.target) + "  "
                + row.unit.padding(toLength: 5, withPad: " ", startingAt: 0)
                + (row.met.map { $0 ? "yes" : "NO" } ?? "")
        }
        return ([head] + lines).joined(separator: "\n")
    }
}
