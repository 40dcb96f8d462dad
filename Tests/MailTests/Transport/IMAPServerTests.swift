import Foundation
import Testing

@testable import Mail

/// Against a real Dovecot.
@Suite(.enabled(if: MailServers.hasIMAP, MailServers.comment))
struct IMAPServerTests {
    private func bob(_ folder: String, _ security: TransportSecurity = .none) -> IMAPClient {
        IMAPClient(MailServers.imap("bob", security, folder: folder))
    }

    @Test(arguments: [TransportSecurity.none, .startTLS(required: true), .tls])
    func `a folder is read with and without encryption`(security: TransportSecurity) async throws {
        let message = MailServers.message("Hello", body: "über 8 bit \u{1F600}\r\n.\r\nE5 OK Fetch completed")
        let client = bob(try MailServers.makeFolder([message]), security)
        let folder = try await client.open()
        #expect(folder.exists == 1)
        #expect(folder.uidNext == 2)
        let uids = try await client.uids(after: 0, limit: 10)
        #expect(uids == [1])
        #expect(try await client.fetch(1)?.content == .whole(message))
        await client.close()
    }

    @Test func `a thousand messages come in order and whole`() async throws {
        let messages = (0..<1000).map {
            MailServers.message("Number \($0)", body: String(repeating: "x", count: $0 * 7))
        }
        let client = bob(try MailServers.makeFolder(messages))
        let folder = try await client.open()
        var progress = IMAPProgress()
        #expect(progress.next(in: folder) == .fetchAll(.first))
        progress = progress.restarted(in: folder)
        var contents: [FetchedMail.Content] = []
        while case .fetch(let after) = progress.next(in: folder) {
            let batch = try await client.fetch(client.uids(after: after, limit: 300), batch: 500_000)
            contents += batch.mails.map(\.content)
            progress = progress.advanced(to: batch.through, in: folder)
        }
        #expect(contents == messages.map { .whole($0) })
        await client.close()
    }

