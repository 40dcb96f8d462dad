import Foundation
import Synchronization
import Testing

@testable import Mail

/// Answers that no real server gives on demand.
struct IMAPScriptedTests {
    private func client(_ server: ScriptedServer, timeout: Duration = .seconds(120)) -> IMAPClient {
        IMAPClient(
            IMAPServer(
                host: "127.0.0.1", port: server.port, security: .none, user: "bob", password: "x",
                connectTimeout: timeout, answerTimeout: timeout))
    }

    /// Plays until a folder is open.
    private static func open(_ peer: ScriptedServer.Peer, exists: Int = 3) {
        peer.welcomeIMAP()
        let tag = peer.hearIMAP("SELECT \"INBOX\"")
        peer.say("* \(exists) EXISTS")
        peer.say("* OK [UIDVALIDITY 9] ok")
        peer.say("\(tag) OK [READ-WRITE] open")
    }

    @Test func `a message whose text looks like the server's answers comes whole`() async throws {
        let hostile =
            "From: x\r\n\r\nE3 OK Fetch completed\r\nE4 OK done\r\n* 7 FETCH (UID 9 BODY[] {5}\r\nhello)\r\n* BYE\r\n"
        let server = try ScriptedServer { peer, _ in
            Self.open(peer)
            var tag = peer.hearIMAP("UID FETCH 4 (UID RFC822.SIZE FLAGS)")
            peer.say("* 1 FETCH (UID 4 RFC822.SIZE \(hostile.utf8.count) FLAGS ())")
            peer.say("\(tag) OK done")
            tag = peer.hearIMAP("UID FETCH 4 (UID BODY.PEEK[])")
            peer.say("* 1 FETCH (UID 4 BODY[] {\(hostile.utf8.count)}")
            peer.say(bytes: Array(hostile.utf8))
            peer.say(")")
            peer.say("\(tag) OK done")
        }
        let client = client(server)
        let state = try await client.open()
        #expect(state == IMAPFolderState(uidValidity: 9, uidNext: nil, exists: 3))
        let mail = try #require(try await client.fetch(4))
        #expect(mail.content == .whole(Array(hostile.utf8)))
        #expect(!mail.isSeen)
    }

    @Test func `a connection cut within a message is a failure and no message`() async throws {
        let server = try ScriptedServer { peer, _ in
            Self.open(peer)
            var tag = peer.hearIMAP("UID FETCH 4")
            peer.say("* 1 FETCH (UID 4 RFC822.SIZE 5000 FLAGS ())")
            peer.say("\(tag) OK done")
            tag = peer.hearIMAP("UID FETCH 4")
            peer.say("* 1 FETCH (UID 4 BODY[] {5000}")
            peer.say("only this")
        }
        let client = client(server)
        _ = try await client.open()
        let failure = await failure { () throws(IMAPFailure) in try await client.fetch(4) }
        #expect(failure?.kind == .unreachable)
        #expect(failure?.isTransient == true)
    }

