import Localization

/// How the work goes, and what it comes to.
extension StoryJob {
    /// Books time and material, mostly within what it likely costs.
    /// - Returns: what that comes to.
    mutating func work(at visit: Int64, limit: Int64?) -> Int64 {
        let material = actualMaterial()
        let day = Day(number: StoryCalendar.dayNumber(visit))
        let over = limit.map { time + material > $0 } ?? false
        add(
            .book(
                WorkEntry.Work(
                    .time, service.time, on: day, quantity: quarters * 250, price: service.quarter * 4,
                    isShown: random.happens(500)), as: service.work, override: nil),
            at: visit + 40 * StoryCalendar.minute)
        bookTalk(at: visit, on: day)
        add(
            .book(
                WorkEntry.Work(.material, service.material, on: day, price: material, isShown: true),
                override: over ? "It took more than we thought, and could not be left half done." : nil),
            at: visit + 45 * StoryCalendar.minute)
        return time + material
    }

    /// The time that goes into telling what it costs and what the choice is, and into papers: nobody is billed for it.
    private mutating func bookTalk(at visit: Int64, on day: Day) {
        let told = WorkEntry.Work(
            .time, isTold ? "Cost and choice told, questions answered" : "Calls with the insurer", on: day,
            quantity: isTold ? 500 : 250, price: 0, isBillable: false)
        add(
            .book(told, as: isTold ? .explaining : .papers, override: nil),
            at: visit + 42 * StoryCalendar.minute)
    }

    /// A quote is kept to. What is estimated stays in its range in nine of ten cases.
    mutating func actualMaterial() -> Int64 {
        let spread = Spread { cost[$0] - time }
        guard !service.isQuoted else { return spread.likely }
        let width = Int(spread.high - spread.low)
        switch random.below(100) {
        case 0..<6: return spread.high + Int64(random.within(1...max(1, width / 2)))
        case 6..<10: return max(100, spread.low - Int64(random.within(1...max(1, width / 4))))
        default: return spread.low + Int64((random.below(width + 1) + random.below(width + 1)) / 2)
        }
    }

    /// Something more: asked for first by a change order, or just done.
    /// - Returns: what it comes to in the end.
    mutating func extra(at visit: Int64, isAsked: Bool) -> Int64 {
        let price = max(500, cost.likely * Int64(random.within(12...30)) / 100 / 500 * 500)
        let work = WorkEntry.Work(
            .material, service.extra, on: Day(number: StoryCalendar.dayNumber(visit)), price: price)
        guard isAsked else {
            add(
                .book(work, override: "Done on the day; nobody asked."), at: visit + 46 * StoryCalendar.minute
            )
            return price
        }
        let change = EstimateContent(
            kind: .change, title: service.extra, currency: "USD",
            lines: [CostLine(service.extra, price: Spread(price))],
            assumptions: "It turned out on the day.", notes: "You can say no.",
            workDay: Day(number: StoryCalendar.dayNumber(visit)))
        add(.change(change, words: voice.change(&random)), at: visit + 5 * StoryCalendar.minute)
        let isAccepted = random.happens(860)
        add(.answerChange(isAccepted, byPhone: random.happens(300)), at: visit + 25 * StoryCalendar.minute)
        guard isAccepted else { return 0 }
        add(.book(work, override: nil), at: visit + 46 * StoryCalendar.minute)
        return price
    }
}
