import Database
import Localization

/// Where the business stands, for its owner.
public struct Direction: Sendable {
    let database: any Database
    let clock: Clock

    // MARK: Cost clarity

    /// How clear costs were over some months, in steps, for administrators.
    ///
    /// Source: `clarity_bills`, which a reader of the history keeps, by the day of issue; `tells` by the day due;
    /// `role_statements` by the day on which our part was told first.
    /// - Throws: `Fault.forbidden`, `Fault.invalid` for months in the wrong order.
    public func clarity(_ scope: ClarityScope, in step: ClarityStep, for actor: Actor) async throws -> Clarity
    {
        try check(scope, actor)
        let now = clock()
        return try await database.read { db in
            let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
            let cells =
                try Self.billCells(scope, in: db) + Self.leadCells(scope, in: db)
                + Self.tellCells(scope, today: Day(now, in: zone), zone: zone, in: db)
                + Self.roleCells(scope, zone: zone, in: db)
            return try Self.fold(cells, scope, step, in: db)
        }
    }

    func check(_ scope: ClarityScope, _ actor: Actor) throws {
        try actor.requireAdministrator()
        guard scope.from <= scope.until, scope.until.number - scope.from.number < 1_200 else {
            throw Fault.invalid("The last month lies before the first.")
        }
    }

    /// What was counted of one month and one offering.
    struct Cell {
        let month: Int
        let offering: Offering.ID?
        var tally = ClarityTally()
    }

    private static func fold(
        _ cells: [Cell], _ scope: ClarityScope, _ step: ClarityStep, in db: any Connection
    ) throws -> Clarity {
        let steps = step.steps(of: scope)
        var all = ClarityTally()
        var bySteps = Array(repeating: ClarityTally(), count: steps.count)
        var byOffering: [Offering.ID?: ClarityTally] = [:]
        for cell in cells {
            all += cell.tally
            bySteps[(cell.month - scope.from.number) / step.months] += cell.tally
            byOffering[cell.offering, default: ClarityTally()] += cell.tally
        }
        let names = try names(of: byOffering.keys.compactMap { $0 }, in: db)
        let offerings = names.compactMap { id, name in
            byOffering[id].map { (offering: Optional(id), name: name, tally: $0) }
        }
        let rest = byOffering[nil].map { [(offering: Offering.ID?.none, name: "", tally: $0)] } ?? []
        return Clarity(
            scope: scope, step: step, all: all,
            steps: Array(zip(steps, bySteps)).map { (scope: $0, tally: $1) },
            offerings: offerings + rest)
    }

    private static func names(of ids: [Offering.ID], in db: any Connection) throws -> [(Offering.ID, String)]
    {
        try db.rows("SELECT id, name FROM offerings WHERE id IN \(list: ids) ORDER BY name, id").map {
            (try $0("id"), try $0("name"))
        }
    }

    /// The offerings a page can be narrowed to.
    func offeringNames() async throws -> [(id: Offering.ID, name: String)] {
        try await database.read { db in
            try db.rows("SELECT id, name FROM offerings WHERE state <> 'draft' ORDER BY name, id LIMIT 1000")
                .map {
                    (id: try $0("id"), name: try $0("name"))
                }
        }
    }

    // MARK: Its SQL

    static func narrowed(_ scope: ClarityScope) -> SQL {
        switch scope.offering {
        case .all: ""
        case .none: "AND offering IS NULL"
        case .one(let id): "AND offering = \(id)"
        }
    }

    static func figures(_ scope: ClarityScope) -> SQL {
        """
        SELECT month, offering, currency, COUNT(*) AS bills, CAST(SUM(told_before) AS BIGINT) AS told,
            CAST(SUM(plan_before) AS BIGINT) AS plans, CAST(SUM(surprise) AS BIGINT) AS surprises,
            CAST(SUM(breach) AS BIGINT) AS breaches, CAST(SUM(disputed) AS BIGINT) AS disputed,
            COUNT(inside) AS ranges, CAST(COALESCE(SUM(inside), 0) AS BIGINT) AS inside,
            CAST(COALESCE(SUM(log_ratio), 0) AS DOUBLE PRECISION) AS logs,
            CAST(COALESCE(SUM(log_ratio * log_ratio), 0) AS DOUBLE PRECISION) AS squares,
            CAST(SUM(CASE WHEN surprise = 1 THEN gross - COALESCE(told, 0) ELSE 0 END) AS BIGINT) AS excess
        FROM clarity_bills WHERE month BETWEEN \(scope.from.number) AND \(scope.until.number) \(narrowed(scope))
        GROUP BY month, offering, currency
        """
    }

