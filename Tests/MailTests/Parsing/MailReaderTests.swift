import Testing

@testable import Mail

struct MailReaderTests {
    @Test
    func `a simple message is read whole`() throws {
        let mail = try Sample.mail(
            """
            Message-ID: <1@example.org>
            From: "Eva Beispiel" <eva@example.org>
            To: desk@example.com, Jo <jo@example.com>
            Cc: kim@example.net
            Reply-To: eva@private.example
            In-Reply-To: <0@example.com>
            References: <a@example.com>
             <0@example.com>
            Date: Mon, 6 May 2024 09:08:09 +0200
            Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=

            Hello,
            it works.
            """)
        #expect(mail.messageID == "1@example.org")
        #expect(mail.from == [MailAddress(name: "Eva Beispiel", address: "eva@example.org")])
        #expect(mail.to.map(\.address) == ["desk@example.com", "jo@example.com"])
        #expect(mail.cc.map(\.address) == ["kim@example.net"])
        #expect(mail.replyTo.map(\.address) == ["eva@private.example"])
        #expect(mail.inReplyTo == ["0@example.com"])
        #expect(mail.references == ["a@example.com", "0@example.com"])
        #expect(mail.date == 1_714_979_289_000)
        #expect(mail.subject == "Grüße")
        #expect(mail.text == "Hello,\nit works.")
        #expect(mail.html == nil)
        #expect(mail.classification == .person)
        #expect(mail.defects.isEmpty)
        #expect(!mail.truncated)
        #expect(mail.header("MESSAGE-ID") == "<1@example.org>")
    }

    @Test
    func `the two forms of one text are one message`() throws {
        let mail = try Sample.mail(
            """
            From: eva@example.org
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="=_x"

            This is for old readers.
            --=_x
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Gr=C3=BC=C3=9Fe =
            aus Ulm
            --=_x
            Content-Type: text/html; charset=iso-8859-1
            Content-Transfer-Encoding: base64

            PGI+R3L832U8L2I+
            --=_x--
            """)
        #expect(mail.text == "Grüße aus Ulm")
        #expect(mail.html == "<b>Grüße</b>")
        #expect(mail.attachments.isEmpty)
    }

    @Test
    func `pictures shown by cid are inline, other files are not`() throws {
        let mail = try Sample.mail(
            """
            From: eva@example.org
            Content-Type: multipart/mixed; boundary=out

            --out
            Content-Type: multipart/related; boundary=in

            --in
            Content-Type: text/html

            <img src="cid:pic%401@x">
            --in
            Content-Type: image/png; name=a.png
            Content-ID: <pic@1@x>

            x
            --in--
            --out
            Content-Type: image/png; name=b.png
            Content-Disposition: attachment
            Content-ID: <other@x>

            y
            --out--
            """)
        #expect(mail.attachments.map(\.name) == ["a.png", "b.png"])
        #expect(mail.attachments.map(\.isInline) == [true, false])
        #expect(mail.attachments.first?.contentID == "pic@1@x")
        #expect(mail.attachments.last?.bytes == Array("y".utf8))
    }

