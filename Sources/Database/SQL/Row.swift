import Synchronization

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
    @inlinable
    public func callAsFunction<T: Readable>(_ column: String) throws -> T {
        let value = try value(of: column)
        do {
            return try T(databaseValue: value)
        } catch {
            throw Row.wrong(error, in: column)
        }
    }

    /// The value of the column of that name as the database holds it; `nil`
    /// when there is no such column.
    public subscript(_ column: String) -> Value? {
        rows.columns.index(of: column).map { rows.values[start + $0] }
    }

    /// Reads the first column.
    func first<T: Readable>() throws -> T {
        do {
            return try T(databaseValue: rows.values[start])
        } catch {
            throw Row.wrong(error, in: columns[0])
        }
    }

    @usableFromInline
    func value(of column: String) throws -> Value {
        guard let index = rows.columns.index(of: column) else {
            throw DatabaseError(
                .decoding,
                "The result has no column \(column); it has \(columns.joined(separator: ", ")).")
        }
        return rows.values[start + index]
    }

    @usableFromInline
    static func wrong(_ error: any Error, in column: String) -> any Error {
        guard let wrong = error as? WrongValue else { return error }
        return DatabaseError(
            .decoding, "The column \(column) holds \(wrong.found) where \(wrong.expected) was expected.")
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
    /// The column after the one that was read last. Most programs read the
    /// columns in their order, so this is mostly the next one.
    private let expected = Atomic(0)
    private let areDistinct: Bool

    init(_ names: [String]) {
        self.names = names
        areDistinct = Set(names).count == names.count
    }

    func index(of name: String) -> Int? {
        guard areDistinct else { return names.firstIndex(of: name) }
        // Columns that a reader passes over cost one comparison each.
        var index = expected.load(ordering: .relaxed)
        for _ in names {
            if index >= names.count { index = 0 }
            if names[index] == name {
                expected.store(index + 1, ordering: .relaxed)
                return index
            }
            index += 1
        }
        return nil
    }
}
