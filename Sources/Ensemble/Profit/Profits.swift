import Database
import Localization
import Statistics

/// Profit beside the customer's interest, for the owner.
public struct Profits: Sendable {
    let database: any Database
    let clock: Clock

    // MARK: Looking

    /// Everything that the page shows.
    ///
    /// Source: `profit_matters` and `profit_work`, which a reader of the history keeps, `cost_rates`,
    /// `offering_costs`, `clarity_bills` and `result_answers`.
    /// - Throws: `Fault.forbidden`, `Fault.invalid` for months in the wrong order.
    public func report(_ scope: Results.Scope, by actor: Actor) async throws -> ProfitReport {
        try check(scope, actor)
        return try await database.read { db in
            let currency = try Settings.terms(in: db).currency
            let rates = try CostRates(currency: currency, in: db)
            let matters = try Self.matters(scope, rates, currency: currency, in: db)
            // What is sold together is of several offerings.
            let all =
                scope.offering == nil
                ? matters : try Self.matters(scope.everything, rates, currency: currency, in: db)
            return ProfitReport(
                scope: scope, currency: currency, cells: try Self.cells(matters, in: db),
                capacity: try Self.capacity(scope, rates, in: db),
                uncosted: matters.count { $0.time == nil },
                foreign: try Self.foreign(scope, currency: currency, in: db), hasRates: !rates.isEmpty,
                drops: try Self.drops(all, scope, currency: currency, in: db),
                referrals: try Self.referrals(matters, scope, currency: currency, in: db),
                lifetimes: try Self.lifetimes(scope, currency: currency, at: clock(), in: db))
        }
    }

    private func check(_ scope: Results.Scope, _ actor: Actor) throws {
        try actor.requireAdministrator()
        guard scope.from <= scope.until, scope.length <= 120 else {
            throw Fault.invalid("The last month lies before the first.")
        }
    }

    /// Works out anew what is kept, from what it stands for; the same comes out.
    /// - Returns: how many matters there are.
    /// - Throws: `Fault.forbidden`.
    @discardableResult
    public func rebuild(by actor: Actor) async throws -> Int {
        try actor.requireAdministrator()
        return try await database.write { db in try ProfitReader.rebuild(in: db) }
    }

    /// Which matters stand behind a number.
    public struct Choice: Equatable, Sendable {
        /// `nil`: new and returning customers.
        public var isReturning: Bool?
        /// `nil`: known or not.
        public var isServed: Bool?
        /// What their customers came for first; 0: for none of the catalogue.
        public var came: Offering.ID?
        /// Only those of other offerings than that.
        public var isBeside = false
        /// Only those that were billed.
        public var isBought = false

        public init(
            isReturning: Bool? = nil, isServed: Bool? = nil, came: Offering.ID? = nil,
            isBeside: Bool = false, isBought: Bool = false
        ) {
            self.isReturning = isReturning
            self.isServed = isServed
            self.came = came
            self.isBeside = isBeside
            self.isBought = isBought
        }

        func matches(_ matter: ProfitMatter) -> Bool {
            (isReturning == nil || matter.isReturning == isReturning)
                && (isServed == nil || matter.isServed == isServed)
                && (came == nil || (matter.cameFor ?? 0) == came)
                && (!isBeside || (matter.offering ?? 0) != came) && (!isBought || matter.revenue > 0)
        }

        var query: String {
            (isReturning.map { "&customers=\($0 ? "returning" : "new")" } ?? "")
                + (isServed.map { "&served=\($0 ? "well" : "not")" } ?? "")
                + (came.map { "&came=\($0.rawValue == 0 ? "none" : $0.description)" } ?? "")
                + (isBeside ? "&beside=yes" : "") + (isBought ? "&bought=yes" : "")
        }
    }

    /// The matters behind a number, those done last first.
    /// - Returns: a page of them, and the place behind which the next begins.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`.
    public func rows(
        _ choice: Choice, _ scope: Results.Scope, after: Keyset? = nil, limit: Int = 50, by actor: Actor
    ) async throws -> (rows: [ProfitMatter], next: Keyset?) {
        try check(scope, actor)
        return try await database.read { db in
            let currency = try Settings.terms(in: db).currency
            let rates = try CostRates(currency: currency, in: db)
            let all = try Self.matters(scope, rates, currency: currency, in: db).reversed()
            let matching = all.filter { matter in
                choice.matches(matter)
                    && after.map {
                        (matter.doneAt.milliseconds, matter.conversation.rawValue)
                            < ($0.moment.milliseconds, $0.id)
                    } ?? true
            }
            let rows = try Self.named(Array(matching.prefix(limit)), in: db)
            guard matching.count > limit, let last = rows.last else { return (rows, nil) }
            return (rows, Keyset(moment: last.doneAt, id: last.conversation.rawValue))
        }
    }

    private static func named(_ rows: [ProfitMatter], in db: any Connection) throws -> [ProfitMatter] {
        var rows = rows
        let customers = try Surveys.names(of: rows.map(\.customer), in: db)
        var subjects: [Conversation.ID: String] = [:]
        for row in try db.rows(
            "SELECT id, subject FROM conversations WHERE id IN \(list: rows.map(\.conversation))")
        {
            subjects[try row("id")] = try row("subject")
        }
        let offerings = try names(of: Set(rows.compactMap(\.offering)), in: db)
        for place in rows.indices {
            rows[place].customerName = customers[rows[place].customer] ?? "?"
            rows[place].subject = subjects[rows[place].conversation] ?? ""
            rows[place].offeringName = rows[place].offering.flatMap { offerings[$0] }
        }
        return rows
    }

