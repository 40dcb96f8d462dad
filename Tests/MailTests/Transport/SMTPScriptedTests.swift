import Foundation
import Synchronization
import Testing

@testable import Mail

/// Answers that no real server gives on demand.
struct SMTPScriptedTests {
    private let raw = Array("Subject: x\r\n\r\nhello\r\n".utf8)

    private func client(
        _ server: ScriptedServer, timeout: Duration = .seconds(120), deliveryTimeout: Duration? = nil
    ) -> SMTPClient {
        SMTPClient(
            SMTPServer(
                host: "127.0.0.1", port: server.port, security: .none, timeout: timeout,
                deliveryTimeout: deliveryTimeout ?? timeout),
            connections: 1)
    }

    @Test func `commands go in one write where the server allows it, and one by one where not`() async throws
    {
        for extensions in [["PIPELINING"], ["HELP"]] {
            let server = try ScriptedServer { peer, _ in
                peer.welcomeSMTP(extensions)
                let mail = peer.hear()
                peer.say("250 ok")
                let first = peer.hear()
                peer.say("250 ok")
                let second = peer.hear()
                peer.say("250 ok")
                peer.hear()
                peer.say("354 go")
                let lines = peer.hearMessage()
                peer.say("250 \(mail)|\(first)|\(second)|\(lines.count)")
            }
            let receipt = try await client(server).send(raw, from: "a@x", to: ["b@y", "c@z"])
            #expect(receipt.answer == "250 MAIL FROM:<a@x>|RCPT TO:<b@y>|RCPT TO:<c@z>|3")
        }
    }

    @Test func `a connection lost after the dot leaves the message in doubt`() async throws {
        let server = try ScriptedServer { peer, _ in
            peer.welcomeSMTP()
            for _ in 0..<2 { peer.hear(); peer.say("250 ok") }
            peer.hear()
            peer.say("354 go")
            _ = peer.hearMessage()
        }
        let failure = await failure { () throws(SMTPFailure) in
            try await client(server).send(raw, from: "a@x", to: ["b@y"])
        }
        #expect(failure?.kind == .inDoubt)
        #expect(failure?.stage == .answer)
    }

    @Test func `silence after the dot leaves the message in doubt`() async throws {
        let server = try ScriptedServer { peer, _ in
            peer.welcomeSMTP()
            for _ in 0..<2 { peer.hear(); peer.say("250 ok") }
            peer.hear()
            peer.say("354 go")
            _ = peer.hearMessage()
            peer.hear()
        }
        let failure = await failure { () throws(SMTPFailure) in
            try await client(server, deliveryTimeout: .milliseconds(300)).send(raw, from: "a@x", to: ["b@y"])
        }
        #expect(failure?.kind == .inDoubt)
        #expect(failure?.words.contains("in time") == true)
    }

    @Test func `a connection lost within the message does not`() async throws {
        let server = try ScriptedServer { peer, _ in
            peer.welcomeSMTP(["SIZE 0"])
            for _ in 0..<2 { peer.hear(); peer.say("250 ok") }
            peer.hear()
            peer.say("354 go")
            peer.hear()
            peer.slam()
        }
        let large = raw + Array(repeating: UInt8(ascii: "x"), count: 20_000_000)
        let failure = await failure { () throws(SMTPFailure) in
            try await client(server).send(large, from: "a@x", to: ["b@y"])
        }
        #expect(failure?.kind == .transient)
        #expect(failure?.stage == .message)
    }

    @Test func `the last moment before the dot can be written down`() async throws {
        let heard = Lines()
        let server = try heard.server()
        let before = Mutex(0)
        let receipt = try await client(server).send(raw, from: "a@x", to: ["b@y"]) {
            // All but the dot has come by now, or is on its way.
            for _ in 0..<500 where heard.count < 3 { Thread.sleep(forTimeInterval: 0.01) }
            Thread.sleep(forTimeInterval: 0.05)
            before.withLock { $0 = heard.count }
        }
        #expect(receipt.answer == "250 kept")
        #expect(before.withLock { $0 } == 3)
    }

