import Localization
import Markup

/// The changelog for feed readers.
///
/// Source: RFC 4287 (Atom); RSS 2.0 (rssboard.org).
struct ChangelogFeed {
    let releases: [Release]
    let business: String
    let baseURL: String
    let r: Reader

    private var title: String { r("What is new at \(business)") }

    private func link(_ release: Release) -> String { "\(baseURL)/changelog/\(release.id)" }

    /// HTML as a text of XML, without what XML cannot hold.
    private static func text(_ text: String) -> HTML {
        let kept = text.unicodeScalars.filter {
            ($0.value >= 32 || $0.value == 9 || $0.value == 10) && $0.value != 0xFFFE && $0.value != 0xFFFF
        }
        return HTML(escaping: String(String.UnicodeScalarView(kept)))
    }

    var atom: String {
        let entries = releases.map { release -> HTML in
            let words = release.words(in: r.language.tag)
            let at = release.publishedAt ?? release.createdAt
            return """
                <entry><id>\(link(release))</id><title>\(Self.text(words.title))</title><link href="\(link(release))"/>\
                <published>\(Self.moment(at))</published><updated>\(Self.moment(at))</updated><category term="\(release.category.rawValue)"/>\
                <content type="html">\(Self.text(Markdown.html(words.text).string))</content></entry>
                """
        }
        let updated = releases.first?.publishedAt ?? Moment(milliseconds: r.now)
        let feed: HTML = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(r.language.tag)"><id>\(baseURL)/changelog.atom</id><title>\(Self.text(title))</title>\
            <updated>\(Self.moment(updated))</updated><author><name>\(Self.text(business))</name></author>\
            <link rel="self" href="\(baseURL)/changelog.atom"/><link href="\(baseURL)/changelog"/>
            \(entries)</feed>
            """
        return feed.string
    }

    var rss: String {
        let items = releases.map { release -> HTML in
            let words = release.words(in: r.language.tag)
            return """
                <item><title>\(Self.text(words.title))</title><link>\(link(release))</link><guid>\(link(release))</guid>\
                <category>\(release.category.rawValue)</category><pubDate>\(Self.mailDate(release.publishedAt ?? release.createdAt))</pubDate>\
                <description>\(Self.text(Markdown.html(words.text).string))</description></item>
                """
        }
        let feed: HTML = """
            <?xml version="1.0" encoding="utf-8"?>
            <rss version="2.0"><channel><title>\(Self.text(title))</title><link>\(baseURL)/changelog</link><description>\(Self.text(title))</description>\
            <language>\(r.language.tag)</language>
            \(items)</channel></rss>
            """
        return feed.string
    }

    /// `2026-03-16T09:00:00Z` (RFC 3339).
    private static func moment(_ moment: Moment) -> String {
        let day = Day(moment, in: .utc)
        return "\(day)T\(time(moment))Z"
    }

    /// `Mon, 16 Mar 2026 09:00:00 +0000` (RFC 5322).
    private static func mailDate(_ moment: Moment) -> String {
        let day = Day(moment, in: .utc)
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = "\(day)".split(separator: "-").compactMap { Int($0) }
        let number = Int(moment.milliseconds / 86_400_000)
        return
            "\(weekdays[number % 7]), \(two(parts[2])) \(months[parts[1] - 1]) \(parts[0]) \(time(moment)) +0000"
    }

    private static func time(_ moment: Moment) -> String {
        let seconds = Int(moment.milliseconds / 1_000 % 86_400)
        return "\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
