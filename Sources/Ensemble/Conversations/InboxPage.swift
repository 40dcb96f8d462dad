import Localization
import Markup

/// A view of the inbox, longest wait first.
struct InboxPage: Page {
    let view: InboxView
    let listing: Conversations.Listing
    let isFirst: Bool
    let frame: Frame

    static var samples: [InboxPage] {
        [
            InboxPage(view: .open, listing: Samples.listing, isFirst: true, frame: .sampleDesk),
            InboxPage(
                view: .mine, listing: Conversations.Listing(lines: [], next: nil), isFirst: true,
                frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { view.name(for: r) }

    func body(_ r: Reader) -> HTML {
        """
        <section class="inbox" aria-labelledby="inbox-title">
        <header class="inbox-head"><h1 id="inbox-title">\(view.name(for: r))</h1><p class="quiet">\(order(r))</p>\
        \(if: view == .mine, "<a class=\"button plain\" href=\"/search?q=step%3Ame\">\(r("Steps of mine"))</a>")\
        <a class="button plain" href="/conversations/new">\(r("New conversation"))</a></header>
        \(listing.lines.isEmpty ? empty(r) : ConversationLines.list(listing.lines, r))
        \(pages(r))
        </section>
        """
    }

    private func order(_ r: Reader) -> String {
        switch view {
        case .mine, .unassigned, .open, .waiting: r("Longest wait first")
        case .resolved, .suspended: r("Latest first")
        }
    }

    private func empty(_ r: Reader) -> HTML {
        let words =
            switch view {
            case .mine: r("Nothing waits for you. Unassigned may hold something.")
            case .unassigned: r("Every conversation has somebody who looks after it.")
            case .open: r("It is nobody’s turn here: all is answered.")
            case .waiting: r("Nothing waits for a customer, a partner or a moment.")
            case .resolved: r("Nothing has been resolved yet.")
            case .suspended: r("Nothing is held back. What looks like spam comes here and can be recovered.")
            }
        return "<div class=\"empty\" id=\"lines\" data-live>\(Icon.view(view))<p>\(words)</p></div>"
    }

    private func pages(_ r: Reader) -> HTML {
        """
        <nav class="pages" aria-label="\(r("Pages"))">\
        \(if: !isFirst, "<a href=\"/inbox/\(view.rawValue)\">\(r("First page"))</a>")\
        \(listing.next.map { next -> HTML in "<a href=\"/inbox/\(view.rawValue)?after=\(next.description)\" rel=\"next\">\(r("Next page"))</a>" })</nav>
        """
    }
}

/// What a search found.
struct SearchPage: Page {
    let query: String
    let lines: [Conversations.Line]
    let page: Int
    let hasMore: Bool
    let frame: Frame

    static var samples: [SearchPage] {
        [
            SearchPage(
                query: "knee is:open", lines: Samples.listing.lines, page: 1, hasMore: true,
                frame: .sampleDesk),
            SearchPage(query: "zebra", lines: [], page: 1, hasMore: false, frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("Search") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="inbox" aria-labelledby="search-title">
        <header class="inbox-head"><h1 id="search-title">\(query.nonEmpty.map { r("Found for “\($0)”") } ?? r("Search"))</h1></header>
        <form class="search-form" action="/search" role="search"><label class="hidden" for="q">\(r("Search for"))</label>\
        <input id="q" type="search" name="q" value="\(query)"> <button class="button">\(r("Search"))</button></form>
        \(lines.isEmpty ? empty(r) : ConversationLines.list(lines, r))
        \(pages(r))
        </section>
        """
    }

    private func empty(_ r: Reader) -> HTML {
        """
        <div class="empty"><p>\(query.nonEmpty == nil ? r("What are you looking for?") : r("Nothing was found."))</p>
        <dl class="help"><dt><code>knee "second scan"</code></dt><dd>\(r("words and phrases; the beginning of a word is enough"))</dd>
        <dt><code>is:open is:waiting is:resolved is:unassigned</code></dt><dd>\(r("the state"))</dd>
        <dt><code>from:dana</code> <code>assignee:me</code> <code>tag:billing</code></dt><dd>\(r("people and tags"))</dd>
        <dt><code>step:me step:customer step:partner</code></dt><dd>\(r("whose step can be done now"))</dd>
        <dt><code>before:2026-03-01 after:2026-01-01</code></dt><dd>\(r("the day of the last message"))</dd></dl></div>
        """
    }

    private func pages(_ r: Reader) -> HTML {
        let base = "/search?q=\(query.percentEncoded)&page="
        return """
            <nav class="pages" aria-label="\(r("Pages"))">\
            \(if: page > 1, "<a href=\"\(url: base + String(page - 1))\">\(r("Previous page"))</a>")\
            \(if: hasMore, "<a href=\"\(url: base + String(page + 1))\" rel=\"next\">\(r("Next page"))</a>")</nav>
            """
    }
}
