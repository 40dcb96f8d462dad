import Database
import Localization

extension Conversations {
    /// What is told about our part.
    public struct RoleToTell: Sendable {
        public var part: RoleStatement.Part
        public var whom: String
        public var reason: String
        /// What becomes of the conversation.
        public var then: Reply.Then

        public init(
            part: RoleStatement.Part, whom: String = "", reason: String = "", then: Reply.Then = .open
        ) {
            self.part = part
            self.whom = whom.oneLine
            self.reason = reason.trimmed
            self.then = then
        }

        /// - Throws: `Fault.invalid`.
        func check() throws(Fault) {
            guard whom.count <= 200, reason.count <= 2_000 else {
                throw .invalid("A reason has at most 2,000 characters, a name 200.")
            }
            guard part != .part || !whom.isEmpty else {
                throw .invalid("Please name the partner who does the rest.")
            }
            guard part == .all || !reason.isEmpty else {
                throw .invalid("Please say why: the customer reads it.")
            }
        }
    }

    /// Tells the customer what our part is, in their language, as a message of the conversation.
    /// - Throws: `Fault.notFound`, `Fault.invalid`.
    @discardableResult
    public func tellRole(_ id: Conversation.ID, _ role: RoleToTell, by actor: Actor) async throws
        -> Message.ID
    {
        let agent = try actor.requireAgent()
        try role.check()
        let now = clock()
        return try await database.write { [seal] db in
            let conversation = try Self.living(id, in: db)
            let r = try Customers.reader(for: conversation.customer, at: now, in: db)
            let why = role.reason.isEmpty ? "" : "\n\n" + r("The reason: \(role.reason)")
            var reply = Reply(
                text: role.part.sentence(role.whom, for: r) + why,
                recipients: try Self.customerAlone(in: conversation, in: db), then: role.then)
            reply.leavesDraft = true
            let message = try Self.reply(
                conversation.id, with: reply, by: actor, seal: seal, at: now, in: db)
            try db.execute(
                """
                INSERT INTO role_statements (id, conversation, part, whom, reason, message, told_by, told_at,
                    first_contact_at)
                VALUES (\(db.newID()), \(conversation.id), \(role.part), \(role.whom), \(role.reason),
                    \(message), \(agent), \(now), \(conversation.createdAt))
                """)
            try Events.record(
                .roleTold, by: actor, conversation: conversation.id, message: message,
                data: ["part": role.part.rawValue, "whom": role.whom, "why": role.reason], at: now, in: db)
            return message
        }
    }

    /// The message that told our part was taken back before it went.
    static func noteRoleUndone(_ message: Message.ID, in db: any Connection) throws {
        try db.execute("DELETE FROM role_statements WHERE message = \(message)")
    }

    /// What was told of our part, first to last.
    static func roles(of id: Conversation.ID, in db: any Connection) throws -> [RoleStatement] {
        try db.rows(
            """
            SELECT \(RoleStatement.columns) FROM role_statements
            WHERE \(within("conversation", id)) ORDER BY id LIMIT 50
            """
        ).map(RoleStatement.init(row:))
    }
}

extension Customers {
    /// Somebody who reads in the customer's language, by the business's clock.
    static func reader(for customer: Customer.ID, at now: Moment, in db: any Connection) throws -> Reader {
        let own: String? = try db.value("SELECT language FROM customers WHERE id = \(customer)")
        return reader(in: own, of: try Settings.business(in: db), at: now)
    }

    /// The same, where the customer's language is known.
    static func reader(in own: String?, of business: Settings.Business, at now: Moment) -> Reader {
        let languages = Translations.languages
        let language =
            own.flatMap(languages.language) ?? languages.language(business.language) ?? .english
        return Reader(
            language: language, zone: Zone.named(business.timeZone) ?? .utc, now: now.milliseconds)
    }
}
