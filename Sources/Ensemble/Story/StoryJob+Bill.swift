/// The bill, and how the customer takes it.
extension StoryJob {
    mutating func bill() {
        add(.bill(words: isTold ? voice.bill(&random) : ""))
        pass(minutes: 2...20)
        add(.close)
        think()
        if random.happens(900) { add(.lookAtBill) }
    }

    /// How the customer takes the bill: by what was told and what stands on it, whichever half of the year it is.
    mutating func react(told: Int64?, billed: Int64, isInParts: Bool) {
        let shock = billed - (told ?? 0)
        let anger = shock <= 0 ? 8 : min(420, 90 + Int(shock) / 180)
        if random.happens(anger) { return dispute(shock) }
        if isInParts { return payInParts() }
        if told == nil, random.happens(45) {
            now += Int64(random.within(70...100)) * StoryCalendar.day
            return add(.writeOff("Could not be paid, and was never told before."))
        }
        now += Int64(told == nil ? random.within(4...38) : random.within(1...13)) * StoryCalendar.day
        if told == nil, random.happens(160) {
            pay(.half)
            now += Int64(random.within(20...40)) * StoryCalendar.day
        }
        pay(.rest)
    }

    /// The bank shows it; a conversation that a reminder has opened again is closed.
    mutating func pay(_ part: StoryJobAct.Part) {
        add(.pay(part))
        add(.close)
    }

    mutating func dispute(_ shock: Int64) {
        add(.dispute(voice.dispute(&random)))
        work(minutes: 500...4_000)
        let takesBack = shock > 0 && random.happens(550)
        add(.settle(takesBack ? voice.tookBack(&random) : voice.stands(&random), takesBack: takesBack))
        pass(minutes: 2...10)
        add(.close)
        now += Int64(random.within(2...16)) * StoryCalendar.day
        pay(.rest)
    }

    /// Three parts; now and then one is missed, and the rest is agreed on anew.
    mutating func payInParts() {
        pass(minutes: 5...30)
        add(.choosePlan(0))
        let first = now
        for part in 0..<3 {
            now = first + Int64(14 + 30 * part - random.within(0...6)) * StoryCalendar.day
            if part == 1, random.happens(130) {
                now += Int64(random.within(9...14)) * StoryCalendar.day
                add(.adjustPlan)
                pass(minutes: 2...10)
                add(.close)
            }
            pay(.part)
        }
    }
}
