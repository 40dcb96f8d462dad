import Foundation
import Statistics

/// Times the numerical kernel at growing sizes and beside its peers.
///
///     bench-statistics [--out out/statistics.json] [--no-peers]
///
/// Run from the root of the repository: it reads bench/data and starts
/// bench/statistics/peers.py, which times igraph, lifetimes and others on
/// the very same inputs in the same run.
@main
enum Main {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        var out = "out/statistics.json"
        if let place = arguments.firstIndex(of: "--out"), arguments.indices.contains(place + 1) {
            out = arguments[place + 1]
        }
        let folder = URL(filePath: "out/bench-statistics")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)

        let contest = try Contest(folder: folder)
        var rows = try contest.run(beside: arguments.contains("--no-peers") ? nil : Peers(folder: folder))
        rows += try Scaling.run()
        print(Row.table(rows))

        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let file = URL(filePath: out)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try encoder.encode(rows).write(to: file)
        let missed = rows.filter { $0.met == false }
        print(missed.isEmpty ? "All targets met." : "Missed: " + missed.map(\.name).joined(separator: ", "))
        if !missed.isEmpty { exit(1) }
    }
}
