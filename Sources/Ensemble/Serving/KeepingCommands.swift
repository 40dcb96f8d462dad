import ArgumentParser
import Database
import Foundation
import Localization

/// `ensemble backup`.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write a consistent copy of the database, also while the server runs.")
    @OptionGroup var options: DeskOptions
    @Argument(help: "The file to write; it must not exist yet.") var path: String

    func run() async throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Fault.conflict("There is a file at \(path) already.")
        }
        let database = try await Databases.open(options.configuration().database)
        try await database.backup(to: path)
        await database.close()
        print("written to \(path)")
    }
}

/// `ensemble restore`.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of a SQLite database. The server must not run.",
        discussion: "For PostgreSQL use pg_restore with the archive that “ensemble backup” wrote.")
    @OptionGroup var options: DeskOptions
    @Argument(help: "The backup.") var path: String
    @Flag(help: "Replace a database that is there; it is kept beside it.") var replace = false

    func run() async throws {
        let address = try options.configuration().database
        guard address.hasPrefix("sqlite:") else {
            throw Fault.invalid("Restore works for SQLite. For PostgreSQL use pg_restore.")
        }
        let target = String(address.dropFirst("sqlite:".count))
        let files = FileManager.default
        try files.createDirectory(atPath: options.folder, withIntermediateDirectories: true)
        let backup = try await Databases.open("sqlite:\(path)")
        let problems = try await backup.check()
        await backup.close()
        guard problems.isEmpty else { throw Fault.invalid("The backup is damaged: \(problems[0])") }
        if files.fileExists(atPath: target) {
            guard replace else {
                throw Fault.conflict("There is a database at \(target). Use --replace to put it aside.")
            }
            let aside = "\(target).before-restore-\(Clock.system().milliseconds)"
            try files.moveItem(atPath: target, toPath: aside)
            for tail in ["-wal", "-shm"] where files.fileExists(atPath: target + tail) {
                try files.moveItem(atPath: target + tail, toPath: aside + tail)
            }
            print("the database that was there is now \(aside)")
        }
        try files.copyItem(atPath: path, toPath: target)
        let restored = try await Databases.open(address)
        try await restored.migrate(Schema.migrations)
        await restored.close()
        print("restored to \(target)")
    }
}

/// `ensemble check`.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look for damage in the database; exit code 1 when there is any.")
    @OptionGroup var options: DeskOptions
    @Flag(help: "As JSON.") var json = false

    func run() async throws {
        let desk = try await options.open()
        let problems = try await desk.database.check() + desk.inconsistencies()
        if json {
            print(JSON.text(problems))
        } else {
            print(problems.isEmpty ? "sound" : problems.joined(separator: "\n"))
        }
        await desk.database.close()
        if !problems.isEmpty { throw ExitCode(1) }
    }
}

extension Desk {
    /// What the database's own check can't see: summaries that don't fit what they summarise.
    func inconsistencies() async throws -> [String] {
        try await database.read { db in
            var problems: [String] = []
            for row in try db.rows(
                """
                SELECT conversations.id FROM conversations
                WHERE messages <> (SELECT COUNT(*) FROM messages
                    WHERE messages.conversation = conversations.id AND messages.kind = 'message')
                LIMIT 20
                """)
            {
                problems.append("Conversation \(try row("id") as Int64) counts its messages wrongly.")
            }
            for row in try db.rows(
                """
                SELECT raw_messages.id FROM raw_messages LEFT JOIN messages ON messages.raw = raw_messages.id
                WHERE messages.id IS NULL LIMIT 20
                """)
            {
                problems.append("Raw message \(try row("id") as Int64) belongs to no conversation.")
            }
            return problems
        }
    }
}

/// `ensemble dev …`: for tests and developers.
struct DevCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dev", abstract: "For tests and developers.", shouldDisplay: false,
        subcommands: [Sanitise.self])

    struct Sanitise: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sanitise HTML: a JSON array of texts in, one out.")

        func run() async throws {
            let input = try FileHandle.standardInput.readToEnd() ?? Data()
            let texts = try JSON.value([String].self, from: String(decoding: input, as: UTF8.self))
            print(JSON.text(texts.map { MessageBody.sanitised($0) }))
        }
    }
}
