import Database
import Localization
import Statistics

/// What is decided on figures, by administrators.
public struct Decisions: Sendable {
    let database: any Database
    let clock: Clock

    // MARK: Listing

    /// Which of them.
    public enum Show: String, Sendable, CaseIterable {
        case all, open, running, due, reviewed
    }

    /// A page of them: the newest first, those in effect by the day of review.
    /// - Returns: as many as asked for, and the place behind which the next begins.
    /// - Throws: `Fault.forbidden`.
    public func list(_ show: Show, after: Keyset? = nil, limit: Int = 50, by actor: Actor) async throws -> (
        decisions: [Decision], next: Keyset?
    ) {
        try actor.requireAdministrator()
        let now = clock()
        return try await database.read { db in
            let day = try Self.today(now, in: db)
            let rows = try db.rows(Self.listing(show, after: after, limit: limit + 1, on: day))
            let found = try Self.whole(Array(rows.prefix(limit)), in: db)
            guard rows.count > limit, let last = found.last else { return (found, nil) }
            let isByReview = show == .running || show == .due
            let place = isByReview ? last.choice?.reviewOn.number ?? 0 : last.proposedAt.milliseconds
            return (found, Keyset(moment: Moment(milliseconds: place), id: last.id.rawValue))
        }
    }

    static func listing(_ show: Show, after: Keyset?, limit: Int, on day: Day) -> SQL {
        let running: SQL = "decided_at IS NOT NULL AND reviewed_at IS NULL"
        let which: SQL =
            switch show {
            case .all: "1 = 1"
            case .open: "decided_at IS NULL"
            case .running: running
            case .due: "\(running) AND review_on <= \(day)"
            case .reviewed: "reviewed_at IS NOT NULL"
            }
        let isByReview = show == .running || show == .due
        let column: SQL = isByReview ? "review_on" : "proposed_at"
        let sign: SQL = isByReview ? ">" : "<"
        let place: SQL =
            after.map {
                "AND (\(column), decisions.id) \(sign) (\($0.moment.milliseconds), \($0.id))"
            } ?? ""
        let order: SQL = isByReview ? "review_on, decisions.id" : "proposed_at DESC, decisions.id DESC"
        return """
            SELECT \(Decision.columns) FROM decisions \(Decision.joins)
            WHERE \(which) \(place) ORDER BY \(order) LIMIT \(limit)
            """
    }

    private static func whole(_ rows: [Row], in db: any Connection) throws -> [Decision] {
        let ids: [Decision.ID] = try rows.map { try $0("id") }
        var options: [Decision.ID: [DecisionOption]] = [:]
        for row in try db.rows(
            """
            SELECT decision, words, profit, profit_words, customer, customer_words FROM decision_options
            WHERE decision IN \(list: ids) ORDER BY decision, position
            """)
        {
            options[try row("decision"), default: []].append(try DecisionOption(row: row))
        }
        return try rows.map { row in try Decision(row: row, options: options[try row("id")] ?? []) }
    }

    static func today(_ now: Moment, in db: any Connection) throws -> Day {
        Day(now, in: Zone.named(try Settings.business(in: db).timeZone) ?? .utc)
    }

    // MARK: One

    /// - Throws: `Fault.forbidden`, `Fault.notFound`.
    public func find(_ id: Decision.ID, by actor: Actor) async throws -> Decision {
        try actor.requireAdministrator()
        return try await database.read { db in try Self.find(id, in: db) }
    }

    static func find(_ id: Decision.ID, in db: any Connection) throws -> Decision {
        let rows = try db.rows(
            "SELECT \(Decision.columns) FROM decisions \(Decision.joins) WHERE decisions.id = \(id)")
        guard let found = try whole(rows, in: db).first else {
            throw Fault.notFound("There is no such decision.")
        }
        return found
    }

    /// The figures as they were each time it was looked at.
    /// - Throws: `Fault.forbidden`.
    public func evidence(of id: Decision.ID, by actor: Actor) async throws
        -> [DecisionEvidence.Phase: [DecisionEvidence]]
    {
        try actor.requireAdministrator()
        return try await database.read { db in
            var found: [DecisionEvidence.Phase: [DecisionEvidence]] = [:]
            for row in try db.rows(
                """
                SELECT \(DecisionEvidence.columns) FROM decision_evidence WHERE decision = \(id)
                ORDER BY phase, position
                """)
            {
                guard let evidence = try DecisionEvidence(row: row) else { continue }
                found[try row("phase"), default: []].append(evidence)
            }
            return found
        }
    }

