import Database
import DatabaseTesting
import Testing

@Suite struct `An announcement` {
    private func next(_ count: Int, of stream: AsyncStream<Announcement>) async -> [Announcement] {
        var heard: [Announcement] = []
        for await announcement in stream where announcement != .anything {
            heard.append(announcement)
            if heard.count == count { break }
        }
        return heard
    }

    @Test(arguments: Engine.available)
    func `reaches everyone who listens in this process, in order`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            let one = database.announcements()
            let other = database.announcements()
            try await database.write { db in
                try db.add("a")
                try db.announce("notes", "first: with a colon")
                try db.announce("notes", "second")
            }
            let expected = [
                Announcement(channel: "notes", payload: "first: with a colon"),
                Announcement(channel: "notes", payload: "second"),
            ]
            #expect(await next(2, of: one) == expected)
            #expect(await next(2, of: other) == expected)
        }
    }

    @Test(arguments: Engine.available)
    func `of what was undone is not heard`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            let stream = database.announcements()
            _ = try? await database.write { db in
                try db.announce("notes", "undone")
                throw Refusal()
            }
            try await database.write { db in
                try? db.savepoint {
                    try db.announce("notes", "undone too")
                    throw Refusal()
                }
                try db.announce("notes", "kept")
            }
            #expect(await next(1, of: stream) == [Announcement(channel: "notes", payload: "kept")])
        }
    }

    @Test(arguments: Engine.available)
    func `by another process is noticed`(engine: Engine) async throws {
        try await withAddress(on: engine) { address in
            try await opening(address) { here in
                try await here.migrate(notesSchema)
                try await opening(address) { there in
                    let stream = here.announcements()
                    // Wait until it listens: PostgreSQL says so by "anything".
                    if engine == .postgres { for await one in stream where one == .anything { break } }
                    let writing = Task {
                        while !Task.isCancelled {
                            try await there.write { db in
                                try db.execute(
                                    "INSERT INTO notes (id, text) VALUES (\(db.newID()), \("n\(db.newID())"))"
                                )
                                try db.announce("notes", "from there")
                            }
                            try await Task.sleep(for: .milliseconds(100))
                        }
                    }
                    defer { writing.cancel() }
                    let expected =
                        engine == .sqlite ? .anything : Announcement(channel: "notes", payload: "from there")
                    for await announcement in stream {
                        #expect(announcement == expected)
                        break
                    }
                }
            }
        }
    }

    @Test func `is not made up on SQLite when nobody else wrote`() async throws {
        try await withFile(on: .sqlite) { database in
            let stream = database.announcements()
            for number in 0..<12 {
                try await database.add("n\(number)")
                try await Task.sleep(for: .milliseconds(100))
            }
            try await database.write { db in try db.announce("notes", "own") }
            var heard: [Announcement] = []
            for await announcement in stream {
                heard.append(announcement)
                if announcement.channel == "notes" { break }
            }
            #expect(heard == [Announcement(channel: "notes", payload: "own")])
        }
    }

    @Test(arguments: Engine.available)
    func `that nobody fetched gives way, and the listener is told`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            let stream = database.announcements()
            try await database.write { db in
                for number in 0..<1500 { try db.announce("notes", "\(number)") }
            }
            await database.close()
            var heard: [Announcement] = []
            for await announcement in stream { heard.append(announcement) }
            #expect(heard.count == 1000)
            #expect(heard.contains(.anything))
            #expect(heard.contains(Announcement(channel: "notes", payload: "1499")))
        }
    }

    @Test(arguments: Engine.available)
    func `ends with the database`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            let stream = database.announcements()
            let later = Task { for await _ in stream {} }
            await database.close()
            await later.value
            for await _ in database.announcements() where engine == .sqlite { Issue.record("It went on.") }
        }
    }

    @Test(arguments: Engine.available)
    func `has a short channel and payload`(engine: Engine) async throws {
        try await withNotes(on: engine) { database in
            for (channel, payload) in [
                ("", "x"), ("A", "x"), ("a b", "x"), ("*", ""), ("a", String(repeating: "x", count: 7901)),
                ("a", "\0"),
            ] {
                await #expect(throws: DatabaseError.self) {
                    try await database.write { db in try db.announce(channel, payload) }
                }
            }
            try await database.write { db in
                try db.announce(String(repeating: "a", count: 48), String(repeating: "x", count: 7900))
            }
        }
    }
}
