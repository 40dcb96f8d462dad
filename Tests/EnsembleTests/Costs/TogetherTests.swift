import Database
import DatabaseTesting
import Foundation
import Testing

@testable import Ensemble

/// Everything that can happen to one matter, in any order, through the doors:
/// estimates and their versions, answers, mail that comes late, bills,
/// payments by hand and by Stripe, disputes, merges, reopenings.
@Suite struct `Any order of what can happen` {
    private static let secret = "whsec_of_this_test"

    /// One matter, as far as it has come. A step that is refused leaves everything as it was.
    private struct Matter {
        let desk: Desk
        let cast: Cast
        let clock: TestClock
        let conversation: Conversation.ID
        var estimates: [Estimate.ID] = []
        var invoices: [Invoice.ID] = []
        var steps: [String] = []

        mutating func step(_ chance: inout SplitMix) async throws {
            clock.move(by: .minutes(Int64.random(in: 0...2_000, using: &chance)))
            let (name, act) = choices.randomElement(using: &chance) ?? choices[0]
            steps.append(name)
            do { try await act(&self, &chance) } catch is Fault {}
        }

        private typealias Act = (inout Matter, inout SplitMix) async throws -> Void

        private var choices: [(String, Act)] {
            [
                ("tell", { matter, _ in try await matter.tell() }),
                ("revise", { matter, chance in try await matter.revise(&chance) }),
                ("mail is taken", { matter, chance in try await matter.deliver(&chance) }),
                ("accept", { matter, chance in try await matter.answer(true, &chance) }),
                ("decline", { matter, chance in try await matter.answer(false, &chance) }),
                ("by phone", { matter, chance in try await matter.record(&chance) }),
                ("look", { matter, chance in try await matter.look(&chance) }),
                ("expire", { matter, chance in try await matter.expire(&chance) }),
                ("bill", { matter, _ in try await matter.bill() }),
                ("bill", { matter, _ in try await matter.bill() }),
                ("pay", { matter, chance in try await matter.pay(&chance) }),
                ("Stripe", { matter, chance in try await matter.stripe(&chance) }),
                ("Stripe", { matter, chance in try await matter.stripe(&chance) }),
                ("plan", { matter, chance in try await matter.plan(&chance) }),
                ("credit", { matter, chance in try await matter.credit(&chance) }),
                ("dispute", { matter, chance in try await matter.dispute(&chance) }),
                ("settle", { matter, chance in try await matter.settle(&chance) }),
                ("write off", { matter, chance in try await matter.writeOff(&chance) }),
                (
                    "resolve",
                    { matter, _ in
                        try await matter.desk.conversations.resolve(
                            matter.conversation, by: matter.cast.agent)
                    }
                ),
                (
                    "reopen",
                    { matter, _ in
                        try await matter.desk.conversations.reopen(matter.conversation, by: matter.cast.agent)
                    }
                ),
                ("merge", { matter, _ in try await matter.merge() }),
            ]
        }

        private func link(_ id: Estimate.ID) -> String { desk.link(id) }
        private func link(_ id: Invoice.ID) -> String {
            String(desk.invoices.path(of: id).dropFirst("/bill/".count))
        }
        private func estimate(_ chance: inout SplitMix) throws -> Estimate.ID {
            guard let id = estimates.randomElement(using: &chance) else { throw Fault.notFound("None.") }
            return id
        }
        private func invoice(_ chance: inout SplitMix) throws -> Invoice.ID {
            guard let id = invoices.randomElement(using: &chance) else { throw Fault.notFound("None.") }
            return id
        }

        private mutating func tell() async throws {
            let id = try await desk.estimates.compose(.scan(), in: conversation, by: cast.agent)
            estimates.append(id)
            try await desk.estimates.send(id, atOnce: true, by: cast.agent)
        }

        private mutating func revise(_ chance: inout SplitMix) async throws {
            let id = try await desk.estimates.revise(estimate(&chance), by: cast.agent)
            estimates.append(id)
            try await desk.estimates.send(id, atOnce: true, by: cast.agent)
        }

        /// The mail server says late, or twice, that it has it.
        private func deliver(_ chance: inout SplitMix) async throws {
            let id = try estimate(&chance)
            guard let message = try await desk.estimates.find(id).message else { return }
            let now = clock.now
            try await desk.database.write { db in try Estimates.noteSent(message, at: now, in: db) }
        }

        private func answer(_ isYes: Bool, _ chance: inout SplitMix) async throws {
            let answering = Estimates.Answering(name: "Dana", channel: .link)
            let link = try link(estimate(&chance))
            _ =
                isYes
                ? try await desk.estimates.accept(behind: link, answering)
                : try await desk.estimates.decline(behind: link, answering)
        }

        private func record(_ chance: inout SplitMix) async throws {
            try await desk.estimates.record(
                Bool.random(using: &chance), of: estimate(&chance), name: "Dana", by: cast.agent)
        }

        private func look(_ chance: inout SplitMix) async throws {
            _ = try await desk.estimates.look(behind: link(try estimate(&chance)), isCustomer: true)
        }

