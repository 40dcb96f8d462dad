import Localization
import Markup

/// The board as customers see it: needs, and how many share each.
struct IdeasPage: Page {
    let query: String
    let choice: Ideas.Choice
    let listing: Ideas.Listing
    let isFirst: Bool
    let onlooker: Onlooker
    let frame: Frame

    static var samples: [IdeasPage] { Samples.ideasPages }

    func title(_ r: Reader) -> String { r("Ideas") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><header class="inbox-head"><h1>\(r("Ideas"))</h1>\
        <p class="quiet">\(r("What would make it better for you? Say what you need, and vote for what others need."))</p></header>
        \(ChangelogPage.links(r, current: "ideas"))
        <p class="actions"><a class="button" href="/ideas/new">\(r("Bring up an idea"))</a>\
        \(if: onlooker.customer != nil, "<a class=\"button plain\" href=\"/ideas/compare\">\(r("Which matters more to you?"))</a>")\
        \(if: onlooker == .team, "<a href=\"/board\">\(r("The team’s side of it"))</a>")</p>
        \(finding(r))
        \(listing.ideas.isEmpty ? empty(r) : HTML("<ol class=\"ideas\">\(listing.ideas.map { entry($0, r) })</ol>"))
        \(pages(r))</section>
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
        let isOrdered = !listing.board.hidesCounts || onlooker == .team
        return """
            <form class="idea-finding" action="/ideas" role="search">\
            <p class="field"><label for="q">\(r("Search"))</label><input id="q" type="search" name="q" value="\(query)"></p>\
            \(Field.choice("status", r("Status"), statuses, chosen: choice.status?.rawValue ?? ""))\
            \(if: isOrdered, Field.choice("order", r("Order"), orders, chosen: choice.order.rawValue))\
            <p class="field"><button class="button plain">\(r("Show"))</button></p></form>\(tagLinks(r))
            """
    }

    private func tagLinks(_ r: Reader) -> HTML {
        var tags = choice.tag.map { [$0] } ?? []
        for tag in listing.ideas.flatMap(\.tags) where !tags.contains(where: { $0.folded == tag.folded }) {
            tags.append(tag)
        }
        guard !tags.isEmpty else { return "" }
        let links = tags.prefix(12).map { tag -> HTML in
            "<li><a class=\"tag\" href=\"\(url: "/ideas?tag=\(tag.percentEncoded)")\"\(attribute: "aria-current", tag.folded == choice.tag?.folded ? "true" : nil)>\(tag)</a></li>"
        }
        return "<ul class=\"idea-tags\" aria-label=\"\(r("Tags"))\">\(links)</ul>"
    }

    private func entry(_ idea: Idea, _ r: Reader) -> HTML {
        let hasVoted = listing.voted.contains(idea.id)
        let showsCount = !listing.board.hidesCounts || hasVoted || onlooker == .team
        return """
            <li><p class="idea-count">\(IdeaWords.count(idea, isShown: showsCount, r))</p>
            <div><h2><a href="/ideas/\(idea.id.description)">\(idea.need)</a></h2>
            <p class="meta">\(IdeaWords.status(idea, r))\(if: hasVoted, "<span>\(Icon.check) \(r("You voted"))</span>")\
            <span>\(r.plural(idea.comments, "1 comment", "\(r.number(idea.comments)) comments"))</span>\
            \(idea.tags.map { "<span class=\"tag\">\($0)</span>" as HTML })</p></div></li>
            """
    }

    private func empty(_ r: Reader) -> HTML {
        let isAll = query.isEmpty && choice.status == nil && choice.tag == nil
        return
            "<p class=\"empty\">\(isAll ? r("Nobody has brought anything up yet. Be the first.") : r("Nothing like that was found."))</p>"
    }

    private func pages(_ r: Reader) -> HTML {
        let base = IdeaWords.query("/ideas", choice)
        return """
            <nav class="pages" aria-label="\(r("Pages"))">\
            \(if: !isFirst, "<a href=\"\(url: base)\">\(r("First page"))</a>")\
            \(listing.next.map { next -> HTML in "<a href=\"\(url: base + "&after=\(next)")\" rel=\"next\">\(r("Next page"))</a>" })</nav>
            """
    }
}

/// What the pages of the board say alike.
enum IdeaWords {
    static func query(_ path: String, _ choice: Ideas.Choice) -> String {
        path + "?order=\(choice.order.rawValue)" + (choice.status.map { "&status=\($0.rawValue)" } ?? "")
            + (choice.tag.map { "&tag=\($0.percentEncoded)" } ?? "")
            + (choice.isOverdue ? "&overdue=yes" : "")
    }

    static func count(_ idea: Idea, isShown: Bool, _ r: Reader) -> HTML {
        guard isShown else {
            return
                "<span title=\"\(r("The count is shown once you have voted."))\" aria-hidden=\"true\">·</span><span class=\"hidden\">\(r("The count is shown once you have voted."))</span>"
        }
        return
            "<strong>\(r.number(idea.votes))</strong> <small>\(r.plural(idea.votes, "vote", "votes"))</small>"
    }

    static func status(_ idea: Idea, _ r: Reader) -> HTML {
        "<span class=\"tag idea-\(idea.status.rawValue)\">\(idea.status.name(r))</span>"
    }

    static func author(_ name: String, _ author: Idea.Author, business: String, _ r: Reader) -> String {
        switch author {
        case .agent: name.isEmpty ? business : r("\(name) of \(business)")
        case .customer: name.nonEmpty ?? r("A customer")
        }
    }

    static func date(_ moment: Moment, _ r: Reader) -> HTML {
        "<time datetime=\"\(r.iso(moment.milliseconds))\">\(r.date(moment.milliseconds))</time>"
    }
}
