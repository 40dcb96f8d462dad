import Localization
import Markup

/// One idea as customers see it: the need, what could be done, what the
/// business says and does, and what others say.
struct IdeaPage: Page {
    let view: Ideas.View
    let onlooker: Onlooker
    /// A comment that could not be taken.
    let typed: String
    /// When the page was shown, signed.
    let stamp: String
    let problem: String?
    let frame: Frame

    static var samples: [IdeaPage] { Samples.ideaPages }

    private var idea: Idea { view.idea }
    private var path: String { "/ideas/\(idea.id)" }

    func title(_ r: Reader) -> String { idea.need }

    func body(_ r: Reader) -> HTML {
        """
        <article class="sheet"><p class="meta"><a href="/ideas">\(r("Ideas"))</a>\
        <span>\(IdeaWords.author(idea.authorName, idea.author, business: frame.business, r))</span>\
        <span>\(IdeaWords.date(idea.createdAt, r))</span>\(if: onlooker == .team, "<a href=\"/board/\(idea.id.description)\">\(r("The team’s side of it"))</a>")</p>
        <h1>\(idea.need)</h1>
        <p class="meta">\(IdeaWords.status(idea, r))\(idea.tags.map { "<span class=\"tag\">\($0)</span>" as HTML })</p>
        \(Field.problem(problem))
        \(if: !idea.solution.isEmpty, "<section class=\"text\"><h2>\(r("What could be done"))</h2>\(Markdown.html(idea.solution))</section>")
        \(files(r))\(answer(r))\(voting(r))\(steps(r))\(comments(r))</article>
        """
    }

    private func files(_ r: Reader) -> HTML {
        let isAuthor = onlooker.customer.map { idea.author == .customer($0) } ?? false
        return IdeaFilesView(
            idea: idea, files: view.files, path: isAuthor ? "\(path)/files" : nil, isTeam: false,
            customer: onlooker.customer, csrf: frame.csrfField
        ).body(r)
    }

    private func answer(_ r: Reader) -> HTML {
        let said = idea.answer.map { answer -> HTML in
            "<div class=\"text\">\(Markdown.html(answer.text))</div><p class=\"quiet\">\(IdeaWords.date(answer.at, r))</p>"
        }
        let reason = idea.reason.map { reason -> HTML in
            "<p><strong>\(r("Why it was declined"))</strong></p><div class=\"text\">\(Markdown.html(reason))</div>"
        }
        guard said != nil || reason != nil else { return "" }
        return """
            <section class="card" aria-labelledby="says"><h2 id="says">\(r("What \(frame.business) says"))</h2>\(said)\(reason)</section>
            """
    }

    // MARK: Voting

    private func voting(_ r: Reader) -> HTML {
        """
        <section class="card idea-vote" id="vote" aria-labelledby="vote-title"><h2 id="vote-title">\(r("Do you need this too?"))</h2>
        <p class="idea-count">\(IdeaWords.count(idea, isShown: view.showsCount || onlooker == .team, r))</p>\(ballot(r))</section>
        """
    }

    private func ballot(_ r: Reader) -> HTML {
        guard idea.takesVotes else {
            return
                "<p>\(r("This is decided: votes are no longer counted."))</p>\(if: view.hasOffered, offered(r))"
        }
        switch onlooker {
        case .team: return "<p class=\"quiet\">\(r("Customers vote here, each once."))</p>"
        case .nobody: return link(r)
        case .customer: return own(r)
        }
    }

    private func own(_ r: Reader) -> HTML {
        let vote: HTML =
            view.hasVoted
            ? """
            <p>\(Icon.check) \(r("You voted for it. We tell you what becomes of it."))</p>\
            <form method="post" action="\(path)/vote/removal">\(frame.csrfField)<button class="button small plain">\(r("Take my vote back"))</button></form>
            """
            : """
            <form method="post" action="\(path)/vote">\(frame.csrfField)<button class="button">\(r("Yes, I need this"))</button></form>
            """
        let follow: HTML =
            view.follows
            ? """
            <form method="post" action="\(path)/following/removal">\(frame.csrfField)<button class="button small plain">\(r("Follow no more"))</button></form>
            """
            : """
            <form method="post" action="\(path)/following">\(frame.csrfField)<button class="button small plain">\(r("Only tell me what becomes of it"))</button></form>
            """
        return "<div class=\"actions\">\(vote)\(follow)</div>\(trying(r))"
    }

