import Database
import DatabaseTesting
import Logging
import Testing

@testable import Ensemble

struct MailboxesClosingTests {
    @Test(arguments: Engine.available)
    func `a closed mailbox takes and sends nothing, and its conversations stay`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, ines, tom) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            try await desk.mailboxes.close(mailbox.id, by: ines)
            try await desk.mailboxes.close(mailbox.id, by: ines)
            #expect(try await desk.mailboxes.all().isEmpty)
            #expect(try await desk.mailboxes.closed().map(\.id) == [mailbox.id])
            await #expect(throws: Fault.self) { try await desk.mailboxes.find(address: mailbox.address) }
            #expect(try await desk.scene(id).messages.map(\.text) == ["It hurts."])
            let refused = await #expect(throws: Fault.self) {
                try await desk.conversations.reply(id, with: .init(text: "Hello"), by: tom)
            }
            #expect(refused?.kind == .conflict)
            #expect(refused?.message.english.contains("care@clinic.test is closed") == true)
            let taken = await #expect(throws: Fault.self) {
                try await desk.mailboxes.add(.init(name: "Again", address: "Care@clinic.test"), by: ines)
            }
            #expect(taken?.message.english.contains("closed mailbox") == true)
            try await desk.mailboxes.reopen(mailbox.id, by: ines)
            try await desk.conversations.reply(id, with: .init(text: "Hello"), by: tom)
        }
    }

    @Test(arguments: Engine.available)
    func `what waits when its mailbox closes is not sent, and the author is told`(engine: Engine) async throws
    {
        try await withDesk(on: engine) { desk in
            let (mailbox, ines, tom) = try await desk.open()
            let id = try #require(try await desk.receive(TestMail(), at: mailbox).conversation)
            let sent = try await desk.conversations.reply(
                id, with: .init(text: "Hello", atOnce: true), by: tom)
            try await desk.mailboxes.close(mailbox.id, by: ines)
            try await JobWorker(desk: desk, logger: Logger(label: "test")).step()
            let message = try await desk.conversations.message(sent, by: .system)
            #expect(message.delivery == .failed)
            #expect(message.deliveryWhy == "The mailbox care@clinic.test was closed before it went out.")
            #expect(try await desk.conversations.find(id).state == .open)
            #expect(try await desk.unsentMail.all().isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `an administrator closes and opens a mailbox on its page`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let path = "/settings/mailboxes/\(cast.mailbox.id)"
                #expect(try await ines.get(path).text.contains("Close this mailbox"))
                let closed = try await ines.post(path + "/closure")
                #expect(closed.location == "/settings/mailboxes?done=closed")
                let list = try await ines.get("/settings/mailboxes").text
                #expect(list.contains("Closed mailboxes") && list.contains("care@clinic.test"))
                let form = try await site.visitor().get("/contact").text
                #expect(form.contains("Nobody can be written to here yet."))
                let opened = try await ines.post(path + "/reopening")
                #expect(opened.location == "/settings/mailboxes?done=reopened")
                #expect(try await desk.mailboxes.all().map(\.id) == [cast.mailbox.id])
                let tom = try await site.visitor(as: cast.tom).post(path + "/closure")
                #expect(tom.status == .forbidden)
            }
        }
    }
}
