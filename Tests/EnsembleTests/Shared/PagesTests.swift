import Foundation
import Localization
import Markup
import Testing

@testable import Ensemble

@Suite struct `All pages` {
    private static let indices = Array(Pages.all.indices)

    @Test(arguments: indices)
    func `a page is well made in every sample and language`(index: Int) {
        let type = Pages.all[index]
        let samples = Pages.samples(of: type)
        #expect(!samples.isEmpty)
        for (place, page) in samples.enumerated() {
            for language in Translations.languages.all {
                let r = Reader(language: language, now: Samples.now.milliseconds)
                let html = Pages.render(page, r).string
                #expect(html.contains("<html lang=\"\(language.tag)\""))
                PageChecks(html, name: "\(Pages.name(of: type)) \(place)").run()
            }
        }
    }

    /// Words that have broken pages elsewhere.
    static let hostile = [
        "<script data-hostile>alert(1)</script>", "\" data-hostile=\"1\" onmouseover=\"alert(1)",
        "' data-hostile='1", "</textarea><b data-hostile>x</b>", "</title><b data-hostile>x</b>",
        "</select></option><b data-hostile>x</b>", "<!-- <b data-hostile>", "]]><b data-hostile>",
        "javascript:alert(1)", "[x](javascript:alert(1))", "![x](x\" onerror=\"alert(1))",
        "<img src=x onerror=alert(1)>",
        "&lt;b data-hostile&gt;", "&#60;script&#62;", "{0} {1} %s %@ \\(x) ${x} {{7*7}}",
        "\u{202E}dlrow\u{202C} \u{200B}\u{FEFF}",
        "a\u{0301}\u{0302}\u{0303}\u{0304}\u{0305}", "👩‍👩‍👧‍👦🏳️‍🌈", "\u{0}\u{8}\u{1B}[31m\r\n\t", "田中さんにあげて下さい",
        "مرحبا بالعالم",
        String(repeating: "x", count: 3_000), "", " ", "-", "0", "NULL", "../../etc/passwd",
        "#\u{2028}\u{2029}",
    ]

    @Test(arguments: indices)
    func `text from people never becomes markup`(index: Int) {
        let type = Pages.all[index]
        let name = Pages.name(of: type)
        for words in Self.hostile {
            Samples.$voice.withValue({ _ in words }) {
                for (place, page) in Pages.samples(of: type).enumerated() {
                    let html = Pages.render(page, Reader(now: Samples.now.milliseconds)).string
                    let document = HTML5.parse(html)
                    #expect(
                        document.elements.allSatisfy { $0["data-hostile"] == nil },
                        "\(name) \(place): \(words)")
                    PageChecks(html, name: "\(name) \(place) with \(words.debugDescription)").runHostile()
                }
            }
        }
    }

    @Test func `the samples let hostile words in on every page on which people's words stand`() {
        // A page that shows nothing of anybody need not be here.
        let silent: Set<String> = ["GalleryPage"]
        let words = "Voice of a person <i>"
        for type in Pages.all where !silent.contains(Pages.name(of: type)) {
            Samples.$voice.withValue({ _ in words }) {
                let all = Pages.samples(of: type).map { Pages.render($0, Reader(now: 0)).string }.joined()
                #expect(all.contains("Voice of a person &lt;i&gt;"), "\(Pages.name(of: type))")
                #expect(!all.contains("Voice of a person <i>"), "\(Pages.name(of: type))")
            }
        }
    }

    @Test func `every type of page is in the list`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../Sources/Ensemble")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var declared: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /struct (\w+): Page \{/) { declared.insert(String(match.1)) }
        }
        #expect(declared == Set(Pages.all.map(Pages.name(of:))))
    }
}
