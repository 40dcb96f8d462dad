// Measures the text classifier beside scikit-learn and fastText on the same
// messages in the same run, prints the table and writes out/text.json.
// Usage: bench-text [folder], else ENSEMBLE_CORPORA, else ../shared/corpora.
import Foundation
import Statistics

let root =
    CommandLine.arguments.dropFirst().first
    ?? ProcessInfo.processInfo.environment["ENSEMBLE_CORPORA"] ?? "../shared/corpora"

if FileManager.default.fileExists(atPath: root) {
    var report = Report()
    for set in try MessageSet.all(root: root) {
        print(
            "\(set.name): \(set.training.count) to learn from, \(set.asked.count) to tell, ", terminator: "")
        print("\(Set(set.training.map(\.label)).count) labels")
        let peers = try Peers.measure(set, rounds: 2)
        report.compare(set.name, ours: try Ours.measure(set, rounds: 2), peers: peers)
        fflush(nil)
    }
    report.rows += try ScopeTrial.rows(
        MessageSet.clinc(root: root), strangers: MessageSet.strangers(root: root))
    report.rows += try CalibrationTrial.rows(MessageSet.clinc(root: root))
    report.rows += try CorrectionTrial.rows(MessageSet.fewBanking(root: root))
    report.rows += try CorrectionTrial.rows(MessageSet.hwu(root: root))
    report.printRows()
    try report.write(to: "out/text.json")
} else {
    print("skipped, no corpora: there is no folder \(root)")
}
