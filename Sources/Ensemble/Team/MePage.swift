import Localization
import Markup

/// What an agent sets for themselves: how they read, their password, where
/// they are signed in.
struct MePage: Page {
    let agent: Agent
    /// What was typed instead of the present preferences.
    let typed: Typed
    let sessions: [Session]
    /// The one that looks at the page, by its hash.
    let present: String
    let business: Settings.Business
    let mail: Notifications.Mail
    let muted: Set<Notification.Topic>
    let problem: Problem?
    let frame: Frame

    struct Typed: Sendable {
        var name: String
        var language: String?
        var timeZone: String?
        var keysOff: Bool
    }

    /// What was wrong, and in which of the forms.
    struct Problem: Sendable {
        enum Place: Sendable { case preferences, password }
        let place: Place
        let words: String
    }

    static var samples: [MePage] {
        let browser = Samples.said("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
        let sessions = ["a", "b"].map { hash in
            Session(
                tokenHash: hash, who: .agent(Samples.mira), createdAt: Samples.now - .days(3),
                seenAt: Samples.now - .minutes(4), address: Samples.said("192.0.2.7"), browser: browser)
        }
        let problems: [Problem?] = [
            nil, Problem(place: .preferences, words: "A name has 1 to 200 characters."),
            Problem(place: .password, words: "The present password is not right."),
        ]
        return problems.map { problem in
            MePage(
                agent: Samples.mira,
                typed: Typed(
                    name: Samples.mira.name, language: "de", timeZone: "Europe/Berlin", keysOff: false),
                sessions: problem == nil ? sessions : [sessions[0]], present: "a", business: .initial,
                mail: problem == nil ? .away : .never, muted: problem == nil ? [.waits, .limits] : [],
                problem: problem,
                frame: .sampleDesk)
        }
    }

    func title(_ r: Reader) -> String { r("You") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet">
        <h1>\(agent.name)</h1><p class="quiet">\(agent.email)</p>
        \(preferences(r))\(NotificationChoiceView.section(mail, muted: muted, frame, r))\(password(r))\(signedIn(r))
        </div>
        """
    }

    private func problem(in place: Problem.Place) -> HTML {
        Field.problem(problem.flatMap { $0.place == place ? $0.words : nil })
    }

    private func preferences(_ r: Reader) -> HTML {
        """
        <section class="card" aria-labelledby="preferences"><h2 id="preferences">\(r("How you work"))</h2>
        \(problem(in: .preferences))
        <form class="fields" method="post" action="/me/preferences">\(frame.csrfField)
        \(Field.text("name", r("Your name, as customers see it"), value: typed.name, autocomplete: "name"))
        <div class="two">
        \(Field.language(r("Language"), chosen: typed.language, own: r("As my browser asks")))
        \(Field.timeZone(r("Clock"), chosen: typed.timeZone, own: r("The business’s own: \(business.timeZone)")))
        </div>
        \(Field.tick("keys", r("Keys: single letters do things, ? shows which"), isOn: !typed.keysOff))
        <p class="actions"><button class="button">\(r("Save"))</button></p>
        </form></section>
        """
    }

    private func password(_ r: Reader) -> HTML {
        """
        <section class="card" aria-labelledby="password"><h2 id="password">\(r("Password"))</h2>
        \(problem(in: .password))
        <form class="fields" method="post" action="/me/password">\(frame.csrfField)
        <input type="hidden" name="username" value="\(agent.email)" autocomplete="username">
        <div class="two">
        \(Field.password("old", r("The present one"), autocomplete: "current-password"))
        \(Field.password("new", r("A new one of at least 10 characters"), autocomplete: "new-password"))
        </div>
        <p class="actions"><button class="button">\(r("Change the password"))</button></p>
        </form></section>
        """
    }

    private func signedIn(_ r: Reader) -> HTML {
        """
        <section class="card" aria-labelledby="sessions"><h2 id="sessions">\(r("Where you are signed in"))</h2>
        <div class="scroll"><table class="rows"><thead><tr><th scope="col">\(r("Browser"))</th>\
        <th scope="col">\(r("Address"))</th><th scope="col">\(r("Last seen"))</th><th scope="col"></th></tr></thead>
        <tbody>\(sessions.map { row($0, r) })</tbody></table></div>
        \(if: sessions.count > 1, endOthers(r))
        </section>
        """
    }

    private func row(_ session: Session, _ r: Reader) -> HTML {
        let seen = session.seenAt.milliseconds
        return """
            <tr><td title="\(session.browser)">\(BrowserName.of(session.browser, r))</td><td>\(session.address)</td>\
            <td><time datetime="\(r.iso(seen))" title="\(r.dateTime(seen))">\(r.ago(seen))</time></td>\
            <td>\(session.tokenHash == present ? HTML(escaping: r("this browser")) : end(session, r))</td></tr>
            """
    }

    private func end(_ session: Session, _ r: Reader) -> HTML {
        """
        <form method="post" action="/me/sessions/\(session.tokenHash)/removal">\(frame.csrfField)\
        <button class="link">\(r("Sign out there"))</button></form>
        """
    }

    private func endOthers(_ r: Reader) -> HTML {
        """
        <form class="actions" method="post" action="/me/other-sessions/removal">\(frame.csrfField)\
        <button class="button plain">\(r("Sign out everywhere else"))</button></form>
        """
    }
}
