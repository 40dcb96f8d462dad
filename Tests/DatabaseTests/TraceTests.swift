import Database
import DatabaseTesting
import Logging
import Testing

@Suite struct `The trace of statements` {
    @Test(arguments: Engine.available)
    func `shows each with its time and never a value`(engine: Engine) async throws {
        let lines = Collected<String>()
        var options = DatabaseOptions()
        options.trace = true
        options.logger = Logger(label: "test") { _ in Recorder(lines: lines) }
        options.logger.logLevel = .debug
        try await withNotes(on: engine, options: options) { database in
            try await database.add("hush")
            _ = try await database.read { db in try db.rows("SELECT id FROM notes WHERE text = \("hush")") }
        }
        #expect(lines.all.contains { $0.hasPrefix("SELECT id FROM notes WHERE text = ? ms=") })
        #expect(lines.all.contains { $0.hasPrefix("INSERT INTO notes (id, text) VALUES (?, ?) ms=") })
        #expect(!lines.all.contains { $0.contains("hush") })
    }
}

private struct Recorder: LogHandler {
    let lines: Collected<String>
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.debug

    init(lines: Collected<String>) { self.lines = lines }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.add("\(event.message) ms=\(event.metadata?["ms"].map { "\($0)" } ?? "?")")
    }
}