    private static func billCells(_ scope: ClarityScope, in db: any Connection) throws -> [Cell] {
        try db.rows(figures(scope)).map { row in
            var tally = ClarityTally()
            let (month, offering): (Int, Offering.ID?) = (try row("month"), try row("offering"))
            let currency: String = try row("currency")
            tally.bills = try row("bills")
            tally.told = try row("told")
            tally.plans = try row("plans")
            tally.surprises = try row("surprises")
            tally.breaches = try row("breaches")
            tally.disputed = try row("disputed")
            tally.ranges = try row("ranges")
            tally.inside = try row("inside")
            tally.logs = try row("logs")
            tally.squares = try row("squares")
            tally.excess = tally.surprises > 0 ? [currency: try row("excess")] : [:]
            return Cell(month: month, offering: offering, tally: tally)
        }
    }

    static func leads(_ scope: ClarityScope) -> SQL {
        """
        SELECT month, offering, lead_hours, COUNT(*) AS bills FROM clarity_bills
        WHERE month BETWEEN \(scope.from.number) AND \(scope.until.number) AND lead_hours IS NOT NULL
            \(narrowed(scope))
        GROUP BY month, offering, lead_hours ORDER BY month, offering
        """
    }

    private static func leadCells(_ scope: ClarityScope, in db: any Connection) throws -> [Cell] {
        var cells: [Cell] = []
        // Rows of one month and offering follow each other.
        for row in try db.rows(leads(scope)) {
            let (month, offering): (Int, Offering.ID?) = (try row("month"), try row("offering"))
            if cells.last?.month != month || cells.last?.offering != offering {
                cells.append(Cell(month: month, offering: offering))
            }
            cells[cells.count - 1].tally.leads[try row("lead_hours")] = try row("bills")
        }
        return cells
    }

    private static func tellCells(
        _ scope: ClarityScope, today: Day, zone: Zone, in db: any Connection
    ) throws -> [Cell] {
        let days = (scope.from.first, scope.until.last)
        return try db.rows(
            """
            SELECT tells.due_on, offering_versions.offering, COUNT(*) AS due, COUNT(told_at) AS told,
                CAST(SUM(CASE WHEN told_at < \(dayEnd(days.0, days.1, in: zone)) THEN 1 ELSE 0 END) AS BIGINT) AS in_time
            FROM tells JOIN conversations ON conversations.id = tells.conversation
            LEFT JOIN conversation_offerings ON conversation_offerings.conversation = tells.conversation
            LEFT JOIN offering_versions ON offering_versions.id = conversation_offerings.version
            WHERE tells.due_on BETWEEN \(days.0) AND \(days.1) AND conversations.state <> 'merged'
                AND tells.released_at IS NULL \(narrowed(scope))
            GROUP BY tells.due_on, offering_versions.offering
            """
        ).compactMap { row in
            let day: Day = try row("due_on")
            let (offering, due): (Offering.ID?, Int) = (try row("offering"), try row("due"))
            let told: Int = try row("told")
            var tally = ClarityTally()
            // One that can still be told in time is neither.
            tally.due = day < today ? due : told
            tally.overdue = day < today ? due - told : 0
            tally.inTime = try row("in_time")
            return Cell(month: Month(day).number, offering: offering, tally: tally)
        }
    }

    /// When the day due is over at a place, in SQL: the clock's changes are few.
    static func dayEnd(_ first: Day, _ last: Day, in zone: Zone) -> SQL {
        var pieces: [(until: Day, offset: Int64)] = []
        for number in first.number...last.number {
            let day = Day(number: number)
            let offset = (number + 1) * 86_400_000 - day.end(in: zone).milliseconds
            if pieces.last?.offset == offset {
                pieces[pieces.count - 1].until = day
            } else {
                pieces.append((day, offset))
            }
        }
        let cases = pieces.dropLast().reduce("" as SQL) { sql, piece in
            "\(sql) WHEN tells.due_on <= \(piece.until) THEN \(piece.offset)"
        }
        let rest: SQL = "\(pieces[pieces.count - 1].offset)"
        return "(tells.due_on + 1) * 86400000 - \(pieces.count > 1 ? "CASE\(cases) ELSE \(rest) END" : rest)"
    }
}
