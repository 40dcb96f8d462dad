import Foundation
import GRDB

extension SQLiteDatabase {
    public func backup(to path: String) async throws {
        let files = FileManager.default
        guard !files.fileExists(atPath: path) else {
            throw DatabaseError(
                .configuration, "The file \(path) exists already; a backup never overwrites one.")
        }
        let partial = path + ".partial"
        try? files.removeItem(atPath: partial)
        defer { try? files.removeItem(atPath: partial) }
        if let source = self.path {
            // A connection and a lane of its own: readers go on reading.
            let lane = Lanes("sqlite-backup", limit: 1) { [options, interrupts] in
                SQLiteSlot(path: source, readOnly: true, options: options, interrupts: interrupts)
            } dispose: {
                $0.close()
            }
            let result = await Result.of { try await copy(on: lane, to: partial) }
            await lane.close()
            try result.get()
        } else {
            try await copy(on: writing, to: partial)
        }
        try files.moveItem(atPath: partial, toPath: path)
        try flush(path)
        try flush((path as NSString).deletingLastPathComponent)
    }

    private func copy(on lane: Lanes<SQLiteSlot>, to path: String) async throws {
        let ticket = Ticket<Void>()
        try await ticket.result {
            lane.submit { slot in
                guard ticket.begin() else { return }
                ticket.finish(Result { try slot.session().copy(to: path) })
            }
        }
    }
}

extension SQLiteSession {
    /// Copies all pages in one step, which sees one state of the database.
    fileprivate func copy(to path: String) throws {
        do {
            let target = try DatabaseQueue(path: path)
            try queue.backup(to: target)
            // One file, not three.
            try target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try target.close()
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(opening: path, error)
        }
    }
}

/// Makes sure that a file, or the name of a file in its folder, is on disk.
private func flush(_ path: String) throws {
    let descriptor = Foundation.open(path.isEmpty ? "." : path, O_RDONLY)
    guard descriptor >= 0 else { return }
    defer { Foundation.close(descriptor) }
    guard fsync(descriptor) == 0 else {
        throw DatabaseError(.full, "The backup could not be written to disk.")
    }
}

extension Result where Failure == any Error {
    fileprivate static func of(_ work: () async throws -> Success) async -> Self {
        do { return .success(try await work()) } catch { return .failure(error) }
    }
}
