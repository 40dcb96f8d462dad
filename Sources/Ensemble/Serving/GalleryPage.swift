import Localization
import Markup

/// All pages with their samples, in light and dark: for those who work on them.
struct GalleryPage: Page {
    struct Entry: Sendable {
        let name: String
        let titles: [String]
    }

    let entries: [Entry]
    let frame: Frame

    static var samples: [GalleryPage] {
        [GalleryPage(entries: [Entry(name: "SignInPage", titles: ["Sign in"])], frame: .sampleVisitor)]
    }

    func title(_ r: Reader) -> String { r("All pages") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet"><h1>\(r("All pages"))</h1>
        <nav aria-label="\(r("Pages"))"><ul class="plain-list">\(entries.map { "<li><a href=\"#\($0.name)\">\($0.name)</a></li>" as HTML })</ul></nav>
        \(entries.map { section($0, r) })</div>
        """
    }

    private func section(_ entry: Entry, _ r: Reader) -> HTML {
        """
        <section id="\(entry.name)" aria-label="\(entry.name)"><h2>\(entry.name)</h2>
        \(entry.titles.indices.map { sample($0, of: entry, r) })</section>
        """
    }

    private func sample(_ place: Int, of entry: Entry, _ r: Reader) -> HTML {
        "<h3>\(entry.titles[place])</h3>\(look("light", place, of: entry, r))\(look("dark", place, of: entry, r))"
    }

    private func look(_ scheme: String, _ place: Int, of entry: Entry, _ r: Reader) -> HTML {
        let path = "/dev/pages/\(entry.name)/\(place)?scheme=\(scheme)"
        let title = "\(entry.name) \(place + 1), \(scheme == "dark" ? r("dark") : r("light"))"
        return """
            <p><a href="\(url: path)">\(title)</a></p>
            <div class="scroll" tabindex="0" role="group" aria-label="\(title)"><iframe src="\(url: path)" title="\(title)" width="1180" height="720" loading="lazy"></iframe></div>
            """
    }
}
