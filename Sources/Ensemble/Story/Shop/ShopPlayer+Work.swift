import Database
import Localization

/// What it costs, what is done, what is billed: told first, always.
extension ShopPlayer {
    static let quarter: Int64 = 1_600

    var today: Day { Day(number: StoryCalendar.dayNumber(clock.now.milliseconds)) }

    /// Its hours and what it may use, in cents.
    private func cost(_ matter: ShopScript.Matter) -> (quarters: Int64, material: Spread?) {
        var random = StoryRandom(matter.seed, 99)
        let quarters = Int64(random.within(matter.kind.quarters))
        let material = matter.kind.material.map { range -> Spread in
            let likely = Int64(random.within(range)) * 100
            return Spread(likely * 7 / 10, likely, likely * 14 / 10)
        }
        return (quarters, material)
    }

    private func lines(_ matter: ShopScript.Matter) -> [CostLine] {
        let (quarters, material) = cost(matter)
        let time = CostLine(
            matter.kind.time, quantity: quarters * 250, unit: "hours", price: Spread(Self.quarter * 4))
        return [time] + (material.map { [CostLine("Material", price: $0)] } ?? [])
    }

    func tell(_ matter: ShopScript.Matter, _ papers: inout Papers, _ random: inout StoryRandom) async throws {
        let conversation = papers.conversation
        try await desk.conversations.assign(
            conversation, to: bench.rawID.map(Agent.ID.init(rawValue:)), by: bench)
        try await desk.conversations.setOffering(conversation, to: offerings[matter.kind], by: bench)
        if random.happens(500) {
            try await desk.conversations.tellRole(
                conversation, .init(part: .all, whom: "", reason: ""), by: bench)
        }
        var lines = lines(matter)
        let version = try await desk.database.read { db in
            try Conversations.offering(of: conversation, in: db)?.id
        }
        for place in lines.indices { lines[place].offering = version }
        let content = EstimateContent(
            kind: .estimate, title: matter.kind.name, currency: "EUR", lines: lines,
            assumptions: "Nothing else is broken.", validUntil: today + 30)
        let id = try await desk.estimates.compose(content, in: conversation, by: bench)
        papers.estimate = id
        try await desk.estimates.send(
            id, words: "This is what it will likely cost. We begin when you say yes.", by: bench)
    }

    func accept(_ matter: ShopScript.Matter, _ papers: Papers) async throws {
        guard let id = papers.estimate else { return }
        let link = String(desk.estimates.path(of: id).dropFirst("/told/".count))
        _ = try await desk.estimates.accept(
            behind: link,
            Estimates.Answering(name: person(matter).name, address: "192.0.2.9", words: "", plan: nil))
    }

    func work(_ matter: ShopScript.Matter, _ papers: Papers, _ random: inout StoryRandom) async throws {
        let (quarters, material) = cost(matter)
        let took = max(1, quarters + Int64(random.within(-1...1)))
        try await desk.work.book(
            WorkEntry.Work(
                .time, matter.kind.time, on: today, quantity: took * 250, price: Self.quarter * 4,
                activity: activities[matter.kind.work]), on: papers.conversation, override: nil, by: bench)
        if matter.kind == .repair, random.happens(300) {
            // More and more ask why it broke; nobody is billed for the answer.
            try await desk.work.book(
                WorkEntry.Work(
                    .time, "Shown why it broke", on: today, quantity: 250, price: 0, isBillable: false,
                    activity: activities[.advice]), on: papers.conversation, override: nil, by: bench)
        }
        guard let material else { return }
        let used = material.low + Int64(random.below(Int(material.high - material.low) + 1))
        try await desk.work.book(
            WorkEntry.Work(.material, "Material", on: today, price: used, isShown: true),
            on: papers.conversation, override: nil, by: bench)
    }

    /// Each line beside where it was told.
    func bill(_ matter: ShopScript.Matter, _ papers: inout Papers) async throws {
        guard let estimate = papers.estimate else { return }
        let told = try await desk.estimates.find(estimate).content.lines
        let booked = try await desk.work.of(papers.conversation, for: owner).filter {
            !$0.isBilled && $0.work.isBillable
        }
        let lines = booked.map { entry -> InvoiceLine in
            var line = entry.work.line
            guard let place = told.firstIndex(where: { $0.text == line.text }) else {
                return InvoiceLine(line, work: entry.id)
            }
            line.offering = told[place].offering
            let isMore = line.amount(.likely) > told[place].amount(.high)
            return InvoiceLine(
                line, told: InvoiceLine.Told(estimate, line: place), work: entry.id,
                why: isMore ? "It took a little longer." : "")
        }
        guard !lines.isEmpty else { return }
        let id = try await desk.invoices.compose(
            InvoiceContent(title: matter.kind.name, currency: "EUR", lines: lines), in: papers.conversation,
            by: owner)
        papers.invoice = id
        try await desk.invoices.issue(
            id, words: "It is ready. Here is the bill, beside what we told you.", by: owner)
    }

    func pay(_ papers: Papers) async throws {
        guard let id = papers.invoice else { return }
        let bill = try await desk.invoices.bill(id, for: owner)
        guard bill.owed > 0 else { return }
        try await desk.invoices.pay(
            id, Invoices.Receipt(bill.owed, .bank, on: today, reference: bill.invoice.number ?? ""), by: owner
        )
    }
}
