import Testing

@testable import Database

@Suite struct `The SQL literal` {
    @Test func `binds interpolated values and keeps literal text`() {
        let sql: SQL = "SELECT 'why?' FROM notes WHERE id = \(7) AND text = \("a'b")"
        #expect(sql.text == "SELECT 'why?' FROM notes WHERE id = ? AND text = ?")
        #expect(sql.bindings.map(\.value) == [.integer(7), .text("a'b")])
        #expect(sql.numbered == "SELECT 'why?' FROM notes WHERE id = $1 AND text = $2")
    }

    @Test func `joins pieces in with their values in place`() {
        let columns: SQL = "id, text"
        let rule: SQL = "mood = \("good")"
        let sql: SQL = "SELECT \(columns) FROM notes WHERE id > \(1) AND \(rule) LIMIT \(50)"
        #expect(sql.numbered == "SELECT id, text FROM notes WHERE id > $1 AND mood = $2 LIMIT $3")
        #expect(sql.bindings.map(\.value) == [.integer(1), .text("good"), .integer(50)])
    }

    @Test func `renders lists, and an empty list as one that holds nothing`() {
        let some: SQL = "id IN \(list: [1, 2, 3])"
        #expect(some.text == "id IN (?, ?, ?)")
        #expect(some.bindings.count == 3)
        let none: SQL = "id IN \(list: [Int]())"
        #expect(none.text == "id IN (NULL)")
    }

    @Test func `pieces are added and joined`() {
        let rules: [SQL] = ["a = \(1)", "b = \(2)", "c = \(3)"]
        let joined = rules.joined(separator: " AND ")
        #expect(joined.numbered == "a = $1 AND b = $2 AND c = $3")
        #expect(
            ("WHERE " + joined + " OR d = \(4)").numbered == "WHERE a = $1 AND b = $2 AND c = $3 OR d = $4")
        #expect([SQL]().joined(separator: ", ").isEmpty)
    }

    @Test func `counts places in bytes, so that text beyond ASCII does not shift them`() {
        let sql: SQL = "SELECT 'Élan 👩‍👩‍👧' WHERE 'ü' = \("ü") AND \(2) = 2"
        #expect(sql.numbered == "SELECT 'Élan 👩‍👩‍👧' WHERE 'ü' = $1 AND $2 = 2")
    }

    @Test func `a nil keeps the type it would have had`() {
        let sql: SQL =
            "VALUES (\(Int?.none), \(String?.none), \(Double?.none), \([UInt8]?.none), \(Value.null))"
        #expect(sql.bindings.map(\.type) == [.integer, .text, .real, .blob, .any])
    }

    @Test func `its description leaves the values out`() {
        let sql: SQL = "SELECT \("secret")"
        #expect(sql.description == "SELECT ?")
    }
}
