import Database
import Localization

/// What an accepted estimate sets off.
enum Acceptance {
    /// Runs in the transaction of the acceptance, after its event
    /// (`estimate.accepted`, whose data name the estimate's `id`): whatever
    /// starts with a yes starts here, and is undone where the yes fails.
    ///
    /// The offerings in its lines are performed by the blueprints that were
    /// tied to them when it was written. What is being performed in the
    /// conversation already is not begun a second time.
    static func follow(
        _ estimate: Estimate, by actor: Actor, at now: Moment, outside: Plans.Outside, in db: any Connection
    ) throws {
        let conversation = try Conversations.living(estimate.conversation, in: db).id
        let blueprints = try Blueprints.performing(estimate.content.lines.compactMap(\.offering), in: db)
        for blueprint in blueprints {
            guard let version = blueprint.current,
                try !isPerformed(blueprint, in: conversation, db: db)
            else { continue }
            try Plans.begin(
                version.plan(named: blueprint.name, in: db), in: conversation,
                performing: version.id.rawValue,
                because: estimate, by: actor, at: now, outside: outside, db: db)
        }
    }

    private static func isPerformed(
        _ blueprint: Blueprint, in conversation: Conversation.ID, db: any Connection
    ) throws -> Bool {
        try db.value(
            """
            SELECT id FROM plans WHERE conversation = \(conversation) AND ended_at IS NULL
                AND blueprint IN \(list: blueprint.versions.map(\.id)) LIMIT 1
            """) as Plan.ID? != nil
    }
}
