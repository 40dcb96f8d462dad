import Localization
import Markup

/// Where it is heading: what is considered, planned, in progress and made.
struct RoadmapPage: Page {
    let columns: [(status: Idea.Status, ideas: [Idea])]
    let showsCounts: Bool
    let frame: Frame

    static var samples: [RoadmapPage] {
        [
            RoadmapPage(
                columns: [
                    (.considering, [Samples.ideas[1]]), (.planned, [Samples.idea]), (.inProgress, []),
                    (.made, [Samples.ideas[2]]),
                ], showsCounts: true, frame: .sampleVisitor),
            RoadmapPage(columns: [(.planned, [])], showsCounts: false, frame: .sampleVisitor),
        ]
    }

    func title(_ r: Reader) -> String { r("Roadmap") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><header class="inbox-head"><h1>\(r("Roadmap"))</h1>\
        <p class="quiet">\(r("What becomes of the ideas. No dates: they are told when they hold."))</p></header>
        \(ChangelogPage.links(r, current: "roadmap"))
        <div class="roadmap">\(columns.map { column($0.status, $0.ideas, r) })</div></section>
        """
    }

    private func column(_ status: Idea.Status, _ ideas: [Idea], _ r: Reader) -> HTML {
        let list = ideas.map { idea -> HTML in
            """
            <li><a href="/ideas/\(idea.id.description)">\(idea.need)</a>\(if: showsCounts, " <small class=\"quiet\">\(r.plural(idea.votes, "1 vote", "\(r.number(idea.votes)) votes"))</small>")</li>
            """
        }
        return """
            <section class="card" aria-labelledby="c-\(status.rawValue)"><h2 id="c-\(status.rawValue)">\(status.name(r))</h2>\
            \(list.isEmpty ? "<p class=\"quiet\">\(r("Nothing at present."))</p>" : HTML("<ul class=\"plain-list\">\(list)</ul>"))</section>
            """
    }
}

/// What was made, latest first.
struct ChangelogPage: Page {
    let releases: [Release]
    let category: Release.Category?
    let next: Keyset?
    let isFirst: Bool
    let frame: Frame

    static var samples: [ChangelogPage] {
        [
            ChangelogPage(
                releases: [Samples.release], category: .new, next: Keyset(moment: Samples.now, id: 3),
                isFirst: false, frame: .sampleVisitor),
            ChangelogPage(releases: [], category: nil, next: nil, isFirst: true, frame: .sampleCustomer),
        ]
    }

    func title(_ r: Reader) -> String { r("What is new") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><header class="inbox-head"><h1>\(r("What is new"))</h1>\
        <p class="quiet">\(r("What was made, and whose need it was")) <a href="/changelog.rss">RSS</a> <a href="/changelog.atom">Atom</a></p></header>
        \(Self.links(r, current: "changelog"))\(categories(r))
        \(releases.isEmpty ? "<p class=\"empty\">\(r("Nothing has been told yet."))</p>" : HTML("\(releases.map { Self.entry($0, r, isAlone: false) })"))
        \(pages(r))</section>
        """
    }

    /// From one of the three pages to the others.
    static func links(_ r: Reader, current: String) -> HTML {
        let places = [("ideas", r("Ideas")), ("roadmap", r("Roadmap")), ("changelog", r("What is new"))]
        let links = places.map { path, words -> HTML in
            "<a href=\"/\(path)\"\(attribute: "aria-current", path == current ? "page" : nil)>\(words)</a> "
        }
        return
            "<nav class=\"meta idea-places\" aria-label=\"\(r("Ideas and what becomes of them"))\">\(links)</nav>"
    }

    private func categories(_ r: Reader) -> HTML {
        let all: HTML = """
            <li><a class="tag" href="/changelog"\(attribute: "aria-current", category == nil ? "true" : nil)>\(r("All", context: "ideas"))</a></li>
            """
        let some = Release.Category.allCases.map { one -> HTML in
            "<li><a class=\"tag\" href=\"/changelog?category=\(one.rawValue)\"\(attribute: "aria-current", one == category ? "true" : nil)>\(one.name(r))</a></li>"
        }
        return "<ul class=\"idea-tags\" aria-label=\"\(r("Kind"))\">\(all)\(some)</ul>"
    }

    static func entry(_ release: Release, _ r: Reader, isAlone: Bool) -> HTML {
        let words = release.words(in: r.language.tag)
        let title: HTML =
            isAlone
            ? "<h1>\(words.title)</h1>"
            : "<h2><a href=\"/changelog/\(release.id.description)\">\(words.title)</a></h2>"
        let ideas = release.ideas.map { idea -> HTML in
            "<li><a href=\"/ideas/\(idea.id.description)\">\(idea.need)</a></li>"
        }
        return """
            <section class="card release"><p class="meta"><span class="tag">\(release.category.name(r))</span>\(release.publishedAt.map { IdeaWords.date($0, r) })</p>
            \(title)<div class="text">\(Markdown.html(words.text))</div>
            \(if: !ideas.isEmpty, "<p class=\"quiet\">\(r("It came of:"))</p><ul class=\"plain-list\">\(ideas)</ul>")</section>
            """
    }

    private func pages(_ r: Reader) -> HTML {
        let base = "/changelog" + (category.map { "?category=\($0.rawValue)&" } ?? "?")
        return """
            <nav class="pages" aria-label="\(r("Pages"))">\(if: !isFirst, "<a href=\"\(url: String(base.dropLast()))\">\(r("First page"))</a>")\
            \(next.map { next -> HTML in "<a href=\"\(url: base + "after=\(next)")\" rel=\"next\">\(r("Next page"))</a>" })</nav>
            """
    }
}

/// One entry of the changelog.
struct ChangelogEntryPage: Page {
    let release: Release
    /// Who tried it before, and may be named.
    let credits: [String]
    let frame: Frame

    static var samples: [ChangelogEntryPage] {
        [[], [Samples.said("Dana W."), Samples.said("Sam")]].map {
            ChangelogEntryPage(release: Samples.release, credits: $0, frame: .sampleVisitor)
        }
    }

    func title(_ r: Reader) -> String { release.words(in: r.language.tag).title }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet">\(ChangelogPage.links(r, current: ""))\(ChangelogPage.entry(release, r, isAlone: true))\
        \(if: !credits.isEmpty, "<p class=\"quiet\">\(r("Tried beforehand by \(r.list(credits)). Thank you."))</p>")</div>
        """
    }
}

/// Where somebody says that they want no more mails of what was made.
struct ToldNoMorePage: Page {
    let isTold: Bool
    let path: String
    let frame: Frame

    static var samples: [ToldNoMorePage] {
        [true, false].map {
            ToldNoMorePage(isTold: $0, path: "/told-no-more/sample", frame: .sampleVisitor)
        }
    }

    func title(_ r: Reader) -> String { r("What becomes of ideas") }

    func body(_ r: Reader) -> HTML {
        isTold
            ? """
            <form class="sheet" method="post" action="\(path)/refusal">\(frame.csrfField)<h1>\(title(r))</h1>
            <p>\(r("\(frame.business) will not tell you any more what becomes of ideas. Your votes stay, and what you write to us is answered as before."))</p>
            <p class="actions"><button class="button">\(r("Tell me no more of it"))</button></p></form>
            """
            : """
            <form class="sheet" method="post" action="\(path)/allowance">\(frame.csrfField)<h1>\(title(r))</h1>
            <p role="status">\(Icon.check) \(r("We will not tell you any more what becomes of ideas."))</p>
            <p class="actions"><button class="button plain">\(r("Tell me again"))</button></p></form>
            """
    }
}
