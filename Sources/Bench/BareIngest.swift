import CGMime
import Foundation
import GRDBSQLite

/// What receiving mail cannot save: GMime reads each message, and SQLite
/// writes its bytes into a table, durably, 64 to a transaction.
///
/// Through the C interfaces of both and with SQLite's own settings, so that
/// nothing of ours makes it faster or slower.
enum BareIngest {
    struct Failure: Error { let words: String }

    /// - Returns: messages a second.
    static func speed(of mails: [[UInt8]], in folder: String) throws -> Double {
        let path = "\(folder)/reference-\(UInt32.random(in: 0 ... .max)).db"
        defer {
            for tail in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + tail) }
        }
        var database: OpaquePointer?
        guard sqlite3_open(path, &database) == SQLITE_OK, let database else { throw Failure(words: path) }
        defer { sqlite3_close(database) }
        try run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", on: database)
        try run("CREATE TABLE raw (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)", on: database)
        g_mime_init()
        let start = ContinuousClock.now
        try write(mails, to: database)
        let took = ContinuousClock.now - start
        let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18
        return Double(mails.count) / seconds
    }

    private static func write(_ mails: [[UInt8]], to database: OpaquePointer) throws {
        var statement: OpaquePointer?
        sqlite3_prepare_v2(database, "INSERT INTO raw (id, bytes) VALUES (?, ?)", -1, &statement, nil)
        defer { sqlite3_finalize(statement) }
        for start in stride(from: 0, to: mails.count, by: 64) {
            let batch = start..<min(start + 64, mails.count)
            for place in batch { parse(mails[place]) }
            try run("BEGIN IMMEDIATE", on: database)
            for place in batch {
                try mails[place].withUnsafeBytes { raw in
                    sqlite3_bind_int64(statement, 1, Int64(place))
                    sqlite3_bind_blob(statement, 2, raw.baseAddress, Int32(raw.count), nil)
                    guard sqlite3_step(statement) == SQLITE_DONE else {
                        throw Failure(words: String(cString: sqlite3_errmsg(database)))
                    }
                    sqlite3_reset(statement)
                }
            }
            try run("COMMIT", on: database)
        }
    }

    private static func run(_ text: String, on database: OpaquePointer) throws {
        guard sqlite3_exec(database, text, nil, nil, nil) == SQLITE_OK else {
            throw Failure(words: String(cString: sqlite3_errmsg(database)))
        }
    }

    private static func parse(_ raw: [UInt8]) {
        raw.withUnsafeBytes { bytes in
            let stream = g_mime_stream_mem_new_with_buffer(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
            let parser = g_mime_parser_new_with_stream(stream)
            if let message = g_mime_parser_construct_message(parser, nil) { g_object_unref(message) }
            g_object_unref(parser)
            g_object_unref(stream)
        }
    }
}
