import Database
import Localization

extension Profits {
    /// What dropping each offering would do, by name.
    static func drops(
        _ matters: [ProfitMatter], _ scope: Results.Scope, currency: String, in db: any Connection
    ) throws -> [ProfitDrop] {
        let offerings = Set(matters.compactMap(\.offering)).filter { offering in
            scope.offering.map { $0 == offering } ?? true
        }
        let names = try names(of: offerings, in: db)
        let costs = try OfferingCost.standing(in: db).filter { $0.value.fixed.currency == currency }
        let decided = try decided(offerings, in: db)
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        return offerings.compactMap { offering in
            ProfitDrop(
                offering, name: names[offering] ?? "", matters, cost: costs[offering], scope: scope,
                zone: zone, decided: decided[offering] ?? .init())
        }.sorted { ($0.name, $0.offering.rawValue) < ($1.name, $1.offering.rawValue) }
    }

    static func decided(_ offerings: Set<Offering.ID>, in db: any Connection) throws -> [Offering.ID:
        ProfitDrop.Decided]
    {
        var decided: [Offering.ID: ProfitDrop.Decided] = [:]
        for row in try db.rows(
            """
            SELECT DISTINCT scope, kind FROM decisions
            WHERE decided_at IS NOT NULL AND chosen > 0 AND scope IN \(list: offerings.sorted())
            """)
        {
            let offering: Offering.ID = try row("scope")
            switch try row("kind") as Decision.Kind {
            case .adapt: decided[offering, default: .init()].isAdapted = true
            case .moveOn: decided[offering, default: .init()].isMovedOn = true
            case .shift, .pivot: break
            }
        }
        return decided
    }

    /// What customers bring after they came, from all that was done up to the last month looked at.
    /// - Parameter now: what is to come of the last month is not waited for.
    static func lifetimes(
        _ scope: Results.Scope, currency: String, at now: Moment, in db: any Connection
    ) throws -> ProfitLifetimes {
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        let shares = try OfferingCost.standing(in: db).mapValues(\.material)
        let end = min(scope.until.last, Day(now, in: zone))
        var buyers: [ProfitLifetimes.Buyer] = []
        var present: Customer.ID?
        var cameFor: Offering.ID?
        try db.each(
            """
            SELECT customer, offering, done_at, revenue, material, written_off FROM profit_matters
            WHERE done_at < \(end.end(in: zone)) AND currency IN (\(currency), '')
            ORDER BY customer, done_at, conversation
            """
        ) { row in
            let (customer, offering): (Customer.ID, Offering.ID?) = (try row("customer"), try row("offering"))
            if customer != present { (present, cameFor) = (customer, nil) }
            if cameFor == nil, let offering {
                cameFor = offering
                if buyers.last?.customer == customer { buyers[buyers.count - 1].cameFor = offering }
            }
            let revenue: Int64 = try row("revenue")
            guard revenue > 0 else { return }
            let share = Int64(offering.flatMap { shares[$0] } ?? OfferingCost.materialUnsaid)
            let margin = try revenue - (row("material") as Int64) * share / 10_000 - row("written_off")
            let day = Day(try row("done_at"), in: zone)
            add(day, margin, of: customer, &buyers, cameFor, isNew: buyers.last?.customer != customer)
        }
        if let offering = scope.offering {
            buyers.removeAll { ($0.cameFor?.rawValue ?? 0) != offering.rawValue }
        }
        return ProfitLifetimes(
            buyers, until: end, names: try names(of: Set(buyers.compactMap(\.cameFor)), in: db))
    }

    private static func add(
        _ day: Day, _ margin: Int64, of customer: Customer.ID, _ buyers: inout [ProfitLifetimes.Buyer],
        _ cameFor: Offering.ID?, isNew: Bool
    ) {
        if isNew {
            buyers.append(.init(customer: customer, cameFor: cameFor, days: [(day, margin)]))
        } else if buyers[buyers.count - 1].days.last?.day == day {
            buyers[buyers.count - 1].days[buyers[buyers.count - 1].days.count - 1].margin += margin
        } else {
            buyers[buyers.count - 1].days.append((day, margin))
        }
    }
}