    @Test func `nothing is delivered when it cannot be`() async throws {
        let heard = Lines()
        let server = try heard.server()
        let failure = await failure { () throws(SMTPFailure) in
            try await client(server).send(raw, from: "a@x", to: ["b@y"]) { throw CancellationError() }
        }
        #expect(failure?.kind == .transient)
        #expect(failure?.stage == .message)
        for _ in 0..<12_000 where !heard.isOver { try await Task.sleep(for: .milliseconds(10)) }
        #expect(heard.count == 3 && !heard.hasDot)
    }

    @Test func `a server that leaves meanwhile has not got the message`() async throws {
        let left = Mutex(false)
        let server = try ScriptedServer { peer, _ in
            peer.welcomeSMTP()
            for _ in 0..<2 {
                peer.hear()
                peer.say("250 ok")
            }
            peer.hear()
            peer.say("354 go")
            for _ in 0..<3 { peer.hear() }
            left.withLock { $0 = true }
        }
        let failure = await failure { () throws(SMTPFailure) in
            try await client(server).send(raw, from: "a@x", to: ["b@y"]) {
                for _ in 0..<500 where !left.withLock({ $0 }) { Thread.sleep(forTimeInterval: 0.01) }
                Thread.sleep(forTimeInterval: 0.1)
            }
        }
        #expect(failure?.kind == .transient)
    }

    @Test func `a server that gives up before the end is believed`() async throws {
        let server = try ScriptedServer { peer, _ in
            peer.welcomeSMTP(["SIZE 0"])
            for _ in 0..<2 { peer.hear(); peer.say("250 ok") }
            peer.hear()
            peer.say("354 go")
            peer.say("552 5.3.4 enough")
            peer.stayMute()
        }
        let large = raw + Array(repeating: UInt8(ascii: "x"), count: 2_000_000)
        let failure = await failure { () throws(SMTPFailure) in
            try await client(server).send(large, from: "a@x", to: ["b@y"])
        }
        #expect(failure?.kind == .permanent)
        #expect(failure?.code == 552)
    }

    @Test func `a kept connection that has died is replaced unseen`() async throws {
        let connections = Mutex(0)
        let server = try ScriptedServer { peer, number in
            connections.withLock { $0 = max($0, number + 1) }
            peer.welcomeSMTP()
            for _ in 0..<2 { peer.hear(); peer.say("250 ok") }
            peer.hear()
            peer.say("354 go")
            _ = peer.hearMessage()
            peer.say("250 kept")
            // Takes the next message's sender, then is gone without a word.
            if number == 0 { peer.hear() } else { peer.stayMute() }
        }
        let client = client(server)
        for _ in 0..<2 {
            #expect(try await client.send(raw, from: "a@x", to: ["b@y"]).answer == "250 kept")
        }
        #expect(connections.withLock { $0 } == 2)
    }

    @Test func `a kept connection that has had its share is replaced unseen`() async throws {
        let server = try ScriptedServer { peer, number in
            peer.welcomeSMTP()
            for _ in 0..<2 { peer.hear(); peer.say("250 ok") }
            peer.hear()
            peer.say("354 go")
            _ = peer.hearMessage()
            peer.say("250 kept by \(number)")
            peer.hear()
            peer.hear()
            peer.say("421 4.7.0 too many messages")
        }
        let client = client(server)
        #expect(try await client.send(raw, from: "a@x", to: ["b@y"]).answer == "250 kept by 0")
        #expect(try await client.send(raw, from: "a@x", to: ["b@y"]).answer == "250 kept by 1")
    }

