import Database
import DatabaseTesting
import Foundation
import Testing

@testable import Ensemble

/// Backup, restore, and the check that looks for damage.
struct KeepingTests {
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/keeping-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    private func makeDesk(_ path: String, _ name: String) async throws {
        let database = try await Databases.open("sqlite:\(path)")
        try await database.migrate(Schema.migrations)
        let desk = try await Desk.open(database, clock: .stopped(at: .monday), randomness: .counted())
        try await desk.settings.change(
            to: .init(name: name, timeZone: "Europe/Berlin", language: "en"), by: .system)
        await database.close()
    }

    private func name(_ path: String) async throws -> String {
        let database = try await Databases.open("sqlite:\(path)")
        let desk = try await Desk.open(database, clock: .stopped(at: .monday), randomness: .counted())
        let name = try await desk.settings.business().name
        await database.close()
        return name
    }

    @Test func `a backup takes the place of the desk, which is kept beside it`() async throws {
        try await withFolder { folder in
            try await makeDesk("\(folder)/kept.db", "Kept")
            try await makeDesk("\(folder)/live.db", "Live")
            try await RestoreCommand.restore(
                "\(folder)/kept.db", to: "\(folder)/live.db", folder: folder, replacing: true)
            #expect(try await name("\(folder)/live.db") == "Kept")
            let aside = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
                $0.hasPrefix("live.db.before-restore-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
            }
            let old = try #require(aside.first)
            #expect(try await name("\(folder)/\(old)") == "Live")
        }
    }

    @Test func `a file that is missing, damaged or of something else replaces nothing`() async throws {
        try await withFolder { folder in
            try await makeDesk("\(folder)/live.db", "Live")
            let foreign = try await Databases.open("sqlite:\(folder)/foreign.db")
            _ = try await foreign.write { try $0.execute("CREATE TABLE birds (name TEXT)") }
            await foreign.close()
            try Data("no database at all, only words of a letter".utf8).write(
                to: URL(filePath: "\(folder)/letter.db"))
            try Data().write(to: URL(filePath: "\(folder)/empty.db"))
            for file in ["typo", "foreign", "letter", "empty"] {
                let fault = await #expect(throws: Fault.self) {
                    try await RestoreCommand.restore(
                        "\(folder)/\(file).db", to: "\(folder)/live.db", folder: folder, replacing: true)
                }
                #expect(fault?.kind == .invalid)
            }
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/typo.db"))
            #expect(try await name("\(folder)/live.db") == "Live")
        }
    }

    @Test func `a desk at work is not replaced`() async throws {
        try await withFolder { folder in
            try await makeDesk("\(folder)/kept.db", "Kept")
            try await makeDesk("\(folder)/live.db", "Live")
            let live = try await Databases.open("sqlite:\(folder)/live.db")
            _ = try await live.read { try $0.rows("SELECT id FROM agents") }
            let fault = await #expect(throws: Fault.self) {
                try await RestoreCommand.restore(
                    "\(folder)/kept.db", to: "\(folder)/live.db", folder: folder, replacing: true)
            }
            #expect(fault?.kind == .conflict)
            await live.close()
            #expect(try await name("\(folder)/live.db") == "Live")
        }
    }

    @Test(arguments: Engine.available)
    func `our own mail that comes back leaves the desk sound, and is known when it comes again`(
        engine: Engine
    )
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let answer = try await desk.conversations.reply(
                cast.conversation, with: .init(text: "On Monday at nine."), by: cast.agent)
            let name = try #require(
                try await desk.conversations.message(answer, by: .system).messageID)
            let copy = TestMail(
                from: "care@clinic.test", subject: "Copy", id: name, body: "On Monday at nine.")
            for _ in 0..<2 {
                let receipt = try await desk.receive(copy, at: cast.mailbox)
                #expect(receipt == .duplicate(cast.conversation))
            }
            #expect(try await desk.inconsistencies() == [])
        }
    }

    @Test func `the image and the list of packages are the same`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        func packages(_ file: String, _ from: String, _ to: String) throws -> Set<Substring> {
            let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
            let start = try #require(text.range(of: from)).upperBound
            let end = try #require(text.range(of: to, range: start..<text.endIndex)).lowerBound
            return Set(
                text[start..<end].split { $0.isWhitespace || $0 == "\\" }.filter {
                    $0.first?.isLowercase == true
                })
        }
        let image = try packages("docs/hosting/Dockerfile", "--no-install-recommends", "&& rm")
        let listed = try packages("docs/hosting.md", "--no-install-recommends", "```")
        #expect(!listed.isEmpty && listed == image)
    }
}