    // MARK: Figures

    /// All figures as they are now, over the twelve months that end with this one.
    /// - Throws: `Fault.forbidden`, `Fault.notFound` for the offering.
    public func figures(of offering: Offering.ID?, by actor: Actor) async throws -> [DecisionEvidence] {
        try actor.requireAdministrator()
        let month = try await month()
        let direction = Direction(database: database, clock: clock)
        let lenses = try await direction.lenses(.year(until: month, of: offering), for: actor)
        let report = try await Results(database: database, clock: clock).report(
            .year(until: month, of: offering), by: actor)
        let clarity = try await direction.clarity(
            ClarityScope(
                from: month - 11, until: month, offering: offering.map { .one($0) } ?? .all), in: .year,
            for: actor
        ).all
        return DecisionFigure.all.map { figure in
            switch figure {
            case .share(let lens, let part):
                lenses.first { $0.lens == lens }.map { DecisionEvidence(part, month, $0) }
                    ?? DecisionEvidence(figure, month, nil)
            case .hidden: DecisionEvidence(figure, month, report.hidden?.figure)
            case .good(let side): DecisionEvidence(figure, month, report.good(side).figure)
            case .everyStage: DecisionEvidence(figure, month, report.yield)
            case .bills(.toldBefore): DecisionEvidence(figure, month, clarity.toldBefore)
            case .bills(.surprises): DecisionEvidence(figure, month, clarity.surprised)
            case .bills(.disputed): DecisionEvidence(figure, month, clarity.contested)
            }
        }
    }

    private func month() async throws -> Month {
        let now = clock()
        return try await database.read { db in Month(try Self.today(now, in: db)) }
    }
}

extension Decision {
    static let columns: SQL = """
        decisions.id, decisions.scope, decisions.question, decisions.kind, decisions.figure, decisions.side,
        decisions.threshold, decisions.by_day, decisions.proposed_at, decisions.chosen, decisions.why,
        decisions.remedy, decisions.decided_at, decisions.review_on, decisions.verdict, decisions.verdict_words,
        decisions.reviewed_at, offerings.name AS offering_name, proposers.name AS proposed_name,
        deciders.name AS decided_name, reviewers.name AS reviewed_name
        """
    static let joins: SQL = """
        LEFT JOIN offerings ON offerings.id = decisions.scope
        JOIN agents AS proposers ON proposers.id = decisions.proposed_by
        LEFT JOIN agents AS deciders ON deciders.id = decisions.decided_by
        LEFT JOIN agents AS reviewers ON reviewers.id = decisions.reviewed_by
        """

    init(row: Row, options: [DecisionOption]) throws {
        let scope: Int64 = try row("scope")
        guard let figure = DecisionFigure(try row("figure")) else {
            throw Fault.notFound("There is no such figure.")
        }
        id = try row("id")
        text = Text(
            try row("question"), kind: try row("kind"),
            offering: scope == 0 ? nil : Offering.ID(rawValue: scope),
            trigger: DecisionTrigger(
                figure, try row("side"), try row("threshold"), by: try row("by_day")), options: options)
        offeringName = try row("offering_name")
        proposedBy = try row("proposed_name")
        proposedAt = try row("proposed_at")
        choice = try (row("decided_at") as Moment?).map { at in
            Choice(
                option: try row("chosen"), why: try row("why"), remedy: try row("remedy") ?? "",
                by: try row("decided_name") ?? "", at: at, reviewOn: try row("review_on"))
        }
        review = try (row("reviewed_at") as Moment?).map { at in
            Review(
                verdict: try row("verdict"), words: try row("verdict_words"),
                by: try row("reviewed_name") ?? "", at: at)
        }
    }
}

extension DecisionOption {
    init(row: Row) throws {
        self.init(
            try row("words"), profit: .init(try row("profit"), try row("profit_words")),
            customer: .init(try row("customer"), try row("customer_words")))
    }
}
