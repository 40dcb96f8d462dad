// Measures the text classifier beside scikit-learn and fastText on the same
// messages in the same run, prints the table and writes out/text.json.
// Usage: bench-text --peers PYTHON [--rounds 2] [FOLDER], the Python being
// that of bin/bench-peers; the folder else ENSEMBLE_CORPORA, else
// ../shared/corpora.
import Foundation
import Statistics

var arguments = Array(CommandLine.arguments.dropFirst())
@MainActor func option(_ name: String) -> String? {
    guard let place = arguments.firstIndex(of: name), arguments.indices.contains(place + 1) else {
        return nil
    }
    defer { arguments.removeSubrange(place...(place + 1)) }
    return arguments[place + 1]
}
let python = option("--peers") ?? "python3"
let rounds = Int(option("--rounds") ?? "2") ?? 2
let root =
    arguments.first
    ?? ProcessInfo.processInfo.environment["ENSEMBLE_CORPORA"] ?? "../shared/corpora"

if FileManager.default.fileExists(atPath: root) {
    var report = Report()
    for set in try MessageSet.all(root: root) {
        print(
            "\(set.name): \(set.training.count) to learn from, \(set.asked.count) to tell, ", terminator: "")
        print("\(Set(set.training.map(\.label)).count) labels")
        let peers = try Peers(python: python).measure(set, rounds: rounds)
        report.compare(set.name, ours: try Ours.measure(set, rounds: rounds), peers: peers)
        fflush(nil)
    }
    report.rows += try ScopeTrial.rows(
        MessageSet.clinc(root: root), strangers: MessageSet.strangers(root: root))
    for set in try MessageSet.all(root: root) where set.name != "CLINC150" {
        report.rows.append(try ScopeTrial.refusal(set))
    }
    report.rows += try CalibrationTrial.rows(MessageSet.clinc(root: root))
    report.rows += try CorrectionTrial.rows(MessageSet.fewBanking(root: root))
    report.rows += try CorrectionTrial.rows(MessageSet.hwu(root: root))
    report.printRows()
    try report.write(to: "out/text.json")
} else {
    print("skipped, no corpora: there is no folder \(root)")
}