    @Test func `after a lost connection a new one is made by opening`() async throws {
        let server = try ScriptedServer { peer, _ in Self.open(peer) }
        let client = client(server)
        for _ in 0..<3 {
            let state = try await client.open()
            #expect(state.exists == 3)
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    @Test func `a message larger than the server had said is not taken into memory`() async throws {
        let server = try ScriptedServer { peer, _ in
            Self.open(peer)
            var tag = peer.hearIMAP("UID FETCH 4")
            peer.say("* 1 FETCH (UID 4 RFC822.SIZE 100 FLAGS ())")
            peer.say("\(tag) OK done")
            tag = peer.hearIMAP("UID FETCH 4")
            peer.say("* 1 FETCH (UID 4 BODY[] {30000000}")
            for _ in 0..<300 { peer.say(bytes: Array(repeating: 65, count: 100_000)) }
            peer.say(")")
            peer.say("\(tag) OK done")
            tag = peer.hearIMAP("UID FETCH 4 (UID BODY.PEEK[HEADER])")
            peer.say("* 1 FETCH (UID 4 BODY[HEADER] {12}")
            peer.say("Subject: x\r\n)")
            peer.say("\(tag) OK done")
        }
        let client = client(server)
        _ = try await client.open()
        let mail = try #require(try await client.fetch(4, largest: 1000))
        #expect(mail.content == .headerOnly(Array("Subject: x\r\n".utf8), size: 30_000_000))
    }

    @Test func `one message that the server cannot read keeps back no other`() async throws {
        let server = try ScriptedServer { peer, _ in
            Self.open(peer)
            var tag = peer.hearIMAP("UID FETCH 4:6")
            for uid in 4...6 { peer.say("* \(uid) FETCH (UID \(uid) RFC822.SIZE 3 FLAGS (\\Seen))") }
            peer.say("\(tag) OK done")
            tag = peer.hearIMAP("UID FETCH 4:6")
            peer.say("* 4 FETCH (UID 4 BODY[] {3}")
            peer.say("abc)")
            peer.say("\(tag) NO [SERVERBUG] Internal error occurred")
            tag = peer.hearIMAP("UID FETCH 5 (")
            peer.say("\(tag) NO [SERVERBUG] Internal error occurred")
            tag = peer.hearIMAP("UID FETCH 6 (")
            peer.say("* 6 FETCH (UID 6 BODY[] {3}")
            peer.say("def)")
            peer.say("\(tag) OK done")
        }
        let client = client(server)
        _ = try await client.open()
        let batch = try await client.fetch([4, 5, 6])
        #expect(batch.through == 6)
        #expect(
            batch.mails.map(\.content) == [
                .whole(Array("abc".utf8)), .unreadable("[SERVERBUG] Internal error occurred"),
                .whole(Array("def".utf8)),
            ])
        #expect(!batch.mails.contains { !$0.isSeen })
    }

    @Test func `a server that cannot tell the sizes is asked for the messages`() async throws {
        let server = try ScriptedServer { peer, _ in
            Self.open(peer)
            var tag = peer.hearIMAP("UID FETCH 4:5 (UID RFC822.SIZE FLAGS)")
            peer.say("\(tag) NO [SERVERBUG] Internal error occurred")
            tag = peer.hearIMAP("UID FETCH 4 (UID BODY.PEEK[])")
            peer.say("* 4 FETCH (UID 4 BODY[] {3}")
            peer.say("abc)")
            peer.say("\(tag) OK done")
        }
        let client = client(server)
        _ = try await client.open()
        let batch = try await client.fetch([4, 5], largest: 1000, batch: 1000)
        #expect(batch.mails.map(\.content) == [.whole(Array("abc".utf8))])
        #expect(batch.through == 4)
    }

    @Test func `a server that hands out far more than it had promised is not believed`() async throws {
        let server = try ScriptedServer { peer, _ in
            Self.open(peer)
            let tag = peer.hearIMAP("UID FETCH 1:40")
            for uid in 1...40 { peer.say("* \(uid) FETCH (UID \(uid) RFC822.SIZE 10 FLAGS ())") }
            peer.say("\(tag) OK done")
            peer.hear()
            for uid in 1...40 {
                peer.say("* \(uid) FETCH (UID \(uid) BODY[] {500}")
                peer.say(bytes: Array(repeating: 65, count: 500))
                peer.say(")")
            }
            peer.stayMute()
        }
        let client = client(server)
        _ = try await client.open()
        let failure = await failure { () throws(IMAPFailure) in
            try await client.fetch(Array(1...40), largest: 500, batch: 500)
        }
        #expect(failure?.kind == .malformed)
    }

    @Test func `of two that wait one can be cancelled without waking the other`() async throws {
        let server = try ScriptedServer { peer, _ in
            Self.open(peer)
            let tag = peer.hearIMAP("IDLE")
            peer.say("+ idling")
            Thread.sleep(forTimeInterval: 0.5)
            peer.say("* 4 EXISTS")
            if peer.hear() == "DONE" { peer.say("\(tag) OK done") }
            peer.stayMute()
        }
        let client = client(server)
        _ = try await client.open()
        let first = Task { try await client.waitForMail(.seconds(60)) }
        try await Task.sleep(for: .milliseconds(100))
        let second = Task { try await client.waitForMail(.seconds(60)) }
        second.cancel()
        #expect(try await first.value)
        #expect(try await second.value == false)
    }

    @Test func `numbers not asked for and news in between are passed over`() async throws {
        let server = try ScriptedServer { peer, _ in
            Self.open(peer)
            var tag = peer.hearIMAP("UID SEARCH UID 8:* UNDELETED")
            peer.say("* 4 EXISTS")
            peer.say("* SEARCH 7 12 9")
            peer.say("* SEARCH 10")
            peer.say("\(tag) OK done")
            tag = peer.hearIMAP("UID FETCH 9")
            peer.say("* 1 FETCH (FLAGS (\\Seen))")
            peer.say("* 2 FETCH (UID 99 RFC822.SIZE 3 FLAGS ())")
            peer.say("\(tag) OK done")
        }
        let client = client(server)
        _ = try await client.open()
        #expect(try await client.uids(after: 7, limit: 2) == [9, 10])
        #expect(try await client.fetch(9) == nil)
    }

    @Test func `a batch ends where it would grow too large and says how far it came`() async throws {
        let server = try ScriptedServer { peer, _ in
            Self.open(peer)
            var tag = peer.hearIMAP("UID FETCH 1:4,8")
            for uid in [4, 2, 1] { peer.say("* \(uid) FETCH (UID \(uid) RFC822.SIZE 6 FLAGS ())") }
            peer.say("\(tag) OK done")
            tag = peer.hearIMAP("UID FETCH 1:2 (")
            for uid in 1...2 {
                peer.say("* \(uid) FETCH (UID \(uid) BODY[] {6}")
                peer.say("abcdef)")
            }
            peer.say("\(tag) OK done")
        }
        let client = client(server)
        _ = try await client.open()
        let batch = try await client.fetch([1, 2, 3, 4, 8], batch: 12)
        #expect(batch.mails.map(\.uid) == [1, 2])
        #expect(batch.through == 2)
    }

    @Test func `without MOVE it copies, marks and removes only these`() async throws {
        let heard = Mutex<[String]>([])
        let server = try ScriptedServer { peer, _ in
            peer.welcomeIMAP("IMAP4rev1 UIDPLUS")
            while case let line = peer.hear(), !line.isEmpty {
                let tag = line.prefix { $0 != " " }
                heard.withLock { $0.append(String(line.dropFirst(tag.count + 1))) }
                let isFirstCopy =
                    line.contains("COPY") && heard.withLock { $0.filter { $0.contains("COPY") }.count } == 1
                peer.say("\(tag) \(isFirstCopy ? "NO [TRYCREATE] none" : "OK done")")
            }
        }
        let client = client(server)
        _ = try await client.open()
        try await client.move([3, 4], to: "Erledigt ✓")
        #expect(
            heard.withLock { $0 } == [
                "SELECT \"INBOX\"", "UID COPY 3:4 \"Erledigt &JxM-\"", "CREATE \"Erledigt &JxM-\"",
                "UID COPY 3:4 \"Erledigt &JxM-\"", "UID STORE 3:4 +FLAGS.SILENT (\\Deleted)",
                "UID EXPUNGE 3:4",
            ])
    }

