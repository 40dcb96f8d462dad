import Database
import DatabaseTesting
import Foundation
import Testing

@Suite struct `The address of a database` {
    private func message(_ address: String) async -> String {
        do {
            let database = try await Databases.open(address)
            await database.close()
            return "opened"
        } catch { return (error as? DatabaseError)?.message ?? "\(error)" }
    }

    @Test func `says what is wrong with it, without its password`() async throws {
        #expect(await message("mysql://localhost/x").contains("sqlite:PATH or postgres://"))
        #expect(await message("").contains("begins with neither"))
        #expect(await message("sqlite:").contains("lacks the path"))
        #expect(await message("sqlite:/no/such/folder/x.db").contains("is its folder there"))
        #expect(await message("postgres://me:hush%zz@localhost/x").contains("cannot be read"))
        #expect(await message("postgres://me:hush@localhost:port/x").contains("hush") == false)
        #expect(await message("postgres://me:hush@localhost").contains("names no database"))
    }

    @Test func `of something that is no database is refused`() async throws {
        try await withFolder { folder in
            let path = folder + "/letter.txt"
            try Data(String(repeating: "Dear Sir, ", count: 1000).utf8).write(to: URL(fileURLWithPath: path))
            #expect(await message("sqlite:" + path).contains("is not a SQLite database"))
            #expect(FileManager.default.contents(atPath: path)?.count == 10_000)
            #expect(await message("sqlite:" + folder).contains("cannot be opened"))
        }
    }

    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `of a server that does not answer says so`() async throws {
        let text = await message("postgres://postgres:hush@127.0.0.1:1/none?connect_timeout=2")
        #expect(text.contains("The connection to PostgreSQL failed"))
        #expect(!text.contains("hush"))
    }

    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `of a database that sorts texts another way is refused with the remedy`() async throws {
        let admin = try #require(ProcessInfo.processInfo.environment["ENSEMBLE_TEST_POSTGRES"])
        let name = "ensemble_test_latin_\(ProcessInfo.processInfo.processIdentifier)"
        try PostgresDatabase.administer(
            admin,
            "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'")
        defer { try? PostgresDatabase.administer(admin, "DROP DATABASE \(name)") }
        let slash = try #require(admin.lastIndex(of: "/"))
        let text = await message(admin[...slash] + name)
        #expect(text.contains("C in UTF8 is needed"))
        #expect(text.contains("CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'"))
    }
}
