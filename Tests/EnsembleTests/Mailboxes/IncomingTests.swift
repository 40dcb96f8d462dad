import Database
import DatabaseTesting
import Foundation
import Statistics
import Testing

@testable import Ensemble

struct IncomingTests {
    @Test(arguments: Engine.available)
    func `a mail opens a conversation with its customer, its text and its raw bytes`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, _) = try await desk.open()
            let mail = TestMail(headers: ["Cc: Sam <sam@example.test>"])
            let receipt = try await desk.receive(mail, at: mailbox)
            let scene = try await desk.scene(receipt.conversation)
            #expect(receipt == .opened(scene.conversation.id))
            #expect(scene.conversation.subject == "My knee")
            #expect(scene.conversation.state == .new)
            #expect(scene.customer.displayName == "Dana Whitfield")
            #expect(scene.messages.map(\.text) == ["It hurts."])
            #expect(scene.participants.map(\.address).sorted() == ["dana@example.test", "sam@example.test"])
            let raw = try await desk.conversations.raw(scene.messages[0].id, by: .system)
            #expect(raw == mail.raw)
        }
    }

    @Test(arguments: Engine.available)
    func `of many that come at once, one that can't be filed leaves the others alone`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, _) = try await desk.open()
            try await desk.database.write { db in
                try db.script("CREATE UNIQUE INDEX one_of_each ON messages (subject)")
            }
            let mails = ["My knee", "My hip", "My knee", "My foot"].enumerated().map { number, subject in
                TestMail(subject: subject, id: "\(number)@example.test").raw
            }
            let receipts = try await desk.incoming.receive(mails, at: mailbox.id)
            #expect(receipts.map { (try? $0.get()) != nil } == [true, true, false, true])
            let counts = try await desk.database.read { db in
                try ["messages", "raw_messages", "conversations"].map { table in
                    // A table's name, of those just above.
                    try db.value("SELECT COUNT(*) FROM \(SQL(trusted: table))") as Int?
                }
            }
            #expect(counts == [3, 3, 3])
        }
    }

    @Test(arguments: Engine.available)
    func `a mail that fails by itself for the third time is kept as one that could not be read`(
        engine: Engine
    ) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, _) = try await desk.open()
            try await desk.database.write { db in
                try db.script("CREATE UNIQUE INDEX one_of_each ON messages (subject)")
            }
            try await desk.receive(TestMail(), at: mailbox)
            let fails = TestMail(id: "fails@example.test").raw
            let raws = [fails, TestMail(subject: "My hip", id: "hip@example.test").raw]
            for expected in [[false, true], [false, true], [true, true]] {
                let receipts = try await desk.incoming.receiveInsisting(raws, at: mailbox.id)
                #expect(receipts.map { (try? $0.get()) != nil } == expected)
            }
            let again = try await desk.receive(TestMail(id: "fails@example.test"), at: mailbox)
            let message = try #require(try await desk.scene(again.conversation).messages.first)
            #expect(message.classification == .unreadable)
            #expect(try await desk.conversations.raw(message.id, by: .system) == fails)
            let left: Int? = try await desk.database.read { db in
                try db.value("SELECT COUNT(*) FROM mail_refusals")
            }
            #expect(left == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `of a database that takes nothing no mail is guilty`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, _) = try await desk.open()
            await desk.database.close()
            await #expect(throws: DatabaseError.self) {
                try await desk.incoming.receiveInsisting([TestMail().raw], at: mailbox.id)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the same mail by another way changes nothing`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, _) = try await desk.open()
            let first = try await desk.receive(TestMail(), at: mailbox)
            let again = try await desk.receive(
                TestMail(headers: ["Received: from elsewhere", "X-Way: another"]), at: mailbox)
            #expect(again == .duplicate(first.conversation))
            #expect(try await desk.scene(first.conversation).messages.count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `another mail under the same Message-ID is kept`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, _) = try await desk.open()
            let first = try await desk.receive(TestMail(), at: mailbox)
            let other = try await desk.receive(TestMail(body: "Something else."), at: mailbox)
            #expect(other != .duplicate(first.conversation))
        }
    }

    @Test(arguments: Engine.available)
    func `a batch files its mails in order, and a reply finds the mail before it`(engine: Engine) async throws
    {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, _) = try await desk.open()
            var mails: [[UInt8]] = []
            for place in 0..<150 {
                mails.append(TestMail(id: "\(place)@example.test", body: "Mail \(place)").raw)
            }
            mails.append(TestMail.reply(to: "149@example.test").raw)
            let receipts = try await desk.incoming.receive(mails, at: mailbox.id).map { try $0.get() }
            #expect(receipts.count == 151)
            #expect(receipts[150] == .added(try #require(receipts[149].conversation)))
        }
    }

    @Test(arguments: Engine.available)
    func `bytes that are no mail are kept as they came`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, _) = try await desk.open()
            let raw = (0..<2_000).map { UInt8(truncatingIfNeeded: $0 &* 97 &+ $0 / 7) }
            let receipt = try await desk.incoming.receive(raw, at: mailbox.id)
            let message = try #require(try await desk.scene(receipt.conversation).messages.first)
            #expect(try await desk.conversations.raw(message.id, by: .system) == raw)
        }
    }

    @Test(arguments: Engine.available)
    func `a file is kept once, and the raw message comes back byte for byte`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, _) = try await desk.open()
            var generator = SeededGenerator(seed: 5)
            let file = (0..<30_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let packed = Data(file).base64EncodedString(options: [.lineLength76Characters])
            let part = """
                --b\r\nContent-Type: application/pdf; name=x.pdf\r\nContent-Disposition: attachment\r
                Content-Transfer-Encoding: base64\r\n\r\n\(packed)\r\n
                """
            let raws = ["one", "two"].map {
                TestMail(
                    id: "\($0)@example.test", headers: ["Content-Type: multipart/mixed; boundary=b"],
                    body: "--b\r\n\r\nThe \($0) copy.\r\n\(part)\(part)--b--"
                ).raw
            }
            for raw in raws {
                let id = try await desk.incoming.receive(raw, at: mailbox.id).conversation
                let message = try #require(try await desk.scene(id).messages.last)
                #expect(message.attachments.map(\.size) == [30_000, 30_000])
                #expect(try await desk.conversations.raw(message.id, by: .system) == raw)
            }
            let (files, largest): (Int?, Int?) = try await desk.database.read { db in
                (
                    try db.value("SELECT COUNT(*) FROM blobs"),
                    try db.value("SELECT MAX(LENGTH(bytes)) FROM raw_messages")
                )
            }
            #expect(files == 1)
            #expect(try #require(largest) < 1_000)
        }
    }

    @Test(arguments: Engine.available)
    func `quote and signature are told from the reply, and the whole is kept`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, _) = try await desk.open()
            let body =
                "Tuesday is fine.\r\n\r\nOn Mon, Mar 16, 2026 at 9:00 AM Clinic <care@clinic.test> wrote:\r\n> When can you come?\r\n"
            let receipt = try await desk.receive(TestMail(body: body), at: mailbox)
            let message = try #require(try await desk.scene(receipt.conversation).messages.first)
            #expect(message.text == "Tuesday is fine.")
            #expect(message.wholeText?.contains("When can you come?") == true)
        }
    }

    @Test(arguments: Engine.available)
    func `mail marked as spam waits in Suspended and can be recovered`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, ines, _) = try await desk.open()
            let receipt = try await desk.receive(TestMail(headers: ["X-Spam-Flag: YES"]), at: mailbox)
            let id = try #require(receipt.conversation)
            #expect(try await desk.conversations.list(.unassigned, for: ines).lines.isEmpty)
            #expect(try await desk.conversations.list(.suspended, for: ines).lines.map(\.id) == [id])
            try await desk.conversations.recover(id, by: ines)
            #expect(try await desk.conversations.list(.unassigned, for: ines).lines.map(\.id) == [id])
        }
    }

    @Test(arguments: Engine.available)
    func `one address is one customer, whatever its case`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let (mailbox, _, _) = try await desk.open()
            let one = try await desk.receive(TestMail(from: "dana@example.test"), at: mailbox)
            let two = try await desk.receive(
                TestMail(from: "Dana W <DANA@Example.TEST>", id: "b@example.test", body: "Again"), at: mailbox
            )
            let first = try await desk.scene(one.conversation).customer
            let second = try await desk.scene(two.conversation).customer
            #expect(first.id == second.id)
            #expect(second.name == "Dana W")
        }
    }
}
