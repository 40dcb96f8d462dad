import Localization

/// What happens at the repair shop in a year, as moments in order.
struct ShopScript {
    /// In the order in which they come.
    enum Step: Int {
        case ask, tell, accept, work, bill, pay, thank
    }

    struct Beat: Equatable {
        let at: Int64
        let matter: Int
        let step: Step
    }

    /// One matter of one customer.
    struct Matter: Equatable {
        let kind: ShopMatter
        let customer: Int
        let seed: UInt64
        /// Whether they say yes to what it costs.
        let isAccepted: Bool
    }

    private(set) var matters: [Matter] = []
    private(set) var beats: [Beat] = []
    let beginning: Int64
    let ending: Int64

    /// - Parameter ending: milliseconds UTC; the year ends there.
    init(seed: UInt64, customers: Int, ending: Int64) {
        self.ending = ending
        beginning = ending - 365 * StoryCalendar.day
        var random = StoryRandom(seed, 21)
        for customer in 0..<customers {
            for _ in 0..<random.within(1...5) { add(customer, &random) }
        }
        beats.sort { ($0.at, $0.matter, $0.step.rawValue) < ($1.at, $1.matter, $1.step.rawValue) }
    }

    private mutating func add(_ customer: Int, _ random: inout StoryRandom) {
        let progress = random.within(0...985)
        var now = StoryCalendar.working(
            random.within(0...500), after: beginning + (ending - beginning) / 1_000 * Int64(progress))
        let kind = ShopMatter.allCases[
            random.index(weights: ShopMatter.allCases.map { $0.share(at: progress) })]
        let place = matters.count
        let isAccepted = random.happens(870)
        matters.append(Matter(kind: kind, customer: customer, seed: random.next(), isAccepted: isAccepted))
        func add(_ step: Step, after minutes: ClosedRange<Int>) {
            now = StoryCalendar.working(random.within(minutes), after: now)
            if now < ending { beats.append(Beat(at: now, matter: place, step: step)) }
        }
        add(.ask, after: 0...200)
        add(.tell, after: 10...400)
        guard isAccepted else { return }
        add(.accept, after: 30...900)
        add(.work, after: 200...2_400)
        add(.bill, after: 20...300)
        add(.thank, after: 60...1_500)
        add(.pay, after: 600...6_000)
    }
}
