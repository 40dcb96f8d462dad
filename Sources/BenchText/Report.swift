import Foundation

/// One figure, what it is compared with, and whether that was asked for.
struct Row: Codable {
    let name: String
    let value: Double
    let unit: String
    /// What it is compared with: the peer's figure or the bound.
    var reference: Double?
    var ratio: Double?
    /// What is asked for, in words.
    var target: String?
    var met: Bool?

    /// A figure that is only reported.
    init(_ name: String, _ value: Double, _ unit: String) {
        self.name = name
        self.value = value
        self.unit = unit
    }

    /// - Parameter most: whether the value may be at most the reference; at
    ///   least, otherwise; `nil` where nothing is asked.
    init(_ name: String, _ value: Double, _ unit: String, reference: Double, most: Bool?) {
        self.init(name, value, unit)
        self.reference = reference
        ratio = reference == 0 ? nil : value / reference
        target = most.map { $0 ? "at most the reference" : "at least the reference" }
        met = most.map { $0 ? value <= reference : value >= reference }
    }
}

/// The rows of all trials and the table of all sides.
struct Report {
    var rows: [Row] = []

    /// Prints one set's table and keeps its rows.
    mutating func compare(_ name: String, ours: Outcome, peers: [String: Outcome]) {
        let sides = [("ours", ours)] + peers.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
        print("                 accuracy   training  (processor)  a message      model")
        for (side, outcome) in sides {
            print(
                "  " + side.padding(toLength: 13, withPad: " ", startingAt: 0),
                String(
                    format: "%7.2f %%  %7.2f s  %7.2f s  %7.1f µs  %7.2f MB", outcome.accuracy * 100,
                    outcome.trainingSeconds, outcome.processorSeconds, outcome.microseconds,
                    Double(outcome.bytes) / 1e6))
        }
        for (side, peer) in peers.sorted(by: { $0.key > $1.key }) {
            // What is asked for is to match scikit-learn; fastText is shown.
            let isAsked = side == "scikit-learn"
            rows.append(
                Row(
                    "\(name): accuracy, beside \(side)", ours.accuracy * 100, "%",
                    reference: peer.accuracy * 100,
                    most: isAsked ? false : nil))
            rows.append(
                Row(
                    "\(name): training, beside \(side)", ours.trainingSeconds, "s",
                    reference: peer.trainingSeconds,
                    most: isAsked ? true : nil))
            rows.append(
                Row(
                    "\(name): training, processors, beside \(side)", ours.processorSeconds, "s",
                    reference: peer.processorSeconds, most: nil))
            rows.append(
                Row(
                    "\(name): a message, beside \(side)", ours.microseconds, "µs",
                    reference: peer.microseconds,
                    most: nil))
        }
        rows.append(Row("\(name): a message", ours.microseconds, "µs", reference: 20, most: true))
        rows.append(Row("\(name): model file", Double(ours.bytes) / 1e6, "MB", reference: 20, most: true))
    }

    func printRows() {
        print("")
        let width = (rows.map(\.name.count).max() ?? 0) + 1
        for row in rows {
            var line = row.name.padding(toLength: width, withPad: " ", startingAt: 0)
            line += String(format: "%9.3f ", row.value) + row.unit
            if let reference = row.reference { line += String(format: "  (%.3f)", reference) }
            if let target = row.target, let met = row.met { line += "  \(target): \(met ? "met" : "MISSED")" }
            print(line)
        }
    }

    func write(to path: String) throws {
        let file = URL(filePath: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(rows).write(to: file)
    }
}
