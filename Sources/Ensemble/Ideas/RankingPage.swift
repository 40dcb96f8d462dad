import Localization
import Markup

/// The same ideas in several orders, and where these disagree.
struct RankingPage: Page {
    let ranking: Ideas.Ranking
    let compared: Ideas.Compared
    /// The segment as it stands in the address.
    let chosen: String
    let frame: Frame

    static var samples: [RankingPage] { Samples.rankingPages }

    func title(_ r: Reader) -> String { r("What matters most") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><p class="meta"><a href="/board">\(r("Ideas"))</a><a href="/board/leads">\(r("Ahead of others"))</a></p>
        <header class="inbox-head"><h1>\(title(r))</h1><p class="quiet">\(r("One customer has one vote; the other orders stand beside it"))</p></header>
        \(disagreements(r))\(choosing(r))
        \(ranking.ideas.isEmpty ? "<p class=\"empty\">\(r("There is nothing to decide."))</p>" : table(r))
        <p class="quiet">\(r("Of the \(r.number(Ideas.rankedIdeas)) most wanted that are still to be decided. Paid: what came in on the voters’ invoices in the last 365 days, in \(ranking.currency), before refunds."))</p>
        \(comparing(r))</section>
        """
    }

    private func disagreements(_ r: Reader) -> HTML {
        let paid = ranking.ideas.filter { $0.disagrees($0.paidPlace) }.prefix(5).map { one -> HTML in
            """
            <li>\(r("“\(one.idea.need)” is number \(r.number(one.place)) by votes, number \(r.number(one.paidPlace)) by what its voters paid."))</li>
            """
        }
        let segment =
            ranking.segment == nil
            ? []
            : ranking.ideas.filter { $0.disagrees($0.segmentPlace) }.prefix(5).map { one -> HTML in
                "<li>\(r("“\(one.idea.need)” is number \(r.number(one.place)) by votes, number \(r.number(one.segmentPlace)) for these customers."))</li>"
            }
        guard !paid.isEmpty || !segment.isEmpty else {
            return "<p>\(r("The orders agree: none puts an idea more than three places elsewhere."))</p>"
        }
        return """
            <section class="card" aria-labelledby="differ"><h2 id="differ">\(r("Where the orders disagree"))</h2><ul class="plain-list">\(paid)\(segment)</ul></section>
            """
    }

    private func choosing(_ r: Reader) -> HTML {
        let organisations = ranking.organisations.map { (value: "o\($0.id)", words: $0.name) }
        let tags = ranking.tags.map { (value: "t\($0)", words: r("With the tag \($0)")) }
        guard !organisations.isEmpty || !tags.isEmpty else { return "" }
        return """
            <form class="idea-finding" action="/board/ranking">\(Field.choice("of", r("Beside it, only the votes of"), [(value: "", words: r("nobody in particular"))] + organisations + tags, chosen: chosen))\
            <p class="field"><button class="button plain">\(r("Show"))</button></p></form>
            """
    }

    private func table(_ r: Reader) -> HTML {
        let hasSegment = ranking.segment != nil
        let table = StackedTable(
            heads: [.init(r("Need")), .init(r("By votes"), isNumber: true)]
                + (hasSegment ? [.init(r("For these"), isNumber: true)] : [])
                + [.init(r("By what they paid"), isNumber: true)])
        return table.body(
            ranking.ideas.prefix(100).map { one in
                table.row(
                    [
                        "<a href=\"/board/\(one.idea.id.description)\">\(one.idea.need)</a>",
                        """
                        \(r.number(one.place)) <a href="/board/\(one.idea.id.description)/votes"><small>\(r.plural(one.votes, "1 vote", "\(r.number(one.votes)) votes"))</small></a>
                        """,
                    ]
                        + (hasSegment
                            ? [
                                """
                                \(place(one.segmentPlace, one, r)) <small class="quiet">\(r.plural(one.segmentVotes, "1 vote", "\(r.number(one.segmentVotes)) votes"))</small>
                                """
                            ] : [])
                        + [
                            """
                            \(place(one.paidPlace, one, r)) <small class="quiet">\(r.money(minorUnits: one.paid, currency: ranking.currency))</small>
                            """
                        ])
            })
    }

    private func place(_ place: Int, _ one: Ideas.Ranked, _ r: Reader) -> HTML {
        one.disagrees(place) ? "<strong>\(r.number(place))</strong>" : HTML(escaping: r.number(place))
    }

    // MARK: Two at a time

    private func comparing(_ r: Reader) -> HTML {
        let count = r.plural(
            compared.comparisons, "1 comparison", "\(r.number(compared.comparisons)) comparisons")
        let people = r.plural(compared.people, "by 1 person", "by \(r.number(compared.people)) people")
        return """
            <section aria-labelledby="pairs"><h2 id="pairs">\(r("Which matters more? Two at a time"))</h2><p>\(count), \(people).</p>
            \(compared.ideas.isEmpty ? few(r) : strengths(r))</section>
            """
    }

    private func few(_ r: Reader) -> HTML {
        let words =
            compared.comparisons < Ideas.comparisonsNeeded
            ? r("Under \(r.number(Ideas.comparisonsNeeded)) comparisons nothing is put in order.")
            : r("What was compared so far puts nothing in order.")
        return "<p class=\"quiet\">\(words)</p>"
    }

    private func strengths(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("Need")), .init(r("Strength"), isNumber: true), .init(r("Comparisons"), isNumber: true),
        ])
        let rows = compared.ideas.map { one in
            table.row([
                "<a href=\"/board/\(one.idea.id.description)\">\(one.idea.need)</a>",
                """
                \(r.number(one.strength, digits: 2))<br><small class="quiet">\(r("\(r.number(one.low, digits: 2)) to \(r.number(one.high, digits: 2))"))</small>
                """, HTML(escaping: r.number(one.comparisons)),
            ])
        }
        let apart =
            compared.apart > 0
            ? r.plural(
                compared.apart,
                "1 idea was never compared with these, even through others, and has no place.",
                "\(r.number(compared.apart)) ideas were never compared with these, even through others, and have no place."
            )
            : nil
        return """
            \(table.body(rows))<p class="quiet">\(r("Strength is a logarithm: 0.7 more is preferred two times in three. Beside the most compared idea, which has 0; with the 95% interval (bradley-terry 1)."))\
            \(if: compared.isSmoothed, " \(r("Half a win was added each way, since one always or never won."))")\(apart.map { " \($0)" })</p>
            """
    }
}

/// Two ideas, side by side: which matters more?
struct ComparePage: Page {
    let pair: (Idea, Idea)?
    let frame: Frame

    static var samples: [ComparePage] {
        [
            ComparePage(pair: (Samples.idea, Samples.ideas[1]), frame: .sampleCustomer),
            ComparePage(pair: nil, frame: .sampleCustomer),
        ]
    }

    func title(_ r: Reader) -> String { r("Which matters more to you?") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><p class="meta"><a href="/ideas">\(r("Ideas"))</a></p><h1>\(title(r))</h1>\(pair.map { choosing($0, $1, r) } ?? done(r))</section>
        """
    }

