import Localization
import Markup

/// Who wanted something long before others did, by topic and never by person.
struct LeadsPage: Page {
    let leading: Ideas.Leading
    let frame: Frame

    static var samples: [LeadsPage] {
        let topics = [("prices", 31, 12), ("before the visit", 14, 0), ("parking", 4, 0)].map {
            tag, people, ahead in
            Ideas.Topic(
                tag: Samples.said(tag), people: people, since: Samples.now - .days(300),
                commonSince: people < Ideas.commonPeople ? nil : Samples.now - .days(90), ahead: ahead,
                offered: ahead / 3, managing: ahead / 4)
        }
        return [
            LeadsPage(leading: .init(topics: topics, judged: 24, came: 7), frame: .sampleDesk),
            LeadsPage(leading: .init(), frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("Ahead of others") }

    func body(_ r: Reader) -> HTML {
        let days = r.number(Int(Ideas.aheadBy.milliseconds / 86_400_000))
        let share = ShareView(
            figure: leading.share, hits: leading.came, count: leading.judged, link: "/board/ranking")
        return """
            <section class="sheet"><p class="meta"><a href="/board">\(r("Ideas"))</a><a href="/board/ranking">\(r("What matters most"))</a></p>
            <header class="inbox-head"><h1>\(title(r))</h1><p class="quiet">\(r("Who wanted something long before it was common sees what others will want"))</p></header>
            \(leading.topics.isEmpty ? "<p class=\"empty\">\(r("No idea has a tag yet."))</p>" : table(r))
            <p class="quiet">\(r("A tag is common once \(r.number(Ideas.commonPeople)) people voted for it, brought it up or wrote of it. Ahead is who came at least \(days) days before."))</p>
            <p>\(r("Of what was raised at least \(days) days ago, so much became common at least \(days) days later:")) \(share.large(r))</p></section>
            """
    }

    private func table(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("Tag")), .init(r("People"), isNumber: true), .init(r("Since")), .init(r("Common since")),
            .init(r("Ahead"), isNumber: true), .init(r("of these, would try it"), isNumber: true),
            .init(r("manage in their own way"), isNumber: true),
        ])
        return table.body(
            leading.topics.map { topic in
                let isCommon = topic.commonSince != nil
                return table.row([
                    "<a href=\"\(url: "/board?tag=\(topic.tag.percentEncoded)")\">\(topic.tag)</a>",
                    HTML(escaping: r.number(topic.people)),
                    HTML(escaping: r.shortDate(topic.since.milliseconds)),
                    HTML(escaping: topic.commonSince.map { r.shortDate($0.milliseconds) } ?? r("not yet")),
                    HTML(escaping: isCommon ? r.number(topic.ahead) : "–"),
                    HTML(escaping: isCommon ? r.number(topic.offered) : "–"),
                    HTML(escaping: isCommon ? r.number(topic.managing) : "–"),
                ])
            })
    }
}
