// Scores the mail reader against the corpora, measures the filing of hostile
// mail, and writes out/corpora.json.
// Usage: corpora-score [folder], else ENSEMBLE_CORPORA, else ../shared/corpora.
import FoundationEssentials
import Mail

let root =
    CommandLine.arguments.dropFirst().first { !$0.hasPrefix("-") }
    ?? ProcessInfo.processInfo.environment["ENSEMBLE_CORPORA"] ?? "../shared/corpora"

var report = Report()
if FileManager.default.fileExists(atPath: root) {
    report = MailCorpora.score(root: root)
} else {
    print("skipped, no corpora: there is no folder \(root)")
}
// The desk's own program stands beside this one.
let folder = CommandLine.arguments[0].split(separator: "/", omittingEmptySubsequences: false).dropLast()
try HostileSet.score((folder + ["ensemble"]).joined(separator: "/"), into: &report)
report.printTable(allMisses: CommandLine.arguments.contains("--all"))
try report.write(to: "out/corpora.json")