        private func expire(_ chance: inout SplitMix) async throws {
            if Int.random(in: 0..<3, using: &chance) == 0 { clock.move(by: .days(31)) }
            try await desk.estimates.expire(estimate(&chance))
        }

        private mutating func bill() async throws {
            let id = try await desk.invoices.begin(.told, in: conversation, by: cast.agent)
            try await desk.invoices.issue(id, by: cast.agent)
            invoices.append(id)
        }

        private func pay(_ chance: inout SplitMix) async throws {
            let amount = [1, 4_000, 18_000].randomElement(using: &chance) ?? 1
            try await desk.invoices.pay(
                invoice(&chance), .init(Int64(amount), .bank, on: Day(.monday, in: .utc)), by: cast.agent)
        }

        /// Pressed, left, paid with the right amount or another, told twice, given back.
        private func stripe(_ chance: inout SplitMix) async throws {
            let id = try invoice(&chance)
            let now = clock.now
            let checkout = try await desk.database.write {
                [amount = Int64.random(in: 1...9_000, using: &chance)] db in
                let key = "\(try db.newID())"
                try db.execute(
                    """
                    INSERT INTO checkouts (id, invoice, key, provider, amount, currency, state, begun_at, changed_at)
                    VALUES (\(db.newID()), \(id), \(key), 'stripe', \(amount), 'USD', 'open', \(now), \(now))
                    """)
                return (key: key, amount: amount)
            }
            let paid = Int.random(in: 0..<6, using: &chance) == 0 ? checkout.amount + 1 : checkout.amount
            let metadata = ["ensemble_checkout": checkout.key]
            let session: [String: any Sendable] = [
                "object": "checkout.session", "id": "cs_\(checkout.key)", "amount_total": paid,
                "currency": "usd", "status": "complete", "payment_status": "paid", "metadata": metadata,
                "payment_intent": "pi_\(checkout.key)",
            ]
            for type in ["expired", "completed", "completed", "async_payment_failed"].shuffled(using: &chance)
            {
                var object = session
                if type == "expired" {
                    object["status"] = "expired"
                    object["payment_status"] = "unpaid"
                }
                try await desk.hear("checkout.session.\(type)", object, secret: TogetherTests.secret)
            }
            if Bool.random(using: &chance) {
                try await desk.hear(
                    "refund.updated",
                    [
                        "object": "refund", "id": "re_\(checkout.key)", "amount": 1, "currency": "usd",
                        "status": "succeeded", "payment_intent": "pi_\(checkout.key)",
                    ], secret: TogetherTests.secret)
            }
        }

        private func plan(_ chance: inout SplitMix) async throws {
            let id = try invoice(&chance)
            if Bool.random(using: &chance) {
                try await desk.invoices.choosePlan(behind: link(id), 0, name: "Dana")
            } else {
                try await desk.invoices.adjustPlan(
                    id, to: PayTerms(count: 5, interest: Bool.random(using: &chance) ? 900 : 0),
                    by: cast.agent)
            }
        }

        private func credit(_ chance: inout SplitMix) async throws {
            let id = try await desk.invoices.beginCredit(to: invoice(&chance), by: cast.agent)
            var content = try await desk.invoices.find(id).content
            content.lines[0].line.price = Spread(Int64.random(in: 1...6_000, using: &chance))
            try await desk.invoices.save(content, as: id, by: cast.agent)
            try await desk.invoices.issue(id, by: cast.agent)
        }

        private func dispute(_ chance: inout SplitMix) async throws {
            try await desk.invoices.dispute(behind: link(invoice(&chance)), name: "Dana", why: "No")
        }

        private func settle(_ chance: inout SplitMix) async throws {
            try await desk.invoices.settle(invoice(&chance), outcome: "It was right", by: cast.agent)
        }

        private func writeOff(_ chance: inout SplitMix) async throws {
            guard Int.random(in: 0..<4, using: &chance) == 0 else { return }
            try await desk.invoices.writeOff(invoice(&chance), because: "Gone", by: cast.administrator)
        }

        private func merge() async throws {
            let other = try await desk.conversations.openFromForm(
                Conversations.WebRequest(
                    name: "Dana", address: Cast.danaAddress, subject: "Again", text: "Still me", files: []),
                channel: .form)
            clock.move(by: .minutes(7))
            try await desk.conversations.merge(other, into: conversation, by: cast.agent)
            try await check(other)
        }

        // MARK: What must hold

        func checkAll() async throws {
            for id in estimates { try await check(id) }
            for id in invoices { try await check(id) }
            try await check(conversation)
            let accepted = try await desk.count(
                """
                SELECT COUNT(*) FROM (SELECT number FROM estimates WHERE state = 'accepted'
                    GROUP BY number HAVING COUNT(*) > 1) AS twice
                """)
            #expect(accepted == 0, "two versions accepted: \(steps)")
        }

