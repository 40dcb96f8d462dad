import CPostgres

/// What the server answered to a statement.
final class PostgresResult {
    let pointer: OpaquePointer

    private let known: Columns?

    /// - Parameter columns: where they are known from an earlier run.
    init(_ pointer: OpaquePointer, _ columns: Columns? = nil) {
        self.pointer = pointer
        known = columns
    }

    deinit { PQclear(pointer) }

    var status: ExecStatusType { PQresultStatus(pointer) }

    var succeeded: Bool {
        switch status {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY, PGRES_SINGLE_TUPLE: true
        default: false
        }
    }

    /// `COMMIT`, `INSERT 0 1`
    var command: String { PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }

    /// How many rows the statement changed; 0 for a `SELECT`.
    var changes: Int {
        guard status != PGRES_TUPLES_OK || !command.hasPrefix("SELECT") else { return 0 }
        return PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0
    }

    var count: Int { Int(PQntuples(pointer)) }

    var columns: Columns {
        known
            ?? Columns(
                (0..<PQnfields(pointer)).map { PQfname(pointer, $0).map { String(cString: $0) } ?? "" })
    }

    func type(_ column: Int32) -> Oid { PQftype(pointer, column) }

    /// The values of all rows, one row after the other.
    func values(limit: Int = .max) -> [Value] {
        let width = PQnfields(pointer)
        let types = (0..<width).map { type($0) }
        let isBinary = (0..<width).allSatisfy { PQfformat(pointer, $0) == 1 }
        let rows = Int32(min(count, limit))
        var values: [Value] = []
        values.reserveCapacity(Int(rows) * Int(width))
        for row in 0..<rows {
            for column in 0..<width { values.append(value(row, column, types[Int(column)], isBinary)) }
        }
        return values
    }

    private func value(_ row: Int32, _ column: Int32, _ type: Oid, _ isBinary: Bool) -> Value {
        guard PQgetisnull(pointer, row, column) == 0, let start = PQgetvalue(pointer, row, column) else {
            return .null
        }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(pointer, row, column)))
        return isBinary ? Value(binary: bytes, type: type) : Value(text: bytes, type: type)
    }

    /// A part of an error: each has a letter for its name.
    func field(_ letter: Unicode.Scalar) -> String? {
        PQresultErrorField(pointer, Int32(letter.value)).map { String(cString: $0) }
    }
}
