import GRDBSQLite

/// A prepared statement of SQLite.
final class SQLiteStatement {
    private let pointer: OpaquePointer
    private let text: String
    let isReadOnly: Bool
    /// For the cache: whether it is running, and when it last ran.
    var isTaken = false
    var lastUse = 0
    private var preparations: Int32 = -1
    private var currentColumns = Columns([])

    init(_ text: String, in session: SQLiteSession) throws {
        var pointer: OpaquePointer?
        var rest: [UInt8] = []
        var text = text
        let code = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                var tail: UnsafePointer<CChar>?
                let code = sqlite3_prepare_v3(
                    session.handle, characters.baseAddress, Int32(clamping: characters.count),
                    UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, &tail)
                if code == SQLITE_OK, let tail, let start = characters.baseAddress {
                    rest = Array(bytes[(tail - start)...])
                }
                return code
            }
        }
        try session.confirm(code, text)
        guard let pointer else { throw DatabaseError(.other, "The statement is empty.", sql: text) }
        guard rest.allSatisfy({ $0 <= 0x20 || $0 == UInt8(ascii: ";") }) else {
            sqlite3_finalize(pointer)
            throw DatabaseError(.other, "More than one statement: use script for that.", sql: text)
        }
        self.pointer = pointer
        self.text = text
        isReadOnly = sqlite3_stmt_readonly(pointer) != 0
    }

    func bind(_ bindings: [SQL.Binding], in session: SQLiteSession) throws {
        let expected = Int(sqlite3_bind_parameter_count(pointer))
        guard expected == bindings.count else {
            throw DatabaseError(
                .other, "The statement has \(expected) places for \(bindings.count) values.", sql: text)
        }
        for (index, binding) in zip(Int32(1)..., bindings) {
            try session.confirm(bind(binding.value, at: index), text)
        }
    }

    private func bind(_ value: Value, at index: Int32) -> Int32 {
        switch value {
        case .null:
            return sqlite3_bind_null(pointer, index)
        case .integer(let number):
            return sqlite3_bind_int64(pointer, index, number)
        case .real(let number):
            return sqlite3_bind_double(pointer, index, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    sqlite3_bind_text64(
                        pointer, index, characters.baseAddress ?? emptyText, UInt64(characters.count),
                        transient, UInt8(SQLITE_UTF8))
                }
            }
        case .blob(let bytes):
            guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(pointer, index, 0) }
            return bytes.withUnsafeBytes {
                sqlite3_bind_blob64(pointer, index, $0.baseAddress, UInt64($0.count), transient)
            }
        }
    }

    /// - Returns: whether there is a row.
    func step(in session: SQLiteSession) throws -> Bool {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw DatabaseError(session: session, sql: text)
        }
    }

    /// The names of the columns, read anew only when SQLite has prepared the
    /// statement again because the schema changed.
    var columns: Columns {
        let preparations = sqlite3_stmt_status(pointer, SQLITE_STMTSTATUS_REPREPARE, 0)
        if preparations != self.preparations {
            self.preparations = preparations
            currentColumns = Columns(
                (0..<sqlite3_column_count(pointer)).map { index in
                    sqlite3_column_name(pointer, index).map { String(cString: $0) } ?? ""
                })
        }
        return currentColumns
    }

    /// Appends the values of the row it stands on.
    func read(into values: inout [Value]) {
        for index in 0..<sqlite3_column_count(pointer) { values.append(value(index)) }
    }

    /// The first column of the row it stands on.
    var firstValue: Value { sqlite3_column_count(pointer) > 0 ? value(0) : .null }

    private func value(_ index: Int32) -> Value {
        switch sqlite3_column_type(pointer, index) {
        case SQLITE_INTEGER:
            return .integer(sqlite3_column_int64(pointer, index))
        case SQLITE_FLOAT:
            return .real(sqlite3_column_double(pointer, index))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(pointer, index) else { return .text("") }
            let count = Int(sqlite3_column_bytes(pointer, index))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            guard let start = sqlite3_column_blob(pointer, index) else { return .blob([]) }
            let count = Int(sqlite3_column_bytes(pointer, index))
            return .blob(Array(UnsafeRawBufferPointer(start: start, count: count)))
        default:
            return .null
        }
    }

    /// Makes it ready for another run; lets go of the read lock.
    func reset() {
        sqlite3_reset(pointer)
        sqlite3_clear_bindings(pointer)
    }

    deinit { sqlite3_finalize(pointer) }
}

/// Tells SQLite to copy what is bound.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// An empty text needs an address too: without one SQLite binds NULL.
private nonisolated(unsafe) let emptyText: UnsafePointer<CChar> = {
    let text = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    text.initialize(to: 0)
    return UnsafePointer(text)
}()
