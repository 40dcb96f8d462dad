/// When who begins a conversation about what: day by day, so that a long
/// story needs no more memory than one busy day.
struct StoryArrivals {
    struct Arrival {
        let at: Int64
        /// From 1.
        let number: Int
    }

    private let script: StoryScript
    private let firstDay: Int64
    /// What the days until then weigh together, one more than there are days.
    private let weights: [Int]
    private var day = 0
    private var today: [Arrival] = []
    private var begun = 0

    init(_ script: StoryScript) {
        self.script = script
        firstDay = StoryCalendar.dayNumber(script.beginning)
        var sum = 0
        var weights = [0]
        for day in 0...StoryScript.days {
            let midnight = StoryCalendar.start(ofDay: firstDay + day)
            // The first and the last day are there in part.
            let hours =
                Swift.min(midnight + StoryCalendar.day, script.ending) - Swift.max(midnight, script.beginning)
            sum += Self.weight(ofDay: firstDay + day) * Int(hours / StoryCalendar.minute) / 1_440
            weights.append(sum)
        }
        self.weights = weights
    }

    mutating func next() -> Arrival? {
        while today.isEmpty {
            guard day + 1 < weights.count else { return nil }
            today = arrivals(onDay: day)
            day += 1
        }
        return today.removeLast()
    }

    /// The last of the day first, because they are taken from the end.
    private mutating func arrivals(onDay day: Int) -> [Arrival] {
        let until = script.conversations * weights[day + 1] / max(1, weights[weights.count - 1])
        var random = StoryRandom(script.seed, 0xda, UInt64(day))
        let midnight = StoryCalendar.start(ofDay: firstDay + Int64(day))
        var moments: [Int64] = []
        for _ in begun..<Swift.max(begun, until) {
            let hour = Int64(random.index(weights: Self.hours))
            let moment = midnight + hour * StoryCalendar.hour + Int64(random.below(3_600)) * 1_000
            moments.append(Swift.max(midnight, inside(moment)))
        }
        moments.sort()
        let first = begun
        begun += moments.count
        return moments.enumerated().map { Arrival(at: $0.element, number: first + $0.offset + 1) }
            .reversed()
    }

    /// What falls outside of the year comes as long after its beginning, or before its end.
    private func inside(_ moment: Int64) -> Int64 {
        if moment < script.beginning { return 2 * script.beginning - moment }
        return moment > script.ending ? 2 * script.ending - moment : moment
    }

    /// Mail comes in the morning, and less at night.
    private static let hours = [
        2, 1, 0, 0, 1, 3, 8, 14, 20, 22, 19, 15, 12, 12, 14, 13, 12, 10, 9, 10, 10, 8, 5, 3,
    ]

    /// Mondays are full; so is the winter; around Christmas hardly anybody writes.
    private static func weight(ofDay number: Int64) -> Int {
        let (_, month, day) = StoryCalendar.civil(number)
        let week = [135, 118, 112, 106, 96, 44, 28][StoryCalendar.weekday(number)]
        let season = month <= 2 || month >= 11 ? 112 : (7...8).contains(month) ? 86 : 100
        let feast = month == 12 && (24...26).contains(day) || month == 1 && day == 1 ? 35 : 100
        return week * season * feast / 1_000
    }
}

extension StoryArrivals {
    /// What begins with an arrival.
    func conversation(_ arrival: Arrival) -> StoryConversation {
        var random = StoryRandom(script.seed, 0xab, UInt64(arrival.number))
        let progress = Int((arrival.at - script.beginning) * 1_000 / (StoryScript.days * StoryCalendar.day))
        let isScene = arrival.number == scene
        let isPerson = introduced(arrival.number) != nil || random.happens(955)
        let kind: StoryConversation.Kind =
            isScene ? .scene : isPerson ? .person : random.happens(550) ? .newsletter : .spam
        let index = isScene ? 0 : customer(arrival.number, &random)
        let customer = StoryCustomer(index: index, seed: script.seed)
        let friend = StoryCustomer(index: random.below(Swift.max(1, index)), seed: script.seed)
        return StoryConversation(
            seed: script.seed, number: arrival.number, customer: customer, friend: friend,
            matter: isScene ? StoryTexts.scene : matter(customer.language, progress, &random),
            progress: progress,
            at: arrival.at, kind: kind)
    }

    /// Some write much more than others.
    private func customer(_ number: Int, _ random: inout StoryRandom) -> Int {
        if let introduced = introduced(number) { return introduced }
        let introductions = number * script.customers / script.conversations
        let place = random.below(old + introductions / 5 * 3)
        return random.happens(500) ? place : place * random.below(1_000) / 1_000
    }

    /// How many were customers before the year began: two of each five.
    private var old: Int { script.customers / 5 * 2 + Swift.min(script.customers % 5, 2) }

    /// Who writes for the first time in this year with this arrival, if
    /// somebody does. Three of each five are new customers, and nobody writes
    /// before the clinic knows them.
    private func introduced(_ number: Int) -> Int? {
        let introduction = (number - 1) * script.customers / script.conversations
        guard number * script.customers / script.conversations > introduction else { return nil }
        let (five, place) = (introduction / 5, introduction % 5)
        return place < 2 ? five * 2 + place : old + five * 3 + place - 2
    }

    /// The arrival that begins the conversation of the pictures, some days before the end.
    private var scene: Int {
        var number = script.conversations - Swift.max(1, script.conversations / 70)
        while introduced(number) != nil { number -= 1 }
        return number
    }

    private func matter(_ language: StoryLanguage, _ progress: Int, _ random: inout StoryRandom)
        -> StoryMatter
    {
        let matters = StoryTexts.byLanguage[language] ?? StoryTexts.matters
        return matters[random.index(weights: matters.map { $0.share(at: progress) })]
    }
}
