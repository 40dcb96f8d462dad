import Localization

/// How a conversation goes: drawn once, as a list of beats in time.
struct StoryPlan {
    typealias Beat = StoryConversation.Beat

    private(set) var beats: [Beat] = []
    private let matter: StoryMatter
    private var random: StoryRandom
    private var now: Int64
    /// Whether the customer came by the form, and so may answer in the portal.
    private let cameByForm: Bool
    /// Whether it is one of the last days, when half the desk has the flu: so
    /// that there is something to do where the story ends.
    private let isLately: Bool

    init(matter: StoryMatter, at: Int64, isHeldBack: Bool, isLately: Bool, random: StoryRandom) {
        var drawing = random
        cameByForm = drawing.happens(150) && !isHeldBack
        (self.matter, self.random, now) = (matter, drawing, at)
        self.isLately = isLately
        add(.ask(cameByForm ? .form : .mail))
        if isHeldBack {
            work(30...600)
            add(.recover)
        }
        // A few are overlooked for a while.
        if self.random.happens(15) { work(1_800...6_000) }
        lag()
        take()
        lag()
        answer()
    }

    private mutating func lag() {
        if isLately, random.happens(400) { work(900...2_600) }
    }

    /// Somebody takes it, says what it is, asks a colleague.
    private mutating func take() {
        work(matter.urgent ? 4...50 : hurry(540))
        add(.assign)
        for index in matter.tags.indices {
            pass(seconds: 8...40)
            add(.tag(index))
        }
        if matter.urgent, random.happens(600) {
            pass(seconds: 5...30)
            add(.raise)
        }
        if !matter.texts(.note).isEmpty, random.happens(420) {
            work(2...45)
            add(.note(random.below(100)))
        }
        if !matter.texts(.doctor).isEmpty, random.happens(500) {
            work(10...240)
            add(.doctorsNote)
        }
        if matter.waitsForPartner, random.happens(400) {
            pass(seconds: 20...90)
            add(.wait(.partner))
            work(300...1_800)
        }
    }

    private mutating func answer() {
        work(3...60)
        add(.answer)
        if machineAnswers() { return }
        if !matter.texts(.again).isEmpty, random.happens(540) {
            let first = random.below(100)
            discuss(first)
            // Two questions after another only where any follows any.
            let questions = matter.texts(.again).count
            if questions > 1, questions != matter.texts(.ask).count, random.happens(300) {
                discuss(first + 1)
            }
        }
        finish()
    }

    /// Somebody is away, or the address is wrong: then a bounce ends it.
    private mutating func machineAnswers() -> Bool {
        if random.happens(12) {
            pass(seconds: 2...200)
            add(.bounce)
            work(20...300)
            add(.bounceNote)
            pass(seconds: 30...90)
            add(.resolve)
            return true
        }
        if random.happens(28) {
            pass(seconds: 4...40)
            add(.away)
        }
        return false
    }

    private mutating func discuss(_ variant: Int) {
        if random.happens(450) {
            pass(seconds: 5...40)
            add(.wait(.customer))
        }
        think()
        add(.again(variant, channel()))
        lag()
        work(hurry(420))
        if random.happens(120) {
            add(.wait(.until(StoryCalendar.working(600, after: now))))
            work(600...900)
        }
        add(.reply(variant))
    }

    private mutating func finish() {
        if !matter.texts(.thanks).isEmpty, random.happens(480) {
            think()
            add(.thanks(channel()))
            work(5...240)
            add(.resolve)
        } else if cameByForm, random.happens(300) {
            think()
            add(.confirm)
        } else if random.happens(940) {
            work(random.happens(500) ? 1...20 : 900...2_400)
            add(.resolve)
        } else {
            // Nobody says anything more; it is tidied up some weeks later.
            work(6_000...14_000)
            add(.resolve)
        }
        if random.happens(85) { comeBack() }
    }

    private mutating func comeBack() {
        now += Int64(random.within(2...20)) * StoryCalendar.day
        think()
        add(.afterthought(channel()))
        work(hurry(420))
        add(.settle)
        work(5...120)
        add(.resolve)
    }

    private mutating func add(_ what: StoryConversation.What) { beats.append(Beat(at: now, what: what)) }

    private mutating func channel() -> StoryConversation.Channel {
        random.happens(cameByForm ? 500 : 60) ? .portal : .mail
    }

    /// Mostly soon, sometimes a good deal later.
    private mutating func hurry(_ most: Int) -> ClosedRange<Int> {
        let share = random.below(1_000)
        let minutes = 8 + most * share / 1_000 * share / 1_000
        return minutes...(minutes + 12)
    }

    private mutating func pass(seconds: ClosedRange<Int>) { now += Int64(random.within(seconds)) * 1_000 }

    /// So many minutes of the clinic's hours.
    private mutating func work(_ minutes: ClosedRange<Int>) {
        now = StoryCalendar.working(random.within(minutes), after: now) + Int64(random.below(60)) * 1_000
    }

    /// The customer reads it and answers when awake.
    private mutating func think() {
        let minutes = random.happens(550) ? random.within(9...240) : random.within(240...2_600)
        now += Int64(minutes) * StoryCalendar.minute
        let today = StoryCalendar.start(ofDay: StoryCalendar.dayNumber(now))
        let wakes = Int64(random.within(390...570)) * StoryCalendar.minute
        if now - today < wakes {
            now = today + wakes
        } else if now - today > 23 * StoryCalendar.hour {
            now = today + StoryCalendar.day + wakes
        }
        now += Int64(random.below(60)) * 1_000
    }
}

extension StoryPlan {
    /// The conversation of the pictures: asked, looked up, answered, and now
    /// it is the desk's move again.
    static func scene(at: Int64) -> [Beat] {
        let asked = StoryCalendar.working(72, after: at)
        let estimate = EstimateContent(
            title: "Second scan of the left knee", currency: "USD",
            lines: [
                CostLine("Scan, left knee", price: Spread(12_000, 15_000, 21_000)),
                CostLine(
                    StoryService.scan.time, quantity: 250, unit: "hours",
                    price: Spread(StoryService.scan.quarter * 4)),
                CostLine("Disc with the pictures", price: Spread(600)),
            ],
            assumptions: "One joint, without contrast.", exclusions: "Treatment that follows",
            notes: "An estimate and no contract. You can dispute a bill that is far above it.",
            validUntil: Day(number: StoryCalendar.dayNumber(asked)) + 30,
            workDay: Day(number: StoryCalendar.dayNumber(asked)) + 9,
            plans: [PayTerms(count: 3, firstAfter: 14)])
        let minutes: [(Int64, StoryConversation.What)] = [
            (0, .ask(.mail)), (20, .assign), (21, .tag(0)), (21, .tag(1)), (22, .job(.offering(.scan))),
            (22, .job(.costAsked)), (60, .note(0)), (111, .answer),
            (112, .job(.tell(estimate, words: "The same in writing, with the ways to pay it."))),
            (290, .job(.look)), (300, .again(0, .mail)),
        ]
        return minutes.map { Beat(at: asked + $0.0 * StoryCalendar.minute, what: $0.1) }
    }

    static func newsletter(at: Int64, _ random: inout StoryRandom) -> [Beat] {
        let seen = StoryCalendar.working(random.within(30...500), after: at)
        return [Beat(at: at, what: .newsletter), Beat(at: seen, what: .resolve)]
    }
}
