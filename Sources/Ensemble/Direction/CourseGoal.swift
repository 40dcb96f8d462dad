import Localization
import Statistics

/// Where the owner wants to be, by when, and how much work there will be till then.
public struct CourseGoal: Equatable, Sendable {
    public var lens: Lens
    /// An offering; `nil`: the business.
    public var offering: Offering.ID?
    /// In points, each 2 or more: at the edge of the triangle no way ends.
    public var target: Declaration.Points
    public var until: Month
    /// How much new work there will be, in the unit in which the lens counts.
    public var jobs: Int

    public init(
        lens: Lens, offering: Offering.ID? = nil, target: Declaration.Points, until: Month, jobs: Int
    ) {
        self.lens = lens
        self.offering = offering
        self.target = target
        self.until = until
        self.jobs = jobs
    }

    /// - Throws: `Fault.invalid`.
    func check(from month: Month) throws(Fault) {
        try target.check()
        guard target.all.allSatisfy({ $0 >= 2 }) else {
            throw .invalid("A target has at least 2 points of each: nothing is ever none.")
        }
        guard (1...36).contains(until.number - month.number) else {
            throw .invalid("The month of arrival lies 1 to 36 months ahead.")
        }
        guard (1...1_000_000).contains(jobs) else {
            throw .invalid("Please say how much new work there will be: 1 to 1,000,000.")
        }
    }
}

/// What it takes to get to a target by a date.
public struct CoursePlan: Sendable {
    public let goal: CourseGoal
    public let from: Month
    /// Where it is, as the forecast sees it: from there one steers.
    public let now: Composition
    /// All that the last twelve months hold, which new work is added to.
    public let year: Composition
    /// How much stands behind it.
    public let count: Int
    /// Points a month, as it goes, where that could be told.
    public let heading: [Double]?
    /// Points a month at first, for a turn that fades as turns do.
    public let needed: [Double]
    /// What the new work must consist of.
    public let mix: RequiredMix
    /// Where it will be if nothing changes.
    public let unchanged: Composition?
    /// Of arriving within five points if nothing changes.
    public let probability: Figure?
    /// The first month in which it is more likely than not to have arrived.
    public let earliest: Month?

    public static let tolerance = 0.05

    /// Where a lens is; what is declared is where it was last said to be.
    static func place(of lens: Lens, _ report: BearingReport) -> Composition? {
        guard let own = report.figures.first(where: { $0.lens == lens }), own.showsPercent else { return nil }
        return lens == .declared ? own.emphasis?.centre : report.position ?? own.emphasis?.centre
    }

    /// `nil` where the lens rests on too little to steer by.
    init?(_ goal: CourseGoal, _ report: BearingReport) {
        guard let own = report.figures.first(where: { $0.lens == goal.lens }), own.showsPercent,
            let year = own.emphasis?.centre, let target = goal.target.blend
        else { return nil }
        let now = Self.place(of: goal.lens, report) ?? year
        let ahead = goal.until.number - report.scope.until.number
        guard let slope = try? Course.neededSlope(from: now, to: target, periods: ahead),
            let needed = try? now.pointsPerPeriod(slope: slope),
            let mix = try? RequiredMix(
                now: year, target: target, base: Double(own.count), new: Double(goal.jobs))
        else { return nil }
        self.goal = goal
        from = report.scope.until
        (self.now, self.year) = (now, year)
        count = own.count
        heading = report.isTurning ? report.heading?.pointsPerPeriod : nil
        self.needed = needed
        self.mix = mix
        // The same place gives the same answer.
        var generator = SeededGenerator(seed: 1)
        let last = report.forecasts.count >= ahead ? report.forecasts[ahead - 1] : nil
        unchanged = last?.centre
        probability = try? last?.probabilityOfArriving(
            at: target, tolerance: Self.tolerance, draws: 2_000, using: &generator)
        earliest =
            (try? report.forecasts.firstArriving(
                at: target, tolerance: Self.tolerance, draws: 2_000, using: &generator))
            .flatMap { $0 }.map { report.scope.until + $0.horizon }
    }
}
