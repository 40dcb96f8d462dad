import Localization
import Mail
import Markup

/// One mailbox: what it is called, how it is read, how it sends.
struct MailboxPage: Page {
    /// `nil` for a new one.
    let id: Mailbox.ID?
    let form: MailboxForm
    let teams: [Team]
    let problem: String?
    /// What trying its servers showed, if they were tried.
    var test: MailboxTest?
    let frame: Frame

    static var samples: [MailboxPage] {
        var form = MailboxForm(Samples.mailbox)
        form.imap = MailboxForm.Server(
            host: Samples.said("imap.larkspur.example"), port: "993", security: "tls",
            user: Samples.said("care"),
            hasPassword: true)
        return [
            MailboxPage(id: nil, form: MailboxForm(), teams: [], problem: nil, frame: .sampleDesk),
            MailboxPage(
                id: 4, form: form, teams: [Samples.frontDesk], problem: "A port is a number from 1 to 65535.",
                frame: .sampleDesk),
        ] + tested(form)
    }

    private static func tested(_ form: MailboxForm) -> [MailboxPage] {
        let tests = [
            MailboxTest(incoming: .works, messages: 1_204, outgoing: .works),
            MailboxTest(
                incoming: .fails(Samples.said("The mail server refused the password.")), outgoing: .absent),
        ]
        return tests.map {
            MailboxPage(
                id: 4, form: form, teams: [Samples.frontDesk], problem: nil, test: $0, frame: .sampleDesk)
        }
    }

    func title(_ r: Reader) -> String { id == nil ? r("New mailbox") : form.address }

    func body(_ r: Reader) -> HTML {
        let action = id.map { "/settings/mailboxes/\($0)" } ?? "/settings/mailboxes"
        return """
            <div class="sheet"><p class="meta"><a href="/settings">\(r("Settings"))</a> <a href="/settings/mailboxes">\(r("Mailboxes"))</a></p>
            <h1>\(title(r))</h1>
            <form class="card fields" method="post" action="\(action)">\(frame.csrfField)
            \(Field.problem(problem))
            \(test.map { result($0, r) })
            \(about(r))
            \(reading(r))
            \(sending(r))
            <p class="actions"><button class="button">\(r("Save"))</button> \
            <button class="button plain" name="then" value="test">\(r("Save and try the servers"))</button> \
            <a href="/settings/mailboxes">\(r("Cancel"))</a></p>
            </form>\(id.map { closing($0, r) })</div>
            """
    }

    private func result(_ test: MailboxTest, _ r: Reader) -> HTML {
        """
        <div role="status"><p>\(incoming(test, r))</p><p>\(outgoing(test.outgoing, r))</p></div>
        """
    }

    private func incoming(_ test: MailboxTest, _ r: Reader) -> HTML {
        switch test.incoming {
        case .works:
            let words = r("Mail in works. In the folder: \(r.number(test.messages)).")
            return "<span class=\"good\">\(Icon.check) \(words)</span>"
        case .fails(let why):
            return "<span class=\"bad\">\(Icon.alert) \(r("Mail in fails:")) \(r.said(why))</span>"
        case .absent: return "<span class=\"quiet\">\(r("Mail in is handed in by a program."))</span>"
        }
    }

    private func outgoing(_ outcome: MailboxTest.Outcome, _ r: Reader) -> HTML {
        switch outcome {
        case .works: "<span class=\"good\">\(Icon.check) \(r("Mail out works."))</span>"
        case .fails(let why):
            "<span class=\"bad\">\(Icon.alert) \(r("Mail out fails:")) \(r.said(why))</span>"
        case .absent:
            "<span class=\"bad\">\(Icon.alert) \(r("There is no server for mail out: mail is kept, not sent."))</span>"
        }
    }

    private func closing(_ id: Mailbox.ID, _ r: Reader) -> HTML {
        """
        <form class="card fields" method="post" action="/settings/mailboxes/\(id.description)/closure">\(frame.csrfField)
        <h2>\(r("Close this mailbox"))</h2>
        <p class="quiet">\(r("It is read no more and nothing goes out from it. Its conversations stay, and it can be opened again."))</p>
        <p class="actions"><button class="button plain">\(r("Close the mailbox"))</button></p></form>
        """
    }

    private func about(_ r: Reader) -> HTML {
        let choices =
            [(value: "", words: r("No team"))] + teams.map { (value: $0.id.description, words: $0.name) }
        return """
            \(Field.text("name", r("Name, as customers see it"), value: form.name))
            \(id == nil ? Field.email("address", r("Mail address"), value: form.address, autocomplete: "off") : fixedAddress)
            \(if: !teams.isEmpty, Field.choice("team", r("New conversations go to"), choices, chosen: form.team?.description ?? ""))
            \(Field.area("signature", r("Signature"), value: form.signature, rows: 4, required: false, hint: r("Markdown, under every answer.")))
            \(Field.tick("plus", r("Ask for answers to an address with the conversation’s number"), isOn: form.plusAddressing,
                hint: r("Only if the mail server delivers name+anything@… to name@….")))
            """
    }

    private var fixedAddress: HTML { "<input type=\"hidden\" name=\"address\" value=\"\(form.address)\">" }

    private func reading(_ r: Reader) -> HTML {
        """
        <fieldset><legend>\(r("Mail in, by IMAP"))</legend>
        <p class="quiet">\(r("Leave the server empty if mail is handed in by a program."))</p>
        \(server("imap", form.imap, r))
        <div class="two">
        \(Field.text("folder", r("Folder to read"), value: form.folder, required: false))
        \(Field.text("move_to", r("Move what was read to"), value: form.moveTo, required: false, hint: r("Empty: it stays and is marked as seen.")))
        </div></fieldset>
        """
    }

    private func sending(_ r: Reader) -> HTML {
        """
        <fieldset><legend>\(r("Mail out, by SMTP"))</legend>
        <p class="quiet">\(r("Leave the server empty to use the installation’s own."))</p>
        \(server("smtp", form.smtp, r))</fieldset>
        """
    }

    private func server(_ name: String, _ server: MailboxForm.Server, _ r: Reader) -> HTML {
        let security = [
            (value: "tls", words: r("TLS from the start")), (value: "starttls", words: r("STARTTLS")),
            (value: "none", words: r("None: anybody on the way can read it")),
        ]
        let hint = server.hasPassword ? r("One is kept. Leave it empty to keep it.") : nil
        return """
            <div class="two">
            \(Field.text("\(name)_host", r("Server"), value: server.host, required: false))
            \(Field.number("\(name)_port", r("Port"), value: server.port, required: false))
            \(Field.choice("\(name)_security", r("Security"), security, chosen: server.security))
            \(Field.text("\(name)_user", r("User"), value: server.user, required: false))
            \(Field.password("\(name)_password", r("Password"), autocomplete: "new-password", required: false, hint: hint))
            </div>
            """
    }
}
