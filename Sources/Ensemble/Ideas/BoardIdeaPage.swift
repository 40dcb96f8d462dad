import Localization
import Markup

/// One idea for the team: what it is, who wants it, what is said and done.
struct BoardIdeaPage: Page {
    let scene: Ideas.Scene
    let problem: String?
    let frame: Frame

    static var samples: [BoardIdeaPage] { Samples.boardIdeaPages }

    private var idea: Idea { scene.view.idea }
    private var path: String { "/board/\(idea.id)" }

    func title(_ r: Reader) -> String { idea.need }

    func body(_ r: Reader) -> HTML {
        """
        <div class="stage-and-wings"><article class="stage"><header class="stage-head">
        <p class="meta"><a href="/board">\(r("Ideas"))</a><span>\(r("Idea \(idea.id.description)"))</span>\(author(r))\
        <a href="/ideas/\(idea.id.description)">\(r("As customers see it"))</a></p>
        <h1>\(idea.need)</h1><p class="meta">\(IdeaWords.status(idea, r))\(idea.tags.map { "<span class=\"tag\">\($0)</span>" as HTML })\
        \(idea.profile.map { "<span>\(r("Towards: \($0.name(r))"))</span>" as HTML })</p></header>
        \(Field.problem(problem))\(held(r))
        <div class="idea-said">\(if: !idea.solution.isEmpty, "<section><h2>\(r("What could be done"))</h2><div class=\"text\">\(Markdown.html(idea.solution))</div></section>")
        \(IdeaFilesView(idea: idea, files: scene.view.files, path: "\(path)/files", isTeam: true, customer: nil, csrf: frame.csrfField).body(r))\
        \(evidence(r))\(answering(r))\(comments(r))</div></article>
        <aside class="wings" aria-label="\(r("About this idea"))">\(status(r))\(votes(r))\(similar(r))\(words(r))</aside></div>
        """
    }

    private func author(_ r: Reader) -> HTML {
        guard let customer = scene.customer else {
            return
                "<span>\(IdeaWords.author(idea.authorName, idea.author, business: frame.business, r))</span>"
        }
        return """
            <a href="/customers/\(customer.id.description)">\(customer.displayName)</a>\
            \(if: !idea.isProven, "<span>\(r("The address is only what was typed."))</span>")
            """
    }

    private func held(_ r: Reader) -> HTML {
        guard idea.heldAt != nil else { return "" }
        let words = idea.dismissedAt == nil ? r("It waits for a look.") : r("It is never shown.")
        return """
            <section class="card" aria-label="\(r("Wait for a look"))"><p>\(words)</p>\(HeldIdeasPage.decision(path, no: "dismissal", frame, r))</section>
            """
    }

    /// Their own words: only the team reads them here.
    private func evidence(_ r: Reader) -> HTML {
        guard !scene.evidence.isEmpty else { return "" }
        let list = scene.evidence.map { piece -> HTML in
            """
            <li class="message theirs"><p class="who"><a href="/conversations/\(piece.conversation.description)#m\(piece.message.description)">\(piece.customerName)</a> \
            <span class="when">\(IdeaWords.date(piece.at, r))</span></p><div class="text">\(PlainText.html(piece.text))</div></li>
            """
        }
        return """
            <section aria-labelledby="evidence"><h2 id="evidence">\(r("What they wrote of it, for the team alone"))</h2><ul class="plain-list">\(list)</ul></section>
            """
    }

    // MARK: Saying

    private func answering(_ r: Reader) -> HTML {
        """
        <form class="card fields" method="post" action="\(path)/answer">\(frame.csrfField)<h2>\(r("What we say"))</h2>
        \(Field.area("answer", r("The official answer, in Markdown"), value: idea.answer?.text ?? "", rows: 4, required: false, hint: answered(r)))
        <p class="actions"><button class="button">\(r("Say it"))</button></p></form>
        """
    }

    private func answered(_ r: Reader) -> String {
        idea.answer.map { answer in
            let name = answer.by.flatMap { scene.names[$0] } ?? r("Somebody of the team")
            return r("Said by \(name) on \(r.date(answer.at.milliseconds)).")
        } ?? r("Whoever finds the idea reads it.")
    }

    private func comments(_ r: Reader) -> HTML {
        """
        <section aria-labelledby="comments"><h2 id="comments">\(r("Comments"))</h2>\(scene.view.comments.map { comment($0, r) })
        <form class="fields" method="post" action="\(path)/comments">\(frame.csrfField)\
        \(Field.area("text", r("A comment in the business’s name"), rows: 3, hint: r("Customers read it.")))
        <p class="actions"><button class="button plain">\(r("Say it"))</button></p></form></section>
        """
    }

    private func comment(_ comment: IdeaComment, _ r: Reader) -> HTML {
        let isOurs = if case .agent = comment.author { true } else { false }
        let show: HTML =
            comment.heldAt == nil
            ? ""
            : """
            <form method="post" action="/board/comments/\(comment.id.description)/showing">\(frame.csrfField)<button class="button small">\(r("Show it"))</button></form>
            """
        return """
            <section class="message \(isOurs ? "ours" : "theirs")"><header class="who"><strong>\(IdeaWords.author(comment.authorName, comment.author, business: frame.business, r))</strong>\
            <span class="when">\(IdeaWords.date(comment.createdAt, r))</span></header><div class="text">\(Markdown.html(comment.text))</div>
            <div class="actions">\(show)<form method="post" action="/board/comments/\(comment.id.description)/removal">\(frame.csrfField)<button class="link quiet">\(r("Remove it"))</button></form></div></section>
            """
    }

