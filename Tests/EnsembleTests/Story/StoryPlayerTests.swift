import Database
import DatabaseTesting
import Testing

@testable import Ensemble

/// Plays a small year through the real doors, on each engine.
@Suite struct `The story as it is played` {
    private static let ending = Moment(milliseconds: 1_764_000_000_000)
    private static let customers = 40
    private static let script = StoryScript(customers: customers, ending: ending.milliseconds)

    private func withStory(on engine: Engine, _ body: (Desk, StoryPlayer.Count) async throws -> Void)
        async throws
    {
        try await withDatabase(on: engine, template: "desk", migrations: Schema.migrations) { database in
            let count = try await StoryPlayer.play(
                on: database, configuration: Configuration(), customers: Self.customers, ending: Self.ending)
            let desk = try await Desk.open(database, clock: .stopped(at: Self.ending))
            try await body(desk, count)
        }
    }

    private static func acts(_ isIt: (StoryJobAct) -> Bool) -> Int {
        script.count { if case .job(let job, _, _) = $0.kind { isIt(job) } else { false } }
    }

    @Test(arguments: Engine.available)
    func `nothing that is told, done, billed and paid is refused, and the books add up`(engine: Engine)
        async throws
    {
        try await withStory(on: engine) { desk, count in
            #expect(count.refused == [])
            try await checkHalves(desk)
            try await checkBooks(desk)
            try await checkOwnership(desk)
            try await checkBlueprint(desk)
            try await checkSurveys(desk)
            try await checkDecisions(desk)
            try await checkIdeas(desk)
        }
    }

    /// What was asked for most was made, and each who asked was told once or has a reason not to be.
    private func checkIdeas(_ desk: Desk) async throws {
        let made = try await desk.ideas.list(.init(status: .made), by: .team).ideas
        #expect(made.contains { $0.need == StoryWish.price.need && $0.votes > 1 && $0.firstAnswerAt != nil })
        let release = try #require(try await desk.releases.published(by: .team).releases.first)
        let told = try await desk.releases.told(of: release.id, by: .system)
        #expect(told[.told] ?? 0 > 1 && told[.waiting] == nil && told[.sending] == nil)
        let trials = try await desk.releases.trials(of: release.id, by: .system)
        #expect(trials.answered > 0 && trials.answered == trials.asked.count)
    }

    /// One that came to its end, on figures of its own, and one that waits.
    private func checkDecisions(_ desk: Desk) async throws {
        let all = try await desk.decisions.list(.all, by: .system).decisions
        #expect(all.map(\.state) == [.proposed, .reviewed])
        let done = try #require(all.last)
        #expect(done.review?.verdict == .cameTrue)
        let evidence = try await desk.decisions.evidence(of: done.id, by: .system)
        func told(_ phase: DecisionEvidence.Phase) -> Double? {
            evidence[phase]?.first { $0.figure == done.text.trigger.figure }?.value
        }
        #expect(told(.decided) == 0 && told(.reviewed).map { $0 > 0.2 } == true)
    }

    /// The first half's bills name nothing that was told; most of the second half's do.
    private func checkHalves(_ desk: Desk) async throws {
        let turn = Moment(milliseconds: Self.script.moment(StoryCourse.turn))
        let bills = try await desk.database.read { db in
            try db.rows(
                "SELECT issued_at, told, unannounced FROM invoices WHERE kind = 'invoice' AND issued_at IS NOT NULL"
            ).map { row in
                (
                    at: try row("issued_at") as Moment, told: try row("told") as Int64?,
                    unannounced: try row("unannounced") as Int
                )
            }
        }
        #expect(bills.count == Self.acts { if case .bill = $0 { true } else { false } })
        let early = bills.filter { $0.at < turn }
        let late = bills.filter { $0.at > turn + .days(60) }
        #expect(early.count > 5 && late.count > 5)
        #expect(early.allSatisfy { $0.told == nil && $0.unannounced > 0 })
        #expect(late.count { $0.told != nil } * 2 > late.count)
        #expect(late.count { $0.unannounced > 0 } * 2 < late.count)
    }

    /// Instalments make up the debt, and what is paid was paid to the cent.
    private func checkBooks(_ desk: Desk) async throws {
        let ids: [Invoice.ID] = try await desk.database.read { db in
            try db.rows("SELECT id FROM invoices WHERE kind = 'invoice' AND issued_at IS NOT NULL").map {
                try $0("id")
            }
        }
        var plans = 0
        for id in ids {
            let bill = try await desk.invoices.bill(id, for: .system)
            let paid = bill.payments.reduce(0) { $0 + $1.amount }
            #expect(paid + bill.owed == bill.invoice.gross + (bill.plan?.interest ?? 0))
            #expect((bill.owed == 0) == [.paid, .settled, .writtenOff].contains(bill.invoice.state))
            guard let plan = bill.plan, plan.state == .active else { continue }
            plans += 1
            #expect(plan.instalments.reduce(0) { $0 + $1.amount } == bill.invoice.gross)
        }
        #expect(plans > 0)
    }

