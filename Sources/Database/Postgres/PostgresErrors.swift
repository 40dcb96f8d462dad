import CPostgres

extension DatabaseError {
    init(_ result: PostgresResult, sql: String?) {
        let state = result.field("C") ?? ""
        let message = result.field("M") ?? "unknown error"
        self.init(Kind(state: state, result), "PostgreSQL: \(withoutValues(message)).", sql: sql)
        self.code = state
        table = result.field("t")
        constraint = result.field("n")
    }

    /// A connection that could not be made, or broke.
    init(lost connection: OpaquePointer?, sql: String? = nil) {
        let message = connection.flatMap { PQerrorMessage($0) }.map { String(cString: $0) } ?? ""
        let lines = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        self.init(.connectionLost, "The connection to PostgreSQL failed: \(lines)", sql: sql)
    }

    /// Whether the transaction failed only because of others, so that it may
    /// go through when it is run anew.
    var isPassing: Bool { code == "40001" || code == "40P01" || isStalePlan }

    /// The schema changed under a prepared statement.
    var isStalePlan: Bool { code == "0A000" && message.contains("cached plan") }
}

extension DatabaseError.Kind {
    fileprivate init(state: String, _ result: PostgresResult) {
        switch state {
        case "23505": self = .uniqueViolation(columns: keyColumns(result.field("D") ?? ""))
        case "23503": self = .foreignKey
        case "23514": self = .check
        case "23502": self = .notNull
        case "40001", "40P01": self = .serialization
        case "25006": self = .readOnly
        case "53100": self = .full
        case "55P03": self = .busy
        case "57014": self = .timedOut
        case "XX001", "XX002": self = .corrupt
        case "57P01", "57P02", "57P03", "57P05", "25P03", "53300": self = .connectionLost
        default: self = state.hasPrefix("08") ? .connectionLost : .other
        }
    }
}

/// `Key (team, name)=(…) already exists.`, in the server's language: the
/// columns, or none where one of them is an expression.
private func keyColumns(_ detail: String) -> [String] {
    guard let open = detail.firstIndex(of: "("), let close = detail.firstRange(of: ")=(") else { return [] }
    guard open < close.lowerBound else { return [] }
    let columns = detail[detail.index(after: open)..<close.lowerBound].split(separator: ",").map { column in
        String(column.drop { $0 == " " })
    }
    let plain = columns.allSatisfy {
        $0.utf8.allSatisfy { $0 == UInt8(ascii: "_") || ($0 | 32) &- 97 < 26 || $0 &- 48 < 10 }
    }
    return plain ? columns : []
}

/// `invalid input syntax for type bigint: "…"` quotes what was sent.
private func withoutValues(_ message: String) -> String {
    message.firstRange(of: ": \"").map { String(message[..<$0.lowerBound]) } ?? message
}

extension StringProtocol {
    /// Foundation's search is not worth its start-up time here.
    fileprivate func firstRange(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            formIndex(after: &start)
        }
        return nil
    }
}