    @Test
    func `text parts around a file are shown in their order`() throws {
        let mail = try Sample.mail(
            """
            From: eva@example.org
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            first
            --b
            Content-Type: application/pdf; name=x.pdf

            pdf
            --b
            Content-Type: text/html

            <p>second &amp; last</p>
            --b--
            """)
        #expect(
            mail.text == "first\nsecond & last\n" || mail.text == "first\n\nsecond & last\n"
                || mail.text == "first\nsecond & last")
        #expect(mail.html?.contains("first") == true)
        #expect(mail.html?.contains("<p>second &amp; last</p>") == true)
        #expect(mail.attachments.count == 1)
    }

    @Test
    func `a text with a file name is a file`() throws {
        let mail = try Sample.mail(
            """
            From: eva@example.org
            Content-Type: text/csv; name=list.csv

            a;b
            """)
        #expect(mail.text == nil)
        #expect(mail.attachments.map(\.name) == ["list.csv"])
    }

    @Test
    func `an embedded message is a file and its text is not ours`() throws {
        let mail = try Sample.mail(
            """
            From: eva@example.org
            Content-Type: multipart/mixed; boundary=b

            --b

            see below
            --b
            Content-Type: message/rfc822

            From: jo@example.org
            Subject: old
            Content-Type: multipart/mixed; boundary=c

            --c
            Content-Type: text/plain

            inner words
            --c--
            --b--
            """)
        #expect(mail.text == "see below")
        #expect(mail.attachments.map(\.name) == ["old.eml"])
        #expect(mail.attachments.first?.contentType == "message/rfc822")
        let inner = try MailReader.parse(mail.attachments.first?.bytes ?? [])
        #expect(inner.subject == "old")
        #expect(inner.text == "inner words")
    }

    @Test
    func `lines flow together where the sender says so`() throws {
        let mail = try Sample.mail(
            """
            From: eva@example.org
            Content-Type: text/plain; format=flowed; delsp=yes

            A long \u{20}
            line.
            >> quo \u{20}
            >> ted
            > other
            --\u{20}
            Eva
            """.replacing(" \u{20}\n", with: "  \n"))
        #expect(mail.text == "A long line.\n>> quo ted\n> other\n-- \nEva")
    }

    @Test
    func `without From the one to answer stands in, and it is said`() throws {
        let mail = try Sample.mail("Reply-To: eva@example.org\nSubject: x\n\nhi")
        #expect(mail.from.map(\.address) == ["eva@example.org"])
        #expect(mail.defects == ["The message does not say who it is from."])
    }

    @Test
    func `of two From fields the one with an address counts`() throws {
        let mail = try Sample.mail("From: [??]\nFrom: Eva <eva@example.org>\n\nhi")
        #expect(mail.from == [MailAddress(name: "Eva", address: "eva@example.org")])
    }

    @Test
    func `an mbox line and line ends of all kinds before a message do not matter`() throws {
        let text = "From: eva@example.org\nSubject: x\n\nhi\n"
        for raw in [
            "From eva Mon May  6 09:08:09 2024\n" + text, "\r\n\n" + text, "\u{FEFF}" + text,
            text.replacing("\n", with: "\r"), text.replacing("\n", with: "\r\n"),
        ] {
            let mail = try MailReader.parse(Array(raw.utf8))
            #expect(mail.subject == "x")
            #expect(mail.text == "hi\n")
        }
    }

    @Test
    func `files written into the text by uuencode and yEnc are taken out`() throws {
        let mail = try Sample.mail(header: "Subject: x", text: "see\nbegin 644 a.txt\n#0V%T\n`\nend\nbye")
        #expect(mail.text == "see\nbye\n")
        #expect(mail.attachments.map(\.name) == ["a.txt"])
        #expect(mail.attachments.first?.bytes == Array("Cat".utf8))
        let yenc = try Sample.mail(
            header: "Subject: x", text: "=ybegin line=128 size=3 name=b.bin\nm\u{8B}\u{9E}\n=yend size=3")
        #expect(yenc.attachments.map(\.name) == ["b.bin"])
        #expect(yenc.attachments.first?.bytes == Array("Cat".utf8))
    }

    @Test
    func `the word begin at the start of a line takes nothing`() throws {
        let mail = try Sample.mail(header: "Subject: x", text: "begin 644 things\nand end them\nend")
        #expect(mail.text == "begin 644 things\nand end them\nend\n")
        #expect(mail.attachments.isEmpty)
    }

    @Test
    func `a boundary that was folded wrongly is found`() throws {
        let mail = try Sample.mail(
            """
            From: eva@example.org
            Content-Type: multipart/mixed; boundary=a

            --a
            Content-Type: multipart/alternative;
            boundary="b"

            --b
            Content-Type: text/plain

            words
            --b--
            --a--
            """)
        #expect(mail.text == "words")
    }

    @Test
    func `a multipart without parts shows what it holds`() throws {
        let mail = try Sample.mail(
            "From: eva@example.org\nContent-Type: multipart/mixed; boundary=nowhere\n\njust words")
        #expect(mail.text == "just words")
    }

    @Test
    func `signed mail shows its text and keeps the signature`() throws {
        let mail = try Sample.mail(
            """
            From: eva@example.org
            Content-Type: multipart/signed; boundary=s; protocol="application/pgp-signature"

            --s
            Content-Type: text/plain

            signed words
            --s
            Content-Type: application/pgp-signature; name=signature.asc

            -----BEGIN PGP SIGNATURE-----
            --s--
            """)
        #expect(mail.text == "signed words")
        #expect(mail.attachments.map(\.name) == ["signature.asc"])
    }

    @Test
    func `nothing at all is told from something unreadable`() {
        #expect(throws: MailDefect.empty) { try MailReader.parse([]) }
        #expect(throws: MailDefect.empty) { try MailReader.parse(Array(" \r\n \r\n".utf8)) }
        #expect(throws: MailDefect.notMail) {
            try MailReader.parse((0..<512).map { UInt8(truncatingIfNeeded: $0 &* 7 % 31) })
        }
        var limits = MailReader.Limits()
        limits.bytes = 10
        #expect(throws: MailDefect.tooLarge(limit: 10)) {
            try MailReader.parse(Array("From: eva@example.org\n\nx".utf8), limits: limits)
        }
    }

    @Test
    func `words without a header are kept and said to have none`() throws {
        let mail = try MailReader.parse(Array("just some words\n\nand more".utf8))
        #expect(mail.text?.contains("and more") == true)
        #expect(mail.defects.contains("The message has no header."))
    }

    @Test
    func `no database text holds a NUL`() throws {
        let mail = try MailReader.parse(Array("Subject: a\u{0}b\nFrom: e\u{0}va@example.org\n\nx\u{0}y".utf8))
        #expect(mail.text == "xy")
        #expect(!mail.subject.unicodeScalars.contains("\u{0}"))
        #expect(mail.headers.allSatisfy { !$0.value.unicodeScalars.contains("\u{0}") })
    }
}
