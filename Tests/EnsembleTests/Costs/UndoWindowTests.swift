import Database
import DatabaseTesting
import Logging
import Testing

@testable import Ensemble

/// While a mail can be taken back nobody outside has what is in it.
@Suite struct `What can still be taken back` {
    @Test(arguments: Engine.available)
    func `a cost is nowhere to be seen before its mail has gone, and is undone with it`(engine: Engine)
        async throws
    {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let id = try await desk.estimates.compose(.scan(), in: cast.conversation, by: cast.agent)
            let message = try await desk.estimates.send(id, by: cast.agent)
            try await withSite(of: desk) { site in
                let dana = try await site.visitor(as: cast.dana)
                let (own, told) = ("/my/conversations/\(cast.conversation)", desk.estimates.path(of: id))
                #expect(try await !dana.get(own).text.contains("Second scan"))
                #expect(try await dana.get(told).status == .notFound)
                #expect(try await dana.post(told + "/acceptance", [("name", "Dana")]).status == .notFound)
                #expect(try await desk.estimates.find(id).state == .drafted)
                _ = try await desk.conversations.undo(message, by: cast.agent)
                #expect(try await !dana.get(own).text.contains("Second scan"))
                #expect(try await desk.estimates.find(id).isEditable)

                let again = try await desk.estimates.send(id, by: cast.agent)
                clock.move(by: .seconds(16))
                let now = clock.now
                try await desk.database.write { db in
                    try db.execute("UPDATE messages SET delivery = 'sent' WHERE id = \(again)")
                    try Estimates.noteSent(again, at: now, in: db)
                }
                #expect(try await dana.get(own).text.contains("Second scan"))
                #expect(try await dana.get(told).status == .ok)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what was answered on the phone is not taken back any more`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.estimates.compose(.scan(), in: cast.conversation, by: cast.agent)
            let message = try await desk.estimates.send(id, by: cast.agent)
            try await desk.estimates.record(true, of: id, name: "Dana", by: cast.agent)
            await #expect(throws: Fault.conflict("They have answered this already: it can’t be taken back."))
            {
                try await desk.conversations.undo(message, by: cast.agent)
            }
            #expect(try await desk.scene(cast.conversation).messages.contains { $0.id == message })
        }
    }

    @Test(arguments: Engine.available)
    func `a plan is nowhere to be seen before its letter has gone, and is undone with it`(engine: Engine)
        async throws
    {
        try await `A shared plan`.with(on: engine) { set in
            let (desk, cast, id) = (set.desk, set.cast, set.plan)
            let link = try await set.link()
            let message = try await desk.plans.send(id, text: "Here.", by: cast.agent)
            try await withSite(of: desk) { site in
                let dana = try await site.visitor(as: cast.dana)
                let own = "/my/conversations/\(cast.conversation)"
                #expect(try await !dana.get(own).text.contains("/my/plans/"))
                #expect(try await dana.get("/my/plans/\(id)").status == .notFound)
                #expect(try await site.visitor().get("/plan/\(link)").status == .notFound)
                try await desk.database.write { db in
                    try db.execute("UPDATE messages SET delivery = 'queued' WHERE id = \(message)")
                }
                #expect(try await dana.get(own).text.contains("/my/plans/\(id)"))
                #expect(try await dana.get("/my/plans/\(id)").status == .ok)
                #expect(try await site.visitor().get("/plan/\(link)").status == .ok)
            }
        }
    }
}
