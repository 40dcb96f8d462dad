import Database
import Localization

extension Conversations {
    /// What a conversation is about.
    static func offering(of id: Conversation.ID, in db: any Connection) throws -> OfferingVersion? {
        try db.row(
            """
            SELECT \(OfferingVersion.columns)
            FROM conversation_offerings
            JOIN offering_versions ON offering_versions.id = conversation_offerings.version
            WHERE conversation_offerings.conversation = \(id)
            """
        ).map(OfferingVersion.init(row:))
    }

    /// Says what a conversation is about, in the offering's present version; `nil`: nothing of the catalogue.
    /// - Throws: `Fault.notFound`.
    public func setOffering(_ id: Conversation.ID, to offering: Offering.ID?, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            try Self.setOffering(Self.living(id, in: db).id, to: offering, by: actor, at: now, in: db)
        }
    }

    static func setOffering(
        _ id: Conversation.ID, to offering: Offering.ID?, by actor: Actor, at now: Moment,
        in db: any Connection
    ) throws {
        let present = try Self.offering(of: id, in: db)
        guard present?.offering != offering else { return }
        guard let offering else {
            try db.execute("DELETE FROM conversation_offerings WHERE conversation = \(id)")
            return try Events.record(.offeringChosen, by: actor, conversation: id, at: now, in: db)
        }
        let version = try Offerings.find(offering, in: db).version
        try db.execute(
            """
            INSERT INTO conversation_offerings (conversation, version, chosen_at)
            VALUES (\(id), \(version.id), \(now))
            ON CONFLICT (conversation) DO UPDATE SET version = excluded.version, chosen_at = excluded.chosen_at
            """)
        try Events.record(
            .offeringChosen, by: actor, conversation: id, data: ["name": version.text.name], at: now, in: db)
    }
}
