import Localization
import Markup

/// What was said and what happened between, in the order of time.
struct ThreadView {
    let page: ConversationPage

    private enum Item {
        case message(Message)
        case event(Event, String)
    }

    func body(_ r: Reader) -> HTML {
        let pieces = items(r).map { item -> HTML in
            switch item {
            case .message(let message): MessageView(message: message, page: page).body(r)
            case .event(let event, let words): line(event, words, r)
            }
        }
        return HTML("\(pieces)")
    }

    private func items(_ r: Reader) -> [Item] {
        let first = page.scene.messages.first?.createdAt ?? .beginning
        let events = page.scene.events.filter { page.scene.earlierMessages == 0 || $0.at >= first }
        let told = events.compactMap { event -> (Moment, Int64, Item)? in
            let name =
                event.actorKind == "agent"
                ? event.actor.flatMap { page.scene.agentNames[Agent.ID(rawValue: $0)] } : nil
            return event.sentence(for: r, by: name).map { (event.at, event.id.rawValue, .event(event, $0)) }
        }
        let said = page.scene.messages.map { ($0.createdAt, $0.id.rawValue, Item.message($0)) }
        return (told + said).sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    private func line(_ event: Event, _ words: String, _ r: Reader) -> HTML {
        """
        <p class="event" id="e\(event.id.description)"><span>\(words)</span> \
        <time datetime="\(r.iso(event.at.milliseconds))" title="\(r.dateTime(event.at.milliseconds))">\(r.ago(event.at.milliseconds))</time></p>
        """
    }
}

/// One message, or a note on dashed yellow.
struct MessageView {
    let message: Message
    let page: ConversationPage

    func body(_ r: Reader) -> HTML {
        """
        <section class="message \(look)" id="m\(message.id.description)" aria-label="\(label(r))">
        <header class="who">\(who(r))<span class="when">\(sent(r))</span></header>
        \(warning(r))
        <div class="text">\(words)</div>
        \(invitations(r))\(files(r))\(more(r))\(undo(r))
        </section>
        """
    }

    private var look: String {
        if message.kind == .note { return "note" }
        if message.isFromTeam { return "ours" }
        return message.classification == .person ? "theirs" : "theirs automatic"
    }

    private func label(_ r: Reader) -> String {
        message.kind == .note ? r("Note by \(name)") : r("Message by \(name)")
    }

    private var name: String { message.fromName.nonEmpty ?? message.fromAddress }

    private func who(_ r: Reader) -> HTML {
        if message.kind == .note {
            return
                "<strong>\(Icon.note) \(r("Note by \(name)"))</strong><span class=\"quiet\">\(r("only the team sees this"))</span>"
        }
        let recipients = (message.recipients.to + message.recipients.cc).map(\.address)
        let shown =
            recipients.prefix(3).joined(separator: ", ")
            + (recipients.count > 3 ? " +\(recipients.count - 3)" : "")
        return """
            <strong>\(name)</strong>\(kind(r))<span class="quiet" title="\(recipients.prefix(30).joined(separator: ", "))">\
            \(if: !recipients.isEmpty, HTML(escaping: r("to \(shown)")))</span>
            """
    }

    private func kind(_ r: Reader) -> HTML {
        let words: String? =
            switch message.classification {
            case .person: nil
            case .autoReply: r("Automatic answer")
            case .bounce: r("Delivery report")
            case .list: r("Mailing list")
            case .notification: r("Sent by a machine")
            case .own: r("Our own")
            case .unreadable: r("Unreadable")
            }
        return words.map { "<span class=\"tag\">\($0)</span>" } ?? ""
    }

    private func sent(_ r: Reader) -> HTML {
        let at = message.createdAt.milliseconds
        return """
            \(delivery(r))<a href="#m\(message.id.description)"><time datetime="\(r.iso(at))" title="\(r.dateTime(at))">\(r.weekdayDate(at))</time></a>
            """
    }

    private func delivery(_ r: Reader) -> HTML {
        let words: String? =
            switch message.delivery {
            case .undoable, .queued: r("on its way")
            case .sending: r("being sent")
            case .sent: r("sent")
            case .failed: r("not delivered")
            case .unclear: r("perhaps sent")
            case nil: nil
            }
        guard let words else { return "" }
        let look = message.delivery == .failed || message.delivery == .unclear ? "bad" : "quiet"
        return "<span class=\"\(look)\" title=\"\(message.deliveryWhy.map(r.said) ?? "")\">\(words)</span> "
    }

    /// What went wrong with it, and what can be done.
    private func warning(_ r: Reader) -> HTML {
        switch message.delivery {
        case .failed:
            trouble(message.deliveryWhy.map(r.said) ?? r("It was refused."), [("sending", r("Send again"))])
        case .unclear:
            trouble(
                r(
                    "It is not certain whether the mail server took this message. \(message.deliveryWhy.map(r.said) ?? "")"
                ),
                [("sending", r("Send again")), ("arrival", r("It arrived"))])
        default:
            message.classification == .bounce ? trouble(message.classificationWhy.map(r.said) ?? "", []) : ""
        }
    }

