extension SQLiteDatabase {
    public func check() async throws -> [String] {
        try await onReader { session in
            var problems: [String] = []
            try session.run("PRAGMA integrity_check") { statement in
                if case .text(let line) = statement.firstValue, line != "ok" { problems.append(line) }
            }
            return try problems + session.foreignKeyProblems()
        }
    }
}

extension SQLiteSession {
    /// A sentence for each row that refers to one that is missing, at most
    /// 100.
    func foreignKeyProblems() throws -> [String] {
        var problems: [String] = []
        try run("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 100") { statement in
            var values: [Value] = []
            statement.read(into: &values)
            guard case .text(let table) = values[0], case .text(let parent) = values[2] else { return }
            let row = if case .integer(let number) = values[1] { " \(number)" } else { "" }
            problems.append("The row\(row) of \(table) refers to a row of \(parent) that is missing.")
        }
        return problems
    }
}
