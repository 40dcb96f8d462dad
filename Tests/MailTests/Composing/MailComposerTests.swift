import Foundation
import Testing

@testable import Mail

struct MailComposerTests {
    @Test func `a plain answer is a plain message`() throws {
        var mail = Compositions.mail(
            subject: "Re: Your bill", text: "Dear Mia,\n\nall is well.\n", name: "Mira Bell")
        mail.inReplyTo = "q@example.org"
        mail.references = ["q@example.org"]
        #expect(
            try Compositions.composed(mail) == """
                From: Mira Bell <mira@clinic.example>\r
                To: Mira Bell <mia@example.org>\r
                Subject: Re: Your bill\r
                Date: Sun, 22 Nov 2026 16:47:31 +0000\r
                Message-ID: <1@clinic.example>\r
                In-Reply-To: <q@example.org>\r
                References: <q@example.org>\r
                MIME-Version: 1.0\r
                Content-Type: text/plain; charset=us-ascii\r
                Content-Transfer-Encoding: 7bit\r
                \r
                Dear Mia,\r
                \r
                all is well.\r

                """)
    }

    @Test func `text and HTML are alternatives, pictures beside the HTML, files after all`() throws {
        var mail = Compositions.mail()
        mail.html = "<p>Hello <img src='cid:logo@x'></p>"
        mail.attachments = [
            OutgoingAttachment(name: "a.pdf", contentType: "application/pdf", bytes: [1]),
            OutgoingAttachment(
                name: "l.png", contentType: "image/png", bytes: [2], contentID: "logo@x", isInline: true),
        ]
        let types = try Compositions.composed(mail).components(separatedBy: "\r\n")
            .filter { $0.hasPrefix("Content-Type:") }.map { $0.prefix { $0 != ";" } }
        #expect(
            types == [
                "Content-Type: multipart/mixed", "Content-Type: multipart/alternative",
                "Content-Type: text/plain",
                "Content-Type: multipart/related", "Content-Type: text/html", "Content-Type: image/png",
                "Content-Type: application/pdf",
            ])
    }

    @Test func `a picture that no HTML shows is an attachment`() throws {
        var mail = Compositions.mail()
        mail.attachments = [
            OutgoingAttachment(
                name: "l.png", contentType: "image/png", bytes: [2], contentID: "l@x", isInline: true)
        ]
        let composed = try Compositions.composed(mail)
        #expect(composed.contains("Content-Disposition: attachment; filename=l.png"))
        #expect(!composed.contains("multipart/related"))
    }

    @Test func `the same message is the same bytes each time`() throws {
        var mail = Compositions.mail()
        mail.html = "<p>x</p>"
        #expect(try MailComposer.compose(mail) == MailComposer.compose(mail))
    }

    @Test func `Bcc is in the envelope and nowhere in the message`() throws {
        var mail = Compositions.mail()
        mail.cc = [MailAddress(address: "MIA@example.org")]
        mail.bcc = [MailAddress(name: "Hidden", address: "hidden@example.org")]
        #expect(!(try Compositions.composed(mail)).lowercased().contains("hidden"))
        #expect(mail.recipients == ["mia@example.org", "hidden@example.org"])
        mail.to = []
        mail.cc = []
        #expect(try Compositions.fields(MailComposer.compose(mail)).contains("To: undisclosed-recipients:;"))
    }

    @Test(arguments: AutoSubmitted.allCases)
    func `what a machine sends says so`(kind: AutoSubmitted) throws {
        var mail = Compositions.mail()
        #expect(!(try Compositions.composed(mail)).contains("Auto"))
        mail.autoSubmitted = kind
        #expect(
            try Compositions.fields(MailComposer.compose(mail)).contains("Auto-Submitted: \(kind.rawValue)"))
    }

    private static let badAddresses = [
        "", "mia", "mia@", "@example.org", "mia@example.org\r\nBcc: x@y", "mia smith@example.org",
        "<mia@example.org>",
        "mia@example.org>", "mia@exa mple.org", "a,b@example.org", "mia@example..org", "mia@.org",
        "\"mia@example.org",
        "\"a\"b\"@x.org", "mia\u{0}@x.org", "mia@x.org\u{0}", "mi\u{202E}a@x.org", "mia@[1.2.3.4",
        "mia@x.org, y@z.org",
        String(repeating: "a", count: 400) + "@x.org",
    ]

    @Test(arguments: badAddresses)
    func `what is no address is refused wherever it stands`(address: String) {
        let bad = MailAddress(name: "Mia", address: address)
        let places: [WritableKeyPath<OutgoingMail, [MailAddress]>] = [\.to, \.cc, \.bcc, \.replyTo]
        for place in places {
            var mail = Compositions.mail()
            mail[keyPath: place] = [bad]
            #expect(throws: ComposeError.invalidAddress(address)) { try MailComposer.compose(mail) }
        }
        var mail = Compositions.mail()
        mail.from = bad
        #expect(throws: ComposeError.invalidAddress(address)) { try MailComposer.compose(mail) }
    }

    @Test(arguments: [
        ("mia@example.org", "mia@example.org"), ("\"mia smith\"@example.org", "\"mia smith\"@example.org"),
        ("mia@[192.0.2.1]", "mia@[192.0.2.1]"), ("mia+tag@sub.example.org", "mia+tag@sub.example.org"),
        ("mia@zähne.example", "mia@xn--zhne-loa.example"),
        ("jürgen@zähne.example", "jürgen@xn--zhne-loa.example"),
        ("o'neil@example.org", "o'neil@example.org"), ("mia@localhost", "mia@localhost"),
    ])
    func `an address is written as servers know it`(address: String, written: String) throws {
        var mail = Compositions.mail()
        mail.to = [MailAddress(address: address)]
        #expect(try Compositions.fields(MailComposer.compose(mail)).contains("To: \(written)"))
    }

    @Test(arguments: [
        "", "no-at-sign", "a@b>", "a@b\r\nBcc: x@y", "a b@c", "ü@x", "<a@b>",
        String(repeating: "a", count: 300) + "@x",
    ])
    func `an id that cannot stand in a header is refused`(id: String) {
        var mail = Compositions.mail()
        mail.messageID = id
        #expect(throws: ComposeError.invalidID(id)) { try MailComposer.compose(mail) }
        mail = Compositions.mail()
        mail.attachments = [OutgoingAttachment(name: "x", contentType: "image/png", bytes: [], contentID: id)]
        #expect(throws: ComposeError.invalidID(id)) { try MailComposer.compose(mail) }
    }

    @Test func `ids that others made are kept where they can be and left out where not`() throws {
        var mail = Compositions.mail()
        mail.inReplyTo = "<last@x>"
        mail.references = [
            "first@x", "with space@x", "a@x\r\nBcc: y@z", "<second@x>", "first@x", "ü@x", "no-at",
        ]
        let fields = try Compositions.fields(MailComposer.compose(mail))
        #expect(fields.contains("In-Reply-To: <last@x>"))
        #expect(fields.contains("References: <first@x> <second@x> <no-at> <last@x>"))
    }

    @Test func `of a hundred thousand references the first and the latest are named`() throws {
        var mail = Compositions.mail()
        mail.references = (0..<100_000).map { "\($0)@x" }
        let field = try #require(
            Compositions.fields(MailComposer.compose(mail)).first { $0.hasPrefix("References:") })
        let ids = field.split(separator: " ").dropFirst()
        #expect(ids.count == 30)
        #expect(ids.first == "<0@x>" && ids.last == "<99999@x>")
    }

    @Test(arguments: [
        "Bcc", "bcc", "From", "Content-Type", "MIME-Version", "Resent-To", "X Y", "X:Y", "", "X\r\nY", "Ü",
        "Return-Path",
    ])
    func `a further header cannot be one of ours, nor none at all`(name: String) {
        var mail = Compositions.mail()
        mail.extraHeaders = [(name, "x")]
        #expect(throws: ComposeError.invalidHeader(name)) { try MailComposer.compose(mail) }
    }

    @Test func `further headers stand in their order, once more if named once more`() throws {
        var mail = Compositions.mail()
        mail.extraHeaders = [("X-B", "1"), ("X-A", "zwei über"), ("X-B", "3\r\nBcc: x@y")]
        let fields = try Compositions.fields(MailComposer.compose(mail)).filter { $0.hasPrefix("X-") }
        #expect(fields == ["X-B: 1", "X-A: =?utf-8?q?zwei_=C3=BCber?=", "X-B: 3 Bcc: x@y"])
    }

    @Test(arguments: [
        (Int64(0), "Thu, 01 Jan 1970 00:00:00 +0000"), (1_709_210_096_999, "Thu, 29 Feb 2024 12:34:56 +0000"),
        (-1, "Wed, 31 Dec 1969 23:59:59 +0000"), (951_782_400_000, "Tue, 29 Feb 2000 00:00:00 +0000"),
        (4_107_542_400_000, "Mon, 01 Mar 2100 00:00:00 +0000"), (.max, "Fri, 31 Dec 9999 23:59:59 +0000"),
        (.min, "Mon, 01 Jan 1900 00:00:00 +0000"),
    ])
    func `dates are written in UTC`(milliseconds: Int64, written: String) {
        #expect(MailComposer.date(milliseconds) == written)
    }

    @Test func `a message as an attachment stays a message where it can`() throws {
        let inner = Array("From: a@b\r\nSubject: inner\r\n\r\nHello\r\n".utf8)
        for (bytes, type) in [(inner, "message/rfc822"), (inner + [0xC3, 0xBC], "application/octet-stream")] {
            var mail = Compositions.mail()
            mail.attachments = [
                OutgoingAttachment(name: "m.eml", contentType: "message/rfc822", bytes: bytes)
            ]
            let read = try MailReader.parse(MailComposer.compose(mail))
            #expect(read.attachments.map(\.contentType) == [type])
            #expect(read.attachments.first?.bytes == bytes)
        }
    }

    @Test(arguments: [
        ("text/calendar; method=REQUEST; charset=utf-8", "text/calendar; method=REQUEST; charset=utf-8"),
        ("IMAGE/PNG", "image/png"), ("", "application/octet-stream"), ("png", "application/octet-stream"),
        ("multipart/mixed; boundary=x", "application/octet-stream"),
        ("a/b\r\nX: y", "application/octet-stream"),
        ("image/png; name=x", "image/png"), ("image/png; a=\"b c\"; d", "image/png; a=\"b c\""),
    ])
    func `a content type is taken as far as it is one`(claimed: String, written: String) throws {
        var mail = Compositions.mail()
        mail.attachments = [OutgoingAttachment(name: "x", contentType: claimed, bytes: [])]
        let fields = try Compositions.composed(mail).replacingOccurrences(of: "\r\n ", with: " ")
            .components(separatedBy: "\r\n").filter { $0.hasPrefix("Content-Type:") }
        #expect(fields.last == "Content-Type: \(written)")
    }

    @Test(arguments: [
        ("short\nlines\n", "7bit"), ("", "7bit"), (String(repeating: "x", count: 79), "quoted-printable"),
        ("trailing \n", "quoted-printable"), ("From here\n", "quoted-printable"),
        ("--=_1_x", "quoted-printable"),
        ("Grüße, everything else is plain ASCII here.", "quoted-printable"), ("Привет, мир", "base64"),
    ])
    func `text goes in the plainest form that arrives unchanged`(text: String, encoding: String) throws {
        let mail = Compositions.mail(text: text)
        #expect(
            try Compositions.fields(MailComposer.compose(mail)).contains(
                "Content-Transfer-Encoding: \(encoding)"))
    }
}
