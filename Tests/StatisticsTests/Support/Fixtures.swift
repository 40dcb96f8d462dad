import Foundation

@testable import Statistics

/// The public data sets of bench/data, as rows of numbers.
enum Fixtures {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "bench/data")

    static func rows(_ name: String) throws -> [[Double]] {
        let text = try String(contentsOf: folder.appending(path: "\(name).csv"), encoding: .utf8)
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
