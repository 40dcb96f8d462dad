import Database
import Localization
import Statistics

/// A share that a decision can rest on, over twelve months.
public enum DecisionFigure: Hashable, Sendable, LosslessStringConvertible {
    /// How much of a lens is a part: `heard.idea`.
    case share(Lens, Part)
    /// Customers to whom the matter was good and the money not: `results.hidden`.
    case hidden
    /// Customers to whom a side was good: `results.money`.
    case good(ResultSide)
    /// Customers who passed every stage: `results.every-stage`.
    case everyStage
    /// Bills: `bills.told-before`.
    case bills(Bill)

    public enum Bill: String, Sendable, CaseIterable {
        case toldBefore = "told-before"
        case surprises, disputed
    }

    public static var all: [DecisionFigure] {
        var all: [DecisionFigure] = []
        for lens in Lens.allCases { for part in Part.allCases { all.append(.share(lens, part)) } }
        all.append(.hidden)
        for side in ResultSide.allCases { all.append(.good(side)) }
        all.append(.everyStage)
        for bill in Bill.allCases { all.append(.bills(bill)) }
        return all
    }

    public init?(_ text: String) {
        guard let found = Self.all.first(where: { $0.description == text }) else { return nil }
        self = found
    }

    public var description: String {
        switch self {
        case .share(let lens, let part): "\(lens.rawValue).\(part.rawValue)"
        case .hidden: "results.hidden"
        case .good(let side): "results.\(side.rawValue)"
        case .everyStage: "results.every-stage"
        case .bills(let bill): "bills.\(bill.rawValue)"
        }
    }

    func name(_ r: Reader) -> String {
        switch self {
        case .share(let lens, let part): "\(lens.name(r)): \(BearingWords(r: r).name(part))"
        case .hidden: r("Customers with the matter good and the money not")
        case .good(let side): r("Customers to whom it was good: \(side.name(r))")
        case .everyStage: r("Customers who passed every stage")
        case .bills(.toldBefore): r("Bills told before")
        case .bills(.surprises): r("Bills with a surprise")
        case .bills(.disputed): r("Bills that were contested")
        }
    }

    /// Where its rows are.
    func path(until month: Month, of offering: Offering.ID?) -> String {
        let scope = "from=\(month - 11)&until=\(month)" + (offering.map { "&offering=\($0)" } ?? "")
        let results = ResultLinks(scope: .year(until: month, of: offering))
        switch self {
        case .share(let lens, _): return "/direction/lenses/rows?lens=\(lens.rawValue)&\(scope)"
        case .hidden: return results.sides([.core: true, .money: false])
        case .good(let side): return results.sides([side: true])
        case .everyStage: return results.rows(ResultChoice(isAllPassed: true))
        case .bills(let bill):
            let show: ClarityShow =
                switch bill {
                case .toldBefore: .told
                case .surprises: .surprises
                case .disputed: .disputed
                }
            return "/direction/clarity/bills?show=\(show.rawValue)&\(scope)"
        }
    }
}

/// A figure as it was when it was looked at.
public struct DecisionEvidence: Equatable, Sendable {
    public let figure: DecisionFigure
    /// The last of its twelve months.
    public let month: Month
    /// A share; `nil`: too few to say.
    public let value: Double?
    public let count: Int
    public let low: Double?
    public let high: Double?
    public let level: Double?
    public let method: String

    /// When it was looked at.
    public enum Phase: String, Sendable, CaseIterable, Bindable, Readable {
        case proposed, decided, reviewed
    }

    init(
        _ figure: DecisionFigure, _ month: Month, value: Double?, count: Int,
        interval: (Double, Double)? = nil,
        level: Double? = nil, method: String
    ) {
        self.figure = figure
        self.month = month
        self.value = value
        self.count = count
        (low, high) = (interval?.0, interval?.1)
        self.level = level
        self.method = method
    }

    /// Under ten there is no percentage.
    init(_ key: DecisionFigure, _ month: Month, _ figure: Figure?) {
        guard let figure, figure.legibility >= .percentages else {
            self.init(
                key, month, value: nil, count: figure?.count ?? 0, method: figure?.method.description ?? "")
            return
        }
        self.init(
            key, month, value: figure.value, count: figure.count,
            interval: (figure.interval.low, figure.interval.high), level: figure.interval.level,
            method: figure.method.description)
    }

    init(_ part: Part, _ month: Month, _ figure: LensFigure) {
        let place = Part.allCases.firstIndex(of: part) ?? 0
        let range = figure.showsPercent ? figure.ranges?[place] : nil
        self.init(
            .share(figure.lens, part), month,
            value: figure.showsPercent ? figure.emphasis?.centre[part] : nil,
            count: figure.count, interval: range.map { ($0.low, $0.high) }, level: range.map { _ in 0.95 },
            method: figure.method.description)
    }
}

extension DecisionEvidence {
    static let columns: SQL = "phase, figure, month, value, count, low, high, level, method"

    /// `nil` for a figure that there is no more.
    init?(row: Row) throws {
        guard let figure = DecisionFigure(try row("figure")) else { return nil }
        let (low, high): (Double?, Double?) = (try row("low"), try row("high"))
        self.init(
            figure, Month(number: try row("month")), value: try row("value"), count: try row("count"),
            interval: low.flatMap { low in high.map { (low, $0) } }, level: try row("level"),
            method: try row("method"))
    }

    func insert(_ decision: Decision.ID, _ phase: Phase, _ position: Int, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO decision_evidence (decision, position, \(Self.columns))
            VALUES (\(decision), \(position), \(phase), \(figure.description), \(month.number), \(value),
                \(count), \(low), \(high), \(level), \(method))
            """)
    }
}