    /// Who was waited for adds up to the whole life of every conversation.
    private func checkOwnership(_ desk: Desk) async throws {
        let rows = try await desk.database.read { db in
            try db.rows(
                "SELECT conversation, from_at, to_at FROM ownership_intervals ORDER BY conversation, place"
            ).map { row in
                (
                    of: try row("conversation") as Conversation.ID, from: try row("from_at") as Moment,
                    to: try row("to_at") as Moment?
                )
            }
        }
        #expect(rows.count > 500)
        for (one, next) in zip(rows, rows.dropFirst()) where one.of == next.of {
            #expect(one.to == next.from)
        }
    }

    /// Some are asked, fewer answer, and what they say of the money follows from how they were billed.
    private func checkSurveys(_ desk: Desk) async throws {
        let month = Month(Day(Self.ending, in: .utc))
        for survey in try await desk.surveys.all(by: .system) {
            let tally = try await desk.surveys.figures(
                survey.id, .init(from: month - 13, until: month), by: .system
            ).all
            #expect(tally.asked > 5 && tally.answered > 2 && tally.answered < tally.asked)
            #expect(tally.notAsked[.notDrawn] ?? 0 > 0 && tally.notAsked[.resting] ?? 0 > 0)
            if survey.kind == .association { #expect(tally.ideas["good doctors"] != nil) }
        }
        let money = try await desk.database.read { db in
            try db.rows(
                """
                SELECT survey_values.value, MAX(invoices.unannounced) AS unannounced FROM survey_values
                JOIN survey_responses ON survey_responses.id = survey_values.response
                JOIN conversations AS asked ON asked.id = survey_responses.conversation
                JOIN conversations AS billed ON billed.customer = asked.customer
                JOIN invoices ON invoices.conversation = billed.id AND invoices.kind = 'invoice'
                    AND invoices.issued_at IS NOT NULL AND invoices.issued_at <= survey_responses.answered_at
                WHERE survey_values.question = 'money' GROUP BY survey_values.response, survey_values.value
                """
            ).map { (value: try $0("value") as Int, unannounced: try $0("unannounced") as Int) }
        }
        #expect(
            money.count { $0.unannounced > 0 && $0.value < 4 }
                > money.count { $0.unannounced == 0 && $0.value < 4 })
    }

    private func checkBlueprint(_ desk: Desk) async throws {
        let blueprint = try #require(try await desk.blueprints.all(by: .system).first)
        #expect(blueprint.versions.map { BlueprintFinding.all(in: $0.steps).isEmpty } == [false, true])
        #expect(blueprint.versions.allSatisfy { $0.publishedAt != nil })
        let doers: [String] = try await desk.database.read { db in
            try db.rows("SELECT DISTINCT owner FROM plan_steps WHERE state = 'done'").map { try $0("owner") }
        }
        #expect(Set(doers) == ["us", "customer", "partner"])
        #expect(try await desk.promises.list(.kept, by: .system).promises.count > 3)
    }
}

/// A second year, of another trade: nothing is tuned to one story.
@Suite struct `The story of the shop` {
    @Test(arguments: Engine.available)
    func `drifts from repair to advice, and nothing in it is refused`(engine: Engine) async throws {
        let ending = Moment(milliseconds: 1_764_000_000_000)
        try await withDatabase(on: engine, template: "desk", migrations: Schema.migrations) { database in
            let count = try await StoryPlayer.play(
                .shop, on: database, configuration: Configuration(), customers: 24, ending: ending)
            #expect(count.refused == [] && count.conversations > 40)
            let desk = try await Desk.open(database, clock: .stopped(at: ending))
            try await desk.catchUp()
            let last = Month(Day(ending, in: .utc))
            func idea(_ lens: Lens, _ from: Month, _ until: Month) async throws -> Double {
                let scope = LensScope(from: from, until: until)
                let figure = try await desk.direction.lenses(scope, for: .system).first { $0.lens == lens }
                return try #require(figure?.emphasis?.centre[.idea])
            }
            for lens in [Lens.paid, .worked] {
                let (early, late) = (
                    try await idea(lens, last - 11, last - 6), try await idea(lens, last - 5, last)
                )
                #expect(late > early + 0.03, "\(lens): \(early) to \(late)")
            }
        }
    }
}
