import Localization
import Statistics

/// Which of the tables a spreadsheet is made of.
enum ProfitTableKind: String, CaseIterable {
    case cells, referrals, dropping, lifetimes
}

/// The tables of what would be lost, and of what customers bring, plain and with English heads.
extension ProfitReport {
    func csv(_ kind: ProfitTableKind) -> CSV {
        switch kind {
        case .cells: csv
        case .referrals: referralsCSV
        case .dropping: droppingCSV
        case .lifetimes: lifetimesCSV
        }
    }

    private func money(_ units: Double?) -> CSV.Field {
        units.map { .number(Money(Int64($0.rounded()), currency).plain) } ?? .none
    }

    private var referralsCSV: CSV {
        var csv = CSV([
            "offering", "id", "from", "until", "judged", "served", "losing", "adapted", "who", "does", "room",
            "connection", "asked there", "served there", "low", "high", "currency", "changing", "better",
            "must", "advice", "method",
        ])
        for referral in referrals {
            for other in referral.others {
                let said = other.alternative.said
                let advice = referral.advice.flatMap { $0.to.id == other.alternative.id ? $0.why : nil }
                csv.add([
                    .text(referral.name), .number(referral.offering.description),
                    .text(scope.from.description), .text(scope.until.description), .count(referral.judged),
                    .count(referral.served), .real(referral.losing), .yes(referral.isAdapted),
                    .text(said.name), .text(said.does), .text(said.room), .text(said.tie),
                    .count(said.asked), .count(said.served), .number(said.low.plain),
                    .number(said.high.plain), .text(said.low.currency),
                    .real(Double(said.switching) / 10_000), .real(other.better), .text(said.must),
                    .text(advice?.rawValue ?? ""), .text(ProfitReferral.method.description),
                ])
            }
        }
        return csv
    }

    private var droppingCSV: CSV {
        var csv = CSV([
            "offering", "id", "from", "until", "matters", "currency", "sales", "variable", "fixed", "time",
            "joint matters", "joint", "lost", "n", "low", "high", "level", "losing 1", "losing 2",
            "losing 3", "rising", "adapted", "moved on", "verdict", "method",
        ])
        for drop in drops {
            let figure = drop.figure
            csv.add(
                [
                    .text(drop.name), .number(drop.offering.description), .text(scope.from.description),
                    .text(scope.until.description), .count(drop.matters), .text(currency),
                    money(Double(drop.sales)), money(Double(drop.variable)), money(Double(drop.fixed)),
                    money(drop.time), .count(drop.jointMatters), money(Double(drop.joint)),
                    money(drop.avoidable), .count(figure?.count), money(figure?.interval.low),
                    money(figure?.interval.high), .real(figure?.interval.level),
                ] + drop.losing.map(CSV.Field.real) + [
                    .yes(drop.isRising), .yes(drop.decided.isAdapted), .yes(drop.decided.isMovedOn),
                    .text(drop.verdict.rawValue), .text(DropTest.method.description),
                ])
        }
        return csv
    }

    private var lifetimesCSV: CSV {
        var csv = CSV([
            "came for", "id", "customers", "returned", "staying", "purchases", "purchases low",
            "purchases high", "currency", "value", "value low", "value high", "n", "level", "method",
        ])
        for group in lifetimes?.groups ?? [] {
            let (purchases, value) = (group.purchases, group.value)
            csv.add([
                .text(group.name), .number(group.offering?.description ?? ""), .count(group.customers),
                .count(group.returned), .real(group.staying), .real(purchases?.value),
                .real(purchases?.interval.low), .real(purchases?.interval.high), .text(currency),
                money(value?.value), money(value?.interval.low), money(value?.interval.high),
                .count(purchases?.count), .real(purchases?.interval.level),
                .text(
                    "\(BGNBD.method), \((lifetimes?.isSpendingTold ?? true) ? GammaGamma.method : Mean.method), \(ProfitLifetimes.method)"
                ),
            ])
        }
        return csv
    }
}

