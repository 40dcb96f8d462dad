import Database
import Localization

/// A file that belongs to an idea.
public struct IdeaFile: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<IdeaFile>
    public let id: ID
    public let name: String
    public let contentType: String
    /// In bytes.
    public let size: Int
    let sha256: String
    /// Since when it waits for a look.
    public let heldAt: Moment?
    /// The customer who added it; `nil`: the team.
    public let customer: Customer.ID?
}

/// Whoever brought an idea up shows what they mean; the team too.
extension Ideas {
    /// So many files has one idea.
    static let filesLimit = 20

    /// Adds files. A customer's wait for a look where everybody's words do.
    /// - Returns: the idea that has them: what it was merged into, where it was.
    /// - Throws: `Fault.notFound`, `Fault.forbidden` for another's idea, `Fault.invalid`, `Fault.tooLarge`.
    @discardableResult
    public func add(_ files: [NewFile], to id: Idea.ID, by actor: Actor) async throws -> Idea.ID {
        guard !files.isEmpty else { throw Fault.invalid("Please choose the file first.") }
        guard files.reduce(0, { $0 + $1.bytes.count }) <= Conversations.filesLimit else {
            throw Fault.tooLarge("The files of one message have at most 25 MB.")
        }
        let now = clock()
        let customer: Customer.ID? = if case .customer(let id) = actor { id } else { nil }
        return try await database.write { db in
            let (idea, isHeld) = try Self.place(of: id, for: actor, in: db)
            // Two who add at once wait for each other.
            try Self.claim(idea.id, in: db)
            let there: Int = try db.value("SELECT COUNT(*) FROM idea_files WHERE idea = \(idea.id)") ?? 0
            guard there + files.count <= Self.filesLimit else {
                throw Fault.invalid("An idea has at most 20 files.")
            }
            for file in files {
                try Attachments.store(file, in: db)
                try db.execute(
                    """
                    INSERT INTO idea_files (id, idea, name, content_type, size, sha256, held_at, customer, created_at)
                    VALUES (\(db.newID()), \(idea.id), \(file.name.oneLine.shortened(to: 200)), \(file.contentType),
                        \(file.bytes.count), \(file.sha256), \(isHeld ? now : nil), \(customer), \(now))
                    """)
            }
            try Self.record(
                .ideaFilesAdded, idea, ["files": String(files.count)], by: actor, at: now, in: db)
            return idea.id
        }
    }

    private static func place(of id: Idea.ID, for actor: Actor, in db: any Connection) throws -> (Idea, Bool)
    {
        guard case .customer(let customer) = actor else {
            _ = try actor.requireAgent()
            return (try living(id, in: db), false)
        }
        let idea = try seen(id, by: .customer(customer), in: db)
        guard idea.author == .customer(customer) else {
            throw Fault.forbidden("Only whoever brought it up adds files to it.")
        }
        return (idea, try Board.present(in: db).holds == .all)
    }

    /// What waits for a look only the team and whoever added it find.
    static func files(of idea: Idea.ID, for onlooker: Onlooker, in db: any Connection) throws -> [IdeaFile] {
        let found: SQL =
            switch onlooker {
            case .team: ""
            case .customer(let id): "AND (held_at IS NULL OR customer = \(id))"
            case .nobody: "AND held_at IS NULL"
            }
        return try db.rows(
            """
            SELECT id, name, content_type, size, sha256, held_at, customer FROM idea_files
            WHERE idea = \(idea) \(found) ORDER BY id LIMIT \(filesLimit * 5)
            """
        ).map(IdeaFile.init(row:))
    }

    /// Ideas with files that wait for a look.
    static func withHeldFiles(limit: Int, in db: any Connection) throws -> [Idea] {
        try db.rows(
            """
            SELECT \(Idea.columns) FROM ideas
            WHERE ideas.id IN (SELECT idea FROM idea_files WHERE held_at IS NOT NULL) ORDER BY ideas.id LIMIT \(limit)
            """
        ).map(Idea.init(row:))
    }

    /// A file of an idea that whoever asks may find.
    /// - Throws: `Fault.notFound`, `Fault.signInNeeded`.
    public func file(_ id: IdeaFile.ID, of idea: Idea.ID, by onlooker: Onlooker) async throws
        -> Attachments.File
    {
        try await database.read { db in
            let idea = try Self.seen(idea, by: onlooker, in: db)
            guard let file = try Self.files(of: idea.id, for: onlooker, in: db).first(where: { $0.id == id })
            else {
                throw Fault.notFound("There is no such file.")
            }
            let bytes: [UInt8]? = try db.value("SELECT bytes FROM blobs WHERE sha256 = \(file.sha256)")
            return Attachments.File(
                attachment: Attachment(
                    id: Attachment.ID(rawValue: id.rawValue), message: nil, name: file.name,
                    contentType: file.contentType, size: file.size, sha256: file.sha256, contentID: nil,
                    isInline: false),
                bytes: bytes ?? [])
        }
    }

    /// Shows a file that waited for a look, or removes one. Shown already, nothing changes.
    /// - Returns: the idea it belongs to.
    /// - Throws: `Fault.notFound`, `Fault.forbidden`.
    @discardableResult
    public func decide(file id: IdeaFile.ID, isShown: Bool, by actor: Actor) async throws -> Idea.ID {
        _ = try actor.requireAgent()
        let now = clock()
        return try await database.write { db in
            let row = try db.row("SELECT idea FROM idea_files WHERE id = \(id)")
            guard let row else { throw Fault.notFound("There is no such file.") }
            let idea = try Self.find(row("idea"), in: db)
            let changed = try db.execute(
                isShown
                    ? "UPDATE idea_files SET held_at = NULL WHERE id = \(id) AND held_at IS NOT NULL"
                    : "DELETE FROM idea_files WHERE id = \(id)")
            guard changed == 1 else { return idea.id }
            try Self.record(isShown ? .ideaFileShown : .ideaFileRemoved, idea, by: actor, at: now, in: db)
            return idea.id
        }
    }

    /// Removes a file that a customer added.
    /// - Returns: the idea it belonged to: what it was merged into, where it was.
    /// - Throws: `Fault.notFound`, also for what somebody else added.
    @discardableResult
    public func remove(_ file: IdeaFile.ID, of id: Idea.ID, by customer: Customer.ID) async throws -> Idea.ID
    {
        let now = clock()
        return try await database.write { db in
            let idea = try Self.seen(id, by: .customer(customer), in: db)
            let removed = try db.execute(
                "DELETE FROM idea_files WHERE id = \(file) AND idea = \(idea.id) AND customer = \(customer)")
            guard removed == 1 else { throw Fault.notFound("There is no such file.") }
            try Self.record(
                .ideaFileRemoved, idea, by: .customer(customer), customer: customer, at: now, in: db)
            return idea.id
        }
    }
}

extension IdeaFile {
    init(row: Row) throws {
        id = try row("id")
        name = try row("name")
        contentType = try row("content_type")
        size = try row("size")
        sha256 = try row("sha256")
        heldAt = try row("held_at")
        customer = try row("customer")
    }
}
