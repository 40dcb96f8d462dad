import Database

@testable import Ensemble

extension Desk {
    /// The mails of Ensemble's own that wait to be sent, oldest first.
    func notices() async throws -> [Notice] {
        try await database.read { db in
            try db.rows("SELECT payload FROM jobs WHERE kind = \(Job.Kind.sendNotice) ORDER BY id").map {
                try JSON.value(Notice.self, from: $0("payload"))
            }
        }
    }

    func count(_ sql: SQL) async throws -> Int {
        try await database.read { db in try db.value(sql) ?? 0 }
    }
}

extension Notice {
    /// The path of the link in it.
    var path: String? {
        text.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("http://localhost:8080/") }
            .map { String($0.dropFirst("http://localhost:8080".count)) }
    }
}
