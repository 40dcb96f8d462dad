import Testing

@testable import Database

@Suite struct `A key on SQLite` {
    @Test(arguments: [
        ("id BIGINT PRIMARY KEY", "id INTEGER PRIMARY KEY"),
        ("id BIGINT  \n PRIMARY\tKEY,", "id INTEGER PRIMARY KEY,"),
        ("a BIGINT PRIMARY KEY; b BIGINT PRIMARY KEY", "a INTEGER PRIMARY KEY; b INTEGER PRIMARY KEY"),
        ("id BIGINT NOT NULL, PRIMARY KEY (id)", "id BIGINT NOT NULL, PRIMARY KEY (id)"),
        ("id BIGINT NOT NULL PRIMARY KEY,", "id INTEGER NOT NULL PRIMARY KEY,"),
        ("id BIGINT NOT NULL, name", "id BIGINT NOT NULL, name"),
        ("BIGINT BIGINT PRIMARY KEY", "BIGINT INTEGER PRIMARY KEY"),
        ("BIGINTPRIMARY KEY", "BIGINTPRIMARY KEY"),
        ("ö BIGINT PRIMARY KE", "ö BIGINT PRIMARY KE"),
        ("BIGINT", "BIGINT"), ("", ""),
    ])
    func `that is one whole number is the table's own order`(written: String, run: String) {
        #expect(sqliteKeys(written) == run)
    }
}
