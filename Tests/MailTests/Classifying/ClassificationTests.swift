import Testing

@testable import Mail

struct ClassificationTests {
    @Test
    func `a person's mail is a person's`() throws {
        #expect(try Sample.mail(header: "Subject: Re: my order").classification == .person)
        #expect(try Sample.mail(header: "Auto-Submitted: no").classification == .person)
    }

    @Test(arguments: [
        "Auto-Submitted: auto-replied", "X-Autoreply: yes", "X-Autorespond: Away", "Precedence: auto_reply",
        "Subject: Out of Office: back on Monday", "Subject: Automatische Antwort: Anfrage",
        "Subject: Réponse automatique : absent",
        "Subject: Respuesta automática: hola", "Subject: Risposta automatica: ciao",
        "Subject: Automatisch antwoord: hoi",
        "Subject: Odpowiedź automatyczna: x", "Subject: Автоответ: x", "Subject: 自动回复: x", "Subject: 自動返信: x",
        "Subject: Abwesenheitsnotiz", "Return-Path: <>\nSubject: Ich bin im Urlaub",
        "Precedence: bulk\nSubject: I am on vacation",
    ])
    func `an absence note is an automatic answer`(header: String) throws {
        #expect(try Sample.mail(header: header).classification == .autoReply(.vacation))
    }

    @Test
    func `words of absence alone make no automatic answer`() throws {
        #expect(try Sample.mail(header: "Subject: Question about my vacation").classification == .person)
        #expect(try Sample.mail(header: "Subject: Re: Out of office hours?").classification == .person)
    }

    @Test
    func `a read receipt is known by its report or subject`() throws {
        let mail = try Sample.mail(
            """
            From: eva@example.org
            Content-Type: multipart/report; report-type=disposition-notification; boundary=b

            --b

            read
            --b
            Content-Type: message/disposition-notification

            Disposition: manual-action/MDN-sent-manually; displayed
            --b--
            """)
        #expect(mail.classification == .autoReply(.readReceipt))
        #expect(
            try Sample.mail(header: "Subject: Gelesen: Angebot").classification == .autoReply(.readReceipt))
    }

    @Test
    func `a report of abuse is no bounce`() throws {
        let mail = try Sample.mail(
            """
            From: abuse@example.org
            Content-Type: multipart/report; report-type=feedback-report; boundary=b

            --b

            complaint
            --b
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            --b--
            """)
        #expect(mail.classification == .notification(reason: "abuse report"))
    }

    @Test
    func `lists and robots are known by their header`() throws {
        #expect(
            try Sample.mail(header: "List-Id: Friends of Ulm <friends.example.org>").classification
                == .list(id: "friends.example.org"))
        #expect(try Sample.mail(header: "Precedence: list").classification == .list(id: "desk@example.com"))
        #expect(
            try Sample.mail(header: "Auto-Submitted: auto-generated").classification
                == .notification(reason: "Auto-Submitted: auto-generated"))
        #expect(
            try Sample.mail("From: no-reply@shop.example\nTo: desk@example.com\n\nhi").classification
                == .notification(reason: "no-reply"))
        #expect(
            try Sample.mail(header: "List-Unsubscribe: <https://example.org>").classification
                == .notification(reason: "List-Unsubscribe"))
    }

    @Test
    func `our own mail that comes back is a loop`() throws {
        let mail = try Sample.mail(
            "From: desk@example.com\nX-Ensemble-Message: 7\n\nhi", ownHeader: "X-Ensemble-Message")
        #expect(mail.classification == .loop)
        #expect(mail.classification.isAutomatic)
    }

    @Test
    func `a filter's verdict is read, a low score is none`() throws {
        let marked = try Sample.mail(header: "X-Spam-Flag: YES\nX-Spam-Status: Yes, score=9.4 required=5.0")
        #expect(marked.spam.isSpam)
        #expect(marked.spam.score == 9.4)
        #expect(marked.spam.evidence == "X-Spam-Flag: YES")
        let clean = try Sample.mail(
            header: "X-Spam-Status: No, score=-1.9 required=5.0\nAuthentication-Results: mx; spf=pass")
        #expect(!clean.spam.isSpam)
        #expect(clean.spam.score == -1.9)
        #expect(clean.spam.authentication == "mx; spf=pass")
        #expect(try Sample.mail(header: "X-Spamd-Result: default: False [3.20 / 15.00];").spam.score == 3.2)
        #expect(try Sample.mail(header: "X-Rspamd-Action: reject").spam.isSpam)
    }
}
