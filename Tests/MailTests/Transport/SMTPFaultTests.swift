import Foundation
import Testing

@testable import Mail

/// Against the fault server, which goes wrong as the addresses tell it to.
@Suite(.enabled(if: MailServers.hasFaults, MailServers.comment))
struct SMTPFaultTests {
    private let raw = MailServers.message("A test of faults")

    private func failing(_ steps: String...) async -> SMTPFailure? {
        await failure { () throws(SMTPFailure) in
            try await SMTPClient(MailServers.faulty())
                .send(raw, from: "mia@fault.test", to: steps.map { "\($0)@fault.test" })
        }
    }

    @Test(arguments: ["rcpt", "data", "dot"])
    func `a code in the four hundreds is transient at every stage`(stage: String) async {
        let failure = await failing("451-at-\(stage)")
        #expect(failure?.kind == .transient)
        #expect(failure?.code == 451)
        #expect(failure?.enhancedStatus == "4.3.0")
    }

    @Test(arguments: ["rcpt", "data", "dot"])
    func `a code in the five hundreds is permanent at every stage`(stage: String) async {
        let failure = await failing("554-at-\(stage)")
        #expect(failure?.kind == .permanent)
        #expect(failure?.code == 554)
    }

    @Test(arguments: [
        ("drop-at-dot", SMTPFailure.Kind.inDoubt), ("half-at-dot", .inDoubt), ("garbage-at-dot", .inDoubt),
        ("drop-at-rcpt", .transient), ("drop-at-data", .transient),
    ])
    func `only what happens after the dot leaves a doubt`(step: String, kind: SMTPFailure.Kind) async {
        let failure = await failing(step)
        #expect(failure?.kind == kind)
        #expect(failure?.code == nil)
    }

    @Test func `a connection dropped within the message leaves none`() async throws {
        let large = raw + Array(repeating: UInt8(ascii: "x"), count: 20_000_000)
        let failure = await failure { () throws(SMTPFailure) in
            try await SMTPClient(MailServers.faulty())
                .send(large, from: "mia@fault.test", to: ["drop-at-body@fault.test"])
        }
        #expect(failure?.kind == .transient)
        #expect(failure?.stage == .message)
    }

    @Test func `a refused recipient is named beside those that were accepted`() async throws {
        let receipt = try await SMTPClient(MailServers.faulty()).send(
            raw, from: "mia@fault.test",
            to: ["a@fault.test", "450-at-rcpt@fault.test", "550-at-rcpt@fault.test", "b@fault.test"])
        #expect(receipt.accepted == ["a@fault.test", "b@fault.test"])
        #expect(receipt.refused.map(\.code) == [450, 550])
        #expect(receipt.refused.map(\.isTransient) == [true, false])
    }

    @Test func `refused for now and refused for good together are worth another try`() async {
        let failure = await failing("550-at-rcpt", "450-at-rcpt")
        #expect(failure?.kind == .transient)
        #expect(failure?.refused.count == 2)
    }

    @Test func `after a refusal the same connection takes the next message`() async throws {
        let client = SMTPClient(MailServers.faulty(), connections: 1)
        for step in ["550-at-rcpt", "451-at-data", "554-at-dot"] {
            let failure = await failure { () throws(SMTPFailure) in
                try await client.send(raw, from: "mia@fault.test", to: ["\(step)@fault.test"])
            }
            #expect(failure != nil)
            let receipt = try await client.send(raw, from: "mia@fault.test", to: ["a@fault.test"])
            #expect(receipt.accepted.count == 1)
        }
    }

    @Test func `a slow answer is waited for`() async throws {
        let receipt = try await SMTPClient(MailServers.faulty())
            .send(raw, from: "mia@fault.test", to: ["slow-at-dot-1@fault.test"])
        #expect(receipt.answer.hasPrefix("250 2.0.0 kept"))
    }

    @Test func `what was sent is what was kept, to whom it was sent`() async throws {
        let message = Array("Subject: dots\r\n\r\n.\r\n..\r\n.x\r\n\r\nend without a line end".utf8)
        let receipt = try await SMTPClient(MailServers.faulty())
            .send(
                message, from: "mia@fault.test",
                to: ["a@fault.test", "550-at-rcpt@fault.test", "b@fault.test"])
        let number = try #require(receipt.answer.split(separator: " ").last)
        let kept = MailServers.directory + "/fault/\(number)"
        #expect(try Data(contentsOf: URL(fileURLWithPath: kept + ".eml")) == Data(message + [0x0D, 0x0A]))
        let envelope = try JSONDecoder().decode(
            Envelope.self, from: Data(contentsOf: URL(fileURLWithPath: kept + ".json")))
        #expect(envelope.from == "mia@fault.test")
        #expect(envelope.to == ["a@fault.test", "b@fault.test"])
    }

    private struct Envelope: Decodable {
        let from: String
        let to: [String]
    }

    @Test func `trying again after a transient failure succeeds`() async throws {
        let address = "once-451-at-dot+\(UUID().uuidString)@fault.test"
        let client = SMTPClient(MailServers.faulty())
        let first = await failure { () throws(SMTPFailure) in
            try await client.send(raw, from: "", to: [address])
        }
        #expect(first?.kind == .transient)
        let receipt = try await client.send(raw, from: "", to: [address])
        #expect(receipt.accepted == [address])
    }

    @Test(arguments: [("wrong", 535), ("busy", 454)])
    func `a refused sign-in says whether the password is wrong`(password: String, code: Int) async {
        let server = MailServers.faulty(user: "mia", password: password)
        let failure = await failure { () throws(SMTPFailure) in try await SMTPClient(server).check() }
        #expect(failure?.stage == .signIn)
        #expect(failure?.kind == .transient)
        #expect(failure?.code == code)
        #expect(failure?.words.contains("password") == true)
    }

    @Test func `encryption that is required but not offered ends before anything is said`() async {
        var server = MailServers.faulty(user: "mia", password: "secret")
        server.security = .startTLS(required: true)
        let demanding = server
        let failure = await failure { () throws(SMTPFailure) in try await SMTPClient(demanding).check() }
        #expect(failure?.stage == .connecting)
        #expect(failure?.words.contains("does not offer encryption") == true)
    }
}
