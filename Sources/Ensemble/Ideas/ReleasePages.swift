import Localization
import Markup

/// The changelog for the team: drafts, and what was published.
struct ReleasesPage: Page {
    let drafts: [Release]
    let published: [Release]
    let next: Keyset?
    let isFirst: Bool
    let problem: String?
    let frame: Frame

    static var samples: [ReleasesPage] {
        [
            ReleasesPage(
                drafts: [Samples.releaseDraft], published: [Samples.release],
                next: Keyset(moment: Samples.now, id: 3), isFirst: false, problem: nil, frame: .sampleDesk),
            ReleasesPage(
                drafts: [], published: [], next: nil, isFirst: true, problem: "Please give it a title.",
                frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("What was made") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><p class="meta"><a href="/board">\(r("Ideas"))</a><a href="/changelog">\(r("As customers see it"))</a></p>
        <header class="inbox-head"><h1>\(r("What was made"))</h1><p class="quiet">\(r("Publishing tells everybody who asked, voted or wrote of it, once each"))</p></header>
        \(Field.problem(problem))
        \(if: !drafts.isEmpty, "<h2>\(r("Drafts"))</h2>\(list(drafts, r))")
        <h2>\(r("Published"))</h2>\(published.isEmpty ? "<p class=\"empty\">\(r("Nothing has been told yet."))</p>" : list(published, r))
        <nav class="pages" aria-label="\(r("Pages"))">\(if: !isFirst, "<a href=\"/releases\">\(r("First page"))</a>")\
        \(next.map { next -> HTML in "<a href=\"/releases?after=\(next.description)\" rel=\"next\">\(r("Next page"))</a>" })</nav>
        <form class="card fields" method="post" action="/releases">\(frame.csrfField)<h2>\(r("Something was made"))</h2>
        \(ReleasePage.fields(.init(words: [:]), r))<p class="actions"><button class="button">\(r("Keep as a draft"))</button></p></form></section>
        """
    }

    private func list(_ releases: [Release], _ r: Reader) -> HTML {
        let lines = releases.map { release -> HTML in
            """
            <li><a class="card" href="/releases/\(release.id.description)"><strong>\(release.words(in: r.language.tag).title)</strong>\
            <span class="quiet">\(release.category.name(r)) · \(r.shortDate((release.publishedAt ?? release.createdAt).milliseconds)) · \
            \(r.plural(release.ideas.count, "of 1 idea", "of \(r.number(release.ideas.count)) ideas"))</span></a></li>
            """
        }
        return "<ul class=\"tiles\">\(lines)</ul>"
    }
}

/// One entry: its words, its ideas, who is told.
struct ReleasePage: Page {
    let release: Release
    let typed: Releases.Draft
    /// How many people publishing would tell.
    let audience: Int
    let told: [ReleaseTelling.State: Int]
    /// Who tries it before.
    let trials: Trials
    /// Ideas of which it may have come.
    let candidates: [Idea]
    let problem: String?
    let frame: Frame

    static var samples: [ReleasePage] {
        let (draft, made) = (Samples.releaseDraft, Samples.release)
        return [
            ReleasePage(
                release: draft, typed: .init(words: draft.words), audience: 43, told: [:],
                trials: Samples.trials,
                candidates: [Samples.ideas[1]], problem: "Please give it a title.", frame: .sampleDesk),
            ReleasePage(
                release: made, typed: .init(words: made.words), audience: 0,
                told: [.told: 40, .waiting: 2, .left: 1, .unclear: 1], trials: Trials(), candidates: [],
                problem: nil,
                frame: .sampleDesk),
        ]
    }

    private var path: String { "/releases/\(release.id)" }
    private var isDraft: Bool { release.publishedAt == nil }

    func title(_ r: Reader) -> String { release.words(in: r.language.tag).title }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><p class="meta"><a href="/releases">\(r("What was made"))</a>\(if: !isDraft, "<a href=\"/changelog/\(release.id.description)\">\(r("As customers see it"))</a>")</p>
        <h1>\(title(r))</h1>\(Field.problem(problem))
        \(isDraft ? publishing(r) : telling(r))\(TrialsView(release: release, trials: trials, path: path, csrf: frame.csrfField).body(r))\(ideas(r))
        <form class="card fields" method="post" action="\(path)/words">\(frame.csrfField)<h2>\(r("Its words"))</h2>
        \(Self.fields(typed, r))<p class="actions"><button class="button plain">\(r("Save"))</button></p></form></section>
        """
    }

    static func fields(_ draft: Releases.Draft, _ r: Reader) -> HTML {
        let categories = Release.Category.allCases.map { (value: $0.rawValue, words: $0.name(r)) }
        let words = Release.languages.map { language -> HTML in
            let present = draft.words[language.tag] ?? .init("", "")
            return """
                <div class="fields" lang="\(language.tag)">\(Field.text("title-\(language.tag)", r("Title (\(language.name))"), value: present.title, required: false))\
                \(Field.area("text-\(language.tag)", r("What is told (\(language.name)), in Markdown"), value: present.text, rows: 4, required: false))</div>
                """
        }
        return "\(Field.choice("category", r("Kind"), categories, chosen: draft.category.rawValue))\(words)"
    }

    private func publishing(_ r: Reader) -> HTML {
        """
        <section class="card"><h2>\(r("Publish"))</h2><p>\(r.plural(audience, "1 person wanted it, and is told.", "\(r.number(audience)) people wanted it, and are told, once each."))</p>
        <div class="actions"><form method="post" action="\(path)/publication">\(frame.csrfField)<button class="button">\(r("Publish and tell them"))</button></form>
        <form method="post" action="\(path)/discarding">\(frame.csrfField)<button class="button small plain">\(r("Throw the draft away"))</button></form></div>
        <p class="quiet">\(r("Who wrote of it reads it in that conversation, the others get a mail, each in their language. Its ideas are made then."))</p></section>
        """
    }

    private func telling(_ r: Reader) -> HTML {
        let lines = ReleaseTelling.State.allCases.filter { told[$0] ?? 0 > 0 }.map { state -> HTML in
            """
            <li><a href="\(path)/told?state=\(state.rawValue)">\(state.name(r))</a>: \(r.number(told[state] ?? 0))</li>
            """
        }
        return """
            <section class="card"><h2>\(r("Who was told"))</h2>\(lines.isEmpty ? "<p class=\"quiet\">\(r("Nobody had asked for it."))</p>" : HTML("<ul class=\"plain-list\">\(lines)</ul>"))</section>
            """
    }

    private func ideas(_ r: Reader) -> HTML {
        let list = release.ideas.map { idea -> HTML in
            """
            <li><a href="/board/\(idea.id.description)">\(idea.need)</a> <small class="quiet">\(r.plural(idea.votes, "1 vote", "\(r.number(idea.votes)) votes"))</small> \(if: isDraft, form("ideas/removal", idea, r("It did not"), r("It did not come of “\(idea.need)”")))</li>
            """
        }
        let others = candidates.filter { other in !release.ideas.contains { $0.id == other.id } }.map {
            idea -> HTML in
            "<li>\(idea.need) \(form("ideas", idea, r("It did"), r("It came of “\(idea.need)”")))</li>"
        }
        return """
            <section class="card"><h2>\(r("Of which ideas it came"))</h2>\(list.isEmpty ? "<p class=\"quiet\">\(r("None yet: nobody would be told."))</p>" : HTML("<ul class=\"idea-choices\">\(list)</ul>"))
            \(if: isDraft && !others.isEmpty, "<h3>\(r("Perhaps of these too"))</h3><ul class=\"idea-choices\">\(others)</ul>")\(if: isDraft, adding(r))</section>
            """
    }

    private func form(_ noun: String, _ idea: Idea, _ words: String, _ label: String) -> HTML {
        """
        <form method="post" action="\(path)/\(noun)">\(frame.csrfField)<input type="hidden" name="idea" value="\(idea.id.description)">\
        <button class="link" aria-label="\(label)">\(words)</button></form>
        """
    }

    private func adding(_ r: Reader) -> HTML {
        """
        <form class="tag-form" method="post" action="\(path)/ideas">\(frame.csrfField)<label class="hidden" for="idea">\(r("Number of an idea"))</label>\
        <input id="idea" name="idea" inputmode="numeric" placeholder="\(r("Number of an idea"))"> <button class="button small plain">\(r("Add"))</button></form>
        """
    }
}

/// Who is told, one by one.
struct TellingsPage: Page {
    let release: Release
    let state: ReleaseTelling.State?
    let tellings: [ReleaseTelling]
    let next: Customer.ID?
    let isFirst: Bool
    let frame: Frame

    static var samples: [TellingsPage] {
        let tellings = ReleaseTelling.State.allCases.enumerated().map { place, state in
            ReleaseTelling(
                release: 3, customer: Customer.ID(rawValue: Int64(place)),
                customerName: Samples.said("Dana Whitfield"),
                why: ReleaseTelling.Why.allCases[place % 4], idea: 3101, message: nil, state: state,
                whyNot: state == .failed ? Samples.said("There is no such mailbox.") : nil,
                toldAt: Samples.now)
        }
        return [
            TellingsPage(
                release: Samples.release, state: nil, tellings: tellings, next: 9, isFirst: false,
                frame: .sampleDesk)
        ]
    }

    func title(_ r: Reader) -> String { r("Who was told") }

    func body(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("Customer")), .init(r("Why")), .init(r("How far")), .init(r("When")),
        ])
        let base = "/releases/\(release.id)/told?" + (state.map { "state=\($0.rawValue)&" } ?? "")
        return """
            <section class="sheet"><p class="meta"><a href="/releases">\(r("What was made"))</a><a href="/releases/\(release.id.description)">\(release.words(in: r.language.tag).title)</a></p>
            <h1>\(state.map { $0.name(r) } ?? title(r))</h1>\(table.body(tellings.map { row($0, table, r) }))
            <nav class="pages" aria-label="\(r("Pages"))">\(if: !isFirst, "<a href=\"\(url: String(base.dropLast()))\">\(r("First page"))</a>")\
            \(next.map { next -> HTML in "<a href=\"\(url: base + "after=\(next)")\" rel=\"next\">\(r("Next page"))</a>" })</nav></section>
            """
    }

    private func row(_ telling: ReleaseTelling, _ table: StackedTable, _ r: Reader) -> HTML {
        table.row([
            "<a href=\"/customers/\(telling.customer.description)\">\(telling.customerName)</a>",
            HTML(escaping: telling.why.name(r)),
            "\(telling.state.name(r))\(telling.whyNot.map { "<br><small class=\"quiet\">\(r.said($0))</small>" as HTML })",
            HTML(escaping: telling.toldAt.map { r.shortDate($0.milliseconds) } ?? "–"),
        ])
    }
}
