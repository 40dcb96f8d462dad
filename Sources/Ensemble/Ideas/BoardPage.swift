import Localization
import Markup

/// The ideas, for the team: what is most wanted, what waits for an answer.
struct BoardPage: Page {
    let query: String
    let choice: Ideas.Choice
    let listing: Ideas.Listing
    /// How many wait for a look.
    let held: Int
    let answered: Ideas.Answered
    let isFirst: Bool
    let problem: String?
    let frame: Frame

    static var samples: [BoardPage] { Samples.boardPages }

    func title(_ r: Reader) -> String { r("Ideas") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><header class="inbox-head"><h1>\(r("Ideas"))</h1>\
        <p class="quiet">\(r("What customers would have otherwise"))</p>\
        <p class="meta"><a href="/board/ranking">\(r("What matters most"))</a><a href="/releases">\(r("What was made"))</a></p></header>
        \(Field.problem(problem))\(figures(r))\(finding(r))
        \(listing.ideas.isEmpty ? "<p class=\"empty\">\(r("Nothing like that was found."))</p>" : table(r))
        \(pages(r))\(adding(r))</section>
        """
    }

    private func figures(_ r: Reader) -> HTML {
        let share = ShareView(
            figure: answered.share, hits: answered.inTime, count: answered.ideas, link: "/board?order=newest")
        let median = answered.median.map { r("Half of them within \(r.duration($0.milliseconds)).") }
        return """
            <ul class="tiles clarity-figures"><li class="card"><h2>\(r("First answer within seven days, over a year"))</h2>\
            <p class="clarity-value">\(share.large(r))</p><p class="quiet">\(median ?? r("Nobody has been answered yet."))</p></li>
            <li class="card"><h2>\(r("Unanswered for more than a week"))</h2><p class="clarity-value"><a href="/board?overdue=yes&amp;order=newest">\(r.number(answered.overdue))</a></p></li>
            <li class="card"><h2>\(r("Wait for a look"))</h2><p class="clarity-value"><a href="/board/held">\(r.number(held))</a></p></li></ul>
            """
    }

    private func finding(_ r: Reader) -> HTML {
        let statuses =
            [(value: "", words: r("All", context: "ideas"))]
            + Idea.Status.allCases.map { (value: $0.rawValue, words: $0.name(r)) }
        let orders = [
            (value: Ideas.Order.most.rawValue, words: r("Most wanted")),
            (value: Ideas.Order.newest.rawValue, words: r("Newest")),
        ]
        return """
            <form class="idea-finding" action="/board" role="search">\
            <p class="field"><label for="q">\(r("Search"))</label><input id="q" type="search" name="q" value="\(query)"></p>\
            \(Field.choice("status", r("Status"), statuses, chosen: choice.status?.rawValue ?? ""))\
            \(Field.choice("order", r("Order"), orders, chosen: choice.order.rawValue))\
            <p class="field"><button class="button plain">\(r("Show"))</button></p></form>
            """
    }

    private func table(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("Need")), .init(r("Votes"), isNumber: true), .init(r("Status")), .init(r("Since")),
            .init(r("Comments"), isNumber: true),
        ])
        return table.body(
            listing.ideas.map { idea in
                table.row([
                    """
                    <a href="/board/\(idea.id.description)">\(idea.need)</a> \(idea.tags.map { "<span class=\"tag\">\($0)</span> " as HTML })\
                    \(if: idea.firstAnswerAt == nil, "<small class=\"quiet\">\(r("not answered yet"))</small>")
                    """,
                    "<a href=\"/board/\(idea.id.description)/votes\">\(r.number(idea.votes))</a>",
                    IdeaWords.status(idea, r), HTML(escaping: r.shortDate(idea.createdAt.milliseconds)),
                    HTML(escaping: r.number(idea.comments)),
                ])
            })
    }

    private func pages(_ r: Reader) -> HTML {
        let base = IdeaWords.query("/board", choice)
        return """
            <nav class="pages" aria-label="\(r("Pages"))">\
            \(if: !isFirst, "<a href=\"\(url: base)\">\(r("First page"))</a>")\
            \(listing.next.map { next -> HTML in "<a href=\"\(url: base + "&after=\(next)")\" rel=\"next\">\(r("Next page"))</a>" })</nav>
            """
    }

    private func adding(_ r: Reader) -> HTML {
        """
        <details class="whole card"><summary>\(r("Bring one up yourselves"))</summary>
        <form class="fields" method="post" action="/board">\(frame.csrfField)
        \(Field.text("need", r("What do customers need?")))\(Field.area("solution", r("What could be done about it?"), rows: 3, required: false))
        \(Field.choice("profile", r("Which way would it turn us?"), NewIdeaPage.ways(r), chosen: ""))
        <p class="actions"><button class="button">\(r("Add"))</button></p></form></details>
        """
    }
}

/// What waits for a look before others find it.
struct HeldIdeasPage: Page {
    let ideas: [Idea]
    let comments: [(comment: IdeaComment, idea: Idea)]
    let withFiles: [Idea]
    let frame: Frame

    static var samples: [HeldIdeasPage] {
        [
            HeldIdeasPage(
                ideas: [Samples.idea], comments: [(Samples.ideaComments[0], Samples.idea)],
                withFiles: [Samples.ideas[1]], frame: .sampleDesk),
            HeldIdeasPage(ideas: [], comments: [], withFiles: [], frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("Wait for a look") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><p class="meta"><a href="/board">\(r("Ideas"))</a></p><h1>\(r("Wait for a look"))</h1>
        \(if: ideas.isEmpty && comments.isEmpty && withFiles.isEmpty, "<p class=\"empty\">\(r("Nothing waits."))</p>")
        \(ideas.map { idea($0, r) })\(comments.map { comment($0.comment, $0.idea, r) })\(withFiles.map { files($0, r) })</section>
        """
    }

