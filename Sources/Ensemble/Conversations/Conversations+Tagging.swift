import Database
import Localization

extension Conversations {
    /// The tags of several conversations, by name.
    static func tags(of conversations: [Conversation.ID], in db: any Connection) throws -> [Conversation.ID:
        [String]]
    {
        guard !conversations.isEmpty else { return [:] }
        var tags: [Conversation.ID: [String]] = [:]
        for row in try db.rows(
            """
            SELECT conversation_tags.conversation, tags.name FROM conversation_tags
            JOIN tags ON tags.id = conversation_tags.tag
            WHERE conversation_tags.conversation IN \(list: conversations) ORDER BY tags.name_key
            """)
        {
            tags[try row("conversation"), default: []].append(try row("name"))
        }
        return tags
    }

    /// Every tag in use, by name.
    public func tags() async throws -> [String] {
        try await database.read { db in
            try db.rows("SELECT name FROM tags ORDER BY name_key LIMIT 1000").map { try $0("name") }
        }
    }

    /// Adds a tag. One that is there already changes nothing.
    /// - Throws: `Fault.notFound`, `Fault.invalid`.
    public func tag(_ id: Conversation.ID, with name: String, by actor: Actor) async throws {
        try actor.requireStaff()
        let name = try Self.checkedTag(name)
        let now = clock()
        try await database.write { db in
            let conversation = try Self.living(id, in: db)
            let tag = try Self.meetTag(name, in: db)
            let added = try db.execute(
                """
                INSERT INTO conversation_tags (conversation, tag) VALUES (\(conversation.id), \(tag))
                ON CONFLICT (conversation, tag) DO NOTHING
                """)
            guard added == 1 else { return }
            try Events.record(
                .tagged, by: actor, conversation: conversation.id, data: ["name": name], at: now, in: db)
        }
    }

    /// Removes a tag. One that is not there changes nothing.
    /// - Throws: `Fault.notFound`.
    public func untag(_ id: Conversation.ID, from name: String, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            let conversation = try Self.living(id, in: db)
            let removed = try db.execute(
                """
                DELETE FROM conversation_tags WHERE conversation = \(conversation.id)
                    AND tag IN (SELECT id FROM tags WHERE name_key = \(name.trimmed.folded))
                """)
            guard removed > 0 else { return }
            try Events.record(
                .untagged, by: actor, conversation: conversation.id, data: ["name": name.oneLine], at: now,
                in: db)
        }
    }

    private static func checkedTag(_ name: String) throws(Fault) -> String {
        let name = name.oneLine
        guard !name.isEmpty, name.count <= 60, !name.contains(",") else {
            throw .invalid("A tag has 1 to 60 characters and no comma.")
        }
        return name
    }

    private static func meetTag(_ name: String, in db: any Connection) throws -> Int64 {
        if let id: Int64 = try db.value("SELECT id FROM tags WHERE name_key = \(name.folded)") { return id }
        let id = try db.newID()
        try db.execute("INSERT INTO tags (id, name, name_key) VALUES (\(id), \(name), \(name.folded))")
        return id
    }
}