extension ProfitJSON {
    /// What would be lost without an offering. Amounts are minor units.
    struct Drop: Encodable {
        let offering: Int64
        let name: String
        let matters: Int
        let sales: Int64
        let variable: Int64
        let fixed: Int64
        let joint: Int64
        let jointMatters: Int
        let lost: Double
        let figure: DirectionCommands.Value?
        /// By thirds of the months, oldest first.
        let losing: [Double?]
        let rising: Bool
        let adapted: Bool
        let movedOn: Bool
        let verdict: String

        init(_ drop: ProfitDrop) {
            (offering, name, matters) = (drop.offering.rawValue, drop.name, drop.matters)
            (sales, variable, fixed) = (drop.sales, drop.variable, drop.fixed)
            (joint, jointMatters, lost) = (drop.joint, drop.jointMatters, drop.avoidable)
            figure = drop.figure.map { .init($0) }
            (losing, rising) = (drop.losing, drop.isRising)
            (adapted, movedOn) = (drop.decided.isAdapted, drop.decided.isMovedOn)
            verdict = drop.verdict.rawValue
        }

        var line: String {
            "dropping \(name)\tlost \(Int64(lost.rounded()))\tof it joint \(joint)\t\(verdict)"
        }
    }

    /// What customers bring after they came, by what they came for first. Of groups, never of one.
    struct Lifetime: Encodable {
        let offering: Int64?
        let name: String
        let customers: Int
        let returned: Int
        let staying: Double
        let purchases: DirectionCommands.Value?
        let value: DirectionCommands.Value?

        init(_ group: ProfitLifetimes.Group) {
            (offering, name) = (group.offering?.rawValue, group.name)
            (customers, returned, staying) = (group.customers, group.returned, group.staying)
            (purchases, value) = (group.purchases.map { .init($0) }, group.value.map { .init($0) })
        }

        var line: String {
            let words = value.map { "\(Int64($0.value.rounded())) in three years" } ?? "-"
            return "came for \(name.isEmpty ? "-" : name)\tn = \(customers)\treturned \(returned)\t\(words)"
        }
    }

    /// What is ours to do, and what somebody else does better.
    struct Referral: Encodable {
        struct Other: Encodable {
            let id: Int64
            let name: String
            let does: String
            let low: String
            let high: String
            let currency: String
            let room: String
            let connection: String
            let asked: Int
            let served: Int
            /// A share of 1, as is what follows.
            let changing: Double
            let better: Double?
            let must: String?

            init(_ other: ProfitReferral.Other) {
                let said = other.alternative.said
                (id, name, does) = (other.alternative.id.rawValue, said.name, said.does)
                (low, high, currency) = (said.low.plain, said.high.plain, said.low.currency)
                (room, connection) = (said.room, said.tie)
                (asked, served) = (said.asked, said.served)
                changing = Double(said.switching) / 10_000
                (better, must) = (other.better, said.must.nonEmpty)
            }
        }

        let offering: Int64
        let name: String
        let judged: Int
        let served: Int
        let losing: Double?
        let adapted: Bool
        let others: [Other]
        /// The id of who they are better sent to, and why: must, better or costly.
        let to: Int64?
        let why: String?

        init(_ referral: ProfitReferral) {
            (offering, name) = (referral.offering.rawValue, referral.name)
            (judged, served, losing) = (referral.judged, referral.served, referral.losing)
            adapted = referral.isAdapted
            others = referral.others.map(Other.init)
            let advice = referral.advice
            (to, why) = (advice?.to.id.rawValue, advice?.why.rawValue)
        }

        var line: String {
            let who = others.first { $0.id == to }?.name
            return
                "referring \(name)\twell served \(served) of \(judged)\t\(who.map { "better sent to \($0)" } ?? "-")\t\(why ?? "-")"
        }
    }

    struct Check: Encodable {
        let customers: Int
        let expected: Double
        let came: Int

        init(_ check: ProfitLifetimes.Check) {
            (customers, expected, came) = (check.customers, check.expected, check.came)
        }
    }
}
