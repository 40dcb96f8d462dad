import Database
import DatabaseTesting
import Mail
import Foundation
import Testing

@testable import Ensemble

@Suite struct `The customer's page of an estimate` {
    @Test(arguments: Engine.available)
    func `somebody who is not signed in reads, accepts, and sees the record`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            try await withSite(of: desk) { site in
                let path = desk.estimates.path(of: id)
                let visitor = site.visitor()
                let page = try await visitor.get(path)
                #expect(page.status == .ok && page.headers[.robots] == "noindex, nofollow")
                #expect(page.text.contains("Accept, likely US$180.00"))
                let version = page.document.elements(named: "input").first { $0["name"] == "version" }?[
                    "value"]
                let done = try await visitor.post(
                    path + "/acceptance", [("name", "Dana W."), ("plan", "0"), ("version", version ?? "")])
                #expect(done.location == "\(path)?done=accepted")
                let after = try await visitor.get(path)
                #expect(after.text.contains("Accepted by Dana W. on 16 March 2026"))
                #expect(!after.text.contains("/acceptance\""))
                let pdf = try await visitor.get(path + "/pdf")
                #expect(pdf.headers[.contentType] == "application/pdf" && pdf.text.hasPrefix("%PDF"))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what is the customer's to accept or pay goes to them alone, whoever wrote last`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let now = desk.clock()
            try await desk.database.write { db in
                let sam = MailAddress(name: "Sam", address: Cast.samAddress)
                _ = try Conversations.append(
                    NewMessage(
                        author: .customer(cast.sam), from: sam,
                        recipients: JSONText(
                            .init(to: [MailAddress(name: nil, address: Cast.danaAddress)], cc: [])),
                        subject: "Knee", text: "I drive her."),
                    to: cast.conversation, at: now + .minutes(1), in: db)
            }
            let told = try await desk.tell(cast)
            try await desk.estimates.record(true, of: told, name: "Dana", by: cast.agent)
            let bill = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
            try await desk.invoices.issue(bill, by: cast.agent)
            let sent = try await desk.database.read { db in
                try db.rows(
                    "SELECT \(Message.columns) FROM messages WHERE text LIKE '%/told/%' OR text LIKE '%/bill/%'"
                ).map(Message.init(row:))
            }
            #expect(sent.count == 2)
            for message in sent {
                #expect(
                    message.recipients.to.map(\.address) == [Cast.danaAddress]
                        && message.recipients.cc.isEmpty)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a page that was kept is never older than what happened, and stays unlisted`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            try await withSite(of: desk) { site in
                let path = desk.estimates.path(of: id)
                let visitor = site.visitor()
                for _ in 0..<3 {
                    let page = try await visitor.get(path)
                    #expect(page.text.contains("Accept, likely US$180.00"))
                    #expect(
                        page.headers[.robots] == "noindex, nofollow"
                            && page.headers[.cacheControl] == "no-store")
                }
                try await desk.estimates.record(true, of: id, name: "Dana", by: cast.agent)
                #expect(try await visitor.get(path).text.contains("Accepted by Dana by phone"))
                #expect(try await site.visitor().get(path + "x").status.code == 404)

                let invoice = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
                try await desk.invoices.issue(invoice, by: cast.agent)
                let bill = desk.invoices.path(of: invoice)
                let fresh = try await visitor.get(bill).text
                #expect(try await visitor.get(bill).headers[.robots] == "noindex, nofollow")
                try await desk.invoices.writeOff(invoice, because: "A gift", by: cast.administrator)
                #expect(try await visitor.get(bill).text != fresh)
            }
        }
    }

    @Test(arguments: [
        "/told/1-aaaaaaaaaaaaaaaa", "/told/1-aaaaaaaaaaaaaaaa/pdf", "/bill/1-aaaaaaaaaaaaaaaa",
        "/bill/1-aaaaaaaaaaaaaaaa/pdf",
    ])
    func `who tries links at random is slowed down`(path: String) async throws {
        try await withDesk(on: .sqlite) { desk in
            _ = try await desk.cast()
            try await withSite(of: desk) { site in
                let stranger = site.visitor()
                for _ in 0..<60 {
                    let answer = try await stranger.get(path)
                    #expect(answer.status == .notFound)
                }
                let answer = try await stranger.get(path)
                #expect(answer.status == .tooManyRequests)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `who accepts by phone names the way to pay, too`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                #expect(try await tom.get("/estimates/\(id)").text.contains("How would you like to pay?"))
                let wrong = try await tom.post(
                    "/estimates/\(id)/answer", [("answer", "yes"), ("name", "Dana"), ("plan", "7")])
                #expect(wrong.status.code == 422 && wrong.text.contains("one of the ways to pay"))
                _ = try await tom.post(
                    "/estimates/\(id)/answer", [("answer", "yes"), ("name", "Dana"), ("plan", "0")])
                let estimate = try await desk.estimates.find(id)
                #expect(estimate.plan == PayTerms(count: 3) && estimate.answer?.channel == .phone)
            }
        }
    }

    @Test func `without a name nothing is accepted, and what was typed stays`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            try await withSite(of: desk) { site in
                let path = desk.estimates.path(of: id)
                let answer = try await site.visitor().post(path + "/refusal", [("why", "Too <dear>")])
                #expect(answer.status.code == 422)
                #expect(
                    answer.document.elements(named: "textarea").contains { $0.text.contains("Too <dear>") })
                #expect(try await desk.estimates.find(id).answer == nil)
            }
        }
    }

    @Test func `the team looking is not the customer looking`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let id = try await desk.tell(cast)
            try await withSite(of: desk) { site in
                _ = try await site.visitor(as: cast.tom).get(desk.estimates.path(of: id))
                #expect(try await desk.estimates.find(id).seenAt == nil)
                _ = try await site.visitor().get(desk.estimates.path(of: id))
                #expect(try await desk.estimates.find(id).seenAt != nil)
            }
        }
    }

    @Test func `notes, evidence and other inner words never reach a customer's page`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            try await desk.offerings.move(offering, to: .offered, by: cast.administrator)
            try await desk.conversations.note(cast.conversation, text: "planted-note", by: cast.agent)
            try await desk.conversations.setOffering(cast.conversation, to: offering, by: cast.agent)
            let version = try await desk.offerings.find(offering).version
            let id = try await desk.tell(cast, .scan { $0.lines = [CostLine(version)] })
            try await withSite(of: desk) { site in
                let paths = ["/offerings", "/offerings/\(offering)", desk.estimates.path(of: id), "/contact"]
                for path in paths {
                    for visitor in [site.visitor(), try await site.visitor(as: cast.dana)] {
                        let page = try await visitor.get(path)
                        #expect(page.status == .ok && !page.text.contains("planted-"), "\(path)")
                    }
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `an estimate is written by plain forms, and what was wrong keeps what was typed`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let begun = try await tom.post(
                    "/conversations/\(cast.conversation)/estimates", [("kind", "estimate")])
                let path = try #require(begun.location)
                let fields = [
                    ("title", "Crown"), ("text", "Crown"), ("quantity", "2"), ("likely", "1,250.50"),
                    ("tax", "0"), ("text", ""), ("quantity", ""), ("likely", ""), ("deposit", "100"),
                ]
                #expect(try await tom.post(path, fields + [("then", "save")]).status.code == 303)
                #expect(try await tom.get(path).text.contains("US$2,501.00"))
                let wrong = try await tom.post(
                    path, fields + [("text", "Bad"), ("quantity", "-2"), ("then", "save")])
                #expect(wrong.status.code == 422 && wrong.text.contains("value=\"1,250.50\""))
                let sent = try await tom.post(path, fields + [("words", "Hello"), ("then", "send")])
                #expect(sent.location == "/conversations/\(cast.conversation)")
            }
        }
    }
}
