import Database
import Statistics

/// One lens, month by month.
public struct LensSeries: Sendable {
    /// What one month holds.
    public struct Period: Equatable, Sendable {
        /// Customers, minor units or thousandths of an hour, of product, service and idea.
        public var counts = [0.0, 0.0, 0.0]
        /// Of what belongs to no offering.
        public var unknown = 0.0
        /// Customers heard, lines billed, entries worked, people who declared.
        public var pieces = 0
        /// Of entries worked: how many carry a kind of work.
        public var carried = 0

        static func + (one: Self, other: Self) -> Self {
            Period(
                counts: zip(one.counts, other.counts).map(+), unknown: one.unknown + other.unknown,
                pieces: one.pieces + other.pieces, carried: one.carried + other.carried)
        }
    }

    public let lens: Lens
    /// Of what is paid: the currency.
    public let unit: String
    public let from: Month
    /// One a month, oldest first.
    public var periods: [Period]
    /// Of what is declared: the latest word of each at the end of each month.
    public var declared: [[Declaration.Points]] = []
    /// What coders can't agree on says nothing: how much stands behind it is known, and no more.
    public var isWithheld = false

    /// What is known of each month; `nil` where there was nothing.
    public var months: [Emphasis?] {
        guard !isWithheld else { return periods.map { _ in nil } }
        return lens == .declared
            ? declared.map { Self.emphasis(of: $0) } : periods.map { Self.emphasis(of: $0, lens) }
    }

    /// All months of a span together. Of what is declared, the last word.
    func pooled(_ range: Range<Int>) -> (emphasis: Emphasis?, period: Period) {
        let period = periods[range].reduce(Period(), +)
        guard lens == .declared else {
            return (isWithheld ? nil : Self.emphasis(of: period, lens), period)
        }
        let last = range.isEmpty ? [] : declared[range.upperBound - 1]
        return (Self.emphasis(of: last), Period(pieces: last.count))
    }

    /// Counted where people were heard; else known, as money and hours are. A part that nothing was billed or worked
    /// of stands at 0.65 of a point, whatever the money is counted in: log-ratios know no zero.
    ///
    /// Source: MEASURES.md, section 2; as for typed points.
    static func emphasis(of period: Period, _ lens: Lens) -> Emphasis? {
        guard period.pieces > 0 else { return nil }
        if lens == .heard { return try? Emphasis(counts: period.counts) }
        let whole = period.counts.reduce(0, +)
        guard period.counts.allSatisfy({ $0 >= 0 }), whole > 0 else { return nil }
        let points = period.counts.map { 100 * $0 / whole }
        return (try? Composition.replacingZeros(points)).map(Emphasis.init(known:))
    }

    /// The mean of what several say, with how far they differ; of one or two, their word.
    static func emphasis(of points: [Declaration.Points]) -> Emphasis? {
        let blends = points.compactMap(\.blend)
        if let several = try? Emphasis(declared: blends) { return several }
        return (try? Composition.mean(blends)).map(Emphasis.init(known:))
    }
}

extension LensSeries {
    /// All four lenses of a scope: one row a month and lens is read, however much stands behind it.
    static func all(_ scope: LensScope, in db: any Connection) throws -> [LensSeries] {
        let currency = try Settings.terms(in: db).currency
        let empty = Array(repeating: Period(), count: scope.until.number - scope.from.number + 1)
        var series: [Lens: LensSeries] = [:]
        for lens in Lens.allCases {
            series[lens] = LensSeries(
                lens: lens, unit: lens == .paid ? currency : "", from: scope.from, periods: empty)
        }
        for row in try db.rows(
            """
            SELECT lens, month, product, service, idea, unknown, pieces, carried FROM emphasis_months
            WHERE scope = \(scope.number) AND month BETWEEN \(scope.from.number) AND \(scope.until.number)
                AND (lens <> 'paid' OR unit = \(currency))
            """)
        {
            let (lens, month): (Lens, Int) = (try row("lens"), try row("month"))
            let size = lens == .heard ? 1e6 : 1
            let parts = try ["product", "service", "idea"].map { Double(try row($0) as Int64) / size }
            series[lens]?.periods[month - scope.from.number] = Period(
                counts: parts, unknown: Double(try row("unknown") as Int64), pieces: try row("pieces"),
                carried: try row("carried"))
        }
        series[.declared]?.declared = try declared(scope, in: db)
        series[.heard]?.isWithheld = try Agreement(in: db).verdict == .withheld
        return Lens.allCases.compactMap { series[$0] }
    }

    /// The latest word of each at the end of each month: what was said once holds until it is said anew.
    private static func declared(_ scope: LensScope, in db: any Connection) throws -> [[Declaration.Points]] {
        let all = try db.rows(
            """
            SELECT \(Declaration.columns) FROM declarations
            WHERE scope = \(scope.number) AND month <= \(scope.until.number) ORDER BY id DESC LIMIT 20000
            """
        ).reversed().map(Declaration.init(row:))
        var latest: [String: Declaration.Points] = [:]
        var place = 0
        return scope.months.map { month in
            while place < all.count, all[place].month <= month {
                latest[all[place].respondent] = all[place].points
                place += 1
            }
            return latest.sorted { $0.key < $1.key }.map(\.value)
        }
    }
}