    @Test func `a message too large for the server is never begun`() async throws {
        let server = try ScriptedServer { peer, _ in
            peer.welcomeSMTP(["SIZE 1000000"])
            peer.stayMute()
        }
        let large = Array(repeating: UInt8(ascii: "x"), count: 3_000_000)
        let failure = await failure { () throws(SMTPFailure) in
            try await client(server).send(large, from: "a@x", to: ["b@y"])
        }
        #expect(failure?.kind == .permanent)
        #expect(
            failure?.words == "The message is too large: it has 3 MB, the mail server takes at most 1 MB.")
    }

    @Test func `a server that turns us away at the door says why`() async throws {
        let server = try ScriptedServer { peer, _ in peer.say("554 5.7.1 you are on a list") }
        let failure = await failure { () throws(SMTPFailure) in
            try await client(server).send(raw, from: "a@x", to: ["b@y"])
        }
        #expect(failure?.stage == .connecting)
        #expect(failure?.kind == .transient)
        #expect(failure?.answer == "554 5.7.1 you are on a list")
        #expect(failure?.words.contains("you are on a list") == true)
    }

    @Test(arguments: ["HTTP/1.1 400 Bad Request", "SSH-2.0-OpenSSH_9.2", "* OK IMAP4rev1"])
    func `what is no mail server is told apart`(greeting: String) async throws {
        let server = try ScriptedServer { peer, _ in
            peer.say(greeting)
            peer.hear()
        }
        let failure = await failure { () throws(SMTPFailure) in
            try await client(server, timeout: .seconds(2)).send(raw, from: "a@x", to: ["b@y"])
        }
        #expect(failure?.stage == .connecting)
        #expect(failure?.kind == .transient)
    }

    @Test func `endless answers are cut off`() async throws {
        let server = try ScriptedServer { peer, _ in
            peer.welcomeSMTP()
            peer.hear()
            for _ in 0..<10_000 { peer.say("250-more") }
        }
        let failure = await failure { () throws(SMTPFailure) in
            try await client(server).send(raw, from: "a@x", to: ["b@y"])
        }
        #expect(failure?.kind == .transient)
        #expect(failure?.stage == .sender)
    }

    @Test(arguments: [
        "a@x\r\nRCPT TO:<evil@x>", "a b@x", "<a@x>", "", "a@", "@x", "a@x>", "a@x\0", "a\u{202E}b@x",
    ])
    func `an address that is none never reaches the server`(address: String) async throws {
        let server = try ScriptedServer { peer, _ in
            peer.welcomeSMTP()
            for _ in 0..<2 { peer.hear(); peer.say("250 ok") }
            peer.hear()
            peer.say("354 go")
            _ = peer.hearMessage()
            peer.say("250 kept")
        }
        let receipt = try await client(server).send(raw, from: "a@x", to: [address, "b@y"])
        #expect(receipt.accepted == ["b@y"])
        #expect(receipt.refused.map(\.address) == [address])
        #expect(receipt.refused.first?.isTransient == false)
    }

    @Test func `addresses beyond ASCII need a server that knows them`() async throws {
        let server = try ScriptedServer { peer, _ in
            peer.welcomeSMTP()
            let mail = peer.hear()
            peer.say("250 ok")
            let recipient = peer.hear()
            peer.say("250 ok")
            peer.hear()
            peer.say("354 go")
            _ = peer.hearMessage()
            peer.say("250 \(mail) \(recipient)")
        }
        let receipt = try await client(server).send(raw, from: "a@x", to: ["jürgen@x", "info@zähne.example"])
        #expect(receipt.accepted == ["info@zähne.example"])
        #expect(receipt.answer.contains("RCPT TO:<info@xn--zhne-loa.example>"))
        #expect(receipt.refused.map(\.address) == ["jürgen@x"])
    }

    @Test func `a server that knows them is told so`() async throws {
        let server = try ScriptedServer { peer, _ in
            peer.welcomeSMTP(["SMTPUTF8", "8BITMIME"])
            let mail = peer.hear()
            peer.say("250 ok")
            let recipient = peer.hear()
            peer.say("250 ok")
            peer.hear()
            peer.say("354 go")
            _ = peer.hearMessage()
            peer.say("250 \(mail) \(recipient)")
        }
        let receipt = try await client(server).send(raw, from: "a@x", to: ["jürgen@x"])
        #expect(receipt.answer == "250 MAIL FROM:<a@x> SMTPUTF8 RCPT TO:<jürgen@x>")
    }

    @Test func `messages beyond the connections wait their turn and all arrive`() async throws {
        let most = Mutex((now: 0, peak: 0))
        let server = try ScriptedServer { peer, _ in
            most.withLock {
                $0.now += 1; $0.peak = max($0.peak, $0.now)
            }
            peer.welcomeSMTP()
            while !peer.hear().isEmpty {
                peer.say("250 ok")
                peer.hear()
                peer.say("250 ok")
                peer.hear()
                peer.say("354 go")
                _ = peer.hearMessage()
                peer.say("250 kept")
            }
            most.withLock { $0.now -= 1 }
        }
        let client = SMTPClient(
            SMTPServer(host: "127.0.0.1", port: server.port, security: .none, timeout: .seconds(30)),
            connections: 3)
        let raw = self.raw
        let kept = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<60 { group.addTask { try await client.send(raw, from: "a@x", to: ["b@y"]).answer } }
            return try await group.reduce(into: 0) { $0 += $1 == "250 kept" ? 1 : 0 }
        }
        #expect(kept == 60)
        #expect(most.withLock { $0.peak } <= 3)
    }

    @Test func `a user name for a server without sign-in is a clear failure`() async throws {
        let server = try ScriptedServer { peer, _ in
            peer.welcomeSMTP()
            peer.stayMute()
        }
        let settings = SMTPServer(
            host: "127.0.0.1", port: server.port, security: .none, user: "a", password: "b",
            timeout: .seconds(120))
        let failure = await failure { () throws(SMTPFailure) in
            try await SMTPClient(settings).send(raw, from: "a@x", to: ["b@y"])
        }
        #expect(failure?.stage == .signIn)
        #expect(failure?.words.contains("no way to sign in") == true)
    }

    @Test func `a password is preferred to what only members of a domain can use`() async throws {
        let heard = Mutex<[String]>([])
        let server = try ScriptedServer { peer, _ in
            peer.welcomeSMTP(["AUTH GSSAPI NTLM DIGEST-MD5 PLAIN"])
            while case let line = peer.hear(), !line.isEmpty {
                heard.withLock { $0.append(line) }
                peer.say(line == "AUTH PLAIN" ? "334 " : "235 2.7.0 welcome")
            }
        }
        let settings = SMTPServer(
            host: "127.0.0.1", port: server.port, security: .none, user: "a@b.example", password: "c",
            timeout: .seconds(120))
        try await SMTPClient(settings).check()
        #expect(heard.withLock { $0.prefix(2) } == ["AUTH PLAIN", "AGFAYi5leGFtcGxlAGM="])
    }

    @Test func `silence at the door is a failure in time`() async throws {
        let server = try ScriptedServer { peer, _ in peer.stayMute() }
        for security in [TransportSecurity.none, .tls] {
            let settings = SMTPServer(
                host: "127.0.0.1", port: server.port, security: security, timeout: .milliseconds(300))
            let failure = await failure { () throws(SMTPFailure) in try await SMTPClient(settings).check() }
            #expect(failure?.stage == .connecting)
            #expect(failure?.words.contains("did not answer in time") == true)
        }
    }

    @Test func `an unused connection is closed with a goodbye`() async throws {
        let goodbye = Mutex("")
        let server = try ScriptedServer { peer, _ in
            peer.welcomeSMTP()
            for _ in 0..<2 { peer.hear(); peer.say("250 ok") }
            peer.hear()
            peer.say("354 go")
            _ = peer.hearMessage()
            peer.say("250 kept")
            let last = peer.hear()
            goodbye.withLock { $0 = last }
        }
        let client = client(server)
        _ = try await client.send(raw, from: "a@x", to: ["b@y"])
        await client.close()
        for _ in 0..<6_000 where goodbye.withLock({ $0.isEmpty }) {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(goodbye.withLock { $0 } == "QUIT")
    }
}

/// A server that takes one message, and what of it has come.
private final class Lines: Sendable {
    private let state = Mutex((count: 0, hasDot: false, isOver: false))

    var count: Int { state.withLock { $0.count } }
    var hasDot: Bool { state.withLock { $0.hasDot } }
    var isOver: Bool { state.withLock { $0.isOver } }

    func server() throws -> ScriptedServer {
        try ScriptedServer { peer, _ in
            peer.welcomeSMTP()
            for _ in 0..<2 {
                peer.hear()
                peer.say("250 ok")
            }
            peer.hear()
            peer.say("354 go")
            // Three lines of message; then the dot, or nothing more.
            for _ in 0..<3 {
                peer.hear()
                self.state.withLock { $0.count += 1 }
            }
            if peer.hear() == "." {
                self.state.withLock { $0.hasDot = true }
                peer.say("250 kept")
            }
            self.state.withLock { $0.isOver = true }
        }
    }
}
