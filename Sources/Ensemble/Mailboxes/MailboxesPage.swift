import Localization
import Mail
import Markup

/// The mailboxes, and how the reading of each goes.
struct MailboxesPage: Page {
    let mailboxes: [Mailbox]
    let health: [Mailbox.ID: MailboxHealth]
    let teams: [Team]
    /// Whether the installation has a mail server for mailboxes without one of their own.
    let hasServer: Bool
    let frame: Frame

    static var samples: [MailboxesPage] {
        let well = MailboxHealth(
            mailbox: 4, progress: IMAPProgress(), polledAt: Samples.now - .seconds(20), failures: 0,
            failingSince: nil,
            problem: nil, nextAt: Samples.now)
        let ill = MailboxHealth(
            mailbox: 4, progress: IMAPProgress(), polledAt: Samples.now - .hours(2), failures: 9,
            failingSince: Samples.now - .hours(2),
            problem: Samples.said("The mail server refused the password."),
            nextAt: Samples.now + .minutes(4))
        var billing = Samples.mailbox
        billing.imap = IMAPSettings(
            host: Samples.said("imap.linden.test"), port: 993, security: "tls", user: "care", password: "x")
        return [well, ill].map { health in
            MailboxesPage(
                mailboxes: [billing, Samples.mailbox], health: [billing.id: health],
                teams: [Samples.frontDesk],
                hasServer: false, frame: .sampleDesk)
        } + [MailboxesPage(mailboxes: [], health: [:], teams: [], hasServer: true, frame: .sampleDesk)]
    }

    func title(_ r: Reader) -> String { r("Mailboxes") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet">\(SettingsPage.trail(r))
        <header class="inbox-head"><h1>\(r("Mailboxes"))</h1><p class="quiet">\(r("The addresses customers write to"))</p>\
        <a class="button" href="/settings/mailboxes/new">\(r("Add a mailbox"))</a></header>
        \(mailboxes.isEmpty ? empty(r) : table(r))
        </div>
        """
    }

    private func empty(_ r: Reader) -> HTML {
        "<p class=\"empty\">\(r("There is none yet: without one nothing comes in and nothing goes out."))</p>"
    }

    private func table(_ r: Reader) -> HTML {
        """
        <div class="scroll"><table class="rows"><thead><tr><th scope="col">\(r("Mailbox"))</th><th scope="col">\(r("Team"))</th>\
        <th scope="col">\(r("Mail in"))</th><th scope="col">\(r("Mail out"))</th></tr></thead>
        <tbody>\(mailboxes.map { row($0, r) })</tbody></table></div>
        """
    }

    private func row(_ mailbox: Mailbox, _ r: Reader) -> HTML {
        let team = teams.first { $0.id == mailbox.team }?.name ?? ""
        return """
            <tr><td><a href="/settings/mailboxes/\(mailbox.id.description)">\(mailbox.name)</a><br>\
            <span class="quiet">\(mailbox.address)</span></td><td>\(team)</td>\
            <td>\(incoming(mailbox, r))</td><td>\(outgoing(mailbox, r))</td></tr>
            """
    }

    private func incoming(_ mailbox: Mailbox, _ r: Reader) -> HTML {
        guard let imap = mailbox.imap else { return HTML(escaping: r("handed in by a program")) }
        guard let health = health[mailbox.id] else { return HTML(escaping: r("\(imap.host), not read yet")) }
        if health.failures > 0 { return "\(imap.host)<br>\(trouble(health, r))" }
        let read = health.polledAt.map { r("read \(r.ago($0.milliseconds))") } ?? r("not read yet")
        return "\(imap.host)<br><span class=\"good\">\(Icon.check) \(read)</span>"
    }

    private func trouble(_ health: MailboxHealth, _ r: Reader) -> HTML {
        let since =
            health.failingSince.map { r("failing since \(r.dateTime($0.milliseconds))") } ?? r("failing")
        let next =
            health.nextAt.milliseconds > r.now ? r("next try at \(r.time(health.nextAt.milliseconds))") : ""
        return """
            <span class="bad">\(Icon.alert) \(since): \(health.problem ?? "")</span> <span class="quiet">\(next)</span>
            """
    }

    private func outgoing(_ mailbox: Mailbox, _ r: Reader) -> HTML {
        if let smtp = mailbox.smtp { return HTML(escaping: smtp.host) }
        if hasServer { return HTML(escaping: r("the installation’s own server")) }
        return "<span class=\"bad\">\(Icon.alert) \(r("no server: mail is kept, not sent"))</span>"
    }
}

/// One mailbox: what it is called, how it is read, how it sends.
struct MailboxPage: Page {
    /// `nil` for a new one.
    let id: Mailbox.ID?
    let form: MailboxForm
    let teams: [Team]
    let problem: String?
    let frame: Frame

    static var samples: [MailboxPage] {
        var form = MailboxForm(Samples.mailbox)
        form.imap = MailboxForm.Server(
            host: Samples.said("imap.linden.test"), port: "993", security: "tls", user: Samples.said("care"),
            hasPassword: true)
        return [
            MailboxPage(id: nil, form: MailboxForm(), teams: [], problem: nil, frame: .sampleDesk),
            MailboxPage(
                id: 4, form: form, teams: [Samples.frontDesk], problem: "A port is a number from 1 to 65535.",
                frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { id == nil ? r("New mailbox") : form.address }

    func body(_ r: Reader) -> HTML {
        let action = id.map { "/settings/mailboxes/\($0)" } ?? "/settings/mailboxes"
        return """
            <div class="sheet"><p class="meta"><a href="/settings">\(r("Settings"))</a> <a href="/settings/mailboxes">\(r("Mailboxes"))</a></p>
            <h1>\(title(r))</h1>
            <form class="card fields" method="post" action="\(action)">\(frame.csrfField)
            \(Field.problem(problem))
            \(about(r))
            \(reading(r))
            \(sending(r))
            <p class="actions"><button class="button">\(r("Save"))</button> <a href="/settings/mailboxes">\(r("Cancel"))</a></p>
            </form></div>
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
