import Database
import DatabaseTesting
import Foundation
import Synchronization

/// Lets a test stop inside of a transaction and go on when it says so.
final class Gate: Sendable {
    private let opened = Mutex(false)
    private let closed = DispatchSemaphore(value: 0)

    func open() { opened.withLock { $0 = true } }

    func waitForOpen() async {
        while !opened.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(2)) }
    }

    func close() { closed.signal() }

    /// Blocks the thread of the transaction.
    func waitForClose() { closed.wait() }
}

/// A new folder, removed afterwards.
func withFolder<T>(_ body: (String) async throws -> T) async throws -> T {
    let folder = FileManager.default.temporaryDirectory.path + "/ensemble-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
}

/// The address of a new database on the engine, in a file where it is SQLite.
func withAddress<T>(on engine: Engine, _ body: (String) async throws -> T) async throws -> T {
    switch engine {
    case .sqlite: try await withFolder { try await body("sqlite:\($0)/test.db") }
    case .postgres: try await withPostgresAddress(body)
    }
}

func opening<T>(
    _ address: String, options: DatabaseOptions = DatabaseOptions(), _ body: (any Database) async throws -> T
) async throws -> T {
    let database = try await Databases.open(address, options: options)
    do {
        let result = try await body(database)
        await database.close()
        return result
    } catch {
        await database.close()
        throw error
    }
}

/// A database with notes that several connections use.
func withFile<T>(on engine: Engine, _ body: (any Database) async throws -> T) async throws -> T {
    try await withAddress(on: engine) { address in
        try await opening(address) { database in
            try await database.migrate(notesSchema)
            return try await body(database)
        }
    }
}

/// Blocks the thread of a transaction.
func pause(milliseconds: Int) { Thread.sleep(forTimeInterval: Double(milliseconds) / 1000) }

/// What several tasks and threads put together.
final class Collected<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    func add(_ element: Element) { elements.withLock { $0.append(element) } }

    func add(all other: [Element]) { elements.withLock { $0 += other } }

    func clear() { elements.withLock { $0 = [] } }

    var all: [Element] { elements.withLock { $0 } }
}
