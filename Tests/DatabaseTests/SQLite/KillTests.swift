import Database
import DatabaseTesting
import Foundation
import Testing

/// Runs this test program again as another process, which writes until it is
/// killed, saying each note once its write has returned.
@Suite struct `A killed process` {
    private static let key = "ENSEMBLE_KILL_TEST_DATABASE"
    private static var address: String? { ProcessInfo.processInfo.environment[key] }

    /// Not a test of its own: the part of the other process.
    @Test(.enabled(if: address != nil))
    func `writes notes until the end`() async throws {
        let database = try await Databases.open(try #require(Self.address))
        let name = "\(ProcessInfo.processInfo.processIdentifier)"
        await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for number in 0... {
                        let text = "\(name)-\(writer)-\(number)"
                        try await database.write { db in
                            try db.add(text)
                            try db.add(text + " again")
                        }
                        FileHandle.standardError.write(Data("done:\(text)\n".utf8))
                    }
                }
            }
        }
    }

    @Test(.enabled(if: address == nil && FileManager.default.fileExists(atPath: "/proc/self/exe")))
    func `keeps every write that had returned, and no half of one`() async throws {
        try await withFolder { folder in
            let address = "sqlite:\(folder)/test.db"
            try await opening(address) { database in
                try await database.migrate(notesSchema)
                var said: [String] = []
                for round in 0..<6 {
                    // Two at once in the even rounds, and this process beside.
                    let children = try (0...(round % 2)).map { _ in try Child(address) }
                    for number in 0..<20 { try await database.add("here \(round)-\(number)") }
                    while children.contains(where: { $0.said.count < 30 }) {
                        guard children.allSatisfy(\.isRunning) else { break }
                        try await Task.sleep(for: .milliseconds(5))
                    }
                    for child in children { said += child.kill() }
                }
                #expect(said.count >= 9 * 30)
                let texts = Set(try await database.texts())
                for text in said { #expect(texts.contains(text) && texts.contains(text + " again")) }
                #expect(texts.filter { $0.hasPrefix("here") }.count == 120)
                let single = texts.filter { !$0.hasPrefix("here") && !$0.hasSuffix("again") }
                for text in single { #expect(texts.contains(text + " again")) }
                #expect(try await database.check() == [])
            }
        }
    }

    private final class Child: Sendable {
        private let process = Process()
        private let lines = Collected<String>()

        init(_ address: String) throws {
            process.executableURL = URL(fileURLWithPath: "/proc/self/exe")
            process.arguments =
                Array(CommandLine.arguments.dropFirst().prefix { $0 != "--filter" && $0 != "--skip" })
                + ["--testing-library", "swift-testing", "--filter", "writes notes until the end"]
            process.environment = ProcessInfo.processInfo.environment.merging([
                `A killed process`.key: address
            ]) { $1 }
            process.standardOutput = FileHandle.nullDevice
            let pipe = Pipe()
            process.standardError = pipe
            try process.run()
            let lines = lines
            let thread = Thread {
                var rest = Data()
                while case let data = pipe.fileHandleForReading.availableData, !data.isEmpty {
                    rest += data
                    let parts = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                    for line in parts.dropLast() {
                        let text = String(decoding: line, as: UTF8.self)
                        if text.hasPrefix("done:") { lines.add(String(text.dropFirst(5))) }
                    }
                    rest = Data(parts.last ?? Data())
                }
                lines.add("")
            }
            thread.start()
        }

        var said: [String] { lines.all }
        var isRunning: Bool { process.isRunning }

        /// - Returns: all that it had said.
        func kill() -> [String] {
            Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            while lines.all.last != "" { Thread.sleep(forTimeInterval: 0.005) }
            return lines.all.dropLast()
        }
    }
}
