/// One row of a result.
///
///     let subject: String = try row("subject")
///     let closedAt: Int64? = try row("closed_at")
public struct Row: Sendable {
    let rows: RowSet
    let start: Int

    /// The names of the columns, from left to right.
    public var columns: [String] { rows.columns.names }

    /// Reads the column of that name.
    ///
    /// Read a column that may be NULL into an optional. Where two columns
    /// have one name, the first is read.
    /// - Throws: ``DatabaseError`` of kind `decoding` naming the column, when
    ///   it is missing, holds another kind of value, or is NULL.
    public func callAsFunction<T: Readable>(_ column: String) throws -> T {
        guard let index = rows.columns.index(of: column) else {
            throw DatabaseError(
                .decoding,
                "The result has no column \(column); it has \(columns.joined(separator: ", ")).")
        }
        return try read(index)
    }

    /// The value of the column of that name as the database holds it; `nil`
    /// when there is no such column.
    public subscript(_ column: String) -> Value? {
        rows.columns.index(of: column).map { rows.values[start + $0] }
    }

    func read<T: Readable>(_ index: Int) throws -> T {
        do {
            return try T(databaseValue: rows.values[start + index])
        } catch let wrong as WrongValue {
            throw DatabaseError(
                .decoding,
                "The column \(columns[index]) holds \(wrong.found) where \(wrong.expected) was expected.")
        }
    }
}

/// The values of a whole result in one piece, which costs one allocation
/// instead of one a row.
final class RowSet: Sendable {
    let columns: Columns
    let values: [Value]

    init(columns: Columns, values: [Value]) {
        self.columns = columns
        self.values = values
    }

    var rows: [Row] {
        let width = columns.names.count
        guard width > 0 else { return [] }
        return stride(from: 0, to: values.count, by: width).map { Row(rows: self, start: $0) }
    }
}

/// The column names of a statement, kept with it.
final class Columns: Sendable {
    let names: [String]

    init(_ names: [String]) {
        self.names = names
    }

    /// A result has few columns, and comparing short strings is cheaper than
    /// hashing one.
    func index(of name: String) -> Int? {
        names.firstIndex(of: name)
    }
}