        private func check(_ id: Estimate.ID) async throws {
            let estimate = try await desk.estimates.find(id)
            let answers = try await desk.database.read { db in
                try Events.history(of: estimate.conversation, limit: 5_000, in: db).filter {
                    [.estimateAccepted, .estimateDeclined].contains($0.kind)
                        && $0.data["number"] == estimate.reference
                }.count
            }
            let isAnswered = [.accepted, .declined].contains(estimate.state)
            #expect(answers == (isAnswered ? 1 : 0), "\(estimate.reference) \(estimate.state) \(steps)")
        }

        private func check(_ id: Invoice.ID) async throws {
            try await desk.database.read { [steps] db in
                let invoice = try Invoices.find(id, in: db)
                let owed = try Invoices.owed(on: invoice, in: db)
                #expect(owed >= 0, "\(steps)")
                let plan = try Invoices.plan(of: id, in: db)
                switch invoice.state {
                case .paid, .settled, .writtenOff: #expect(owed == 0, "\(invoice.state) \(steps)")
                case .issued, .partPaid: #expect(owed > 0, "\(invoice.state) \(steps)")
                case .disputed, .drafted: break
                }
                if let plan, plan.state == .active || plan.state == .adjusted, invoice.state.isOwed {
                    let parts = plan.instalments.reduce(0) { $0 + $1.amount }
                    #expect(parts >= owed, "\(steps)")
                    let next = Till.nextPart(of: plan, owed: owed) ?? owed
                    #expect(next > 0 && next <= owed, "\(steps)")
                }
                // What Stripe took is booked once or in somebody's hands, never both, never neither.
                let lost: Int? = try db.value(
                    """
                    SELECT COUNT(*) FROM checkouts WHERE invoice = \(id) AND state NOT IN ('open', 'begun')
                        AND (SELECT COUNT(*) FROM payments WHERE payments.provider = 'stripe:' || checkouts.key)
                            + (SELECT COUNT(*) FROM unclear_money
                                WHERE unclear_money.provider = 'paid:' || checkouts.key) <> 1
                    """)
                #expect(lost == 0, "\(steps)")
            }
        }

        private func check(_ id: Conversation.ID) async throws {
            let now = clock.now
            let (ownership, created) = try await desk.database.read { db in
                (
                    try Ownership.of(id, in: db),
                    try db.value("SELECT created_at FROM conversations WHERE id = \(id)") as Moment?
                )
            }
            let intervals = ownership.intervals
            let areNeighbours = zip(intervals, intervals.dropFirst()).allSatisfy { one, next in
                one.to == next.from && one.party != next.party && next.from > one.from
            }
            let sum = Party.allCases.reduce(Int64(0)) {
                $0 + ownership.total(of: $1, until: now).milliseconds
            }
            #expect(intervals.first?.from == created && areNeighbours, "\(steps)")
            #expect(sum == ownership.elapsed(until: now).milliseconds, "\(steps)")
        }
    }

    private typealias TogetherTests = `Any order of what can happen`

    @Test(arguments: Engine.available)
    func `reaches nothing that cannot be: estimates, bills, money, whose move it is`(engine: Engine)
        async throws
    {
        var chance = SplitMix(state: 4)
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            try await desk.settings.setStripe(
                isOn: true, key: "sk_test_12345", signing: Self.secret, by: cast.administrator)
            for _ in 0..<(engine == .sqlite ? 60 : 20) {
                let conversation = try await desk.conversations.openFromForm(
                    Conversations.WebRequest(
                        name: "Dana", address: Cast.danaAddress, subject: "Scan", text: "How much?", files: []
                    ),
                    channel: .form)
                var matter = Matter(desk: desk, cast: cast, clock: clock, conversation: conversation)
                for _ in 0..<30 { try await matter.step(&chance) }
                try await matter.checkAll()
            }
        }
    }

    @Test func `paid part by part, what is asked for next sums to the debt, in 20,000 cases`() throws {
        var chance = SplitMix(state: 5)
        for _ in 0..<20_000 {
            let debt = Int64.random(in: 1...10_000_000, using: &chance)
            let isInterest = Bool.random(using: &chance)
            let terms = PayTerms(
                count: Int.random(in: 1...24, using: &chance),
                interest: isInterest ? Int.random(in: 1...3_000, using: &chance) : 0)
            let parts = try terms.instalments(of: debt, from: Day(number: 20_000))
            let plan = PaymentPlan(
                state: .active, terms: terms, interest: parts.reduce(0) { $0 + $1.interest },
                chosenBy: "Dana",
                chosenAt: .monday, instalments: parts)
            var owed = debt + plan.interest
            var paid: Int64 = 0
            var count = 0
            while owed > 0, count < 100 {
                let next = Till.nextPart(of: plan, owed: owed) ?? owed
                guard next > 0, next <= owed else { break }
                // Sometimes something else comes in between.
                let amount = Bool.random(using: &chance) ? next : Int64.random(in: 1...next, using: &chance)
                (owed, paid, count) = (owed - amount, paid + amount, count + 1)
                if count > 60 { (paid, owed) = (paid + owed, 0) }
            }
            #expect(owed == 0 && paid == parts.reduce(0) { $0 + $1.amount }, "\(debt) \(terms)")
        }
    }
}
