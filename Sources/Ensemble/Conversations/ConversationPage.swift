import Localization
import Markup

/// The conversation on stage: what was said, whose move it is, the answer,
/// and beside it who the customer is.
struct ConversationPage: Page {
    let scene: Conversations.Scene
    let agents: [Agent]
    let teams: [Team]
    let viewer: Agent.ID
    let present: [Live.Presence]
    let problem: String?
    /// Whether the draft is also shown as it will look once sent.
    var showsPreview = false
    let frame: Frame

    static var samples: [ConversationPage] { Samples.conversationPages }

    var conversation: Conversation { scene.conversation }
    var path: String { "/conversations/\(conversation.id)" }

    func title(_ r: Reader) -> String {
        "\(conversation.subject.nonEmpty ?? r("(no subject)")) · \(conversation.id)"
    }

    func body(_ r: Reader) -> HTML {
        """
        <div class="stage-and-wings" data-conversation="\(conversation.id.description)">
        <article class="stage">
        \(head(r))
        \(suspension(r))
        <div id="thread" data-live>\(earlier(r))\(ThreadView(page: self).body(r))</div>
        \(ComposerView(page: self).body(r))
        </article>
        \(WingsView(page: self).body(r))
        </div>
        """
    }

    // MARK: The head

    private func head(_ r: Reader) -> HTML {
        """
        <header class="stage-head">
        <p class="meta"><span>\(r("Conversation \(conversation.id.description)"))</span><span>\(scene.mailbox.name)</span>\
        <span>\(opened(r))</span></p>
        <h1>\(ConversationLines.subject(conversation, r))</h1>
        <div id="move" data-live>\(move(r))</div>
        <p class="presence" id="presence" role="status" data-live>\(presence(r))</p>
        </header>
        """
    }

    private func opened(_ r: Reader) -> String {
        let when = r.date(conversation.createdAt.milliseconds)
        return switch conversation.channel {
        case .mail: r("opened \(when), by mail")
        case .form: r("opened \(when), by the web form")
        case .portal: r("opened \(when), in the customer’s place")
        case .api: r("opened \(when), by a program")
        case .desk: r("opened \(when), by us")
        }
    }

    /// Whose move it is: the one thing that may be lit.
    private func move(_ r: Reader) -> HTML {
        let since = conversation.waitingSince.milliseconds
        let when: HTML = "<time datetime=\"\(r.iso(since))\">\(r.weekdayDate(since))</time>"
        let lit = conversation.suspension == nil && !conversation.isResolved
        return """
            <div class="move\(lit ? "" : " over")"><strong>\(whose(r))</strong> <small>\(r("since")) \(when)\(why(r))</small>\
            \(WhoWaitsView.desk(scene.waits, customer: scene.customer.displayName, r).body(r))\
            <span class="move-actions">\(moves(r))</span></div>
            """
    }

    private func why(_ r: Reader) -> HTML {
        scene.waits.now?.reason(r, customer: scene.customer.displayName).map { ": \($0)" as HTML } ?? ""
    }

    private func whose(_ r: Reader) -> String {
        let name = scene.customer.displayName
        return switch conversation.state {
        case .new, .open:
            scene.assignee.map { $0.id == viewer ? r("Your move") : r("\($0.name)’s move") } ?? r("Our move")
        case .waiting(.customer): r("\(name)’s move")
        case .waiting(.team): r("The team’s move")
        case .waiting(.partner): r("The partner’s move")
        case .waiting(.until(let moment)): r("Resting until \(r.dateTime(moment.milliseconds))")
        case .resolved: r("Resolved")
        case .merged: r("Merged")
        }
    }

    private func moves(_ r: Reader) -> HTML {
        let rest: HTML = conversation.isOpen ? waitMenu(r) : action("reopening", r("Reopen"), key: nil)
        return """
            \(if: conversation.isOpen && conversation.assignee != viewer, take(r))\(rest)\
            \(if: !conversation.isResolved, action("closure", r("Resolve"), key: "resolve"))
            """
    }

    private func take(_ r: Reader) -> HTML {
        """
        <form method="post" action="\(path)/assignment">\(frame.csrfField)<input type="hidden" name="agent" value="me">\
        <button class="button small plain" data-key="take">\(r("Take it"))</button></form>
        """
    }

    private func action(_ noun: String, _ words: String, key: String?) -> HTML {
        """
        <form method="post" action="\(path)/\(noun)">\(frame.csrfField)\
        <button class="button small plain"\(attribute: "data-key", key)>\(words)</button></form>
        """
    }

    private func waitMenu(_ r: Reader) -> HTML {
        let choices = WaitChoice.allCases.map { choice -> HTML in
            "<button class=\"menu-item\" name=\"for\" value=\"\(choice.rawValue)\">\(choice.name(for: r))</button>"
        }
        return """
            <details class="popup"><summary class="button small plain" data-key="wait">\(r("Wait…"))</summary>\
            <form class="popup-body" method="post" action="\(path)/wait">\(frame.csrfField)\(choices)\
            <p class="field"><label for="until">\(r("Until a moment of your own"))</label>\
            <input id="until" type="datetime-local" name="until"></p>\
            <button class="button small">\(r("Wait"))</button></form></details>
            """
    }

    private func presence(_ r: Reader) -> HTML {
        let typing = present.filter { $0.what == "typing" }.map(\.name)
        let viewing = present.filter { $0.what == "viewing" }.map(\.name)
        let words = [
            typing.isEmpty
                ? nil
                : r.plural(typing.count, "\(r.list(typing)) is writing", "\(r.list(typing)) are writing"),
            viewing.isEmpty
                ? nil
                : r.plural(
                    viewing.count, "\(r.list(viewing)) is looking at this",
                    "\(r.list(viewing)) are looking at this"),
        ].compactMap { $0 }
        return HTML(escaping: words.joined(separator: " · "))
    }

    private func suspension(_ r: Reader) -> HTML {
        guard let suspension = conversation.suspension else { return "" }
        return """
            <div class="held" role="note"><p>\(Icon.alert) <strong>\(r("Held back"))</strong> \(r.said(suspension.why))</p>\
            <form method="post" action="\(path)/recovery">\(frame.csrfField)<button class="button small">\(r("Recover"))</button></form></div>
            """
    }

    private func earlier(_ r: Reader) -> HTML {
        guard scene.earlierMessages > 0, let first = scene.messages.first else { return "" }
        return """
            <p class="earlier"><a href="\(path)?before=\(first.id.description)">\
            \(r.plural(scene.earlierMessages, "1 earlier message", "\(r.number(scene.earlierMessages)) earlier messages"))</a></p>
            """
    }
}
