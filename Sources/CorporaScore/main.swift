// Scores the mail reader against the corpora and writes out/corpora.json.
// Usage: corpora-score [folder], else ENSEMBLE_CORPORA, else ../shared/corpora.
import FoundationEssentials
import Mail

let root =
    CommandLine.arguments.dropFirst().first { !$0.hasPrefix("-") }
    ?? ProcessInfo.processInfo.environment["ENSEMBLE_CORPORA"] ?? "../shared/corpora"

if FileManager.default.fileExists(atPath: root) {
    let report = MailCorpora.score(root: root)
    report.printTable(allMisses: CommandLine.arguments.contains("--all"))
    try report.write(to: "out/corpora.json")
} else {
    print("skipped, no corpora: there is no folder \(root)")
}
