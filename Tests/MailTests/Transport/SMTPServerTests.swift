import Foundation
import Testing

@testable import Mail

/// Against a real Postfix.
@Suite(.enabled(if: MailServers.hasSMTP, MailServers.comment))
struct SMTPServerTests {
    private let raw = MailServers.message("A test of SMTP")

    private func send(
        _ server: SMTPServer, to: [String] = ["erin@ensemble.test"]
    ) async throws(SMTPFailure) -> SMTPReceipt {
        let client = SMTPClient(server)
        let result: Result<SMTPReceipt, SMTPFailure>
        do { result = .success(try await client.send(raw, from: "mia@example.org", to: to)) } catch {
            result = .failure(error)
        }
        await client.close()
        return try result.get()
    }

    @Test(arguments: [TransportSecurity.none, .startTLS(required: true), .startTLS(required: false)])
    func `a message is taken with and without encryption`(security: TransportSecurity) async throws {
        let receipt = try await send(MailServers.smtp(security))
        #expect(receipt.answer.hasPrefix("250 2.0.0 Ok: queued as"))
        #expect(receipt.accepted == ["erin@ensemble.test"])
        #expect(receipt.refused.isEmpty)
    }

    @Test(arguments: [TransportSecurity.none, .startTLS(required: true), .tls])
    func `whoever signs in may send to the outside`(security: TransportSecurity) async throws {
        let receipt = try await send(MailServers.smtp(security, user: "frank"), to: ["someone@defer.test"])
        #expect(receipt.accepted == ["someone@defer.test"])
    }

    @Test func `a server that demands a sign-in says so for each recipient`() async throws {
        let failure = await failure { () throws(SMTPFailure) in try await send(MailServers.smtp(.tls)) }
        #expect(failure?.stage == .recipients)
        #expect(failure?.refused.count == 1)
        #expect(failure?.code == 554)
    }

    @Test func `the recipients that are refused do not keep the others from getting it`() async throws {
        let people = [
            "nobody@ensemble.test", "erin@ensemble.test", "relay@elsewhere.test", "frank@ensemble.test",
        ]
        let receipt = try await send(MailServers.smtp(), to: people)
        #expect(receipt.accepted == ["erin@ensemble.test", "frank@ensemble.test"])
        #expect(receipt.refused.map(\.address) == ["nobody@ensemble.test", "relay@elsewhere.test"])
        #expect(receipt.refused.map(\.enhancedStatus) == ["5.1.1", "5.7.1"])
        #expect(
            receipt.refused[0].words
                == "The mail server did not take nobody@ensemble.test: there is no such mailbox.")
    }

    @Test func `a message that nobody may get is a permanent failure`() async throws {
        let failure = await failure { () throws(SMTPFailure) in
            try await send(MailServers.smtp(), to: ["nobody@ensemble.test"])
        }
        #expect(failure?.kind == .permanent)
        #expect(failure?.code == 550)
        #expect(failure?.enhancedStatus == "5.1.1")
    }

    @Test func `a wrong password is told apart and worth another try once it is mended`() async throws {
        var server = MailServers.smtp(.startTLS(required: true), user: "frank")
        server.password = "wrong"
        let wrong = server
        let failure = await failure { () throws(SMTPFailure) in try await send(wrong) }
        #expect(failure?.stage == .signIn)
        #expect(failure?.kind == .transient)
        #expect(failure?.code == 535)
        #expect(failure?.words.hasSuffix("refused the user name or password.") == true)
    }

    @Test(arguments: [TransportSecurity.startTLS(required: true), .startTLS(required: false), .tls])
    func `a certificate of an unknown authority is refused`(security: TransportSecurity) async throws {
        var server = MailServers.smtp(security, user: "frank")
        server.caFile = nil
        let unknown = server
        let failure = await failure { () throws(SMTPFailure) in try await send(unknown) }
        #expect(failure?.stage == .connecting)
        #expect(failure?.words.contains("not signed by an authority that is trusted here") == true)
        server.verifyCertificate = false
        _ = try await send(server)
    }

    @Test func `a certificate for another name is refused`() async throws {
        var server = MailServers.smtp(.tls, user: "frank")
        server.host = "127.0.0.1"
        let other = server
        let failure = await failure { () throws(SMTPFailure) in try await send(other) }
        #expect(failure?.words.hasSuffix("is for another name.") == true)
    }

    @Test func `settings can be checked without sending anything`() async throws {
        try await SMTPClient(MailServers.smtp(.tls, user: "frank")).check()
        var server = MailServers.smtp(.tls, user: "frank")
        server.password = "wrong"
        let wrong = SMTPClient(server)
        #expect(await failure { () throws(SMTPFailure) in try await wrong.check() }?.stage == .signIn)
    }

    @Test func `a hundred and fifty recipients are asked for in groups`() async throws {
        let people = (0..<150).map { "nobody\($0)@ensemble.test" } + ["erin@ensemble.test"]
        let receipt = try await send(MailServers.smtp(), to: people)
        #expect(receipt.accepted == ["erin@ensemble.test"])
        #expect(receipt.refused.count == 150)
        #expect(receipt.refused.map(\.address) == Array(people.dropLast()))
    }
}
