import Localization
import Mail
import Markup

/// What would have been sent, newest first.
struct UnsentMailListPage: Page {
    let lines: [UnsentMail.Line]
    let frame: Frame

    static var samples: [UnsentMailListPage] {
        let line = UnsentMail.Line(
            id: 1, recipients: Samples.said("dana.whitfield@mail.example"),
            subject: Samples.said("Your link to Larkspur Clinic"),
            createdAt: Samples.now - .minutes(2))
        return [
            UnsentMailListPage(lines: [line], frame: .sampleVisitor),
            UnsentMailListPage(lines: [], frame: .sampleVisitor),
        ]
    }

    func title(_ r: Reader) -> String { r("Mail that was not sent") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet"><h1>\(r("Mail that was not sent"))</h1>
        <p class="quiet">\(r("No mail server is configured: messages are kept here instead."))</p>
        \(lines.isEmpty ? "<p class=\"empty\">\(r("Nothing yet."))</p>" : table(r))</div>
        """
    }

    private func table(_ r: Reader) -> HTML {
        """
        <div class="scroll"><table class="rows"><thead><tr><th scope="col">\(r("Subject"))</th><th scope="col">\(r("To"))</th>\
        <th scope="col">\(r("When"))</th></tr></thead><tbody>\(lines.map { row($0, r) })</tbody></table></div>
        """
    }

    private func row(_ line: UnsentMail.Line, _ r: Reader) -> HTML {
        """
        <tr><td><a href="/dev/mail/\(line.id.description)">\(line.subject.nonEmpty ?? r("(no subject)"))</a></td>\
        <td>\(line.recipients)</td><td>\(r.ago(line.createdAt.milliseconds))</td></tr>
        """
    }
}

/// One message that would have been sent: its headers, its text, its HTML.
struct UnsentMailPage: Page {
    let id: Identifier<UnsentMail>
    let mail: ParsedMail
    let frame: Frame

    static var samples: [UnsentMailPage] {
        var mail = ParsedMail()
        mail.subject = Samples.said("Your link to Larkspur Clinic")
        mail.headers = [
            ("From", Samples.said("Larkspur Clinic <hello@larkspur.example>")), ("Subject", mail.subject),
        ]
        mail.text = Samples.said("Here is the link:\n\nhttps://desk.larkspur.example/my/sign-in/abc")
        mail.html = "<p>hello</p>"
        mail.attachments = [
            ParsedAttachment(
                index: 0, name: Samples.said("scan.png"), contentType: "image/png", bytes: [1, 2, 3])
        ]
        return [UnsentMailPage(id: 1, mail: mail, frame: .sampleVisitor)]
    }

    func title(_ r: Reader) -> String { mail.subject.nonEmpty ?? r("(no subject)") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet"><p class="meta"><a href="/dev/mail">\(r("Mail that was not sent"))</a> <a href="/dev/mail/\(id.description)/raw">\(r("Raw message"))</a></p>
        <h1>\(title(r))</h1>
        <section class="card" aria-label="\(r("Headers"))"><dl>\(mail.headers.map { "<dt>\($0.name)</dt><dd>\($0.value)</dd>" as HTML })</dl></section>
        \(mail.text.map { "<section class=\"card text\" aria-label=\"\(r("Text"))\">\(PlainText.html($0))</section>" as HTML })
        \(if: mail.html != nil, html(r))
        \(if: !mail.attachments.isEmpty, files(r))</div>
        """
    }

    private func html(_ r: Reader) -> HTML {
        """
        <iframe class="mail" sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox" \
        title="\(r("The message as it would be sent"))" src="/dev/mail/\(id.description)/body"></iframe>
        """
    }

    private func files(_ r: Reader) -> HTML {
        let files = mail.attachments.map {
            "<li><span>\($0.name)</span> <small>\(r.bytes($0.bytes.count))</small></li>" as HTML
        }
        return "<ul class=\"files\">\(files)</ul>"
    }
}
