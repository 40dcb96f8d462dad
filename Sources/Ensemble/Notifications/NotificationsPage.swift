import Localization
import Markup

/// What happened that the agent wants to know of: what is new first, lit.
struct NotificationsPage: Page {
    let listing: Notifications.Listing
    let isFirst: Bool
    /// When the list was read: what comes later is not marked as seen with it.
    let readAt: Moment
    let frame: Frame

    static var samples: [NotificationsPage] {
        [
            NotificationsPage(
                listing: Samples.notifications, isFirst: true, readAt: Samples.now, frame: .sampleDesk),
            NotificationsPage(
                listing: Notifications.Listing(lines: [], next: nil), isFirst: true, readAt: Samples.now,
                frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("News") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="inbox news" aria-labelledby="news-title">
        <header class="inbox-head"><h1 id="news-title">\(r("News"))</h1><p class="quiet">\(r("What is new first"))</p>\
        \(if: listing.lines.contains { !$0.isSeen }, seeing(r))</header>
        \(listing.lines.isEmpty ? empty(r) : list(r))
        \(pages(r))
        </section>
        """
    }

    private func seeing(_ r: Reader) -> HTML {
        """
        <form method="post" action="/notifications/seeing">\(frame.csrfField)\
        <input type="hidden" name="until" value="\(readAt.milliseconds.description)">\
        <button class="button plain">\(Icon.check) \(r("Mark all as seen"))</button></form>
        """
    }

    private func list(_ r: Reader) -> HTML {
        "<ol class=\"lines\" id=\"lines\" data-live>\(listing.lines.map { line($0, r) })</ol>"
    }

    private func line(_ line: Notifications.Line, _ r: Reader) -> HTML {
        let at = line.notification.at.milliseconds
        let isNew = !line.isSeen
        return """
            <li class="line\(isNew ? " unread" : "")" data-id="n\(line.id.description)" \
            data-conversation="\(line.notification.conversation.description)">\
            <span class="light\(isNew ? " on" : "")" aria-hidden="true"></span>\
            <a class="who" href="\(url: line.path)"><span class="name">\(line.customerName)</span>\
            <span class="subject">\(if: isNew, new(r))\(line.sentence(r))</span></a>\
            <span class="snippet">\(line.subject.nonEmpty ?? r("(no subject)"))\(why(line, r))</span>\
            <span class="marks">\(line.more(r).map { "<span class=\"tag\">\($0)</span>" as HTML })</span>\
            <time datetime="\(r.iso(at))" title="\(r.dateTime(at))">\(r.ago(at))</time></li>
            """
    }

    private func new(_ r: Reader) -> HTML { "<span class=\"hidden\">\(r("New")): </span>" }

    private func why(_ line: Notifications.Line, _ r: Reader) -> HTML {
        line.reason(r).map { " · \($0)" } ?? ""
    }

    private func empty(_ r: Reader) -> HTML {
        """
        <div class="empty" id="lines" data-live>\(Icon.bell)<p>\(r("Nothing has happened yet that you would want to know of."))</p>
        <p><small>\(r("What is assigned to you, what customers write to you or make of your estimates, which steps of yours can begin, where colleagues name you with @ in a note: it will stand here."))</small></p></div>
        """
    }

    private func pages(_ r: Reader) -> HTML {
        """
        <nav class="pages" aria-label="\(r("Pages"))">\
        \(if: !isFirst, "<a href=\"/notifications\">\(r("First page"))</a>")\
        \(listing.next.map { next -> HTML in "<a href=\"/notifications?after=\(next.description)\" rel=\"next\">\(r("Next page"))</a>" })</nav>
        """
    }
}

/// When an agent wants mail: a section of the page where they set what is theirs.
enum NotificationChoiceView {
    static func section(
        _ chosen: Notifications.Mail, muted: Set<Notification.Topic>, _ frame: Frame, _ r: Reader
    ) -> HTML {
        "\(topics(muted, frame, r))\(mail(chosen, frame, r))"
    }

    /// What is told at all. What could not be sent always is.
    private static func topics(_ muted: Set<Notification.Topic>, _ frame: Frame, _ r: Reader) -> HTML {
        let ticks = Notification.Topic.allCases.map { topic in
            Field.tick("topic", topic.name(for: r), isOn: !muted.contains(topic), value: topic.rawValue)
        }
        return """
            <section class="card" aria-labelledby="told-of"><h2 id="told-of">\(r("What you are told of"))</h2>
            <form class="fields" method="post" action="/me/topics">\(frame.csrfField)
            <fieldset><legend class="hidden">\(r("What you are told of"))</legend>\(ticks)</fieldset>
            <p class="quiet">\(r("What of yours could not be sent is always told."))</p>
            <p class="actions"><button class="button">\(r("Save"))</button></p>
            </form></section>
            """
    }

    private static func mail(_ chosen: Notifications.Mail, _ frame: Frame, _ r: Reader) -> HTML {
        let choices = Notifications.Mail.allCases.map { (value: $0.rawValue, words: $0.name(for: r)) }
        return """
            <section class="card" aria-labelledby="news"><h2 id="news">\(r("News by mail"))</h2>
            <form class="fields" method="post" action="/me/notifications">\(frame.csrfField)
            \(Field.choice(
                "mail", r("A mail for each conversation with news"), choices, chosen: chosen.rawValue,
                hint: r("Notes are quoted only where you are named in them.")))
            <p class="actions"><button class="button">\(r("Save"))</button></p>
            </form></section>
            """
    }
}

extension Notification.Topic {
    func name(for r: Reader) -> String {
        switch self {
        case .mentions: r("A colleague names me in a note")
        case .troubles:
            r(
                "Something I look after goes wrong: a bill disputed, a promise broken, a cost not told, a payment missed or unclear"
            )
        case .steps: r("A step of mine, or of my team, can begin")
        case .estimates:
            r("A customer accepts, declines or asks about an estimate that I wrote or look after")
        case .limits: r("50%, 80% or all of a limit is used")
        case .assignments: r("Something is assigned to me, or comes to my team")
        case .waits: r("A wait that I set is over")
        case .customers: r("A customer writes in a conversation of mine")
        }
    }
}

extension Notifications.Mail {
    func name(for r: Reader) -> String {
        switch self {
        case .never: r("Never")
        case .away: r("When I have not looked for 10 minutes")
        }
    }
}
