import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `The catalogue and our part` {
    @Test(arguments: Engine.available)
    func `an edit makes a version, and a past conversation keeps its own`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.offerings.add(.scan, by: cast.administrator)
            try await desk.conversations.setOffering(cast.conversation, to: id, by: cast.agent)
            var dearer = OfferingText.scan
            dearer.price = Spread(20_000, 25_000, 30_000)
            try await desk.offerings.edit(id, to: dearer, by: cast.administrator)
            try await desk.offerings.edit(id, to: dearer, by: cast.administrator)
            let now = try await desk.offerings.find(id)
            #expect(now.version.number == 2 && now.version.text == dearer)
            #expect(try await desk.offerings.versions(of: id).map(\.number) == [2, 1])
            let scene = try await desk.scene(cast.conversation)
            #expect(scene.costs.offering?.text == .scan)
        }
    }

    @Test(arguments: Engine.available)
    func `what a conversation is about stays where it is merged into one that says nothing else`(
        engine: Engine
    ) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let scan = try await desk.offerings.add(.scan, by: cast.administrator)
            var visit = OfferingText.scan
            visit.name = "Visit"
            let other = try await desk.offerings.add(visit, by: cast.administrator)
            let open = {
                try await desk.conversations.openFromForm(
                    Conversations.WebRequest(
                        name: "Dana", address: Cast.danaAddress, subject: $0, text: $0), channel: .form)
            }
            let (second, third) = (try await open("Second"), try await open("Third"))
            try await desk.conversations.setOffering(cast.conversation, to: scan, by: cast.agent)
            try await desk.conversations.setOffering(third, to: other, by: cast.agent)
            try await desk.conversations.merge(cast.conversation, into: second, by: cast.agent)
            #expect(try await desk.scene(second).costs.offering?.offering == scan)
            try await desk.conversations.merge(second, into: third, by: cast.agent)
            #expect(try await desk.scene(third).costs.offering?.offering == other)
            // What is taken away does not come back from the conversations merged into it.
            try await desk.conversations.setOffering(third, to: nil, by: cast.agent)
            #expect(try await desk.scene(third).costs.offering == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `customers find only what is offered`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.offerings.add(.scan, by: cast.administrator)
            await #expect(throws: Fault.self) { try await desk.offerings.published(id) }
            #expect(try await desk.offerings.all(onlyPublic: true).isEmpty)
            try await desk.offerings.move(id, to: .offered, by: cast.administrator)
            #expect(try await desk.offerings.published(id).version.text.name == "MRI scan")
            await #expect(throws: Fault.self) {
                try await desk.offerings.move(id, to: .retired, by: cast.administrator)
            }
            await #expect(throws: Fault.self) {
                try await desk.offerings.move(id, to: .retiring, by: cast.agent)
            }
        }
    }

    @Test func `words suggest what they may be about, best first`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            var visit = OfferingText.scan
            (visit.name, visit.summary, visit.scope) = ("Physiotherapy", "An hour of exercise.", Scope())
            for text in [visit, .scan] {
                let id = try await desk.offerings.add(text, by: cast.administrator)
                try await desk.offerings.move(id, to: .offered, by: cast.administrator)
            }
            let found = try await desk.offerings.suggestions(for: "Do I need two SCANS, or exercise?")
            #expect(found.map(\.version.text.name) == ["MRI scan", "Physiotherapy"])
            #expect(try await desk.offerings.suggestions(for: "the and für").isEmpty)
            #expect(try await desk.offerings.suggestions(for: "parking").isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `our part is told in a message, and the time until then is known`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            clock.move(by: .hours(2))
            let role = Conversations.RoleToTell(
                part: .refer, whom: "St. Ann’s", reason: "We have no theatre.", then: .resolve)
            let message = try await desk.conversations.tellRole(cast.conversation, role, by: cast.agent)
            let scene = try await desk.scene(cast.conversation)
            #expect(
                scene.messages.last?.text
                    == "We don’t do this ourselves, and suggest that you ask St. Ann’s.\n\nThe reason: We have no theatre."
            )
            #expect(scene.conversation.isResolved && scene.costs.roles.map(\.part) == [.refer])
            let told = try #require(scene.costs.roles.first)
            #expect(told.toldAt - scene.conversation.createdAt == .hours(2))
            _ = try await desk.conversations.undo(message, by: cast.agent)
            #expect(try await desk.scene(cast.conversation).costs.roles.isEmpty)
        }
    }

    @Test func `a part is told with its reason, and a draft is not lost by it`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            for role in [
                Conversations.RoleToTell(part: .no), .init(part: .part, reason: "why"), .init(part: .refer),
            ] {
                await #expect(throws: Fault.self) {
                    try await desk.conversations.tellRole(cast.conversation, role, by: cast.agent)
                }
            }
            try await desk.conversations.saveDraft(
                Conversations.Draft(kind: .message, text: "Half a sent"), in: cast.conversation,
                by: cast.agent)
            try await desk.conversations.tellRole(cast.conversation, .init(part: .all), by: cast.agent)
            let scene = try await desk.conversations.scene(cast.conversation, for: cast.agent)
            #expect(scene.draft?.text == "Half a sent")
        }
    }

    @Test(
        arguments: [
            { (text: inout OfferingText) in text.name = " " }, { $0.profile.idea = 0 },
            { $0.price = Spread(0) },
            { $0.price = Spread(3, 2, 1) }, { $0.taxRate = 10_001 },
            { $0.scope.notDone = [Scope.NotDone(what: "x", why: "", whom: "")] },
            { $0.summary = String(repeating: "x", count: 301) },
        ] as [@Sendable (inout OfferingText) -> Void])
    func `what cannot be offered is refused`(change: @Sendable (inout OfferingText) -> Void) {
        var text = OfferingText.scan
        change(&text)
        #expect(throws: Fault.self) { try text.check() }
    }
}