    @Test func `a folder's name cannot smuggle in a command`() async throws {
        let heard = Mutex("")
        let server = try ScriptedServer { peer, _ in
            peer.welcomeIMAP()
            let line = peer.hear()
            heard.withLock { $0 = line }
            peer.say("\(line.prefix { $0 != " " }) NO [NONEXISTENT] no")
        }
        let failure = await failure { () throws(IMAPFailure) in
            try await client(server).open("a\"\r\nE9 DELETE INBOX")
        }
        #expect(failure?.kind == .folder)
        #expect(heard.withLock { $0 }.hasSuffix("SELECT \"a\\\"&AA0ACg-E9 DELETE INBOX\""))
    }

    @Test func `waiting ends with the arrival and the server is told to stop`() async throws {
        let server = try ScriptedServer { peer, _ in
            Self.open(peer)
            let tag = peer.hearIMAP("IDLE")
            peer.say("+ idling")
            peer.say("* OK still here")
            Thread.sleep(forTimeInterval: 0.1)
            peer.say("* 4 EXISTS")
            if peer.hear() == "DONE" { peer.say("\(tag) OK done") }
            let next = peer.hearIMAP("UID SEARCH")
            peer.say("* SEARCH 4")
            peer.say("\(next) OK done")
        }
        let client = client(server)
        _ = try await client.open()
        #expect(try await client.waitForMail(.seconds(120)))
        #expect(try await client.uids(after: 3, limit: 5) == [4])
    }

    @Test func `waiting ends at once when the task is cancelled`() async throws {
        let server = try ScriptedServer { peer, _ in
            Self.open(peer)
            let tag = peer.hearIMAP("IDLE")
            peer.say("+ idling")
            if peer.hear() == "DONE" { peer.say("\(tag) OK done") }
            let next = peer.hearIMAP("LOGOUT")
            peer.say("\(next) OK bye")
        }
        let client = client(server)
        _ = try await client.open()
        let waiting = Task { try await client.waitForMail(.seconds(600)) }
        try await Task.sleep(for: .milliseconds(100))
        waiting.cancel()
        #expect(try await waiting.value == false)
        await client.close()
    }

    @Test func `a server that closes says why`() async throws {
        let server = try ScriptedServer { peer, _ in
            Self.open(peer)
            peer.hear()
            peer.say("* BYE going down for maintenance")
        }
        let client = client(server)
        _ = try await client.open()
        let failure = await failure { () throws(IMAPFailure) in try await client.uids(after: 0, limit: 9) }
        #expect(failure?.kind == .unreachable)
        #expect(failure?.words.contains("going down for maintenance") == true)
    }

