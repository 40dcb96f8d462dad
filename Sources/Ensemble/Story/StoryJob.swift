import Localization

/// Work that comes of a conversation: what it costs, whether that is told
/// before, how it goes, what is billed and how the customer takes it.
///
/// The clinic's prices, the chance of something more on the day and the
/// customers' patience are the same all year. What changes is whether the
/// clinic tells; the bills nobody expected follow from that.
struct StoryJob {
    let service: StoryService
    /// What it may cost, in cents.
    let cost: Spread
    /// Whether the clinic tells it before.
    let isTold: Bool
    private(set) var beats: [(at: Int64, act: StoryJobAct)] = []

    let quarters: Int64
    let voice: StoryVoice
    var random: StoryRandom
    var now: Int64

    /// The share of visits at which something more turns out to be needed, in thousandths.
    static let extras = 240

    /// - Parameters:
    ///   - at: when the first answer was given; milliseconds UTC.
    ///   - progress: thousandths of the year.
    init(
        _ service: StoryService, cost: Spread, title: String, language: StoryLanguage, at: Int64,
        progress: Int, random: StoryRandom
    ) {
        (self.service, self.cost, self.random, now) = (service, cost, random, at)
        voice = StoryVoice(language: language)
        quarters = max(1, cost.likely * 3 / 10 / service.quarter)
        isTold = StoryCourse.tells(progress, &self.random)
        self.title = title
        if isTold { tellFirst() } else { doAtOnce(isAsked: progress >= StoryCourse.turn) }
        beats = beats.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(
            \.element)
    }

    private let title: String

    /// The part of the cost that is somebody's time.
    var time: Int64 { quarters * service.quarter }

    // MARK: The old way

    /// Nothing is said of money until the bill comes.
    /// - Parameter isAsked: whether the staff know by now that they should have told it.
    private mutating func doAtOnce(isAsked: Bool) {
        if random.happens(350) { add(.offering(service)) }
        if isAsked, random.happens(220) { add(.costAsked) }
        let visit = appointment()
        var billed = work(at: visit, limit: nil)
        if random.happens(Self.extras) { billed += extra(at: visit, isAsked: false) }
        now = visit
        work(minutes: 3_000...9_000)
        bill()
        react(told: nil, billed: billed, isInParts: false)
    }

    // MARK: The new way

    private mutating func tellFirst() {
        add(.offering(service))
        add(.costAsked)
        if random.happens(700) { add(role) }
        // One in nine is forgotten for a while: it turns up among the overdue.
        work(minutes: random.happens(110) ? 2_400...4_800 : 5...200)
        let visit = appointment()
        let content = estimate(visit)
        add(.tell(content, words: voice.estimate(&random)))
        guard let accepted = answer(content) else { return }
        let goesInParts = accepted && random.happens(560)
        add(.accept(plan: goesInParts ? 0 : nil, byPhone: random.happens(130)))
        work(minutes: 10...200)
        perform(content, visit: visit, isInParts: goesInParts)
    }

    /// - Returns: whether it is accepted, `nil` when nothing comes of it.
    private mutating func answer(_ content: EstimateContent) -> Bool? {
        think()
        if random.happens(930) { add(.look) }
        switch random.below(100) {
        case 0..<76: return true
        case 76..<88:
            add(.ask(voice.question(&random)))
            work(minutes: 20...300)
            if random.happens(450) { add(.revise(words: voice.revised(&random))) }
            think()
            return true
        case 88..<94:
            add(.decline(voice.decline(&random), byPhone: random.happens(150)))
        default:
            // Never answered: it expires.
            now += 31 * StoryCalendar.day
        }
        work(minutes: 30...500)
        add(.close)
        return nil
    }

    private mutating func perform(_ content: EstimateContent, visit: Int64, isInParts: Bool) {
        let limit = random.happens(650) ? content.sums.gross.high : nil
        if let limit {
            add(.limit(limit, stops: random.happens(300), tellsCustomer: random.happens(500)))
        }
        let visit = max(visit, now + StoryCalendar.day)
        let steps = service.hasBlueprint || random.happens(720) ? StorySteps.of(service) : []
        if !steps.isEmpty { add(.plan(service, words: voice.plan(&random))) } else { add(.waitUntil(visit)) }
        let rest = follow(steps, before: visit)
        var billed = work(at: visit, limit: limit)
        var unasked: Int64 = 0
        if random.happens(Self.extras) {
            let isAsked = random.happens(880)
            let more = extra(at: visit, isAsked: isAsked)
            billed += more
            if !isAsked { unasked = more }
        }
        now = visit + StoryCalendar.hour
        follow(rest)
        work(minutes: 200...2_400)
        bill()
        react(told: max(content.sums.gross.high, billed - unasked), billed: billed, isInParts: isInParts)
    }

    private var role: StoryJobAct {
        service.partner.map { .role(.part, whom: $0.name, why: "They have the room and the machine for it.") }
            ?? .role(.all, whom: "", why: "")
    }

    private func estimate(_ visit: Int64) -> EstimateContent {
        let isFixed = service.isQuoted
        let spread = Spread { isFixed ? cost.likely - time : cost[$0] - time }
        return EstimateContent(
            kind: isFixed ? .quote : .estimate, title: title, currency: "USD",
            lines: [
                CostLine(
                    service.time, quantity: quarters * 250, unit: "hours", price: Spread(service.quarter * 4)),
                CostLine(service.material, price: spread),
            ],
            assumptions: "Nothing else is found that needs looking at.\nYou come on the day that was agreed.",
            exclusions: "\(service.extra), unless we ask you first",
            notes:
                "More may come up. This is an estimate and no contract; you can dispute a bill that is far above it.",
            validUntil: Day(number: StoryCalendar.dayNumber(now)) + 30,
            workDay: Day(number: StoryCalendar.dayNumber(visit)),
            plans: [PayTerms(count: 3, firstAfter: 14)])
    }

    // MARK: The plan

    /// - Returns: the steps that come after the visit.
    private mutating func follow(_ steps: [StorySteps.Step], before visit: Int64) -> ArraySlice<
        StorySteps.Step
    > {
        var rest = steps[...]
        while let step = rest.first, !step.isAfterVisit {
            rest.removeFirst()
            let at = now
            if step.by == .staff { pass(minutes: 1...9) } else { think() }
            if now > visit { now = max(at, visit - StoryCalendar.hour) + 60_000 }
            add(.step(step.by))
        }
        return rest
    }

    private mutating func follow(_ steps: ArraySlice<StorySteps.Step>) {
        for step in steps {
            if step.by == .customer { think() } else { work(minutes: 30...900) }
            add(.step(step.by))
        }
    }

    // MARK: Time

    mutating func add(_ act: StoryJobAct, at: Int64? = nil) {
        beats.append((at ?? now, act))
        // Two letters of one minute would be told apart by nobody.
        if at == nil { now += Int64(random.within(16...50)) * 1_000 }
    }

    private mutating func appointment() -> Int64 {
        let day = now + Int64(random.within(4...19)) * StoryCalendar.day
        return StoryCalendar.working(random.within(10...400), after: day)
    }

    mutating func work(minutes: ClosedRange<Int>) {
        now = StoryCalendar.working(random.within(minutes), after: now)
    }

    mutating func pass(minutes: ClosedRange<Int>) {
        now += Int64(random.within(minutes)) * StoryCalendar.minute
    }

    /// The customer reads it in the evening or the next days.
    mutating func think() { pass(minutes: random.happens(600) ? 20...700 : 700...3_200) }
}
