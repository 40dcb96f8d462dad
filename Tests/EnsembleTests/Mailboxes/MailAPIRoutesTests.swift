import Database
import DatabaseTesting
import HTTPTypes
import Testing

@testable import Ensemble

extension HTTPFields {
    fileprivate static func bearer(_ token: String) -> HTTPFields { [.authorization: "Bearer \(token)"] }
}

@Suite struct `Mail handed in by a program` {
    private let mail = Array(
        "From: Eve <eve@x.test>\r\nTo: care@clinic.test\r\nSubject: Hello\r\nMessage-ID: <1@x.test>\r\n\r\nHello.\r\n"
            .utf8)

    private struct Receipt: Decodable, Equatable {
        let receipt: String
        let conversation: Int64?
    }

    private func receipt(_ answer: Answer) throws -> Receipt {
        try JSON.value(Receipt.self, from: answer.text)
    }

    @Test(arguments: Engine.available)
    func `a message opens a conversation, and again changes nothing`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let token = try await desk.apiTokens.make(name: "mta", for: cast.tom.id, by: cast.administrator)
            try await withSite(of: desk) { site in
                let program = site.visitor()
                let first = try await program.send(.post, "/api/mail/care@clinic.test", .bearer(token), mail)
                #expect(
                    first.status == .ok && first.headers[.contentType]?.hasPrefix("application/json") == true)
                let opened = try receipt(first)
                #expect(opened.receipt == "opened")
                let id = Conversation.ID(rawValue: try #require(opened.conversation))
                #expect(try await desk.conversations.find(id).subject == "Hello")

                let again = try await program.send(
                    .post, "/api/mail/care%40clinic.test", .bearer(token), mail)
                #expect(try receipt(again) == Receipt(receipt: "duplicate", conversation: id.rawValue))

                let reply = Array(
                    "From: eve@x.test\r\nSubject: Re: Hello\r\nMessage-ID: <2@x.test>\r\nIn-Reply-To: <1@x.test>\r\n\r\nMore.\r\n"
                        .utf8)
                let added = try await program.send(.post, "/api/mail/CARE@clinic.test", .bearer(token), reply)
                #expect(try receipt(added) == Receipt(receipt: "added", conversation: id.rawValue))
            }
        }
    }

    @Test func `whatever is no good token is answered 401, in JSON, and slowed down`() async throws {
        let clock = TestClock()
        try await withDesk(on: .sqlite, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let token = try await desk.apiTokens.make(name: "mta", for: cast.tom.id, by: cast.administrator)
            let id = try #require(try await desk.apiTokens.all(by: cast.administrator).first?.id)
            try await withSite(of: desk) { site in
                let program = site.visitor()
                for headers in [
                    [:], .bearer("made-up"), .bearer(""), [.authorization: "Basic \(token)"],
                    [.authorization: token],
                ] as [HTTPFields] {
                    let answer = try await program.send(.post, "/api/mail/care@clinic.test", headers, mail)
                    #expect(answer.status == .unauthorized)
                    #expect(
                        try JSON.value([String: String].self, from: answer.text)["error"] == "signInNeeded")
                }
                try await desk.apiTokens.revoke(id, by: cast.administrator)
                #expect(
                    try await program.send(.post, "/api/mail/care@clinic.test", .bearer(token), mail).status
                        == .unauthorized)
                #expect(try await desk.count("SELECT COUNT(*) FROM raw_messages") == 0)
                for _ in 0..<30 { _ = try await program.send(.post, "/api/mail/care@clinic.test", [:], mail) }
                let slowed = try await program.send(.post, "/api/mail/care@clinic.test", [:], mail)
                #expect(slowed.status == .tooManyRequests)
            }
        }
    }

    @Test func `a session is no token`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                #expect(
                    try await ines.send(.post, "/api/mail/care@clinic.test", [:], mail).status
                        == .unauthorized)
            }
        }
    }

    @Test func `an unknown mailbox is not found, a message past 100 MB too large`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let token = try await desk.apiTokens.make(name: "mta", for: cast.tom.id, by: cast.administrator)
            try await withSite(of: desk) { site in
                let program = site.visitor()
                let unknown = try await program.send(
                    .post, "/api/mail/nobody@clinic.test", .bearer(token), mail)
                #expect(unknown.status == .notFound)
                #expect(try JSON.value([String: String].self, from: unknown.text)["error"] == "notFound")
                let huge = [UInt8](repeating: 65, count: Incoming.sizeLimit + 1)
                let tooLarge = try await program.send(
                    .post, "/api/mail/care@clinic.test", .bearer(token), huge)
                #expect(tooLarge.status == .contentTooLarge)
                #expect(try JSON.value([String: String].self, from: tooLarge.text)["error"] == "tooLarge")
            }
        }
    }

    @Test func `what can't be read is kept all the same`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            let token = try await desk.apiTokens.make(name: "mta", for: cast.tom.id, by: cast.administrator)
            try await withSite(of: desk) { site in
                let answer = try await site.visitor().send(
                    .post, "/api/mail/care@clinic.test", .bearer(token), [0, 255, 254, 1])
                #expect(try receipt(answer).receipt == "opened")
                #expect(try await desk.count("SELECT COUNT(*) FROM raw_messages") == 1)
            }
        }
    }
}
