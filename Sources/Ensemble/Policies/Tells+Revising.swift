import Database
import Localization

/// What was told changes before the work: that is told in time, too.
extension Tells {
    /// A new version or a change order was begun, or its day moved: by when it is to be told. One that is
    /// not delivered by then is our move.
    static func noteRevision(
        _ id: Estimate.ID, of content: EstimateContent, by actor: Actor, at now: Moment, in db: any Connection
    ) throws {
        let estimate = try Estimates.find(id, in: db)
        guard estimate.version > 1 || content.kind == .change else { return }
        let base = try estimate.base.map { try Estimates.find($0, in: db).content }
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        let (service, today) = (content.workDay ?? base?.workDay, Day(now, in: zone))
        let present: Day? = try db.value(
            "SELECT service_on FROM tells WHERE revises = \(id) AND told_at IS NULL AND released_at IS NULL")
        guard present != service else { return }
        try forgetRevision(id, at: now, in: db)
        guard let service, service >= today else { return }
        let living = try Conversations.living(estimate.conversation, in: db).id
        let terms = try Settings.terms(in: db)
        let pack = try PolicyPack.holding(for: content.lines, in: living, terms: terms, db: db)
        try add(
            nil, today, service, try revisionDue(service: service, under: pack, holidays: terms.holidays),
            revises: id, under: pack, in: living, by: actor, at: now, db: db)
    }

    /// The change was thrown away, or its day moved.
    static func forgetRevision(_ id: Estimate.ID, at now: Moment, in db: any Connection) throws {
        let gone = try db.rows(
            "DELETE FROM tells WHERE revises = \(id) AND told_at IS NULL AND released_at IS NULL RETURNING id"
        )
        for row in gone { try Jobs.cancel(key: key(row("id")), at: now, in: db) }
    }
}
