import GRDB
import GRDBSQLite

extension DatabaseError {
    /// What the connection's last call failed of.
    init(session: SQLiteSession, sql: String?) {
        let message = sqlite3_errmsg(session.handle).map { String(cString: $0) } ?? "unknown error"
        self.init(sqlite: sqlite3_extended_errcode(session.handle), message, sql: sql)
    }

    init(opening path: String, _ error: GRDB.DatabaseError) {
        let message = error.message ?? "unknown error"
        if error.resultCode == .SQLITE_CANTOPEN {
            self.init(
                .configuration,
                "The database file \(path) cannot be opened: is its folder there, may this user write to it?"
            )
        } else if error.resultCode == .SQLITE_NOTADB {
            self.init(.corrupt, "The file \(path) is not a SQLite database.")
        } else {
            self.init(sqlite: error.extendedResultCode.rawValue, message, sql: nil)
        }
    }

    init(sqlite code: Int32, _ message: String, sql: String?) {
        self.init(Kind(sqlite: code, message), "SQLite: \(message).", sql: sql)
        self.code = String(code)
        if case .uniqueViolation = kind { table = qualifiedColumns(message).first?.table }
        if kind == .check { constraint = message.afterColon }
    }
}

extension DatabaseError.Kind {
    fileprivate init(sqlite code: Int32, _ message: String) {
        switch code {
        case constraintUnique, constraintPrimaryKey, constraintRowID:
            self = .uniqueViolation(columns: qualifiedColumns(message).map(\.column))
            return
        case constraintForeignKey: self = .foreignKey; return
        case constraintCheck: self = .check; return
        case constraintNotNull: self = .notNull; return
        default: break
        }
        switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        case SQLITE_READONLY: self = .readOnly
        case SQLITE_FULL: self = .full
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt
        case SQLITE_INTERRUPT: self = .timedOut
        default: self = .other
        }
    }
}

/// The extended codes are macros that Swift does not import.
private let constraintCheck: Int32 = 275
private let constraintForeignKey: Int32 = 787
private let constraintNotNull: Int32 = 1299
private let constraintPrimaryKey: Int32 = 1555
private let constraintUnique: Int32 = 2067
private let constraintRowID: Int32 = 2579

/// `UNIQUE constraint failed: teams.name, teams.desk` names each column with
/// its table; an index over expressions has only its own name there.
private func qualifiedColumns(_ message: String) -> [(table: String, column: String)] {
    guard let list = message.afterColon, !list.hasPrefix("index ") else { return [] }
    return list.split(separator: ",").compactMap { item in
        let parts = item.drop { $0 == " " }.split(separator: ".", maxSplits: 1)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
}

extension String {
    /// What follows the first `: `.
    fileprivate var afterColon: String? {
        firstIndex(of: ":").map { String(self[index(after: $0)...].drop { $0 == " " }) }
    }
}
