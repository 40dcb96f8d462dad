import Localization
import Mail
import Markup

/// The mailboxes, and how the reading of each goes.
struct MailboxesPage: Page {
    let mailboxes: [Mailbox]
    let closed: [Mailbox]
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
            host: Samples.said("imap.larkspur.example"), port: 993, security: "tls", user: "care",
            password: "x")
        var old = Samples.mailbox
        old.name = Samples.said("Old reception")
        old.closedAt = Samples.now - .days(3)
        return [well, ill].map { health in
            MailboxesPage(
                mailboxes: [billing, Samples.mailbox], closed: [old], health: [billing.id: health],
                teams: [Samples.frontDesk],
                hasServer: false, frame: .sampleDesk)
        } + [
            MailboxesPage(
                mailboxes: [], closed: [], health: [:], teams: [], hasServer: true, frame: .sampleDesk)
        ]
    }

    func title(_ r: Reader) -> String { r("Mailboxes") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet">\(SettingsPage.trail(r))
        <header class="inbox-head"><h1>\(r("Mailboxes"))</h1><p class="quiet">\(r("The addresses customers write to"))</p>\
        <a class="button" href="/settings/mailboxes/new">\(r("Add a mailbox"))</a></header>
        \(mailboxes.isEmpty ? empty(r) : table(r))
        \(if: !closed.isEmpty, closedOnes(r))
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
            <span class="bad">\(Icon.alert) \(since): \(health.problem.map(r.said) ?? "")</span> <span class="quiet">\(next)</span>
            """
    }

    private func outgoing(_ mailbox: Mailbox, _ r: Reader) -> HTML {
        if let smtp = mailbox.smtp { return HTML(escaping: smtp.host) }
        if hasServer { return HTML(escaping: r("the installation’s own server")) }
        return
            "<span class=\"bad\">\(Icon.alert) <a href=\"/dev/mail\">\(r("no server: mail is kept, not sent"))</a></span>"
    }

    private func closedOnes(_ r: Reader) -> HTML {
        let lines = closed.map { mailbox -> HTML in
            """
            <tr><td>\(mailbox.name)<br><span class="quiet">\(mailbox.address)</span></td>\
            <td>\(mailbox.closedAt.map { r.dateTime($0.milliseconds) } ?? "")</td>\
            <td><form method="post" action="/settings/mailboxes/\(mailbox.id.description)/reopening">\(frame.csrfField)\
            <button class="link" aria-label="\(r("Open again")): \(mailbox.address)">\(r("Open again"))</button></form></td></tr>
            """
        }
        return """
            <section aria-labelledby="closed"><h2 id="closed">\(r("Closed mailboxes"))</h2>
            <p class="quiet">\(r("Nothing comes in or goes out. Their conversations stay."))</p>
            <div class="scroll"><table class="rows"><thead><tr><th scope="col">\(r("Mailbox"))</th>\
            <th scope="col">\(r("Closed"))</th><td></td></tr></thead><tbody>\(lines)</tbody></table></div></section>
            """
    }
}
