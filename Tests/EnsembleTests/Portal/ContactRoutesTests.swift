import Database
import DatabaseTesting
import Foundation
import Testing

@testable import Ensemble

@Suite struct `The web form` {
    /// What somebody writes who looked at the form a minute ago.
    private func written(_ desk: Desk, _ other: [String: String] = [:]) -> [(String, String)] {
        var fields = [
            "stamp": ContactStamp.make(
                at: desk.clock() - .minutes(1), seal: desk.seal, randomness: desk.randomness),
            "name": "Ann Lee",
            "address": "ann@x.test", "subject": "Opening hours", "text": "Are you open on Saturday?",
        ]
        fields.merge(other) { $1 }
        return fields.map { ($0.key, $0.value) }
    }

    private func conversation(_ desk: Desk) async throws -> Conversation {
        let id: Conversation.ID? = try await desk.database.read { db in
            try db.value("SELECT id FROM conversations ORDER BY id DESC LIMIT 1")
        }
        return try await desk.conversations.find(#require(id))
    }

    @Test(arguments: Engine.available)
    func `a message becomes a conversation with its file, and the page says its number`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let visitor = site.visitor()
                let sent = try await visitor.post(
                    "/contact", written(desk),
                    files: [("files", "plan.pdf", "application/pdf", Array("%PDF".utf8))])
                let conversation = try await conversation(desk)
                #expect(sent.location == "/contact/thanks?number=\(conversation.id)")
                #expect(try await visitor.get(#require(sent.location)).text.contains("\(conversation.id)"))
                #expect(conversation.subject == "Opening hours")
                #expect(
                    conversation.channel == .form && conversation.state == .new
                        && conversation.suspension == nil)
                #expect(try await desk.customers.find(address: "Ann@X.test") == conversation.customer)
                let scene = try await desk.conversations.scene(conversation.id, for: cast.agent)
                #expect(scene.messages.map(\.text) == ["Are you open on Saturday?"])
                #expect(scene.messages[0].attachments.map(\.name) == ["plan.pdf"])
            }
        }
    }

    @Test func `what was typed survives what was wrong`() async throws {
        try await withDesk(on: .sqlite) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                let fields = written(desk, ["address": "ann", "text": "Some <words> & \"more\""])
                let answer = try await site.visitor().post("/contact", fields)
                #expect(answer.status.code == 422)
                let page = answer.document
                #expect(page.element(id: "f-subject")?["value"] == "Opening hours")
                #expect(page.element(id: "f-address")?["value"] == "ann")
                #expect(page.element(id: "f-text")?.text == "Some <words> & \"more\"")
                #expect(answer.text.contains("role=\"alert\""))
            }
        }
    }

    @Test func `nobody need wait again who is told what was wrong`() async throws {
        try await withDesk(on: .sqlite) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                let visitor = site.visitor()
                let answer = try await visitor.post("/contact", written(desk, ["subject": ""]))
                let stamp = try #require(
                    answer.document.elements(named: "input").first { $0["name"] == "stamp" }?["value"])
                #expect(
                    try await visitor.post("/contact", written(desk, ["stamp": stamp])).status == .seeOther)
            }
        }
    }

    @Test func `a filled trap keeps the message out of the inbox, but loses nothing`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let answer = try await site.visitor().post(
                    "/contact", written(desk, ["website": "http://spam.test"]))
                #expect(answer.status == .seeOther)
                let conversation = try await conversation(desk)
                #expect(conversation.subject == "Opening hours" && conversation.suspension != nil)

                // Whoever came in by a mailed link is no machine.
                let dana = try await site.visitor(as: cast.dana)
                let sent = try await dana.post("/contact", written(desk, ["website": "x"]))
                #expect(try await dana.get(#require(sent.location)).status == .ok)
            }
        }
    }

    @Test(arguments: [Span.seconds(0), .seconds(2), .days(2)])
    func `a form that comes too soon or too late is asked for once more`(age: Span) async throws {
        try await withDesk(on: .sqlite) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                let stamp = ContactStamp.make(
                    at: desk.clock() - age, seal: desk.seal, randomness: desk.randomness)
                let answer = try await site.visitor().post("/contact", written(desk, ["stamp": stamp]))
                #expect(answer.status.code == 422 && answer.text.contains("once more"))
                #expect(answer.document.element(id: "f-subject")?["value"] == "Opening hours")
                #expect(try await conversation(desk).subject != "Opening hours")
            }
        }
    }

    @Test(arguments: ["", "1", "1773651540000.aaaaaaaaaaaaaaaa", "x.y", "-1.", "99999999999999999999.a"])
    func `a stamp that we did not sign is none`(stamp: String) async throws {
        try await withDesk(on: .sqlite) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                let answer = try await site.visitor().post("/contact", written(desk, ["stamp": stamp]))
                #expect(answer.status.code == 422)
            }
        }
    }

    @Test func `one address can write ten times in ten minutes, then must wait`() async throws {
        let clock = TestClock()
        try await withDesk(on: .sqlite, clock: clock.clock) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                let visitor = site.visitor()
                for _ in 0..<10 {
                    #expect(try await visitor.post("/contact", written(desk)).status == .seeOther)
                }
                let refused = try await visitor.post("/contact", written(desk))
                #expect(refused.status == .tooManyRequests)
                #expect(refused.document.element(id: "f-text")?.text == "Are you open on Saturday?")
                clock.move(by: .minutes(11))
                #expect(try await visitor.post("/contact", written(desk)).status == .seeOther)
            }
        }
    }

    @Test func `files past 25 MB are refused, the words stay`() async throws {
        try await withDesk(on: .sqlite) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                let half = [UInt8](repeating: 65, count: 13 * 1024 * 1024)
                let files = ["a.bin", "b.bin"].map {
                    (field: "files", name: $0, type: "application/octet-stream", bytes: half)
                }
                let answer = try await site.visitor().post("/contact", written(desk), files: files)
                #expect(answer.status == .contentTooLarge)
                #expect(answer.document.element(id: "f-text")?.text == "Are you open on Saturday?")
            }
        }
    }

    @Test func `a form past 30 MB is not even read`() async throws {
        try await withDesk(on: .sqlite) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                let big = [UInt8](repeating: 65, count: 31 * 1024 * 1024)
                let answer = try await site.visitor().post(
                    "/contact", written(desk), files: [("files", "a.bin", "application/octet-stream", big)])
                #expect(answer.status == .contentTooLarge)
            }
        }
    }

    @Test func `a customer who is signed in says neither name nor address`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let dana = try await site.visitor(as: cast.dana)
                #expect(try await dana.get("/contact").document.element(id: "f-address") == nil)
                let fields = written(desk, ["address": "somebody@else.test", "name": "Somebody Else"])
                let sent = try await dana.post("/contact", fields)
                let conversation = try await conversation(desk)
                #expect(sent.location == "/my/conversations/\(conversation.id)?done=sent")
                #expect(conversation.customer == cast.dana && conversation.channel == .portal)
            }
        }
    }

    @Test func `a customer who is signed in may be quick, and write often`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let dana = try await site.visitor(as: cast.dana)
                for place in 1...12 {
                    let stamp = ContactStamp.make(
                        at: desk.clock(), seal: desk.seal, randomness: desk.randomness)
                    let answer = try await dana.post(
                        "/contact", [("stamp", stamp), ("subject", "\(place)"), ("text", "Quick.")])
                    #expect(answer.status == .seeOther, "\(place): \(answer.text)")
                }
            }
        }
    }

    @Test func `several mailboxes can be chosen from, others cannot`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let billing = try await desk.mailboxes.add(
                Mailboxes.Form(name: "Billing", address: "billing@clinic.test"), by: cast.administrator)
            try await withSite(of: desk) { site in
                let visitor = site.visitor()
                let page = try await visitor.get("/contact").document
                #expect(
                    page.element(id: "f-mailbox")?.elements(named: "option").map(\.text) == [
                        "Clinic", "Billing",
                    ])
                _ = try await visitor.post("/contact", written(desk, ["mailbox": "\(billing.id)"]))
                #expect(try await conversation(desk).mailbox == billing.id)
                _ = try await visitor.post("/contact", written(desk, ["mailbox": "999"]))
                #expect(try await conversation(desk).mailbox == cast.mailbox.id)
            }
        }
    }

    @Test func `without a mailbox the page says so`() async throws {
        try await withDesk(on: .sqlite) { desk in
            try await withSite(of: desk) { site in
                let visitor = site.visitor()
                let answer = try await visitor.get("/contact")
                #expect(answer.document.elements(named: "textarea").isEmpty)
                let sent = try await visitor.post("/contact", written(desk))
                #expect(sent.status == .conflict)
            }
        }
    }

    /// Big list of naughty strings; `nil` where there are no corpora.
    private static let naughty: [String]? = {
        let root = ProcessInfo.processInfo.environment["ENSEMBLE_CORPORA"] ?? "../shared/corpora"
        let list = URL(filePath: root + "/naughty-strings/blns.json")
        return (try? Data(contentsOf: list)).flatMap { try? JSONDecoder().decode([String].self, from: $0) }
    }()

    @Test(.enabled(if: naughty != nil, "skipped, no corpora"), arguments: Engine.available)
    func `whatever is written is kept and shown as it was written`(engine: Engine) async throws {
        let naughty = try #require(Self.naughty)
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let all = naughty.joined(separator: "\n~\n")
            try await withSite(of: desk) { site in
                _ = try await site.visitor().post("/contact", written(desk, ["text": all]))
                let conversation = try await conversation(desk)
                let scene = try await desk.conversations.scene(conversation.id, for: cast.agent)
                // PostgreSQL has no character 0, which the list does not hold either.
                #expect(scene.messages[0].text.utf8.elementsEqual(all.utf8))
                let customer = try await site.visitor(as: conversation.customer)
                let page = try await customer.get("/my/conversations/\(conversation.id)")
                #expect(page.status == .ok)
                PageChecks(
                    page.text.replacing("value=\"\(customer.token)\"", with: "value=\"sample\""),
                    name: "naughty"
                ).run()
            }
        }
    }
}
