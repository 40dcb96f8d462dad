import Database
import Localization

/// What is billed and paid, through the doors for it.
extension StoryPlayer {
    /// - Returns: how many messages it made.
    func bill(_ act: StoryJobAct, in scene: Scene) async throws -> Int {
        if case .bill(let words) = act { return try await issue(words: words, in: scene) }
        guard let id = scene.papers.invoice else { return 0 }
        switch act {
        case .lookAtBill: _ = try await desk.invoices.look(behind: link(id), isCustomer: true)
        case .choosePlan(let place):
            // Whoever chose one with the estimate keeps it.
            guard try await desk.invoices.bill(id, for: scene.biller).plan == nil else { break }
            try await desk.invoices.choosePlan(behind: link(id), place, name: scene.person.name)
        case .adjustPlan:
            try await desk.invoices.adjustPlan(
                id, to: PayTerms(count: 2, firstAfter: 21), by: scene.biller)
        case .pay(let part): try await pay(part, of: id, in: scene)
        case .dispute(let why):
            try await desk.invoices.dispute(behind: link(id), name: scene.person.name, why: why)
        case .settle(let outcome, let takesBack):
            let credits = takesBack ? try await takeBack(id, in: scene) : 0
            try await desk.invoices.settle(id, outcome: outcome, by: scene.biller)
            return credits
        case .writeOff(let why): try await desk.invoices.writeOff(id, because: why, by: scene.owner)
        default: break
        }
        try await close(scene)
        return 0
    }

    /// What was missed and is settled now needs nobody any more.
    private func close(_ scene: Scene) async throws {
        let conversation = scene.conversation
        let isSettled = try await desk.database.read { db in
            let conversation = try Conversations.living(conversation, in: db)
            return try conversation.isOpen && !Conversations.isUnanswered(conversation.id, in: db)
        }
        guard isSettled, let id = scene.papers.invoice,
            try await desk.invoices.bill(id, for: scene.biller).invoice.state != .disputed
        else { return }
        try await desk.conversations.resolve(conversation, by: scene.biller)
    }

    private func link(_ id: Invoice.ID) -> String {
        String(desk.invoices.path(of: id).dropFirst("/bill/".count))
    }

    // MARK: Writing the bill

    /// Billing writes down what was booked, and beside it what of that was told: the line of an accepted
    /// estimate with the same words.
    private func issue(words: String, in scene: Scene) async throws -> Int {
        let booked = try await desk.work.of(scene.conversation, for: scene.biller).filter {
            !$0.isBilled && $0.work.isBillable
        }
        guard !booked.isEmpty else { return 0 }
        let accepted = try await accepted(in: scene)
        let lines = booked.map { line(for: $0, beside: accepted) }
        let content = InvoiceContent(
            title: accepted.first?.content.title ?? booked[0].work.text, currency: "USD", lines: lines,
            words: words.isEmpty || lines.allSatisfy { $0.told != nil }
                ? "" : "We should have told you about all of it before. We are sorry.")
        let id = try await desk.invoices.compose(content, in: scene.conversation, by: scene.biller)
        scene.papers.invoice = id
        try await desk.invoices.issue(id, words: words, by: scene.biller)
        return 1
    }

    private func accepted(in scene: Scene) async throws -> [Estimate] {
        var accepted: [Estimate] = []
        for estimate in try await desk.estimates.of(scene.conversation, for: scene.biller)
        where estimate.state == .accepted {
            accepted.append(try await desk.estimates.find(estimate.id))
        }
        return accepted
    }

    private func line(for entry: WorkEntry, beside accepted: [Estimate]) -> InvoiceLine {
        var line = entry.work.line
        for estimate in accepted {
            guard let place = estimate.content.lines.firstIndex(where: { $0.text == line.text }) else {
                continue
            }
            let told = estimate.content.lines[place]
            line.offering = told.offering
            return InvoiceLine(
                line, told: InvoiceLine.Told(estimate.id, line: place), work: entry.id,
                why: line.amount(.likely) > told.amount(.high) ? "It took more than we thought." : "")
        }
        return InvoiceLine(line, work: entry.id, why: "")
    }

    /// A credit note for the dearest line that nobody had announced.
    private func takeBack(_ id: Invoice.ID, in scene: Scene) async throws -> Int {
        let credit = try await desk.invoices.beginCredit(to: id, by: scene.biller)
        var content = try await desk.invoices.find(credit).content
        let unannounced = content.lines.filter { $0.told == nil }.sorted {
            $0.line.amount(.likely) < $1.line.amount(.likely)
        }
        guard content.lines.count > 1, let last = unannounced.last else {
            _ = try await desk.invoices.discard(credit, by: scene.biller)
            return 0
        }
        content.lines = [last]
        try await desk.invoices.save(content, as: credit, by: scene.biller)
        try await desk.invoices.issue(credit, by: scene.biller)
        return 1
    }

    // MARK: Paying

    /// What the bank shows is noted.
    private func pay(_ part: StoryJobAct.Part, of id: Invoice.ID, in scene: Scene) async throws {
        let bill = try await desk.invoices.bill(id, for: scene.biller)
        guard bill.owed > 0 else { return }
        let amount: Int64 =
            switch part {
            case .rest: bill.owed
            case .half: (bill.owed + 1) / 2
            case .part: min(bill.owed, bill.due?.amount ?? (bill.owed + 2) / 3)
            }
        try await desk.invoices.pay(
            id,
            Invoices.Receipt(amount, .bank, on: today, reference: bill.invoice.number ?? ""), by: scene.biller
        )
    }
}

extension Invoices.Bill {
    /// The part of the plan to pay that comes next.
    fileprivate var due: PaymentPlan.Part? { plan?.next(owed: owed) }
}
