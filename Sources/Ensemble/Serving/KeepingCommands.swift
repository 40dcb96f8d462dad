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
        try await Self.restore(path, to: target, folder: options.folder, replacing: replace)
    }

    /// Puts a backup in the place of a database.
    /// - Throws: `Fault`, before anything was touched: the file is not there, damaged or none of Ensemble's, it is
    ///   newer than this program, the database is in use or would have to be replaced.
    static func restore(_ path: String, to target: String, folder: String, replacing replace: Bool)
        async throws
    {
        let files = FileManager.default
        // Opening would make it.
        guard files.fileExists(atPath: path) else { throw Fault.invalid("There is no file at \(path).") }
        try await examine(path)
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if files.fileExists(atPath: target) {
            guard replace else {
                throw Fault.conflict("There is a database at \(target). Use --replace to put it aside.")
            }
            guard !SQLiteFile.isInUse(target) else {
                throw Fault.conflict("The database at \(target) is in use. Please stop the server first.")
            }
            let aside = "\(target).before-restore-\(Clock.system().milliseconds)"
            try files.moveItem(atPath: target, toPath: aside)
            for tail in ["-wal", "-shm"] where files.fileExists(atPath: target + tail) {
                try files.moveItem(atPath: target + tail, toPath: aside + tail)
            }
            print("the database that was there is now \(aside)")
        }
        try files.copyItem(atPath: path, toPath: target)
        let restored = try await Databases.open("sqlite:\(target)")
        try await restored.migrate(Schema.migrations)
        await restored.close()
        print("restored to \(target)")
    }

    /// Whether it is a sound database of Ensemble's.
    private static func examine(_ path: String) async throws {
        let backup: any Database
        do { backup = try await Databases.open("sqlite:\(path)") } catch {
            throw Fault.invalid("The file at \(path) is no database: \("\(error)").")
        }
        do {
            let problems = try await backup.check()
            guard problems.isEmpty else { throw Fault.invalid("The backup is damaged: \(problems[0])") }
            let isOurs = try await backup.read { db in
                let tables: Int =
                    try db.value(
                        """
                        SELECT COUNT(*) FROM sqlite_master
                        WHERE type = 'table' AND name IN ('migrations', 'events', 'conversations', 'agents')
                        """) ?? 0
                return tables == 4
            }
            guard isOurs else { throw Fault.invalid("The file at \(path) is no backup of Ensemble's.") }
        } catch {
            await backup.close()
            throw error
        }
        await backup.close()
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
                WHERE messages.id IS NULL AND raw_messages.conversation IS NULL LIMIT 20
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