    @Test func `a message of twenty megabytes comes whole, or as its header where that is too much`()
        async throws
    {
        let line = "The quick brown fox jumps over the lazy dog, twenty million times.\r\n"
        let message = MailServers.message(
            "Large", body: String(repeating: line, count: 20_000_000 / line.utf8.count))
        let client = bob(try MailServers.makeFolder([message]), .tls)
        _ = try await client.open()
        #expect(try await client.fetch(1)?.content == .whole(message))
        let header = Array("From: mia@example.org\r\nTo: bob@ensemble.test\r\nSubject: Large\r\n\r\n".utf8)
        #expect(
            try await client.fetch(1, largest: 1_000_000)?.content == .headerOnly(header, size: message.count)
        )
        await client.close()
    }

    @Test func `nothing is seen until that is asked for`() async throws {
        let name = try MailServers.makeFolder([MailServers.message("a"), MailServers.message("b")])
        let client = bob(name)
        _ = try await client.open()
        for _ in 0..<2 {
            #expect(try await client.fetch([1, 2]).mails.map(\.isSeen) == [false, false])
        }
        try await client.markSeen([2, 77])
        #expect(try await client.fetch([1, 2]).mails.map(\.isSeen) == [false, true])
        await client.close()
    }

    @Test func `messages are moved to a folder that is made for them`() async throws {
        let name = try MailServers.makeFolder((0..<3).map { MailServers.message("\($0)") })
        let target = "Erledigt & geprüft \(UUID().uuidString)"
        let client = bob(name)
        _ = try await client.open()
        try await client.move([1, 3], to: target)
        #expect(try await client.uids(after: 0, limit: 10) == [2])
        #expect(try await client.open(target).exists == 2)
        #expect(try await client.folders().contains { $0.name == target && $0.isSelectable })
        await client.close()
    }

    @Test(arguments: ["Entwürfe", "台北 日本語", "📮 & Co", "a \"b\" \\c", "100 %"])
    func `folders have names in any script`(name: String) async throws {
        let name = try MailServers.makeFolder([MailServers.message("x")], name: name + UUID().uuidString)
        let client = bob(name)
        #expect(try await client.open().exists == 1)
        #expect(try await client.folders().contains { $0.name == name })
        await client.close()
    }

    @Test func `a folder numbered anew is read again from the start`() async throws {
        let name = try MailServers.makeFolder([MailServers.message("a"), MailServers.message("b")])
        let client = bob(name)
        let before = try await client.open()
        let progress = IMAPProgress().advanced(to: 2, in: before)
        #expect(progress.next(in: before) == .nothing)
        await client.close()
        // A second later, as the server makes the new number from the clock.
        try await Task.sleep(for: .milliseconds(1100))
        try MailServers.renumber(name)
        try MailServers.put(MailServers.message("c"), 9, into: name)
        let after = try await client.open()
        #expect(after.uidValidity != before.uidValidity)
        #expect(progress.next(in: after) == .fetchAll(.renumbered))
        #expect(try await client.uids(after: 0, limit: 10) == [1, 2, 3])
        await client.close()
    }

    @Test func `what others have marked as deleted is left alone`() async throws {
        let name = try MailServers.makeFolder((0..<3).map { MailServers.message("\($0)") })
        let client = bob(name)
        _ = try await client.open()
        try await client.markDeleted(2)
        #expect(try await client.uids(after: 0, limit: 10) == [1, 3])
        try await client.move([1], to: "Trash " + UUID().uuidString)
        #expect(try await client.fetch(2) != nil)
        await client.close()
    }

    @Test func `a message that is gone by now is passed over`() async throws {
        let client = bob(try MailServers.makeFolder([MailServers.message("a")]))
        _ = try await client.open()
        let batch = try await client.fetch([1, 5])
        #expect(batch.mails.map(\.uid) == [1])
        #expect(batch.through == 5)
        #expect(try await client.fetch([7, 8]).through == 8)
        await client.close()
    }

    @Test func `waiting ends when a message arrives`() async throws {
        let name = try MailServers.makeFolder()
        let client = bob(name)
        #expect(try await client.open().exists == 0)
        async let arrived = client.waitForMail(.seconds(60))
        try await Task.sleep(for: .milliseconds(300))
        try MailServers.put(MailServers.message("news"), 1, into: name)
        #expect(try await arrived)
        #expect(try await client.open().exists == 1)
        await client.close()
    }

    @Test func `waiting without news ends when the time is over`() async throws {
        let client = bob(try MailServers.makeFolder())
        _ = try await client.open()
        #expect(try await client.waitForMail(.milliseconds(200)) == false)
        #expect(try await client.open().exists == 0)
        await client.close()
    }

    @Test func `a folder that is not there is a clear failure and keeps the connection`() async throws {
        let client = bob("INBOX")
        let failure = await failure { () throws(IMAPFailure) in try await client.open("Nirgends") }
        #expect(failure?.kind == .folder)
        #expect(failure?.words == "The folder “Nirgends” of bob cannot be opened on localhost.")
        #expect(try await client.folders().contains { $0.name == "INBOX" })
        await client.close()
    }

    @Test(arguments: [TransportSecurity.none, .tls])
    func `a wrong password is a clear failure`(security: TransportSecurity) async {
        var server = MailServers.imap("bob", security)
        server.password = "wrong"
        let client = IMAPClient(server)
        let failure = await failure { () throws(IMAPFailure) in try await client.open() }
        #expect(failure?.kind == .signIn)
        #expect(failure?.isTransient == false)
        #expect(failure?.words.hasSuffix("refused the user name or password.") == true)
    }

    @Test(arguments: [TransportSecurity.startTLS(required: true), .startTLS(required: false), .tls])
    func `a certificate of an unknown authority is refused`(security: TransportSecurity) async throws {
        var server = MailServers.imap("bob", security)
        server.caFile = nil
        let unknown = IMAPClient(server)
        let failure = await failure { () throws(IMAPFailure) in try await unknown.open() }
        #expect(failure?.kind == .untrusted)
        #expect(failure?.words.contains("not signed by an authority that is trusted here") == true)
        server.verifyCertificate = false
        let careless = IMAPClient(server)
        _ = try await careless.open()
        await careless.close()
    }

    @Test(arguments: [TransportSecurity.startTLS(required: true), .tls])
    func `a certificate for another name is refused`(security: TransportSecurity) async {
        var server = MailServers.imap("bob", security)
        server.host = "127.0.0.1"
        let client = IMAPClient(server)
        let failure = await failure { () throws(IMAPFailure) in try await client.open() }
        #expect(failure?.kind == .untrusted)
        #expect(failure?.words.hasSuffix("is for another name.") == true)
    }

    @Test func `a file of certificates that is not there is a clear failure`() async {
        var server = MailServers.imap("bob", .tls)
        server.caFile = "/nowhere/ca.pem"
        let client = IMAPClient(server)
        let failure = await failure { () throws(IMAPFailure) in try await client.open() }
        #expect(failure?.kind == .configuration)
        #expect(failure?.words == "The file of trusted certificates cannot be read.")
    }

    @Test func `TLS on a port that speaks plain is a clear failure`() async {
        var server = MailServers.imap("bob")
        server.security = .tls
        let client = IMAPClient(server)
        let failure = await failure { () throws(IMAPFailure) in try await client.open() }
        #expect(failure?.kind == .untrusted)
        #expect(failure?.words.contains("does not speak TLS on this port") == true)
    }
}

extension IMAPClient {
    /// As a person does in another mail program.
    fileprivate func markDeleted(_ uid: UInt32) throws(IMAPFailure) {
        try perform("UID STORE \(uid) +FLAGS.SILENT (\\Deleted)", on: connected())
    }
}
