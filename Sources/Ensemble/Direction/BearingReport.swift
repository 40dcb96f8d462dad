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
    /// On its own past, nearest first; empty where that is too short to judge.
    public let skill: [Backtest.Horizon]
    /// Where it stands after the latest month, as the forecast sees it: single months scatter.
    public let position: Composition?
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
            (track, observed, heading, forecasts, skill, position, moved) = ([], 0, nil, [], [], nil, nil)
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
        position = combined?.bearing.position
        skill = Self.skill(months.compactMap { $0 }, ahead: ahead)
        moved = Self.move(own, months)
    }

    /// How far ahead the past says that the forecast beats "no change": the arrow ends there.
    public var reach: Int? {
        skill.filter { $0.skill > 0 && $0.count >= Backtest.fewestForecasts }.map(\.ahead)
            .filter { $0 <= forecasts.count }.max()
    }

    /// Turning now: told from chance at 90 %.
    public var isTurning: Bool { heading?.isShown ?? false }

    /// The shipped forecast, judged month by month on what it could have known, as far ahead as it is shown.
    private static func skill(_ heard: [Emphasis], ahead: Int) -> [Backtest.Horizon] {
        let recent = Array(heard.suffix(36))
        let shortest = 6
        func judge(_ horizons: [Int]) -> [Backtest.Horizon] {
            guard let farthest = horizons.max() else { return [] }
            // Some dozen origins tell enough, and the page does not wait for more.
            let every = max(1, (recent.count - shortest - farthest + 1) / 12)
            return judged(recent, horizons: horizons, shortest: shortest, every: every)?.horizons ?? []
        }
        let longest = recent.count - shortest
        let near = [1, 3, 6].filter { $0 <= min(longest, ahead) }
        // What is farther takes origins from the near ones, so it is judged by itself.
        let far = [12, 24, ahead].filter { $0 > 6 && $0 <= min(longest, ahead) }
        return judge(near) + Set(far).sorted().flatMap { judge([$0]) }
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
