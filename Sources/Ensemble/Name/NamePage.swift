import Localization
import Markup
import Statistics

/// The idea behind the name: what the owner wants it to stand for beside what
/// customers think of when they hear it, each number with n, interval and rows.
struct NamePage: Page {
    let report: NameReport
    /// Customers whose marked words are mostly about the idea, of all whose words are marked.
    let written: NameIdeas.Written
    /// How many phrases nobody has read yet.
    let unread: Int
    /// Whether a survey asks for it.
    let isAsked: Bool
    let typed: String
    let problem: String?
    let frame: Frame

    static var samples: [NamePage] { Samples.namePages }

    private var links: NameLinks { NameLinks(scope: report.scope) }
    private var scope: NameIdeas.Scope { report.scope }

    func title(_ r: Reader) -> String { r("The idea behind our name") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet wide clarity name"><header class="inbox-head"><h1>\(title(r))</h1>
        <p class="quiet">\(r("What you want \(frame.business) to stand for, and what customers think of when they hear it: \(r.month(scope.from)) to \(r.month(scope.until))"))</p>\(times(r))</header>
        \(Field.problem(problem))<p class="name-summary">\(NameWords(r: r).summary(report))</p>\(asking(r))
        \(if: report.count > 0 && (!report.intended.isEmpty || report.count >= 10), NameRibbonPicture(report: report).body(r))
        \(intended(r))\(if: report.count > 0, heard(r))\(links(r))\(trend(r))\(written(r))\(method(r))</div>
        """
    }

    private func times(_ r: Reader) -> HTML {
        """
        <span class="clarity-times"><a href="\(links.page(until: scope.from - 1))">\(r("Earlier"))</a>\
        \(if: scope.until < Month(r.thisDay), "<a href=\"\(links.page(until: scope.until + scope.length))\">\(r("Later"))</a>")</span>
        """
    }

    private func asking(_ r: Reader) -> HTML {
        guard !isAsked else { return "" }
        return """
            <p class="empty">\(Icon.reply) \(r("No survey asks what comes to mind."))  <a href="/surveys">\(r("Surveys"))</a></p>
            """
    }

    // MARK: Intended

    private func intended(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("You want it to stand for")), .init(r("Since")), .init(r("What became of it")),
            .init(r("Named by"), isNumber: true), .init(r("Called good, less bad"), isNumber: true),
            .init(r("Opposite named by"), isNumber: true), .init(""),
        ])
        let rows = report.intended.map { intendedRow($0, table, r) }
        return """
            <section class="card" id="intended"><h2>\(r("What it should stand for"))</h2>
            \(rows.isEmpty ? "<p class=\"quiet\">\(r("Nothing is written here yet. Say it in a few words, before you look at what customers say."))</p>" : table.body(rows))
            \(if: report.intended.count < IntendedIdea.most, adding(r))</section>
            """
    }

    private func intendedRow(_ one: NameReport.Intended, _ table: StackedTable, _ r: Reader) -> HTML {
        let said = share(one.share, one.named, links.says(one.idea.id, isAgainst: false))
        let opposed = share(one.shareAgainst, one.against, links.says(one.idea.id, isAgainst: true))
        let ending: HTML = """
            <form method="post" action="/direction/name/ideas/\(one.idea.id.description)/ending">\(frame.csrfField)\
            <button class="quiet-button">\(r("Give it up"))<span class="hidden">: \(one.idea.words)</span></button></form>
            """
        return table.row([
            "<strong>\(one.idea.words)</strong>", HTML(escaping: r.shortDate(one.idea.since.milliseconds)),
            verdict(one.verdict, r), said.body(r), HTML(escaping: NameWords(r: r).tone(one.tone)),
            opposed.body(r), ending,
        ])
    }

    private func verdict(_ verdict: NameVerdict?, _ r: Reader) -> HTML {
        guard let verdict else { return HTML(escaping: r("too few to say")) }
        return "<span class=\"tag name-\(verdict.rawValue)\">\(verdict.name(r))</span>"
    }

    private func share(_ figure: Figure?, _ hits: Int, _ link: String) -> SurveyShare {
        SurveyShare(ShareView(figure: figure, hits: hits, count: report.count, link: link))
    }

    private func adding(_ r: Reader) -> HTML {
        """
        <form class="fields name-adding" method="post" action="/direction/name/ideas">\(frame.csrfField)\
        \(Field.text("words", r("It should stand for"), value: typed, hint: r("A few words, like “you know the price before”. Five at most.")))\
        <p><button class="button small">\(r("Add it"))</button></p></form>
        """
    }

    // MARK: Heard

    private func heard(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("What comes to mind")), .init(r("Named by"), isNumber: true),
            .init(r("How early"), isNumber: true), .init(r("Called good, less bad"), isNumber: true),
            .init(r("Since the months before"), isNumber: true), .init(r("Belongs to")),
        ])
        let rows = report.heard.prefix(20).map { heardRow($0, table, r) }
        return """
            <section class="card"><h2>\(r("What comes to mind"))</h2><p>\(NameWords(r: r).moved(report))</p>\(table.body(rows))
            <p class="actions"><a class="button small plain" href="/direction/name/words">\(r("Read customers’ words"))</a>\
            \(if: unread > 0, "<span class=\"quiet\">\(r.plural(unread, "One phrase is read by nobody yet: it counts as an idea of its own.", "\(r.number(unread)) phrases are read by nobody yet: each counts as an idea of its own."))</span>")</p></section>
            """
    }

    private func heardRow(_ idea: NameReport.Heard, _ table: StackedTable, _ r: Reader) -> HTML {
        let quotes = report.quotes(of: idea.key).compactMap { quote($0, of: idea.key) }
        let goods: HTML = """
            <a href="\(links.heard(idea.key, isGood: true))">\(r("\(r.number(idea.tone.good)) good"))</a>, \
            <a href="\(links.heard(idea.key, isGood: false))">\(r("\(r.number(idea.tone.bad)) bad"))</a>
            """
        let isShown = Legibility(count: report.count) >= .percentages
        let isToned = (idea.tone.net?.count ?? 0) >= 10
        let tone = isToned ? HTML("\(NameWords(r: r).tone(idea.tone))<br>") : ""
        let name: HTML = "<strong>\(idea.words)</strong>\(quotes)"
        let toned: HTML = "\(tone)<small>\(goods)</small>"
        return table.row([
            name, share(idea.share, idea.count, links.heard(idea.key)).body(r),
            HTML(escaping: isShown ? salience(idea.salience, r) : "–"), toned, change(idea, r),
            belonging(idea, r),
        ])
    }

    /// With the customer's consent, in their own words and language, without their name.
    private func quote(_ answer: NameAnswer, of key: String) -> HTML? {
        guard let idea = answer.idea(key) else { return nil }
        let said = idea.why.nonEmpty ?? idea.words
        return "<br><q class=\"quiet\" lang=\"\(answer.language)\" dir=\"auto\">\(said)</q>"
    }

    private func salience(_ figure: Figure?, _ r: Reader) -> String {
        guard let figure else { return "–" }
        return r(
            "\(r.number(figure.value, digits: 2)) (\(r.number(figure.interval.low, digits: 2)) to \(r.number(figure.interval.high, digits: 2)))"
        )
    }

    private func change(_ idea: NameReport.Heard, _ r: Reader) -> HTML {
        guard report.before.count >= 10, let keyness = idea.keyness else { return "–" }
        let words = NameWords(r: r)
        let times: HTML =
            "<a href=\"\(links.heard(idea.key, isBefore: true))\">\(words.times(keyness))</a>"
        let sure: HTML = idea.hasMoved ? "<strong>\(times)</strong>" : "\(times)"
        return "\(sure)<br><small class=\"quiet\">\(words.change(idea))</small>"
    }

    private func belonging(_ idea: NameReport.Heard, _ r: Reader) -> HTML {
        if let tie = idea.tie, let one = report.intended.first(where: { $0.idea.id == tie.intended }) {
            return HTML(
                escaping: tie.isAgainst ? r("the opposite of “\(one.idea.words)”") : "“\(one.idea.words)”")
        }
        return idea.isHeard && report.count >= 10 ? verdict(.unclaimed, r) : "–"
    }

    // MARK: What goes with it

    private func links(_ r: Reader) -> HTML {
        guard report.count >= 20 else { return "" }
        let table = StackedTable(heads: [
            .init(r("What comes to mind")), .init(r("What they went through")),
            .init(r("Named by these"), isNumber: true), .init(r("Named by the others"), isNumber: true),
            .init(r("Lift"), isNumber: true),
        ])
        let rows = report.links.map { linkRow($0, table, r) }
        return """
            <section class="card"><h2>\(r("What would change this idea"))</h2>\
            <p class="quiet">\(r("What customers went through in the year before they answered, from the desk’s records, where an idea goes with it more or less often than chance would have it. It goes with it; that it makes it is not said."))</p>
            \(rows.isEmpty ? "<p>\(r("Nothing they went through goes with any of these ideas beyond noise."))</p>" : table.body(rows))</section>
            """
    }

    private func linkRow(_ link: NameReport.Link, _ table: StackedTable, _ r: Reader) -> HTML {
        let with = SurveyShare(
            ShareView(
                figure: link.with, hits: link.hits.with, count: link.with.count,
                link: links.heard(link.key, link.experience, true)))
        let without = SurveyShare(
            ShareView(
                figure: link.without, hits: link.hits.without, count: link.without.count,
                link: links.heard(link.key, link.experience, false)))
        func counted(_ share: SurveyShare, _ count: Int) -> HTML {
            "\(share.body(r)) <small class=\"quiet\">n = \(r.number(count))</small>"
        }
        let words: HTML = "<strong>\(link.words)</strong>"
        return table.row([
            words, HTML(escaping: link.experience.name(r)), counted(with, link.with.count),
            counted(without, link.without.count),
            HTML(escaping: r("× \(r.number(link.lift, digits: 1))")),
        ])
    }

    // MARK: Month by month

    private func trend(_ r: Reader) -> HTML {
        let months = report.months
        let ideas = Array(report.heard.prefix(NameReport.followed))
        guard report.count >= 10, !ideas.isEmpty else { return "" }
        let pictures = ideas.enumerated().map { place, idea -> HTML in
            NameTrendPicture(
                words: idea.words, months: months.map { ($0.month, $0.count, $0.named[place]) }
            ).body(r)
        }
        var heads = [StackedTable.Head(r("Month")), StackedTable.Head(r("Answered"), isNumber: true)]
        for idea in ideas { heads.append(.init(idea.words, isNumber: true)) }
        let table = StackedTable(heads: heads)
        let rows = months.map { month -> HTML in
            var cells = [HTML(escaping: r.month(month.month)), HTML(escaping: r.number(month.count))]
            for (idea, named) in zip(ideas, month.named) {
                cells.append(monthly(named, links.heard(idea.key, in: month.month), r))
            }
            return table.row(cells)
        }
        return """
            <section class="card"><h2>\(r("Month by month"))</h2><div class="name-trends">\(pictures)</div>
            <details class="whole"><summary>\(r("Table"))</summary>\(table.body(rows))</details></section>
            """
    }

    private func monthly(_ named: Int, _ link: String, _ r: Reader) -> HTML {
        named == 0 ? "0" : "<a href=\"\(link)\">\(r.number(named))</a>"
    }

    private func written(_ r: Reader) -> HTML {
        guard written.all > 0 else { return "" }
        let view = ShareView(
            figure: try? Proportion.wilson(written.idea, of: written.all), hits: written.idea,
            count: written.all, link: "/direction/lenses/rows?lens=heard&\(scope.query)")
        return """
            <section class="card"><h2>\(r("What they write unasked"))</h2>\
            <p>\(r("Customers in whose marked words the idea comes before product and service: what you promise, let them know, or stand for."))</p>
            <p class="clarity-value">\(view.large(r))</p>\(view.bar(r, mark: nil))</section>
            """
    }

    private func method(_ r: Reader) -> HTML {
        """
        <section class="card clarity-method"><h2>\(r("How it is counted"))</h2>
        <ul><li>\(r("Each customer counts once, with what they said last in these months. Nobody is shown a word to choose from."))</li>
        <li>\(r("Phrases are counted together where somebody has read them as the same idea; nothing is guessed or translated."))</li>
        <li>\(r("Carried: named by at least five customers and one in twenty, and called good by more than bad. Contradicted: its opposite is named by as many and as often, or it is called bad. Claimed but unheard: neither. Unclaimed but heard: named as often, and intended by nobody."))</li>
        <li>\(r("How early: Sutrop’s salience, from 0 to 1: how many name it, and how soon."))</li>
        <li>\(r("Since the months before: how many times as often as in as many months before, by customers (G², the four-cell form, and Benjamini and Hochberg’s correction); bold where it is beyond noise. The points are the difference of the shares."))</li>
        <li>\(r("Words are quoted only of customers who agreed, without their names."))</li>
        <li>\(r("Intervals are at 95%. Under 5 you see each as a dot, under 10 there is no percentage."))</li></ul>
        <p class="quiet">\(r("Methods: \(report.methods.joined(separator: ", ")).")) <a href="\(links.table)">\(r("All figures as CSV"))</a> · \
        <a href="\(links.rows())">\(r("All answers"))</a></p></section>
        """
    }
}
