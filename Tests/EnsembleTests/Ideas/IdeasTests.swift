import Database
import DatabaseTesting
import Localization
import Testing

@testable import Ensemble

extension Desk {
    /// An idea of Dana's, with her own vote.
    func idea(_ cast: Cast, _ need: String = "Tell me the price before I come") async throws -> Idea.ID {
        try await ideas.suggest(.init(need: need, solution: "A list by mail"), by: .customer(cast.dana)).idea
    }

    /// So many customers of the test's own.
    func crowd(_ count: Int, from first: Int = 0) async throws -> [Customer.ID] {
        let now = clock()
        return try await database.write { db in
            try (first..<first + count).map {
                try Customers.meet(address: "c\($0)@crowd.test", name: nil, at: now, in: db)
            }
        }
    }

    func look(_ id: Idea.ID) async throws -> Idea { try await ideas.look(id, by: .team).idea }
}

@Suite struct `An idea` {
    @Test(arguments: Engine.available)
    func `has the need first, its author's vote, and one vote of each`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.idea(cast)
            #expect(try await desk.look(id).votes == 1)
            for _ in 0..<2 { try await desk.ideas.vote(id, by: cast.sam) }
            #expect(try await desk.look(id).votes == 2)
            for _ in 0..<2 { try await desk.ideas.vote(id, false, by: cast.sam) }
            let idea = try await desk.look(id)
            #expect(idea.votes == 1 && idea.authorName == "Dana" && idea.status == .open && idea.isShown)
            for need in ["", " \n", String(repeating: "x", count: 201)] {
                await #expect(throws: Fault.self) {
                    try await desk.ideas.suggest(.init(need: need), by: .customer(cast.dana))
                }
            }
            try await desk.ideas.move(id, to: .made, by: cast.agent)
            await #expect(throws: Fault.conflict("This is decided: votes are no longer counted.")) {
                try await desk.ideas.vote(id, by: cast.sam)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `counts exactly, whoever votes at once`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.idea(cast)
            let crowd = try await desk.crowd(40)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for customer in crowd + crowd {
                    group.addTask { try await desk.ideas.vote(id, by: customer) }
                }
                try await group.waitForAll()
            }
            #expect(try await desk.look(id).votes == 41)
            #expect(try await desk.count("SELECT COUNT(*) FROM idea_votes") == 41)
        }
    }

    @Test(arguments: Engine.available)
    func `is found by its words, and by what somebody writes about the same need`(engine: Engine) async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let prices = try await desk.idea(cast)
            let evening = try await desk.idea(cast, "Appointments in the evening, after work")
            func found(_ text: String) async throws -> [Idea.ID] {
                try await desk.ideas.search(text, by: .team).ideas.map(\.id)
            }
            func similar(_ text: String) async throws -> [Idea.ID] {
                try await desk.ideas.similar(to: text, by: .nobody).map(\.id)
            }
            #expect(try await found("appoint even") == [evening])
            #expect(try await found("appoint price") == [])
            #expect(try await found("*\" OR '") == [])
            #expect(try await similar("Could I have an appointment at night?") == [evening])
            #expect(try await similar("What is the PRICE?") == [prices])
            #expect(try await similar("the and for") == [])
            try await desk.ideas.reword(
                evening, to: .init(need: "Open on Saturdays"), tags: ["hours", "Hours"], by: cast.agent)
            #expect(try await similar("appointments") == [])
            #expect(try await similar("saturday") == [evening])
            #expect(try await desk.look(evening).tags == ["hours"])
            let tagged = try await desk.ideas.list(.init(tag: "HOURS"), by: .nobody)
            #expect(tagged.ideas.map(\.id) == [evening])
        }
    }

    @Test(arguments: Engine.available)
    func `stands on pages by votes or by age, none twice and none left out`(engine: Engine) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            let crowd = try await desk.crowd(4)
            var all: [Idea.ID] = []
            for place in 0..<9 {
                time.move(by: .hours(2))
                let id = try await desk.idea(cast, "Need \(place)")
                for customer in crowd.prefix(place % 4) { try await desk.ideas.vote(id, by: customer) }
                all.append(id)
            }
            for order in Ideas.Order.allCases {
                var (seen, after): ([Idea], Keyset?) = ([], nil)
                repeat {
                    let page = try await desk.ideas.list(
                        .init(order: order), after: after, limit: 4, by: .customer(cast.dana))
                    #expect(page.voted == Set(page.ideas.map(\.id)))
                    seen += page.ideas
                    after = page.next
                } while after != nil
                #expect(Set(seen.map(\.id)) == Set(all) && seen.count == 9)
                if order == .newest {
                    #expect(seen.map(\.id) == all.reversed())
                } else {
                    #expect(seen.map(\.votes) == [4, 4, 3, 3, 2, 2, 1, 1, 1])
                }
            }
        }
    }

    @Test func `is listed along its indexes`() async throws {
        try await withDesk(on: .sqlite) { desk in
            for choice in [Ideas.Choice(), .init(order: .newest), .init(status: .open)] {
                let sql = Ideas.listSQL(
                    choice, "\(Idea.isShown) AND ideas.organisation = 0",
                    after: Keyset(moment: .monday, id: 9),
                    limit: 31, at: .monday)
                let plan = try await desk.database.read { db in
                    try db.rows("EXPLAIN QUERY PLAN \(sql)").map { try $0("detail") as String }
                }
                #expect(plan.contains { $0.contains("USING INDEX ideas_") }, "\(plan)")
                #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is answered within seven days, or stands among the overdue`(engine: Engine) async throws {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            let (soon, late) = (try await desk.idea(cast), try await desk.idea(cast, "Another"))
            #expect(try await desk.ideas.answered(by: cast.agent).ideas == 0)
            time.move(by: .days(3))
            try await desk.ideas.answer(soon, with: "From **May** on.", by: cast.agent)
            time.move(by: .days(5))
            let answered = try await desk.ideas.answered(by: cast.agent)
            #expect(answered == .init(ideas: 2, inTime: 1, overdue: 1, median: .days(3)))
            #expect(try await desk.ideas.list(.init(isOverdue: true), by: .team).ideas.map(\.id) == [late])
            await #expect(throws: Fault.self) {
                try await desk.ideas.move(late, to: .declined, because: " ", by: cast.agent)
            }
            try await desk.ideas.move(late, to: .declined, because: "Forbidden by law.", by: cast.agent)
            let view = try await desk.ideas.look(late, by: .nobody)
            #expect(view.idea.reason == "Forbidden by law." && view.steps.map(\.status) == [.declined])
            #expect(try await desk.ideas.answered(by: cast.agent).overdue == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `waits for a look where the switch says so, and nobody finds it before`(engine: Engine) async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let r = try await desk.reader()
            let made = try await desk.ideas.suggest(
                .init(need: "Cheap watches"), name: "Eve Smith", address: "eve@x.test", in: r)
            #expect(made.isHeld)
            await #expect(throws: Fault.notFound("There is no such idea.")) {
                try await desk.ideas.look(made.idea, by: .customer(cast.dana))
            }
            #expect(try await desk.ideas.similar(to: "cheap watches", by: .nobody).isEmpty)
            #expect(try await desk.ideas.held(by: cast.agent).ideas.map(\.id) == [made.idea])
            try await desk.ideas.decide(made.idea, isShown: true, by: cast.agent)
            let idea = try await desk.ideas.look(made.idea, by: .nobody).idea
            #expect(idea.authorName == "Eve" && !idea.isProven && idea.votes == 0)
            try await desk.ideas.decide(made.idea, isShown: false, by: cast.agent)
            #expect(try await desk.ideas.list(by: .nobody).ideas.isEmpty)
            #expect(try await desk.ideas.held(by: cast.agent).ideas.isEmpty)
            try await desk.ideas.setBoard(Board(holds: .all), by: cast.administrator)
            let own = try await desk.ideas.suggest(.init(need: "Mine"), by: .customer(cast.dana))
            #expect(own.isHeld)
            try await desk.ideas.decide(own.idea, isShown: true, by: cast.agent)
            try await desk.ideas.comment(own.idea, text: "I mean it", by: .customer(cast.dana))
            #expect(try await desk.ideas.look(own.idea, by: .nobody).comments.isEmpty)
            let waiting = try #require(try await desk.ideas.held(by: cast.agent).comments.first)
            try await desk.ideas.decide(comment: waiting.comment.id, isShown: true, by: cast.agent)
            let view = try await desk.ideas.look(own.idea, by: .nobody)
            #expect(view.comments.map(\.text) == ["I mean it"] && view.idea.comments == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `is found within its organisation alone where the board is shared so`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            for (customer, name) in [(cast.dana, "Whitfield"), (cast.sam, "Okoro")] {
                try await desk.customers.change(
                    customer,
                    to: .init(name: "D", organisation: name, language: nil, phone: nil, remarks: ""),
                    by: cast.agent)
            }
            try await desk.ideas.setBoard(Board(access: .organisation), by: cast.administrator)
            let own = try await desk.idea(cast)
            let ours = try await desk.ideas.suggest(.init(need: "For all"), by: cast.agent).idea
            func seen(_ onlooker: Onlooker) async throws -> Set<Idea.ID> {
                Set(try await desk.ideas.list(by: onlooker).ideas.map(\.id))
            }
            #expect(try await seen(.customer(cast.dana)) == [own, ours])
            #expect(try await seen(.customer(cast.sam)) == [ours])
            #expect(try await seen(.team) == [own, ours])
            await #expect(throws: Fault.self) { try await desk.ideas.vote(own, by: cast.sam) }
            await #expect(throws: Fault.self) { try await desk.ideas.merge(own, into: ours, by: cast.agent) }
            await #expect(throws: Fault(.signInNeeded, "Please sign in.")) {
                try await desk.ideas.list(by: .nobody)
            }
            try await desk.ideas.setBoard(Board(access: .everybody), by: cast.administrator)
            #expect(try await seen(.nobody) == [ours])
            try await desk.ideas.setBoard(Board(access: .nobody), by: cast.administrator)
            await #expect(throws: Fault.notFound("There is no such page.")) {
                try await desk.ideas.list(by: .customer(cast.dana))
            }
        }
    }
}

extension Desk {
    /// Somebody who reads English.
    func reader() async throws -> Reader { Reader(now: clock().milliseconds) }
}
