import Database

/// What has to be known of many events at once.
extension Occasions {
    static func members(in db: any Connection) throws -> [Team.ID: [Agent.ID]] {
        var members: [Team.ID: [Agent.ID]] = [:]
        for row in try db.rows("SELECT team, agent FROM team_members ORDER BY team, agent") {
            members[try row("team"), default: []].append(try row("agent"))
        }
        return members
    }

    static func places(_ ids: [Conversation.ID], in db: any Connection) throws
        -> [Conversation.ID: Place]
    {
        guard !ids.isEmpty else { return [:] }
        var places: [Conversation.ID: Place] = [:]
        for row in try db.rows(
            """
            SELECT id, assignee, team, state, suspended_at, merged_into FROM conversations WHERE id IN \(list: ids)
            """)
        {
            let state: String = try row("state")
            let suspended: Moment? = try row("suspended_at")
            let place = Place(
                id: try row("id"), assignee: try row("assignee"), team: try row("team"),
                isOpen: state == "new" || state == "open", isSuspended: suspended != nil,
                mergedInto: try row("merged_into"))
            places[place.id] = place
        }
        // What a conversation was merged into is itself never merged on: its number is kept up to date.
        let further = Set(places.values.compactMap(\.mergedInto)).subtracting(places.keys)
        return try places.merging(Self.places(Array(further), in: db)) { one, _ in one }
    }

    static func messages(_ ids: [Message.ID], in db: any Connection) throws -> [Message.ID: Words] {
        guard !ids.isEmpty else { return [:] }
        var messages: [Message.ID: Words] = [:]
        for row in try db.rows(
            """
            SELECT id, author_kind, author, classification, CASE WHEN kind = 'note' THEN text ELSE '' END AS note
            FROM messages WHERE id IN \(list: ids)
            """)
        {
            let kind: String = try row("author_kind")
            let classification: Message.Classification = try row("classification")
            messages[try row("id")] = Words(
                author: kind == "agent" ? try row("author") : nil,
                isOfCustomer: kind == "customer" && [.person, .unreadable].contains(classification),
                text: try row("note"))
        }
        return messages
    }

    static func authors(_ ids: [Estimate.ID], in db: any Connection) throws -> [Estimate.ID: Agent.ID] {
        guard !ids.isEmpty else { return [:] }
        let rows = try db.rows("SELECT id, made_by FROM estimates WHERE id IN \(list: Array(Set(ids)))")
        return Dictionary(
            try rows.map { (try $0("id"), try $0("made_by")) }, uniquingKeysWith: { one, _ in one })
    }

    /// Whether the conversation was another's, or another team's, when it happened: who has it now
    /// was told of that instead.
    static func wasHandedOn(after event: Event, by kinds: [Event.Kind], in db: any Connection) throws
        -> Bool
    {
        guard let conversation = event.conversation else { return false }
        return try db.row(
            """
            SELECT id FROM events WHERE conversation = \(conversation) AND id > \(event.id)
                AND kind IN \(list: kinds) LIMIT 1
            """) != nil
    }

    static func whoWaited(before event: Event, in db: any Connection) throws -> Agent.ID? {
        guard let conversation = event.conversation else { return nil }
        return try db.value(
            """
            SELECT CASE WHEN actor_kind = 'agent' THEN actor END AS agent FROM events
            WHERE conversation = \(conversation) AND id < \(event.id) AND kind = \(Event.Kind.waits)
            ORDER BY id DESC LIMIT 1
            """)
    }
}
