import Database
import DatabaseTesting
import Foundation
import Testing

/// The connection breaks after the commit was sent: was it made or not?
@Suite(.enabled(if: Engine.available.contains(.postgres)))
struct `A commit whose answer is lost` {
    @Test func `is run anew when it was not made`() async throws {
        try await withNotes(on: .postgres) { database in
            try await database.write { db in
                // The first commit lingers until it is killed.
                try db.script(
                    """
                    CREATE SEQUENCE tries;
                    CREATE FUNCTION linger() RETURNS TRIGGER AS $$ BEGIN
                        IF nextval('tries') = 1 THEN PERFORM pg_sleep(600); END IF;
                        RETURN NULL;
                    END $$ LANGUAGE plpgsql;
                    CREATE CONSTRAINT TRIGGER lingering AFTER INSERT ON notes DEFERRABLE INITIALLY DEFERRED
                        FOR EACH ROW EXECUTE FUNCTION linger();
                    """)
            }
            let runs = Collected<Int64>()
            let writing = Task {
                try await database.write { db in
                    runs.add(try db.value("SELECT CAST(pg_backend_pid() AS BIGINT)") ?? 0)
                    try db.add("note")
                }
            }
            while runs.all.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            let process = runs.all[0]
            let lingering: SQL = """
                SELECT COUNT(*) FROM pg_stat_activity
                WHERE pid = \(process) AND query = 'COMMIT' AND state = 'active'
                """
            while try await database.read({ db in try db.value(lingering) }) != 1 {}
            _ = try await database.read { db in
                try db.row("SELECT pg_terminate_backend(CAST(\(process) AS INTEGER))")
            }
            try await writing.value
            #expect(runs.all.count == 2)
            let texts = try await database.texts()
            #expect(texts == ["note"])
        }
    }

    @Test func `is not run anew when it was made`() async throws {
        try await withPostgresAddress { address in
            let port = try #require(URL(string: address)?.port)
            let proxy = try BreakingProxy(server: UInt16(port))
            defer { proxy.close() }
            let through = address.replacingOccurrences(of: ":\(port)/", with: ":\(proxy.port)/")
            try await opening(through) { database in
                try await database.migrate(notesSchema)
                let runs = Collected<Int>()
                let after = Collected<Int>()
                proxy.arm()
                try await database.write { db in
                    runs.add(1)
                    db.afterCommit { after.add(1) }
                    try db.add("note")
                }
                #expect(proxy.hasBroken)
                #expect(runs.all.count == 1)
                #expect(after.all.count == 1)
                let texts = try await database.texts()
                #expect(texts == ["note"])
            }
        }
    }
}