    private func done(_ r: Reader) -> HTML {
        "<p class=\"empty\">\(r("There are no two left to compare. Thank you."))</p>"
    }

    private func choosing(_ one: Idea, _ other: Idea, _ r: Reader) -> HTML {
        """
        <form method="post" action="/ideas/compare">\(frame.csrfField)<input type="hidden" name="one" value="\(one.id.description)">\
        <input type="hidden" name="other" value="\(other.id.description)"><div class="two">\(side(one, r))\(side(other, r))</div>
        <p class="actions"><button class="button plain" name="chosen" value="">\(r("Both alike"))</button> <a href="/ideas">\(r("Enough for now"))</a></p></form>
        """
    }

    private func side(_ idea: Idea, _ r: Reader) -> HTML {
        """
        <section class="card compare-side"><h2>\(idea.need)</h2>\(if: !idea.solution.isEmpty, "<div class=\"text\">\(Markdown.html(idea.solution))</div>")\
        <p class="actions"><button class="button" name="chosen" value="\(idea.id.description)" aria-label="\(r("This matters more: \(idea.need)"))">\(r("This matters more"))</button></p></section>
        """
    }
}

extension Samples {
    static var rankingPages: [RankingPage] {
        let ranked = ideas.prefix(4).enumerated().map { place, idea in
            Ideas.Ranked(
                idea: idea, votes: idea.votes, place: place + 1, segmentVotes: 4 - place,
                segmentPlace: place + 1,
                paid: Int64(place * 120_000), paidPlace: place == 3 ? 9 : 4 - place)
        }
        let strengths = ideas.prefix(3).enumerated().map { place, idea in
            Ideas.Strength(
                idea: idea, comparisons: 20 - place, strength: 0.8 - Double(place) * 0.8,
                low: 0.3 - Double(place), high: 1.3 - Double(place) * 0.6)
        }
        return [
            RankingPage(
                ranking: .init(
                    ideas: ranked, currency: "USD", segment: .tag("x"),
                    organisations: [(id: Organisation.ID(rawValue: 6), name: said("Whitfield & Daughters"))],
                    tags: [said("billing")]),
                compared: .init(
                    ideas: strengths, comparisons: 57, people: 12, apart: 2, isSmoothed: true), chosen: "o6",
                frame: .sampleDesk),
            RankingPage(
                ranking: .init(currency: "USD"), compared: .init(comparisons: 3, people: 1), chosen: "",
                frame: .sampleDesk),
            RankingPage(
                ranking: .init(currency: "USD"), compared: .init(comparisons: 31, people: 9), chosen: "",
                frame: .sampleDesk),
        ]
    }
}
