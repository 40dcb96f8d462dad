import Statistics

/// Where a lens stands, which way it goes, and where that leads.
public struct BearingReport: Sendable {
    public let scope: LensScope
    public let lens: Lens
    /// All four over the months of the scope.
    public internal(set) var figures: [LensFigure]
    /// The chosen lens, the last twelve months; `nil` where there was nothing.
    public let track: [(month: Month, figure: LensFigure)]
    /// Months with something in them, as far back as is looked.
    public let observed: Int
    /// Which way it goes now, by the undamped trend; `nil` below two months.
    public let heading: Heading?
    /// One a month ahead; empty below two months.
    public let forecasts: [Forecast]
    /// On its own past; `nil` where that is too short to judge.
    public let skill: Backtest?
    /// The first months against the last; `nil` where there are too few.
    public let moved: Move?

    /// First against last.
    public struct Move: Sendable {
        public let points: Double
        public let change: [Double]
        /// `nil` where both are known whole.
        public let p: Double?
        /// How many months were put together at each end.
        public let months: Int
    }

    /// How far back is looked, in months.
    public static let history = 60

    /// - Parameters:
    ///   - series: all lenses over `history` months, the last of which is the scope's.
    ///   - ahead: 1 to 36 months.
    init(_ series: [LensSeries], _ scope: LensScope, lens: Lens, ahead: Int) {
        self.scope = scope
        self.lens = lens
        let size = scope.until.number - scope.from.number + 1
        figures = series.map { LensFigure($0, max(0, $0.periods.count - size)..<$0.periods.count) }
        guard let own = series.first(where: { $0.lens == lens }) else {
            (track, observed, heading, forecasts, skill, moved) = ([], 0, nil, [], nil, nil)
            return
        }
        let count = own.periods.count
        track = (max(0, count - 12)..<count).map { place in
            (own.from + place, LensFigure(own, place..<(place + 1)))
        }
        let months = own.months
        observed = months.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
        let combined = observed > 1 ? try? CombinedForecast(months, horizon: ahead) : nil
        heading = try? combined?.trend.heading()
        forecasts = combined?.forecasts ?? []
        skill = Self.skill(months.compactMap { $0 })
        moved = Self.move(own, months)
    }

    /// Whether the past says that the forecast beats "no change".
    public var hasSkill: Bool { skill?.isWorthAnArrow ?? false }

    /// Turning now: told from chance at 90 %.
    public var isTurning: Bool { heading?.isShown ?? false }

    /// The shipped forecast, judged month by month on what it could have known.
    private static func skill(_ heard: [Emphasis]) -> Backtest? {
        let recent = Array(heard.suffix(36))
        let shortest = 6
        let horizons = [1, 3, 6].filter { $0 <= recent.count - shortest }
        guard let farthest = horizons.max() else { return nil }
        // Some dozen origins tell enough, and the page does not wait for more.
        let every = max(1, (recent.count - shortest - farthest + 1) / 12)
        return judged(recent, horizons: horizons, shortest: shortest, every: every)
    }

    /// The shipped forecast beside "no change", from origins that know only what came before.
    static func judged(_ recent: [Emphasis], horizons: [Int], shortest: Int, every: Int) -> Backtest? {
        try? Backtest(
            recent.map(\.centre), horizons: horizons, shortest: shortest, every: every
        ) { (past: [Vector2], ahead: Int) throws(StatisticsError) -> [Vector2] in
            let known: [Emphasis?] = recent.prefix(past.count).map { $0 }
            return try CombinedForecast(known, horizon: ahead).forecasts.map(\.logRatios)
        }
    }

    private static func move(_ series: LensSeries, _ months: [Emphasis?]) -> Move? {
        guard let first = months.firstIndex(where: { $0 != nil }) else { return nil }
        let size = min(6, (months.count - first) / 2)
        guard size > 0 else { return nil }
        let (start, end) = (
            LensFigure(series, first..<(first + size)),
            LensFigure(series, (months.count - size)..<months.count)
        )
        guard let pair = LensPair(start, end) else { return nil }
        return Move(points: pair.points, change: pair.change, p: pair.test?.p, months: size)
    }
}
