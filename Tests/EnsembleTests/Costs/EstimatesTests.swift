import Database
import DatabaseTesting
import Foundation
import Localization
import Testing

@testable import Ensemble

@Suite struct `What customers are told` {
    @Test(arguments: Engine.available)
    func `an estimate keeps every word of what was written, and adds up`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let content = EstimateContent.scan {
                $0.lines.append(
                    CostLine("Hours", quantity: 1_500, unit: "h", price: Spread(9_000), taxRate: 800))
                $0.discount = 500
                $0.assumptions = "No contrast"
                $0.validUntil = Day("2026-04-01")
                $0.plans.append(PayTerms(amount: 5_000, firstAfter: 7, every: .week))
            }
            let id = try await desk.estimates.compose(content, in: cast.conversation, by: cast.agent)
            let estimate = try await desk.estimates.find(id)
            #expect(estimate.content == content && estimate.gross == content.sums.gross)
            #expect(estimate.state == .drafted && estimate.number == 1 && estimate.isEditable)
            #expect(try await desk.estimates.of(cast.conversation, for: cast.agent).map(\.id) == [id])
        }
    }

    @Test(arguments: Engine.available)
    func `it is told in the thread with its link, and is a draft again when taken back`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.estimates.compose(.scan(), in: cast.conversation, by: cast.agent)
            let message = try await desk.estimates.send(id, words: "As we said:", by: cast.agent)
            let scene = try await desk.scene(cast.conversation)
            let text = try #require(scene.messages.last?.text)
            #expect(
                text.hasPrefix("As we said:") && text.contains("http://localhost:8080/told/\(desk.link(id))"))
            #expect(text.contains("likely US$180.00, between US$150.00 and US$240.00"))
            #expect(text.contains("You pay US$90.00 when you accept, then 3\u{A0}×\u{A0}US$30.00"))
            #expect(scene.conversation.state == .waiting(.customer))
            #expect(try await desk.estimates.find(id).isOnItsWay)
            await #expect(throws: Fault.self) {
                try await desk.estimates.save(.scan(), as: id, by: cast.agent)
            }
            _ = try await desk.conversations.undo(message, by: cast.agent)
            #expect(try await desk.estimates.find(id).isEditable)
            await #expect(throws: Fault.self) {
                try await desk.estimates.look(behind: desk.link(id), isCustomer: true)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the words that stood beside the price are part of the version, and stay as they were sent`(
        engine: Engine
    ) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            var terms = try await desk.settings.terms()
            (terms.policy, terms.withdrawal) = ("eu-consumer", "Within 14 days, by letter.")
            (terms.address, terms.footer) = ("1 Elm Street", "Register 7")
            try await desk.settings.change(to: terms, by: cast.administrator)
            let id = try await desk.tell(cast)
            let first = try await desk.estimates.find(id).fingerprint
            (terms.policy, terms.withdrawal) = ("house", "Never.")
            (terms.address, terms.footer, terms.bank) = ("2 Oak Street", "Register 8", "Account 9")
            try await desk.settings.change(to: terms, by: cast.administrator)
            let told = try await desk.estimates.look(behind: desk.link(id), isCustomer: true)
            #expect(told.withdrawal == "Within 14 days, by letter." && told.policy.acceptWords == .obligation)
            #expect(told.terms.address == "1 Elm Street" && told.terms.footer == "Register 7")
            // Money is sent to the account of today.
            #expect(told.terms.bank == "Account 9")
            let accepted = try await desk.estimates.accept(
                behind: desk.link(id), version: first, .init(name: "Dana"))
            #expect(accepted.fingerprint == first)
            // The same lines with other words are another version.
            let other = try await desk.tell(cast)
            #expect(try await desk.estimates.find(other).fingerprint != first)
            // What is taken back before it went carries nothing.
            let draft = try await desk.estimates.compose(.scan(), in: cast.conversation, by: cast.agent)
            let message = try await desk.estimates.send(draft, by: cast.agent)
            _ = try await desk.conversations.undo(message, by: cast.agent)
            #expect(try await desk.database.read { db in try SentWith.kept(with: draft, in: db) } == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `accepting keeps who, when, from where and which words, and makes it our move`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            let told = try await desk.estimates.look(behind: desk.link(id), isCustomer: true)
            #expect(told.state == .acknowledged && told.estimate.seenAt == .monday)
            let answering = Estimates.Answering(name: " Dana  Whitfield ", address: "203.0.113.9", plan: 0)
            let estimate = try await desk.estimates.accept(
                behind: desk.link(id), version: told.estimate.fingerprint, answering)
            #expect(estimate.state == .accepted && estimate.plan == PayTerms(count: 3))
            let answer = try #require(estimate.answer)
            #expect(
                answer.name == "Dana Whitfield" && answer.at == .monday && answer.address == "203.0.113.9")
            let sent = try #require(
                try await desk.database.read { db in try SentWith.kept(with: id, in: db) })
            #expect(estimate.fingerprint == EstimateContent.scan().fingerprint(with: sent))
            #expect(try await desk.conversations.find(cast.conversation).state == .open)
            #expect(try await desk.history(cast).contains(.estimateAccepted))
        }
    }

    @Test(arguments: Engine.available)
    func `twice, after the end, of an old version or in vain: each is refused in a clear sentence`(
        engine: Engine
    )
        async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let dana = Estimates.Answering(name: "Dana")
            let first = try await desk.tell(cast, .scan { $0.validUntil = Day("2026-03-20") })
            let second = try await desk.estimates.revise(first, by: cast.agent)
            let message = try await desk.estimates.send(second, atOnce: true, by: cast.agent)
            try await desk.database.write { db in try Estimates.noteSent(message, at: clock.now, in: db) }
            #expect(try await desk.estimates.find(first).supersededBy == second)
            await #expect(
                throws: Fault.conflict("A newer version has taken its place. Please look at that one.")
            ) {
                try await desk.estimates.accept(behind: desk.link(first), dana)
            }
            await #expect(throws: Fault.invalid("Please type your name: it says who decided this.")) {
                try await desk.estimates.accept(behind: desk.link(second), Estimates.Answering(name: " "))
            }
            await #expect(throws: Fault.self) {
                try await desk.estimates.accept(behind: desk.link(second), version: "other", dana)
            }
            clock.move(by: .days(6))
            // The timer has not come round; the calendar has.
            await #expect(throws: Fault.self) {
                try await desk.estimates.accept(behind: desk.link(second), dana)
            }
            let third = try await desk.tell(cast)
            _ = try await desk.estimates.accept(behind: desk.link(third), dana)
            let again = Fault.conflict("This has been accepted already. Nothing more is needed.")
            await #expect(throws: again) { try await desk.estimates.accept(behind: desk.link(third), dana) }
            await #expect(throws: again) { try await desk.estimates.decline(behind: desk.link(third), dana) }
            await #expect(throws: Fault.self) { try await desk.estimates.revise(third, by: cast.agent) }
        }
    }

    @Test(arguments: Engine.available)
    func `of many who accept at once one does, and every other is told`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        let answering = Estimates.Answering(name: "Person \(number)")
                        do {
                            _ = try await desk.estimates.accept(behind: desk.link(id), answering)
                            return true
                        } catch {
                            #expect((error as? Fault)?.kind == .conflict, "\(error)")
                            return false
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(outcomes == 1)
            #expect(try await desk.history(cast).filter { $0 == .estimateAccepted }.count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a link that is made up, changed or of a draft opens nothing`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            let draft = try await desk.estimates.compose(.scan(), in: cast.conversation, by: cast.agent)
            let signature = desk.link(id).split(separator: "-")[1]
            for link in [
                "", "-", "\(id)", "\(id)-", "\(id)-aaaaaaaaaaaaaaaa", "\(draft)-\(signature)",
                desk.link(draft),
                "1-\(signature)", "'; DROP TABLE estimates; --", "\(id)-\(signature)x",
            ] {
                await #expect(throws: Fault.self, "\(link)") {
                    try await desk.estimates.look(behind: link, isCustomer: true)
                }
            }
            #expect(try await desk.estimates.find(id).seenAt == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `the customer is reminded once before the end, and what nobody answered ends`(engine: Engine)
        async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast, .scan { $0.validUntil = Day("2026-03-25") })
            let answered = try await desk.tell(cast, .scan { $0.validUntil = Day("2026-03-25") })
            try await desk.estimates.record(true, of: answered, name: "Dana", by: cast.agent)
            let jobs = { (kind: Job.Kind) in
                try await desk.count("SELECT COUNT(*) FROM jobs WHERE kind = \(kind)")
            }
            #expect(try await jobs(.remindOfEstimate) == 1)
            #expect(try await jobs(.expireEstimate) == 1)
            clock.move(by: .hours(170))
            try await desk.estimates.remind(id)
            try await desk.estimates.remind(answered)
            let notices = try await desk.notices()
            #expect(notices.count == 1 && notices[0].text.contains("/told/\(desk.link(id))"))
            clock.move(by: .days(3))
            try await desk.estimates.expire(id)
            try await desk.estimates.expire(answered)
            #expect(try await desk.estimates.find(id).state == .expired)
            #expect(try await desk.estimates.find(answered).state == .accepted)
            #expect(try await desk.conversations.find(cast.conversation).state == .open)
        }
    }

    @Test(arguments: Engine.available)
    func `a yes by phone names who said it and who heard it`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            let estimate = try await desk.estimates.record(
                true, of: id, name: "Dana Whitfield", words: "Go ahead", by: cast.agent)
            #expect(estimate.answer?.channel == .phone && estimate.answer?.agent == cast.tom.id)
            let scene = try await desk.scene(cast.conversation)
            let r = Reader(now: Moment.monday.milliseconds)
            let sentences = scene.events.compactMap { $0.sentence(for: r, by: nil) }
            #expect(sentences.contains("Dana Whitfield accepted Estimate 1 by phone: US$180.00"))
        }
    }

    @Test(arguments: Engine.available)
    func `a question from the page is a message of the customer, and our move`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            try await desk.estimates.ask(
                behind: desk.link(id), "Is contrast in it?", through: desk.conversations)
            let scene = try await desk.scene(cast.conversation)
            #expect(scene.messages.last?.text == "Is contrast in it?")
            #expect(scene.messages.last?.author == .customer(cast.dana) && scene.conversation.state == .open)
            #expect(try await desk.estimates.find(id).state == .acknowledged)
        }
    }

    @Test(arguments: Engine.available)
    func `a change order adds to what was accepted, and to nothing else`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let base = try await desk.tell(cast)
            await #expect(throws: Fault.self) {
                try await desk.estimates.begin(.change, in: cast.conversation, changing: base, by: cast.agent)
            }
            try await desk.estimates.record(true, of: base, name: "Dana", by: cast.agent)
            let id = try await desk.estimates.compose(
                .scan {
                    $0.kind = .change
                    $0.deposit = 0
                }, in: cast.conversation, changing: base, by: cast.agent)
            let message = try await desk.estimates.send(id, atOnce: true, by: cast.agent)
            try await desk.database.write { db in try Estimates.noteSent(message, at: .monday, in: db) }
            let told = try await desk.estimates.look(behind: desk.link(id), isCustomer: true)
            #expect(told.base?.id == base)
            await #expect(throws: Fault.self) {
                try await desk.estimates.compose(
                    .scan(), in: cast.conversation, changing: base, by: cast.agent)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `2,000 lines are composed, told and printed`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let lines = (1...2_000).map {
                CostLine("Part \($0)", quantity: Int64($0) * 10, price: Spread(Int64($0)), taxRate: 800)
            }
            let id = try await desk.tell(
                cast,
                .scan {
                    $0.lines = lines; $0.deposit = 0
                })
            let told = try await desk.estimates.look(behind: desk.link(id), isCustomer: true)
            #expect(told.estimate.content.lines == lines)
            let paper = try EstimatePaper(told, Letterhead(name: "Clinic")).bytes(Reader(now: 0))
            #expect(paper.starts(with: Array("%PDF".utf8)))
        }
    }

    @Test(arguments: [
        EstimateContent.scan { $0.lines = [] }, .scan { $0.title = " " },
        .scan { $0.validUntil = Day("2026-03-15") }, .scan { $0.workDay = Day("2026-03-15") },
    ])
    func `what is not fit to be told stays a draft`(content: EstimateContent) async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            var content = content
            if content.lines.isEmpty { content.deposit = 0 }
            let id = try await desk.estimates.compose(content, in: cast.conversation, by: cast.agent)
            await #expect(throws: Fault.self) { try await desk.estimates.send(id, by: cast.agent) }
            #expect(try await desk.estimates.find(id).isEditable)
        }
    }

    @Test(arguments: [
        EstimateContent.scan { $0.kind = .quote }, .scan { $0.discount = 15_001 }, .scan { $0.discount = -1 },
        .scan { $0.deposit = 15_001 }, .scan { $0.deposit = -1 },
        .scan { $0.plans = [PayTerms(count: 0)] },
        .scan { $0.lines = Array(repeating: $0.lines[0], count: 5_001) },
        .scan { $0.lines = [CostLine("x", price: Spread(1), taxRate: 10_100)] },
        .scan { $0.lines = Array(repeating: CostLine("x", price: Spread(CostLine.limit)), count: 2) },
    ])
    func `what cannot be is refused before it is kept`(content: EstimateContent) async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            await #expect(throws: Fault.self) {
                try await desk.estimates.compose(content, in: cast.conversation, by: cast.agent)
            }
        }
    }

    @Test func `what lies with customers is listed by its index`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            _ = try await desk.estimates.compose(.scan(), in: cast.conversation, by: cast.agent)
            let open = try await desk.estimates.list(onlyOpen: true, for: cast.agent).estimates
            #expect(open.map(\.estimate.id) == [id] && open[0].customerName == "Dana Whitfield")
            #expect(try await desk.estimates.list(onlyOpen: false, limit: 1, for: cast.agent).next != nil)
        }
    }

    @Test(arguments: Engine.available)
    func `a template carries lines and words to the next estimate`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast, .scan { $0.assumptions = "No contrast" })
            try await desk.estimates.keepTemplate("Scan", of: id, by: cast.agent)
            let template = try #require(try await desk.estimates.templates().first)
            let next = try await desk.estimates.begin(
                .estimate, in: cast.conversation, from: template.id, by: cast.agent)
            let content = try await desk.estimates.find(next).content
            #expect(content.lines == EstimateContent.scan().lines && content.assumptions == "No contrast")
            #expect(content.title == "Will the second scan cost extra?" && content.validUntil != nil)
        }
    }
}
