import Database
import Localization

/// What the time of a team costs, from a month on.
public struct CostRate: Equatable, Sendable {
    /// `nil`: everybody who is in no team with a rate.
    public var team: Team.ID?
    public var from: Month
    /// A month, for all of them together.
    public var cost: Money
    /// That can be worked in practice in a month, all together: about 80 % of those paid for.
    public var minutes: Int
    /// That an answer takes, beside the hours that are booked.
    public var answer: Int

    public init(team: Team.ID? = nil, from: Month, cost: Money, minutes: Int, answer: Int) {
        self.team = team
        self.from = from
        self.cost = cost
        self.minutes = minutes
        self.answer = answer
    }

    /// The cost of a minute, in minor units.
    var perMinute: Double { Double(cost.minorUnits) / Double(minutes) }

    func check() throws(Fault) {
        guard (0...1_000_000_000_000).contains(cost.minorUnits) else {
            throw .invalid("The cost of a month is zero or more.")
        }
        guard (1...10_000_000).contains(minutes) else {
            throw .invalid("Please say how many hours can be worked in practice in a month.")
        }
        guard (0...1_440).contains(answer) else {
            throw .invalid("An answer takes between 0 and 1,440 minutes.")
        }
    }
}

/// What would end with an offering, and what its material costs.
public struct OfferingCost: Equatable, Sendable {
    public var offering: Offering.ID
    /// A month.
    public var fixed: Money
    /// Ten-thousandths of its price that material costs us; all of it where nobody said.
    public var material: Int

    public static let materialUnsaid = 10_000

    public init(offering: Offering.ID, fixed: Money, material: Int = materialUnsaid) {
        self.offering = offering
        self.fixed = fixed
        self.material = material
    }

    func check() throws(Fault) {
        guard (0...1_000_000_000_000).contains(fixed.minorUnits) else {
            throw .invalid("What would end with it is zero or more.")
        }
        guard (0...1_000_000).contains(material) else {
            throw .invalid("Material costs between 0 and 10,000 percent of its price.")
        }
    }
}

/// The rates that stand, looked up by agent and month.
struct CostRates {
    /// By team, the latest month first; 0: the rest.
    private var rates: [Int64: [CostRate]] = [:]
    /// The team by whose rate an agent's time is costed.
    private var teams: [Int64: Int64] = [:]

    init(_ all: [CostRate], members: [(team: Int64, agent: Int64)]) {
        for rate in all { rates[rate.team?.rawValue ?? 0, default: []].append(rate) }
        for team in rates.keys { rates[team]?.sort { $0.from > $1.from } }
        for member in members.sorted(by: { $0.team < $1.team }) where rates[member.team] != nil {
            if teams[member.agent] == nil { teams[member.agent] = member.team }
        }
    }

    init(currency: String, in db: any Connection) throws {
        var standing: [String: CostRate] = [:]
        for rate in try Self.all(in: db) where rate.cost.currency == currency {
            standing["\(rate.team?.rawValue ?? 0) \(rate.from.number)"] = rate
        }
        let members: [(team: Int64, agent: Int64)] = try db.rows("SELECT team, agent FROM team_members").map {
            (try $0("team"), try $0("agent"))
        }
        self.init(Array(standing.values), members: members)
    }

    /// As they were said, oldest first.
    static func all(in db: any Connection) throws -> [CostRate] {
        try db.rows("SELECT team, month, currency, cost, minutes, answer FROM cost_rates ORDER BY id").map {
            row in
            let team: Int64 = try row("team")
            return CostRate(
                team: team == 0 ? nil : Team.ID(rawValue: team), from: Month(number: try row("month")),
                cost: Money(try row("cost"), try row("currency")), minutes: try row("minutes"),
                answer: try row("answer"))
        }
    }

    var isEmpty: Bool { rates.isEmpty }
    /// Those with a rate; 0: the rest.
    var all: [Int64] { rates.keys.sorted() }
    func team(of agent: Int64) -> Int64 { teams[agent] ?? 0 }

    /// `nil` before the first month that has one.
    func rate(of team: Int64, in month: Int) -> CostRate? {
        rates[team]?.first { $0.from.number <= month }
    }

    /// Minutes that somebody's hours and answers come to, and what they cost; `nil` where there is no rate.
    func spent(_ agent: Int64, _ month: Int, hours: Int64, answers: Int64) -> (minutes: Double, cost: Double)?
    {
        guard let rate = rate(of: team(of: agent), in: month) else { return nil }
        let minutes = Double(hours) * 60 / 1_000 + Double(answers) * Double(rate.answer)
        return (minutes, minutes * rate.perMinute)
    }
}
