import Database
import DatabaseTesting
import Mail
import Testing

@testable import Ensemble

@Suite struct `A plan that is told` {
    private static let half = "Dear Dana, as to your"

    @Test(arguments: Engine.available)
    func `goes to its customer alone, whoever wrote last and whoever was in copy`(engine: Engine) async throws
    {
        for isCustomers in [true, false] {
            try await `A shared plan`.with(on: engine) { set in
                let (desk, cast, now) = (set.desk, set.cast, set.clock.now)
                let author =
                    isCustomers ? (cast.dana, Cast.danaAddress) : (cast.sam, Cast.samAddress)
                try await desk.database.write { db in
                    _ = try Conversations.append(
                        NewMessage(
                            author: .customer(author.0), from: MailAddress(name: nil, address: author.1),
                            recipients: JSONText(
                                .init(
                                    to: [MailAddress(name: nil, address: "care@clinic.test")],
                                    cc: [MailAddress(name: nil, address: "eve@example.test")])),
                            subject: "Knee", text: "Eve drives."),
                        to: cast.conversation, at: now, in: db)
                }
                let message = try await desk.plans.send(
                    set.plan, text: "Here.", atOnce: true, by: cast.agent)
                let recipients = try await desk.conversations.message(message, by: .system).recipients
                #expect(recipients.to.map(\.address) == [Cast.danaAddress] && recipients.cc.isEmpty)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `leaves the half-written answer of whoever sends it, and so does taking it back`(engine: Engine)
        async throws
    {
        try await `A shared plan`.with(on: engine) { set in
            let (desk, cast) = (set.desk, set.cast)
            let to = Message.Recipients(to: [MailAddress(name: nil, address: "eve@example.test")])
            try await desk.conversations.saveDraft(
                .init(kind: .message, text: Self.half, recipients: to), in: cast.conversation, by: cast.agent)
            let message = try await desk.plans.send(set.plan, text: "Our plan.", by: cast.agent)
            // Pressed twice it goes once.
            #expect(try await desk.plans.send(set.plan, text: "Our plan.", by: cast.agent) == message)
            #expect(try await draft(desk, cast)?.text == Self.half)
            _ = try await desk.conversations.undo(message, by: cast.agent)
            let draft = try #require(try await draft(desk, cast))
            #expect(draft.text.hasPrefix("\(Self.half)\n\nOur plan."))
            #expect(draft.recipients == to)

            try await desk.conversations.saveDraft(
                .init(kind: .message, text: Self.half), in: cast.conversation, by: cast.agent)
            let estimate = try await desk.estimates.compose(.scan(), in: cast.conversation, by: cast.agent)
            let told = try await desk.estimates.send(estimate, words: "The cost:", by: cast.agent)
            _ = try await desk.conversations.undo(told, by: cast.agent)
            #expect(try await self.draft(desk, cast)?.text.hasPrefix("\(Self.half)\n\nThe cost:") == true)
        }
    }

    private func draft(_ desk: Desk, _ cast: Cast) async throws -> Conversations.Draft? {
        try await desk.conversations.scene(cast.conversation, for: cast.agent).draft
    }

    @Test(arguments: Engine.available)
    func `tells a new date anew, and nothing where only the words change`(engine: Engine) async throws {
        var send = StepDraft("Send the scan", owner: .customer)
        try await `A shared plan`.with(PlanDraft(name: "Scan", steps: [send]), on: engine) { set in
            let (desk, cast) = (set.desk, set.cast)
            try await desk.plans.send(set.plan, text: "Here.", atOnce: true, by: cast.agent)
            let id = try await set.step("Send the scan").id
            send.dueAt = set.clock.now + .days(3)
            try await desk.plans.change(id, of: set.plan, to: send, after: [], by: cast.agent)
            #expect(try await desk.notices().count == 1)
            #expect(try await set.step("Send the scan").toldAt == set.clock.now)
            send.instructions = "Both pages."
            try await desk.plans.change(id, of: set.plan, to: send, after: [], by: cast.agent)
            #expect(try await desk.notices().count == 1)
            send.dueAt = nil
            try await desk.plans.change(id, of: set.plan, to: send, after: [], by: cast.agent)
            #expect(try await desk.notices().count == 2)
        }
    }
}
