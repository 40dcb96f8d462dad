extension StoryConversation {
    /// What is told, agreed and billed in a conversation, beside the talk in it.
    struct Agreement {
        let job: StoryJob?
        let beats: [Beat]

        /// - Parameter answeredAt: when the staff answered first.
        init(
            matter: StoryMatter, slots: StorySlots, answeredAt: Int64, progress: Int, random: StoryRandom
        ) {
            var random = random
            var beats: [Beat] = []
            func add(_ act: StoryJobAct, at: Int64) { beats.append(Beat(at: at, what: .job(act))) }

            let refuses = matter.service == .vaccination && random.happens(120)
            if refuses {
                add(
                    .role(.no, whom: "", why: "We keep no vaccine against yellow fever: it takes a licence."),
                    at: answeredAt + 40_000)
            } else if matter.tags.contains("referral out"),
                random.happens(progress < StoryCourse.turn ? 200 : 750)
            {
                add(
                    .role(.refer, whom: slots[.partner], why: "They do this every day, and we don't."),
                    at: answeredAt + 40_000)
            }
            if let service = matter.service, !refuses, random.happens(800) {
                job = StoryJob(
                    service, cost: slots.cost, title: Self.title(of: service, slots),
                    language: slots.customer.language, at: answeredAt + 60_000, progress: progress,
                    random: StoryRandom(seed: random.next()))
            } else {
                job = nil
            }
            for beat in job?.beats ?? [] { add(beat.act, at: beat.at) }
            if random.happens(80) { Self.promise(after: answeredAt, &random, add) }
            self.beats = beats
        }

        private static func title(of service: StoryService, _ slots: StorySlots) -> String {
            guard slots.customer.language == .english, [.scan, .physiotherapy, .brace].contains(service)
            else {
                return service.name
            }
            return "\(service.name), \(slots[.part])"
        }

        /// Something is promised by a day: mostly kept, sometimes late, now and then forgotten.
        private static func promise(
            after at: Int64, _ random: inout StoryRandom, _ add: (StoryJobAct, Int64) -> Void
        ) {
            let day = StoryCalendar.working(random.within(500...2_400), after: at)
            let due = StoryCalendar.start(ofDay: StoryCalendar.dayNumber(day)) + 18 * StoryCalendar.hour
            add(.promise(random.one(of: StoryTexts.promises), due: due), at + 20_000)
            let span = Int((due - at) / StoryCalendar.minute)
            switch random.below(100) {
            case 0..<76:
                add(
                    .keepPromise,
                    at + Int64(random.within(span / 4...max(span / 4, span - 90))) * StoryCalendar.minute)
            case 76..<89:
                let late = StoryCalendar.working(random.within(60...900), after: due)
                add(.keepPromise, late)
                add(.close, late + StoryCalendar.minute)
            case 89..<95:
                add(
                    .releasePromise("Came by and asked at the desk."),
                    at + Int64(span / 2) * StoryCalendar.minute)
            default: add(.close, StoryCalendar.working(2_400, after: due))
            }
        }
    }
}

extension StoryTexts {
    /// What the staff promise by a day.
    static let promises = [
        "We will call you with the result", "You get the letter for your insurer",
        "We ask the doctor and write to you",
        "We send the papers", "You get an earlier day if one comes free",
    ]
}
