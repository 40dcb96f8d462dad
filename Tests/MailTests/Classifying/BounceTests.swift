import Testing

@testable import Mail

struct BounceTests {
    private func report(
        status: String, diagnostic: String, action: String = "failed", text: String = "It failed."
    ) throws -> ParsedMail {
        try Sample.mail(
            """
            Return-Path: <>
            From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
            To: desk@example.com
            Subject: Undelivered Mail Returned to Sender
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            \(text)
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.net

            Final-Recipient: rfc822; eva@example.org
            Action: \(action)
            Status: \(status)
            Diagnostic-Code: smtp; \(diagnostic)
            --b
            Content-Type: message/rfc822

            From: desk@example.com
            To: eva@example.org
            Message-ID: <77@example.com>
            Subject: Your order

            hello
            --b--
            """)
    }

    private func bounce(_ mail: ParsedMail) throws -> Bounce {
        guard case .bounce(let bounce) = mail.classification else {
            Issue.record("\(mail.classification) is no bounce")
            throw MailDefect.notMail
        }
        return bounce
    }

    @Test
    func `a report says who was not reached, why, and which message it was`() throws {
        let found = try bounce(
            report(
                status: "5.1.1",
                diagnostic: "550 5.1.1 <eva@example.org>: Recipient address rejected: User unknown"))
        #expect(found.recipients == ["eva@example.org"])
        #expect(found.status == "5.1.1")
        #expect(found.smtpReply == "550")
        #expect(found.reason == .userunknown)
        #expect(found.isHard)
        #expect(!found.isDelayed)
        #expect(found.originalMessageID == "77@example.com")
        #expect(found.originalSubject == "Your order")
        #expect(
            found.explanation.hasPrefix(
                "The message to eva@example.org was not delivered: the address does not exist."))
    }

    @Test(
        arguments: [
            ("5.2.2", "552 5.2.2 Mailbox full", Bounce.Reason.mailboxfull, false),
            ("5.1.2", "550 Host unknown", .hostunknown, true),
            ("5.1.6", "551 5.1.6 User has moved", .hasmoved, true),
            ("5.1.10", "556 5.1.10 Recipient address has null MX", .notaccept, true),
            ("5.7.1", "550 5.7.1 Message rejected: spam detected", .spamdetected, false),
            ("5.7.26", "550-5.7.26 domain's DMARC policy", .authfailure, false),
            ("5.7.25", "550 5.7.25 Reverse DNS validation failed", .requireptr, false),
            ("4.4.1", "connect to mx.example.org: Connection timed out", .expired, false),
            ("5.3.4", "552 5.3.4 Message too large", .mesgtoobig, false),
            (
                "5.7.1",
                "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org",
                .blocked, false
            ),
            ("5.7.1", "550 5.7.1 Relay access denied", .norelaying, false),
            ("5.2.1", "550 5.2.1 The email account that you tried to reach is disabled", .suspend, false),
            ("5.4.6", "554 5.4.6 Too many hops", .networkerror, false),
            ("5.0.0", "550 infected with Eicar", .virusdetected, false),
            ("5.1.8", "553 5.1.8 Sender address rejected: Domain not found", .rejected, false),
            ("5.3.0", "no words at all", .systemerror, false),
        ])
    func `the server's words, then its code, give the reason`(
        status: String, said: String, reason: Bounce.Reason, hard: Bool
    ) throws {
        let found = try bounce(report(status: status, diagnostic: said))
        #expect(found.reason == reason)
        #expect(found.isHard == hard)
    }

    @Test
    func `a late message is not lost yet`() throws {
        let found = try bounce(report(status: "4.4.1", diagnostic: "Connection timed out", action: "delayed"))
        #expect(found.isDelayed)
        #expect(found.explanation.contains("has not arrived yet"))
    }

    @Test
    func `a message that arrived is no bounce`() throws {
        #expect(
            try report(status: "2.0.0", diagnostic: "250 OK", action: "delivered").classification
                == .autoReply(.deliveryReceipt))
    }

    @Test(arguments: [
        (
            "Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your message.\n\n<eva@example.org>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 no such user\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <desk@example.com>\nMessage-ID: <77@example.com>\nSubject: Your order\n",
            Bounce.Reason.userunknown, true
        ),
        (
            "This message was created automatically by mail delivery software.\n\n  eva@example.org\n    SMTP error from remote mail server after RCPT TO:<eva@example.org>:\n    552 mailbox is full\n\n------ This is a copy of the message, including all the headers. ------\n\nReturn-path: <desk@example.com>\nMessage-ID: <77@example.com>\nSubject: Your order\n",
            .mailboxfull, false
        ),
    ])
    func `a bounce in words alone is read too`(text: String, reason: Bounce.Reason, hard: Bool) throws {
        let mail = try Sample.mail(
            "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.net\nTo: desk@example.com\nSubject: failure notice\n\n\(text)"
        )
        let found = try bounce(mail)
        #expect(found.recipients.first == "eva@example.org")
        #expect(found.reason == reason)
        #expect(found.isHard == hard)
        #expect(found.originalMessageID == "77@example.com")
    }

    @Test(arguments: [
        "Subject: Package not delivered\n\nThe parcel could not be delivered, my address does not exist in your system.",
        "Subject: Mail delivery failed\n\nI got 550 5.1.1 user unknown when I wrote to you. Is your mailbox full?",
        "Subject: Fwd: Undelivered Mail Returned to Sender\n\nWhat does this mean?\n\n> <desk@example.com>: 550 5.1.1 User unknown",
        "Subject: Delivery delayed\n\nMy delivery is delayed. Connection refused at the door.",
    ])
    func `a person who writes of deliveries is no mail system`(message: String) throws {
        #expect(
            try Sample.mail("From: Eva <eva@example.org>\nTo: desk@example.com\n\(message)").classification
                == .person)
    }

    @Test
    func `the postmaster may write in person`() throws {
        let mail = try Sample.mail(
            "From: Postmaster <postmaster@example.org>\nTo: desk@example.com\nSubject: Hello\n\nShall we meet for lunch?"
        )
        #expect(mail.classification == .person)
    }
}
