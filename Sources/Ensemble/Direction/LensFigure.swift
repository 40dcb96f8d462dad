import Statistics

/// Where a lens sees the business over some months.
public struct LensFigure: Sendable {
    public let lens: Lens
    /// Of what is paid: the currency.
    public let unit: String
    /// `nil` where there is nothing.
    public let emphasis: Emphasis?
    /// Customers, each once a month; lines; entries; people.
    public let count: Int
    /// The share that has a profile, of what is paid and worked.
    public let covered: Double?
    /// Of entries worked: how many carry no kind of work, and go by their matter's offering.
    public let uncarried: Int
    /// Coders agree too little on it for anything to be said.
    public let isWithheld: Bool
    /// Of what is paid and worked: the parts that nothing was billed or worked of.
    public let absent: [Part]
    /// Under five, each by itself: a customer's month, a line, an entry. Else empty.
    public internal(set) var dots: [Composition] = []

    public init(_ series: LensSeries, _ range: Range<Int>) {
        let (emphasis, period) = series.pooled(range)
        lens = series.lens
        unit = series.unit
        self.emphasis = emphasis
        count = period.pieces
        isWithheld = series.isWithheld
        let isCountedWhole = series.lens == .paid || series.lens == .worked
        absent =
            isCountedWhole && emphasis != nil
            ? Part.allCases.enumerated().filter { period.counts[$0.offset] == 0 }.map(\.element) : []
        uncarried = series.lens == .worked ? period.pieces - period.carried : 0
        let known = period.counts.reduce(0, +)
        let hasProfiles = lens == .paid || lens == .worked
        covered = hasProfiles && known + period.unknown > 0 ? known / (known + period.unknown) : nil
    }

    /// More than so many are no dots.
    static let fewest = 4

    public var legibility: Legibility { Legibility(count: count) }

    /// Whether it is counted from a sample, so that chance has a part in it.
    public var isUncertain: Bool { emphasis.map { $0.covariance != .zero } ?? false }

    /// Each share in percent may be said; what people declare are their own points.
    public var showsPercent: Bool { emphasis != nil && (lens == .declared || legibility >= .percentages) }

    /// The 95 % region's outline; a blend that is known has none.
    public var region: [Composition]? {
        guard isUncertain, legibility > .dots else { return nil }
        return try? emphasis?.region()
    }

    /// The lowest and the highest share of each part within the region.
    public var ranges: [(low: Double, high: Double)]? {
        region.map { region in
            Part.allCases.map { part in
                let shares = region.map { $0[part] }
                return (shares.min() ?? 0, shares.max() ?? 1)
            }
        }
    }

    public var method: StatisticalMethod {
        switch lens {
        case .heard: Emphasis.method
        case .declared: StatisticalMethod("mean of log-ratios")
        case .paid: StatisticalMethod("amounts by profile")
        case .worked: StatisticalMethod("hours by kind of work")
        }
    }
}

/// How far two lenses lie apart.
public struct LensPair: Sendable {
    public let one: LensFigure
    public let other: LensFigure
    /// In points of share, 0 to 100.
    public let points: Double
    /// Other minus one, for product, service, idea.
    public let change: [Double]
    /// `nil` where both are known whole: chance has no part in them.
    public let test: LensGap?

    /// `nil` where one of them is missing, or rests on too few to be said in points.
    public init?(_ one: LensFigure, _ other: LensFigure) {
        guard one.showsPercent, other.showsPercent, let a = one.emphasis, let b = other.emphasis else {
            return nil
        }
        self.one = one
        self.other = other
        test = try? LensGap(from: a, to: b)
        points = 100 * a.centre.totalVariation(to: b.centre)
        change = zip(a.centre.parts, b.centre.parts).map { 100 * ($1 - $0) }
    }

    /// All pairs of what can be compared, in the order of the lenses.
    public static func all(_ figures: [LensFigure]) -> [LensPair] {
        figures.indices.flatMap { place in
            figures[(place + 1)...].compactMap { LensPair(figures[place], $0) }
        }
    }
}