    // MARK: Beside it

    private func status(_ r: Reader) -> HTML {
        let choices = Idea.Status.allCases.map { (value: $0.rawValue, words: $0.name(r)) }
        let steps = scene.view.steps.map { step -> HTML in
            "<li>\(step.status.name(r)) <small class=\"quiet\">\(IdeaWords.date(step.at, r))</small></li>"
        }
        return """
            <section class="card"><h2>\(r("How far it has come"))</h2>
            <form class="fields" method="post" action="\(path)/status">\(frame.csrfField)\(Field.choice("status", r("Status"), choices, chosen: idea.status.rawValue))
            \(Field.area("reason", r("Why, if it is declined"), value: idea.reason ?? "", rows: 2, required: false))
            <p class="actions"><button class="button small">\(r("Set"))</button></p></form>\(if: !steps.isEmpty, "<ol class=\"plain-list\">\(steps)</ol>")</section>
            """
    }

    private func votes(_ r: Reader) -> HTML {
        let lines = scene.votes.map { vote -> HTML in
            """
            <li><a href="/customers/\(vote.customer.description)">\(vote.customerName)</a> <small class="quiet">\(IdeaVotesPage.how(vote, scene.names, r))</small></li>
            """
        }
        return """
            <section class="card"><h2>\(r("Who wants it"))</h2><p><a href="\(path)/votes">\(r.plural(idea.votes, "1 vote", "\(r.number(idea.votes)) votes"))</a>, \
            \(r.plural(scene.followers, "1 follower", "\(r.number(scene.followers)) followers"))</p><ul class="plain-list">\(lines)</ul>
            \(if: idea.takesVotes, voting(r))</section>
            """
    }

    private func voting(_ r: Reader) -> HTML {
        """
        <details class="whole"><summary>\(r("Vote for a customer who told you"))</summary>
        <form class="fields" method="post" action="\(path)/votes">\(frame.csrfField)\
        \(Field.email("address", r("Their mail address"), autocomplete: "off"))\(Field.text("words", r("How they told you"), hint: r("On the phone, at the counter.")))
        <p class="actions"><button class="button small plain">\(r("Vote"))</button></p></form></details>
        """
    }

    private func similar(_ r: Reader) -> HTML {
        let list = scene.similar.map { other -> HTML in
            """
            <li><a href="/board/\(other.id.description)">\(other.need)</a> <small class="quiet">\(r.plural(other.votes, "1 vote", "\(r.number(other.votes)) votes"))</small>\
            <form method="post" action="\(path)/merging">\(frame.csrfField)<input type="hidden" name="into" value="\(other.id.description)">\
            <button class="link" aria-label="\(r("Merge into “\(other.need)”"))">\(r("Merge into this"))</button></form></li>
            """
        }
        return """
            <section class="card"><h2>\(r("May be the same"))</h2>\(list.isEmpty ? "<p class=\"quiet\">\(r("Nothing like it."))</p>" : HTML("<ul class=\"plain-list\">\(list)</ul>"))
            <details class="whole"><summary>\(r("Merge into another idea"))</summary><form class="fields" method="post" action="\(path)/merging">\(frame.csrfField)\
            \(Field.text("into", r("Number of the other idea"), hint: r("Voters and followers go along, each once. It can’t be undone.")))
            <p class="actions"><button class="button small plain">\(r("Merge"))</button></p></form></details></section>
            """
    }

    private func words(_ r: Reader) -> HTML {
        """
        <details class="whole card"><summary>\(r("Say it more clearly"))</summary><form class="fields" method="post" action="\(path)/words">\(frame.csrfField)
        \(Field.text("need", r("Need"), value: idea.need))\(Field.area("solution", r("What could be done"), value: idea.solution, rows: 4, required: false))
        \(Field.choice("profile", r("Which way would it turn us?"), NewIdeaPage.ways(r), chosen: idea.profile?.description ?? ""))
        \(Field.text("tags", r("Tags, with commas between"), value: idea.tags.joined(separator: ", "), required: false))
        <p class="actions"><button class="button small">\(r("Save"))</button></p></form></details>
        """
    }
}

/// Who sees the board of ideas.
struct IdeaSettingsPage: Page {
    let board: Board
    let frame: Frame

    static var samples: [IdeaSettingsPage] {
        [
            IdeaSettingsPage(board: Board(), frame: .sampleDesk),
            IdeaSettingsPage(
                board: Board(access: .organisation, holds: .all, hidesCounts: true), frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("Ideas") }

    func body(_ r: Reader) -> HTML {
        let accesses = Board.Access.allCases.map { (value: $0.rawValue, words: $0.name(r)) }
        let holds = Board.Holding.allCases.map { (value: $0.rawValue, words: $0.name(r)) }
        return """
            <div class="sheet">\(SettingsPage.trail(r))<h1>\(r("Ideas"))</h1>
            <form class="card fields" method="post" action="/settings/ideas">\(frame.csrfField)
            \(Field.choice("access", r("Who sees the ideas and votes"), accesses, chosen: board.access.rawValue))
            \(Field.choice("holds", r("Whose ideas wait for a look of the team before others find them"), holds, chosen: board.holds.rawValue))
            \(Field.tick("hides", r("Show a count only to whoever has voted"), isOn: board.hidesCounts, hint: r("So that nobody follows the many. The newest stand first then.")))
            <p class="actions"><button class="button">\(r("Save"))</button></p></form></div>
            """
    }
}
