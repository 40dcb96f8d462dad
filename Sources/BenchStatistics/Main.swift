import Foundation
import Statistics

/// Times the numerical kernel at growing sizes and beside its peers.
///
///     bench-statistics [--out out/statistics.json] [--peers PYTHON]
///
/// Run from the root of the repository: it reads bench/data and, given the
/// Python of bin/bench-peers, starts bench/statistics/peers.py, which times
/// igraph, lifetimes and others on the very same inputs in the same run.
@main
enum Main {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        func value(of name: String) -> String? {
            guard let place = arguments.firstIndex(of: name) else { return nil }
            return arguments.dropFirst(place + 1).first
        }
        let out = value(of: "--out") ?? "out/statistics.json"
        let folder = URL(filePath: "out/bench-statistics")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)

        let contest = try Contest(folder: folder)
        let peers = value(of: "--peers").map { Peers(folder: folder, python: $0) }
        var rows = try contest.run(beside: peers)
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