    /// Nobody is taken for somebody who would: they say so themselves.
    private func trying(_ r: Reader) -> HTML {
        guard !view.hasOffered else { return offered(r) }
        return """
            <details class="whole"><summary>\(r("Would you try what comes of it, before others?"))</summary>
            <form class="fields" method="post" action="\(path)/offer">\(frame.csrfField)
            \(Field.area("workaround", r("How do you manage until then?"), rows: 2, required: false, hint: r("For us alone. It shows us what is missing.")))
            <p class="actions"><button class="button small">\(r("I would try it"))</button></p></form></details>
            """
    }

    private func offered(_ r: Reader) -> HTML {
        """
        <p>\(Icon.check) \(r("You offered to try what comes of it."))</p>\
        <form method="post" action="\(path)/offer/removal">\(frame.csrfField)<button class="link quiet">\(r("Take the offer back"))</button></form>
        """
    }

    /// For whoever is not signed in: a mail, whose link is the vote.
    private func link(_ r: Reader) -> HTML {
        """
        <form class="fields" method="post" action="\(path)/link">\(frame.csrfField)<input type="hidden" name="stamp" value="\(stamp)">
        \(Field.email("address", r("Your mail address"), hint: r("We send you a link; pressing it is your vote. Your address is shown to nobody.")))
        \(Trap.field(r))
        <p class="actions"><button class="button">\(r("Send me the link"))</button> <a href="/my/sign-in">\(r("or sign in"))</a></p></form>
        """
    }

    // MARK: What became of it

    private func steps(_ r: Reader) -> HTML {
        guard !view.steps.isEmpty else { return "" }
        let lines = view.steps.map { step -> HTML in
            "<li><strong>\(step.status.name(r))</strong> <span class=\"quiet\">\(IdeaWords.date(step.at, r))</span></li>"
        }
        return """
            <section aria-labelledby="steps"><h2 id="steps">\(r("What became of it"))</h2><ol class="plain-list">\(lines)</ol></section>
            """
    }

    private func comments(_ r: Reader) -> HTML {
        """
        <section aria-labelledby="comments"><h2 id="comments">\(r("Comments"))</h2>
        \(view.comments.isEmpty ? "<p class=\"quiet\">\(r("Nobody has said anything yet."))</p>" : HTML("\(view.comments.map { comment($0, r) })"))
        \(if: view.hasMoreComments, "<p class=\"quiet\">\(r("Only the first \(r.number(Ideas.commentsShown)) comments are shown."))</p>")
        \(writing(r))</section>
        """
    }

    private func comment(_ comment: IdeaComment, _ r: Reader) -> HTML {
        let isOurs = if case .agent = comment.author { true } else { false }
        return """
            <section class="message \(isOurs ? "ours" : "theirs")"><header class="who"><strong>\(IdeaWords.author(comment.authorName, comment.author, business: frame.business, r))</strong>\
            <span class="when">\(IdeaWords.date(comment.createdAt, r))</span></header><div class="text">\(Markdown.html(comment.text))</div></section>
            """
    }

    private func writing(_ r: Reader) -> HTML {
        switch onlooker {
        case .team: ""
        case .nobody: "<p><a href=\"/my/sign-in\">\(r("Sign in to say something"))</a></p>"
        case .customer:
            """
            <form class="fields" method="post" action="\(path)/comments">\(frame.csrfField)\
            \(Field.area("text", r("Your comment"), value: typed, rows: 4, hint: r("Others read it under your first name.")))
            <p class="actions"><button class="button plain">\(r("Say it"))</button></p></form>
            """
        }
    }
}

/// A field that people neither see nor hear: who fills it is a machine.
enum Trap {
    static func field(_ r: Reader) -> HTML {
        """
        <p class="trap" aria-hidden="true"><label for="f-website">\(r("Leave this empty"))</label>\
        <input id="f-website" name="website" tabindex="-1" autocomplete="off"></p>
        """
    }
}