    private func trouble(_ words: String, _ actions: [(String, String)]) -> HTML {
        let forms = actions.map { noun, label -> HTML in
            """
            <form method="post" action="/messages/\(message.id.description)/\(noun)">\(page.frame.csrfField)\
            <button class="button small plain">\(label)</button></form>
            """
        }
        return "<div class=\"trouble\"><p>\(Icon.alert) \(words)</p>\(forms)</div>"
    }

    /// Ours is Markdown, theirs is plain words.
    private var words: HTML {
        message.isFromTeam ? Markdown.html(message.text) : PlainText.html(message.text)
    }

    private func invitations(_ r: Reader) -> HTML {
        let list = (message.details.invitations ?? []).map { invitation -> HTML in
            """
            <div class="invitation">\(Icon.clock)<p><strong>\(invitation.summary)</strong>\(said(invitation, r))<br>\
            \(when(invitation, r))\(invitation.location.map { place -> HTML in " · \(place)" })\
            \(invitation.organizer.map { who -> HTML in "<br><small class=\"quiet\">\(r("Invited by \(who)"))</small>" })</p></div>
            """
        }
        return HTML("\(list)")
    }

    /// A cancelled appointment must not look like a new one.
    private func said(_ invitation: MessageDetails.Invitation, _ r: Reader) -> HTML {
        switch invitation.method {
        case "CANCEL": " <span class=\"tag bad\">\(r("cancelled"))</span>"
        case "REPLY": " <span class=\"tag\">\(r("an answer to an invitation"))</span>"
        case "COUNTER": " <span class=\"tag\">\(r("proposes another time"))</span>"
        default: ""
        }
    }

    private func when(_ invitation: MessageDetails.Invitation, _ r: Reader) -> HTML {
        guard let start = invitation.start else { return "" }
        guard let end = invitation.end, end > start else { return HTML(escaping: r.weekdayDate(start)) }
        let isOneDay = r.date(start) == r.date(end)
        return HTML(escaping: "\(r.weekdayDate(start)) – \(isOneDay ? r.time(end) : r.weekdayDate(end))")
    }

    private func files(_ r: Reader) -> HTML {
        let files = message.attachments.enumerated().filter { !$0.element.isInline || message.html == nil }
        guard !files.isEmpty else { return "" }
        return "<ul class=\"files\">\(files.map { file($0.offset, $0.element, r) })</ul>"
    }

    private func file(_ place: Int, _ file: Attachment, _ r: Reader) -> HTML {
        let link = "/messages/\(message.id)/files/\(place)"
        let isPicture = ["image/png", "image/jpeg", "image/gif", "image/webp"].contains(file.contentType)
        return """
            <li><a href="\(url: link)">\(if: isPicture && file.size < 8_000_000, "<img src=\"\(url: link)\" alt=\"\" loading=\"lazy\">")\
            \(if: !isPicture, Icon.file)<span>\(file.name)</span> <small>\(r.bytes(file.size))</small></a></li>
            """
    }

    /// The whole of it, one click away.
    private func more(_ r: Reader) -> HTML {
        let body = "/messages/\(message.id)/body"
        let whole = message.wholeText.map { text -> HTML in
            "<details class=\"whole\"><summary>\(r("With quote and signature"))</summary><div class=\"text\">\(PlainText.html(text))</div></details>"
        }
        let html: HTML? =
            message.html == nil
            ? nil
            : """
            <details class="whole"><summary>\(r("As it was sent"))</summary>\
            <iframe class="mail" data-src="\(url: body)" sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox" \
            title="\(r("The message as it was sent"))" loading="lazy" src="\(url: body)"></iframe>\
            \(if: message.details.remoteImages == true, images(body, r))</details>
            """
        let raw: HTML? =
            message.raw == nil
            ? nil
            : "<a class=\"quiet\" href=\"/messages/\(message.id.description)/raw\">\(r("Raw message"))</a>"
        let marks = marks(r)
        guard whole != nil || html != nil || raw != nil || marks != nil else { return "" }
        return "<div class=\"more\">\(whole)\(html)\(raw)\(marks)</div>"
    }

    /// Where what a customer says is marked as product, service or idea.
    private func marks(_ r: Reader) -> HTML? {
        guard message.isByCustomer else { return nil }
        let count = page.scene.marked[message.id] ?? 0
        let words =
            count == 0 ? r("Mark what it is about") : r.plural(count, "1 mark", "\(r.number(count)) marks")
        return
            "<a class=\"quiet\" href=\"/messages/\(message.id.description)/mentions\" data-mentions>\(words)</a> <a class=\"quiet\" href=\"/messages/\(message.id.description)/idea\">\(r("This is about an idea"))</a>"
    }

    private func images(_ body: String, _ r: Reader) -> HTML {
        """
        <p class="quiet">\(r("Pictures from elsewhere are not loaded: they tell the sender that you looked."))
        <a href="\(url: body + "?images=shown")" target="_blank" rel="noopener">\(r("Show them"))</a></p>
        """
    }

    private func undo(_ r: Reader) -> HTML {
        guard message.delivery == .undoable, case .agent(page.viewer) = message.author else { return "" }
        let until = (message.createdAt + Conversations.undoTime).milliseconds
        return """
            <form class="undo" method="post" action="/messages/\(message.id.description)/undoing" data-until="\(until)">\(page.frame.csrfField)\
            <span>\(r("It goes out in a moment."))</span> <button class="button small plain">\(r("Undo"))</button></form>
            """
    }
}
