import Localization
import Markup

/// A conversation as its customer sees it: whose move it is, what was said,
/// the answer.
struct OwnConversationPage: Page {
    let scene: Conversations.OwnScene
    /// What was typed and could not be taken.
    let typed: String
    let problem: String?
    let frame: Frame

    static var samples: [OwnConversationPage] {
        var over = Samples.answered
        over.state = .resolved(at: Samples.now - .hours(1))
        return [Samples.conversation, Samples.answered, over].map { conversation in
            OwnConversationPage(
                scene: Conversations.OwnScene(
                    conversation: conversation, messages: Samples.messages.filter { $0.kind == .message },
                    agentNames: [1: Samples.mira.name], waits: Samples.waits,
                    told: Samples.estimates.map { OwnEstimate(estimate: $0, path: "/told/41-sample") },
                    billed: Samples.invoices.map { OwnInvoice(invoice: $0, path: "/bill/81-sample") },
                    worked: [
                        OwnWork(
                            day: Day(Samples.now, in: .utc), text: Samples.said("Reading the scan"),
                            kind: .time,
                            quantity: 1_500, amount: Money(13_500, "USD"))
                    ],
                    plans: [Plans.forCustomer(PlanSamples.plan)], answers: [Samples.response(.csat)]),
                typed: Samples.said("Thank you, I "), problem: "There is nothing written yet.",
                frame: .sampleCustomer)
        }
    }

    private var conversation: Conversation { scene.conversation }
    private var path: String { "/my/conversations/\(conversation.id)" }

    func title(_ r: Reader) -> String { conversation.subject.nonEmpty ?? r("(no subject)") }

    func body(_ r: Reader) -> HTML {
        """
        <article class="stage">
        <header class="stage-head">
        <p class="meta"><a href="/my">\(r("My conversations"))</a>\
        <span>\(r("Conversation \(conversation.id.description)"))</span>\
        <span>\(r("since \(r.date(conversation.createdAt.milliseconds))"))</span></p>
        <h1>\(ConversationLines.subject(conversation, r))</h1>
        \(move(r))
        </header>
        \(OwnCostsView(told: scene.told, billed: scene.billed, worked: scene.worked).body(r))
        \(plans(r))
        <div id="thread">\(scene.messages.map { OwnMessageView(message: $0).body(r) })</div>
        \(answers(r))
        \(composer(r))
        </article>
        """
    }

    /// The one thing that is lit: whose move it is.
    private func move(_ r: Reader) -> HTML {
        let turn = OwnTurn(of: conversation)
        let since = conversation.waitingSince.milliseconds
        return """
            <div class="move\(turn == .over ? " over" : "")"><strong>\(turn.words(r))</strong> \
            <small>\(r("since")) <time datetime="\(r.iso(since))">\(r.weekdayDate(since))</time>\(why(r))</small>\
            \(WhoWaitsView.own(scene.waits, r).body(r))\
            <span class="move-actions">\(if: turn != .over, settle(r))</span></div>
            """
    }

    private func plans(_ r: Reader) -> HTML {
        guard !scene.plans.isEmpty else { return "" }
        let links = scene.plans.map { plan -> HTML in
            let done = plan.steps.filter { $0.state != .todo }.count
            return """
                <li><a href="/my/plans/\(plan.id.description)">\(plan.name)</a> \
                <small class="quiet">\(r("\(r.number(done)) of \(r.number(plan.steps.count)) steps are done."))</small></li>
                """
        }
        return
            "<section class=\"card own-plans\"><h2>\(r("Our plan"))</h2><ul class=\"plain-list\">\(links)</ul></section>"
    }

    private func answers(_ r: Reader) -> HTML {
        guard !scene.answers.isEmpty else { return "" }
        return """
            <section aria-labelledby="told-us"><h2 id="told-us">\(r("What you told us"))</h2>\
            \(scene.answers.map { OwnAnswerView(response: $0, business: frame.business).body(r) })</section>
            """
    }

    private func why(_ r: Reader) -> HTML {
        scene.waits.now?.ownReason(r).map { ": \($0)" as HTML } ?? ""
    }

    private func settle(_ r: Reader) -> HTML {
        """
        <form method="post" action="\(path)/closure">\(frame.csrfField)\
        <button class="button small plain">\(Icon.check) \(r("It is settled"))</button></form>
        """
    }

    private func composer(_ r: Reader) -> HTML {
        """
        <section class="composer card" id="compose" aria-label="\(r("Your answer"))">
        \(Field.problem(problem))
        <form class="fields" method="post" action="\(path)/replies" enctype="multipart/form-data">\(frame.csrfField)
        \(Field.area("text", OwnTurn(of: conversation) == .over ? r("Is there something else?") : r("Your answer"), value: typed))
        \(Field.files("files", r("Files"), hint: r("Up to 25 MB in all.")))
        <p class="actions"><button class="button">\(Icon.reply) \(r("Send"))</button></p>
        </form>
        </section>
        """
    }
}

/// One message in the customer's own place.
struct OwnMessageView {
    let message: Message

    func body(_ r: Reader) -> HTML {
        let at = message.createdAt.milliseconds
        return """
            <section class="message \(message.isFromTeam ? "ours" : "theirs")" id="m\(message.id.description)" \
            aria-label="\(r("Message by \(name)"))">
            <header class="who"><strong>\(name)</strong><span class="when">\
            <time datetime="\(r.iso(at))" title="\(r.dateTime(at))">\(r.weekdayDate(at))</time></span></header>
            <div class="text">\(message.isFromTeam ? Markdown.html(message.text) : PlainText.html(message.text))</div>
            \(files(r))\(more(r))
            </section>
            """
    }

    private var name: String { message.fromName.nonEmpty ?? message.fromAddress }

    private func files(_ r: Reader) -> HTML {
        let files = message.attachments.enumerated().filter { !$0.element.isInline || message.html == nil }
        guard !files.isEmpty else { return "" }
        let list = files.map { place, file -> HTML in
            """
            <li><a href="/my/messages/\(message.id.description)/files/\(place)">\(Icon.file)<span>\(file.name)</span> \
            <small>\(r.bytes(file.size))</small></a></li>
            """
        }
        return "<ul class=\"files\">\(list)</ul>"
    }

    /// The whole of it, one click away.
    private func more(_ r: Reader) -> HTML {
        let whole = message.wholeText.map { text -> HTML in
            """
            <details class="whole"><summary>\(r("With quote and signature"))</summary>\
            <div class="text">\(PlainText.html(text))</div></details>
            """
        }
        let html: HTML? = message.html == nil ? nil : frame(r)
        guard whole != nil || html != nil else { return "" }
        return "<div class=\"more\">\(whole)\(html)</div>"
    }

    private func frame(_ r: Reader) -> HTML {
        """
        <details class="whole"><summary>\(r("As it was sent"))</summary>\
        <iframe class="mail" sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox" \
        title="\(r("The message as it was sent"))" loading="lazy" src="/my/messages/\(message.id.description)/body"></iframe></details>
        """
    }
}
