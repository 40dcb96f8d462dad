import Database
import Localization
import Mail

extension Conversations {
    /// What an agent has not sent yet.
    public struct Draft: Equatable, Sendable {
        public var kind: Message.Kind
        public var text: String
        public var recipients: Message.Recipients?
        public var files: [Attachment] = []

        public init(kind: Message.Kind, text: String, recipients: Message.Recipients? = nil) {
            self.kind = kind
            self.text = text
            self.recipients = recipients
        }
    }

    /// Keeps a draft as it is typed; an empty one without files is forgotten.
    /// - Throws: `Fault.notFound`, `Fault.tooLarge`.
    public func saveDraft(_ draft: Draft, in conversation: Conversation.ID, by actor: Actor) async throws {
        let agent = try actor.requireAgent()
        guard draft.text.utf8.count <= 1_000_000 else {
            throw Fault.tooLarge("A message has at most a million characters.")
        }
        let now = clock()
        try await database.write { db in
            _ = try Self.find(conversation, in: db)
            let id = try saveDraft(draft, of: agent, in: conversation, at: now, db: db)
            guard draft.text.isEmpty,
                try db.row("SELECT id FROM attachments WHERE draft = \(id) LIMIT 1") == nil
            else { return }
            try db.execute("DELETE FROM drafts WHERE id = \(id)")
        }
    }

    /// - Returns: the draft's id, to which files are tied.
    @discardableResult
    func saveDraft(
        _ draft: Draft, of agent: Agent.ID, in conversation: Conversation.ID, at now: Moment,
        db: any Connection
    ) throws -> Int64 {
        let id: Int64? = try db.value(
            """
            INSERT INTO drafts (id, conversation, agent, kind, text, recipients, changed_at)
            VALUES (\(db.newID()), \(conversation), \(agent), \(draft.kind), \(draft.text),
                \(draft.recipients.map(JSON.text)), \(now))
            ON CONFLICT (conversation, agent) DO UPDATE SET kind = excluded.kind, text = excluded.text,
                recipients = excluded.recipients, changed_at = excluded.changed_at
            RETURNING id
            """)
        guard let id else { throw Fault.conflict("The draft could not be kept.") }
        return id
    }

    static func draft(of agent: Agent.ID, in conversation: Conversation.ID, db: any Connection) throws
        -> Draft?
    {
        guard
            let row = try db.row(
                """
                SELECT id, kind, text, recipients FROM drafts
                WHERE conversation = \(conversation) AND agent = \(agent)
                """)
        else { return nil }
        let id: Int64 = try row("id")
        let recipients: String? = try row("recipients")
        var draft = Draft(
            kind: try row("kind"), text: try row("text"),
            recipients: try recipients.map { try JSON.value(Message.Recipients.self, from: $0) })
        draft.files = try db.rows(
            "SELECT \(Attachment.columns) FROM attachments WHERE draft = \(id) ORDER BY position, id"
        ).map(Attachment.init(row:))
        return draft
    }

    /// Attaches a file to one's draft, which is made if there is none.
    /// - Throws: `Fault.notFound`, `Fault.tooLarge` past 25 MB in all.
    public func addDraftFile(_ file: NewFile, in conversation: Conversation.ID, by actor: Actor) async throws
        -> Attachment.ID
    {
        let agent = try actor.requireAgent()
        let now = clock()
        return try await database.write { db in
            _ = try Self.find(conversation, in: db)
            let present = try Self.draft(of: agent, in: conversation, db: db)
            let total = (present?.files.reduce(0) { $0 + $1.size } ?? 0) + file.bytes.count
            guard total <= Self.filesLimit else {
                throw Fault.tooLarge("The files of one message have at most 25 MB.")
            }
            let draft = try saveDraft(
                present ?? Draft(kind: .message, text: ""), of: agent, in: conversation, at: now, db: db)
            try Attachments.store(file, in: db)
            let id = try Attachment.ID(rawValue: db.newID())
            try db.execute(
                """
                INSERT INTO attachments (id, draft, position, name, content_type, size, sha256, inline, created_at)
                VALUES (\(id), \(draft), \(present?.files.count ?? 0), \(file.name), \(file.contentType),
                    \(file.bytes.count), \(file.sha256), 0, \(now))
                """)
            return id
        }
    }

    static let filesLimit = 25 * 1024 * 1024

    /// Takes a file out of one's draft.
    public func removeDraftFile(_ id: Attachment.ID, in conversation: Conversation.ID, by actor: Actor)
        async throws
    {
        let agent = try actor.requireAgent()
        _ = try await database.write { db in
            try db.execute(
                """
                DELETE FROM attachments WHERE id = \(id) AND draft IN
                    (SELECT id FROM drafts WHERE conversation = \(conversation) AND agent = \(agent))
                """)
        }
    }

    /// Throws one's draft away, files and all.
    public func discardDraft(in conversation: Conversation.ID, by actor: Actor) async throws {
        let agent = try actor.requireAgent()
        try await database.write { db in
            try db.execute(
                """
                DELETE FROM attachments WHERE draft IN
                    (SELECT id FROM drafts WHERE conversation = \(conversation) AND agent = \(agent))
                """)
            try Self.clearDraft(of: agent, in: conversation, db: db)
        }
    }

    static func clearDraft(of agent: Agent.ID, in conversation: Conversation.ID, db: any Connection) throws {
        try db.execute("DELETE FROM drafts WHERE conversation = \(conversation) AND agent = \(agent)")
    }

    /// The files of a draft become those of the message it turns into.
    static func adoptDraftFiles(
        of agent: Agent.ID, in conversation: Conversation.ID, by message: Message.ID, after count: Int,
        db: any Connection
    ) throws {
        let files: [Attachment.ID] = try db.rows(
            """
            SELECT attachments.id FROM attachments JOIN drafts ON drafts.id = attachments.draft
            WHERE drafts.conversation = \(conversation) AND drafts.agent = \(agent) ORDER BY position, attachments.id
            """
        ).map { try $0("id") }
        for (place, file) in files.enumerated() {
            try db.execute(
                """
                UPDATE attachments SET message = \(message), draft = NULL, position = \(count + place)
                WHERE id = \(file)
                """)
        }
    }
}