    private func idea(_ idea: Idea, _ r: Reader) -> HTML {
        """
        <section class="card"><h2><a href="/board/\(idea.id.description)">\(idea.need)</a></h2>
        <div class="text">\(Markdown.html(idea.solution))</div>
        <p class="meta"><span>\(IdeaWords.author(idea.authorName, idea.author, business: frame.business, r))</span>\
        \(if: !idea.isProven, "<span>\(r("The address is only what was typed."))</span>")<span>\(IdeaWords.date(idea.createdAt, r))</span></p>
        \(Self.decision("/board/\(idea.id)", no: "dismissal", frame, r))</section>
        """
    }

    private func comment(_ comment: IdeaComment, _ idea: Idea, _ r: Reader) -> HTML {
        """
        <section class="card"><h2>\(r("A comment on")) <a href="/board/\(idea.id.description)">\(idea.need)</a></h2>
        <div class="text">\(Markdown.html(comment.text))</div>
        \(Self.decision("/board/comments/\(comment.id)", no: "removal", frame, r))</section>
        """
    }

    private func files(_ idea: Idea, _ r: Reader) -> HTML {
        """
        <section class="card"><h2>\(r("Files of")) <a href="/board/\(idea.id.description)#idea-files">\(idea.need)</a></h2></section>
        """
    }

    static func decision(_ path: String, no: String, _ frame: Frame, _ r: Reader) -> HTML {
        """
        <div class="actions"><form method="post" action="\(path)/showing">\(frame.csrfField)<button class="button small">\(r("Show it"))</button></form>\
        <form method="post" action="\(path)/\(no)">\(frame.csrfField)<button class="button small plain">\(r("Never show it"))</button></form></div>
        """
    }
}

/// Who voted for an idea, and how.
struct IdeaVotesPage: Page {
    let idea: Idea
    let votes: [Ideas.Vote]
    let next: Keyset?
    let isFirst: Bool
    let names: [Agent.ID: String]
    let frame: Frame

    static var samples: [IdeaVotesPage] {
        [
            IdeaVotesPage(
                idea: Samples.idea, votes: Samples.ideaVotes, next: Keyset(moment: Samples.now, id: 5),
                isFirst: false, names: [1: Samples.mira.name], frame: .sampleDesk)
        ]
    }

    func title(_ r: Reader) -> String { r("Votes") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><p class="meta"><a href="/board">\(r("Ideas"))</a><a href="/board/\(idea.id.description)">\(idea.need)</a></p>
        <h1>\(r.plural(idea.votes, "1 vote", "\(r.number(idea.votes)) votes"))</h1>
        \(table(r))<nav class="pages" aria-label="\(r("Pages"))">\(if: !isFirst, "<a href=\"/board/\(idea.id.description)/votes\">\(r("First page"))</a>")\
        \(next.map { next -> HTML in "<a href=\"/board/\(idea.id.description)/votes?after=\(next.description)\" rel=\"next\">\(r("Next page"))</a>" })</nav></section>
        """
    }

    private func table(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [.init(r("Customer")), .init(r("How")), .init(r("When"))])
        return table.body(votes.map { Self.row($0, table, names, r) })
    }

    static func row(_ vote: Ideas.Vote, _ table: StackedTable, _ names: [Agent.ID: String], _ r: Reader)
        -> HTML
    {
        table.row([
            "<a href=\"/customers/\(vote.customer.description)\">\(vote.customerName)</a>",
            HTML(escaping: how(vote, names, r)), HTML(escaping: r.shortDate(vote.at.milliseconds)),
        ])
    }

    static func how(_ vote: Ideas.Vote, _ names: [Agent.ID: String], _ r: Reader) -> String {
        let name = vote.by.flatMap { names[$0] } ?? r("Somebody of the team")
        return switch vote.source {
        case .own: r("in their own place")
        case .link: r("by a link in a mail")
        case .staff: r("told \(name): \(vote.words)")
        case .message: r("wrote it; noted by \(name)")
        }
    }
}