    static func names(of ids: Set<Offering.ID>, in db: any Connection) throws -> [Offering.ID: String] {
        var names: [Offering.ID: String] = [:]
        for row in try db.rows("SELECT id, name FROM offerings WHERE id IN \(list: ids.sorted())") {
            names[try row("id")] = try row("name")
        }
        return names
    }

    // MARK: Matters

    static func matters(
        _ scope: Results.Scope, _ rates: CostRates, currency: String, in db: any Connection
    ) throws -> [ProfitMatter] {
        let moments = try moments(scope, in: db)
        let shares = try OfferingCost.standing(in: db).mapValues(\.material)
        var matters: [ProfitMatter] = []
        var places: [Conversation.ID: Int] = [:]
        try db.each(ProfitMatter.all(scope, moments, currency: currency)) { row in
            let matter = try ProfitMatter(row: row, material: shares)
            places[matter.conversation] = matters.count
            matters.append(matter)
        }
        try db.each(
            """
            SELECT profit_work.conversation, profit_work.agent, profit_work.month, profit_work.hours,
                profit_work.answers
            FROM profit_matters JOIN profit_work ON profit_work.conversation = profit_matters.conversation
            WHERE done_at >= \(moments.from) AND done_at < \(moments.until) \(scope.narrowed)
            ORDER BY profit_work.conversation, profit_work.agent, profit_work.month
            """
        ) { row in
            guard let place = places[try row("conversation")] else { return }
            let spent = rates.spent(
                try row("agent"), try row("month"), hours: try row("hours"), answers: try row("answers"))
            matters[place].minutes += spent?.minutes ?? 0
            matters[place].time = matters[place].time.flatMap { time in spent.map { time + $0.cost } }
        }
        return matters
    }

    private static func moments(_ scope: Results.Scope, in db: any Connection) throws -> (
        from: Moment, until: Moment
    ) {
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        return (scope.from.first.start(in: zone), scope.until.last.end(in: zone))
    }

    private static func foreign(_ scope: Results.Scope, currency: String, in db: any Connection) throws -> Int
    {
        let moments = try moments(scope, in: db)
        return try db.value(
            """
            SELECT COUNT(*) FROM profit_matters WHERE done_at >= \(moments.from) AND done_at < \(moments.until)
                AND currency NOT IN (\(currency), '') \(scope.narrowed)
            """) ?? 0
    }

    private static func cells(_ matters: [ProfitMatter], in db: any Connection) throws -> [ProfitCell] {
        struct Key: Hashable {
            let offering: Offering.ID?
            let isReturning: Bool
        }
        let grouped = Dictionary(grouping: matters) {
            Key(offering: $0.offering, isReturning: $0.isReturning)
        }
        let names = try names(of: Set(grouped.keys.compactMap(\.offering)), in: db)
        let cells = grouped.map { key, matters in
            ProfitCell(
                offering: key.offering, name: key.offering.flatMap { names[$0] } ?? "",
                isReturning: key.isReturning, matters)
        }
        // By name, no order of merit; those without an offering last.
        return cells.sorted { one, other in
            let (a, b) = (one.offering == nil ? 1 : 0, other.offering == nil ? 1 : 0)
            return (a, one.name, one.offering?.rawValue ?? 0, one.isReturning ? 1 : 0)
                < (b, other.name, other.offering?.rawValue ?? 0, other.isReturning ? 1 : 0)
        }
    }

    // MARK: Capacity

    private static func capacity(_ scope: Results.Scope, _ rates: CostRates, in db: any Connection) throws
        -> [ProfitCapacity]
    {
        var used: [Int64: [Int: Double]] = [:]
        try db.each(
            """
            SELECT month, agent, CAST(SUM(hours) AS BIGINT) AS hours, CAST(SUM(answers) AS BIGINT) AS answers
            FROM profit_work WHERE month BETWEEN \(scope.from.number) AND \(scope.until.number)
            GROUP BY month, agent ORDER BY month, agent
            """
        ) { row in
            let (agent, month): (Int64, Int) = (try row("agent"), try row("month"))
            let spent = rates.spent(agent, month, hours: try row("hours"), answers: try row("answers"))
            used[rates.team(of: agent), default: [:]][month, default: 0] += spent?.minutes ?? 0
        }
        var names: [Int64: String] = [:]
        for team in try Teams.all(in: db) { names[team.id.rawValue] = team.name }
        return rates.all.map { team in
            let months = (scope.from.number...scope.until.number).compactMap { month in
                rates.rate(of: team, in: month).flatMap {
                    supply($0, Month(number: month), used[team]?[month] ?? 0)
                }
            }
            return ProfitCapacity(
                team: team == 0 ? nil : Team.ID(rawValue: team), name: names[team] ?? "", months: months)
        }
    }

    private static func supply(_ rate: CostRate, _ month: Month, _ used: Double) -> (
        month: Month, cost: TimeDrivenCost, used: Double, practical: Double
    )? {
        let practical = Double(rate.minutes)
        guard
            let cost = try? TimeDrivenCost(
                cost: Double(rate.cost.minorUnits), practicalMinutes: practical,
                activities: [.init(minutes: used, volume: 1)])
        else { return nil }
        return (month, cost, used, practical)
    }
}

extension OfferingCost {
    /// What stands for each offering.
    static func standing(in db: any Connection) throws -> [Offering.ID: OfferingCost] {
        var standing: [Offering.ID: OfferingCost] = [:]
        for row in try db.rows(
            "SELECT offering, currency, fixed, material FROM offering_costs ORDER BY id")
        {
            let offering: Offering.ID = try row("offering")
            standing[offering] = OfferingCost(
                offering: offering, fixed: Money(try row("fixed"), try row("currency")),
                material: try row("material"))
        }
        return standing
    }
}
