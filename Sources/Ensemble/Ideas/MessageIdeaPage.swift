import Localization
import Markup

/// Which idea a customer's message is about: one click links it and votes.
struct MessageIdeaPage: Page {
    let about: Ideas.About
    let query: String
    /// What was typed of a new one.
    let typed: Ideas.Words
    let problem: String?
    let frame: Frame

    static var samples: [MessageIdeaPage] {
        let about = Ideas.About(
            message: Samples.messages[0], customer: 5, linked: [Samples.idea],
            candidates: Array(Samples.ideas.dropFirst()))
        return [
            MessageIdeaPage(
                about: about, query: "", typed: .init(need: ""), problem: nil, frame: .sampleDesk),
            MessageIdeaPage(
                about: .init(message: Samples.messages[0], customer: 5), query: Samples.said("parking"),
                typed: .init(need: Samples.said("A place to park")),
                problem: "Please say what you need, in a sentence of up to 200 characters.",
                frame: .sampleDesk),
        ]
    }

    private var path: String { "/messages/\(about.message.id)/idea" }

    func title(_ r: Reader) -> String { r("This is about an idea") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><p class="meta"><a href="/conversations/\(about.message.conversation.description)#m\(about.message.id.description)">\
        \(r("Conversation \(about.message.conversation.description)"))</a></p><h1>\(r("This is about an idea"))</h1>
        \(Field.problem(problem))
        <section class="message theirs"><header class="who"><strong>\(about.message.fromName.nonEmpty ?? about.message.fromAddress)</strong></header>\
        <div class="text">\(PlainText.html(about.message.text.shortened(to: 1_500)))</div></section>
        \(linked(r))\(choosing(r))\(adding(r))</section>
        """
    }

    private func linked(_ r: Reader) -> HTML {
        guard !about.linked.isEmpty else { return "" }
        let list = about.linked.map { idea -> HTML in
            """
            <li>\(Self.idea(idea, r)) <form method="post" action="\(path)/removal">\(frame.csrfField)\
            <input type="hidden" name="idea" value="\(idea.id.description)"><button class="link" aria-label="\(r("It is not about “\(idea.need)”"))">\(r("It is not"))</button></form></li>
            """
        }
        return
            "<section class=\"card\"><h2>\(r("It is about"))</h2><ul class=\"idea-choices\">\(list)</ul></section>"
    }

    private static func idea(_ idea: Idea, _ r: Reader) -> HTML {
        """
        <a href="/board/\(idea.id.description)">\(idea.need)</a> \(IdeaWords.status(idea, r)) \
        <small class="quiet">\(r.plural(idea.votes, "1 vote", "\(r.number(idea.votes)) votes"))</small>
        """
    }

    private func choosing(_ r: Reader) -> HTML {
        let list = about.candidates.map { idea -> HTML in
            """
            <li>\(Self.idea(idea, r)) <form method="post" action="\(path)">\(frame.csrfField)<input type="hidden" name="idea" value="\(idea.id.description)">\
            <button class="button small" aria-label="\(r("It is about “\(idea.need)”"))">\(r("It is about this"))</button></form></li>
            """
        }
        return """
            <section class="card"><h2>\(query.isEmpty ? r("It may be about one of these") : r("Found for “\(query)”"))</h2>
            \(list.isEmpty ? "<p class=\"quiet\">\(r("Nothing like it."))</p>" : HTML("<ul class=\"idea-choices\">\(list)</ul>"))
            <form class="search-form" action="\(path)" role="search"><label class="hidden" for="q">\(r("Search the ideas"))</label>\
            <input id="q" type="search" name="q" value="\(query)" placeholder="\(r("Search the ideas"))"> <button class="button plain">\(r("Search"))</button></form>
            <p class="quiet">\(r("It counts as the customer’s vote, and they hear what becomes of it."))</p></section>
            """
    }

    private func adding(_ r: Reader) -> HTML {
        """
        <form class="card fields" method="post" action="\(path)">\(frame.csrfField)<h2>\(r("Or bring up a new one"))</h2>
        \(Field.text("need", r("What do they need?"), value: typed.need, hint: r("In your words, without anything that tells who it is: everybody who finds the ideas reads it.")))
        \(Field.area("solution", r("What could be done about it?"), value: typed.solution, rows: 3, required: false))
        <p class="actions"><button class="button plain">\(r("Bring it up, with their vote"))</button></p></form>
        """
    }
}

/// The ideas that a conversation is about: beside the stage.
struct IdeasCard {
    let ideas: [Idea]
    /// The customer's latest message.
    let message: Message.ID?

    func body(_ r: Reader) -> HTML {
        let list = ideas.map { idea -> HTML in
            """
            <li><a href="/board/\(idea.id.description)">\(idea.need)</a> <small class="quiet">\(idea.status.name(r)), \
            \(r.plural(idea.votes, "1 vote", "\(r.number(idea.votes)) votes"))</small></li>
            """
        }
        guard message != nil || !list.isEmpty else { return "" }
        return """
            <section class="card" id="ideas" data-live><h2>\(r("Ideas"))</h2>\(if: !list.isEmpty, "<ul class=\"plain-list\">\(list)</ul>")\
            \(message.map { "<p><a href=\"/messages/\($0.description)/idea\">\(r("This is about an idea"))</a></p>" as HTML })</section>
            """
    }
}
