import Database
import Localization

extension Profits {
    /// What was said of time, as it stands: teams by name, those in none first, the latest month first.
    /// - Throws: `Fault.forbidden`.
    public func rates(by actor: Actor) async throws -> [CostRate] {
        try actor.requireAdministrator()
        return try await database.read { db in
            var standing: [CostRate] = []
            for rate in try CostRates.all(in: db).reversed()
            where !standing.contains(where: { $0.team == rate.team && $0.from == rate.from }) {
                standing.append(rate)
            }
            return standing.sorted {
                ($0.team?.rawValue ?? 0, -$0.from.number) < ($1.team?.rawValue ?? 0, -$1.from.number)
            }
        }
    }

    /// What was said of offerings, as it stands, by name.
    /// - Throws: `Fault.forbidden`.
    public func offeringCosts(by actor: Actor) async throws -> [OfferingCost] {
        try actor.requireAdministrator()
        return try await database.read { db in
            try OfferingCost.standing(in: db).values.sorted { $0.offering < $1.offering }
        }
    }

    /// Says what the time of a team costs from a month on. What was said before stays.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.notFound` for the team, `Fault.conflict` for another
    ///   currency than the business's.
    public func set(_ rate: CostRate, by actor: Actor) async throws {
        try actor.requireAdministrator()
        try rate.check()
        let now = clock()
        try await database.write { db in
            try Self.check(rate.cost, in: db)
            let team = try rate.team.map { try Teams.find($0, in: db) }
            try db.execute(
                """
                INSERT INTO cost_rates (id, team, month, currency, cost, minutes, answer, made_by, made_at)
                VALUES (\(db.newID()), \(rate.team?.rawValue ?? 0), \(rate.from.number), \(rate.cost.currency),
                    \(rate.cost.minorUnits), \(rate.minutes), \(rate.answer), \(Self.agent(actor)), \(now))
                """)
            try Events.record(
                .costRateSet, by: actor,
                data: [
                    "team": team?.name ?? "", "from": rate.from.description,
                    "cost": String(rate.cost.minorUnits), "currency": rate.cost.currency,
                    "minutes": String(rate.minutes), "answer": String(rate.answer),
                ], at: now, in: db)
        }
    }

    /// Says what would end with an offering, and what its material costs. What was said before stays.
    /// - Throws: as `set` for a rate.
    public func set(_ cost: OfferingCost, by actor: Actor) async throws {
        try actor.requireAdministrator()
        try cost.check()
        let now = clock()
        try await database.write { db in
            try Self.check(cost.fixed, in: db)
            guard
                let name: String = try db.value("SELECT name FROM offerings WHERE id = \(cost.offering)")
            else { throw Fault.notFound("There is no such offering.") }
            try db.execute(
                """
                INSERT INTO offering_costs (id, offering, currency, fixed, material, made_by, made_at)
                VALUES (\(db.newID()), \(cost.offering), \(cost.fixed.currency), \(cost.fixed.minorUnits),
                    \(cost.material), \(Self.agent(actor)), \(now))
                """)
            try Events.record(
                .offeringCostSet, by: actor,
                data: [
                    "offering": name, "fixed": String(cost.fixed.minorUnits),
                    "currency": cost.fixed.currency, "material": String(cost.material),
                ], at: now, in: db)
        }
    }

    static func check(_ money: Money, in db: any Connection) throws {
        let currency = try Settings.terms(in: db).currency
        guard money.currency == currency else { throw Fault.conflict("Costs are said in \(currency) here.") }
    }

    static func agent(_ actor: Actor) -> Int64? {
        if case .agent(let id, _) = actor { id.rawValue } else { nil }
    }
}
