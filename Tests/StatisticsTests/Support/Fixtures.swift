import Foundation

@testable import Statistics

/// The public data sets of bench/data, and those that `bin/setup test` fetches, as rows of numbers.
enum Fixtures {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let folder = root.appending(path: "bench/data")
    private static let fetched = root.appending(path: ".venv/series")

    static func rows(_ name: String) throws -> [[Double]] {
        let kept = folder.appending(path: "\(name).csv")
        let isKept = FileManager.default.fileExists(atPath: kept.path)
        let text = try String(
            contentsOf: isKept ? kept : fetched.appending(path: "\(name).csv"), encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map { line in
            line.split(separator: ",").map { Double($0) ?? .nan }
        }
    }

    static func column(_ index: Int, of name: String) throws -> [Double] {
        try rows(name).map { $0[index] }
    }

    static func blends(_ name: String) throws -> [Composition] {
        try rows(name).map { try Composition($0) }
    }
}