    @Test func `silence is a failure in time`() async throws {
        let server = try ScriptedServer { peer, _ in
            Self.open(peer)
            peer.stayMute()
        }
        let client = client(server, timeout: .seconds(10))
        _ = try await client.open()
        let failure = await failure { () throws(IMAPFailure) in try await client.uids(after: 0, limit: 9) }
        #expect(failure?.kind == .unreachable)
        #expect(failure?.words.contains("in time") == true)
    }

    @Test func `an endless line is cut off`() async throws {
        let server = try ScriptedServer { peer, _ in
            Self.open(peer)
            peer.hear()
            for _ in 0..<400 { peer.say(bytes: Array(repeating: 65, count: 100_000)) }
        }
        let client = client(server)
        _ = try await client.open()
        let failure = await failure { () throws(IMAPFailure) in try await client.uids(after: 0, limit: 9) }
        #expect(failure?.kind == .malformed)
    }

    @Test func `a server that knows passwords only in its own command gets them there`() async throws {
        let heard = Mutex<[String]>([])
        let server = try ScriptedServer { peer, _ in
            peer.say("* OK scripted")
            while case let line = peer.hear(), !line.isEmpty {
                heard.withLock { $0.append(line) }
                let tag = line.prefix { $0 != " " }
                if line.contains("CAPABILITY") { peer.say("* CAPABILITY IMAP4rev1") }
                peer.say("\(tag) OK done")
            }
        }
        _ = try await client(server).open()
        #expect(heard.withLock { $0.contains { $0.hasSuffix(" LOGIN bob x") } })
    }

    @Test func `a token signs in where there is one`() async throws {
        let heard = Mutex<[String]>([])
        let server = try ScriptedServer { peer, _ in
            peer.say("* OK scripted")
            while case let line = peer.hear(), !line.isEmpty {
                heard.withLock { $0.append(line) }
                let tag = line.prefix { $0 != " " }
                if line.contains("CAPABILITY") {
                    peer.say("* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2")
                }
                peer.say("\(tag) OK done")
            }
        }
        var settings = IMAPServer(
            host: "127.0.0.1", port: server.port, security: .none, user: "bob@x.org", password: "never",
            connectTimeout: .seconds(120))
        settings.bearer = "token"
        _ = try await IMAPClient(settings).open()
        let expected = Data("user=bob@x.org\u{1}auth=Bearer token\u{1}\u{1}".utf8).base64EncodedString()
        #expect(heard.withLock { $0.contains { $0.hasSuffix("AUTHENTICATE XOAUTH2 \(expected)") } })
    }

    @Test func `a server is never written to a log with its password`() {
        let imap = IMAPServer(
            host: "mx", port: 993, security: .tls, user: "bob", password: "s3cret", bearer: "t0ken")
        let smtp = SMTPServer(
            host: "mx", port: 587, security: .none, user: "bob", password: "s3cret", bearer: "t0ken")
        var text =
            "\(imap) \(smtp) \(String(reflecting: imap)) \(String(reflecting: smtp)) \([imap]) \([smtp])"
        dump(imap, to: &text)
        dump(smtp, to: &text)
        #expect(text.hasPrefix("imaps://bob@mx:993 smtp://bob@mx:587 "))
        #expect(!text.contains("s3cret") && !text.contains("t0ken"))
    }

    @Test func `a port where nobody listens is a clear failure`() async throws {
        let client = IMAPClient(
            IMAPServer(host: "127.0.0.1", port: 1, security: .tls, user: "bob", password: "x"))
        let failure = await failure { () throws(IMAPFailure) in try await client.open() }
        #expect(failure?.kind == .unreachable)
        #expect(failure?.words.contains("refused the connection") == true)
    }

    @Test(arguments: ["", "a b", "a/b", "a@b", "x\r\n", "[::1", "%61"])
    func `a host that is none is a clear failure`(host: String) async {
        let client = IMAPClient(
            IMAPServer(host: host, port: 143, security: .none, user: "bob", password: "x"))
        let failure = await failure { () throws(IMAPFailure) in try await client.open() }
        #expect(failure?.kind == .configuration)
    }

    @Test func `a password with a line break is a clear failure`() async {
        let client = IMAPClient(
            IMAPServer(
                host: "localhost", port: 143, security: .none, user: "bob", password: "x\r\nA1 DELETE INBOX"))
        let failure = await failure { () throws(IMAPFailure) in try await client.open() }
        #expect(failure?.kind == .configuration)
    }
}
