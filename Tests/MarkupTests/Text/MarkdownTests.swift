import Testing

@testable import Markup

@Suite struct MarkdownTests {
    @Test func `What people write in mail is shown as they mean it`() {
        let text = """
            Hello **Mira**,
            two lines stay two.

            - [x] x-ray
            - ~~plaster~~

            | item | price |
            |------|------:|
            | visit | 50 |
            """
        let document = HTML5.parse(Markdown.html(text).string)
        #expect(document.elements(named: "strong").map(\.text) == ["Mira"])
        #expect(document.elements(named: "br").count == 1)
        #expect(document.elements(named: "li").count == 2)
        #expect(document.elements(named: "input").map { $0["checked"] } == [""])
        #expect(document.elements(named: "del").map(\.text) == ["plaster"])
        #expect(document.elements(named: "td").map(\.text) == ["visit", "50"])
    }

    @Test func `A preview has the words without what marks them`() {
        let text =
            "**Estimate 12**\n\nIt comes to *about* [90](https://example.test/x) & <b>more</b>:\n\n- one\n- two"
        let words = Markdown.words(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words == "Estimate 12 It comes to about 90 & <b>more</b>: - one - two")
        let long = String(repeating: "*", count: Markdown.longest + 1)
        #expect(Markdown.words(long) == long)
    }

    @Test func `Tags are shown, not obeyed, and nothing is lost`() {
        let text =
            "Use <b>this</b> & <name>\n\n<div onclick=\"x\">\nblock\n</div>\n\n<script>alert(1)</script>\n\n<!-- note -->"
        let document = HTML5.parse(Markdown.html(text).string)
        #expect(document.elements.allSatisfy { ["html", "head", "body", "p", "br"].contains($0.name) })
        for words in [
            "<b>this</b> & <name>", "<div onclick=\"x\">", "</div>", "<script>alert(1)</script>",
            "<!-- note -->",
        ] {
            #expect(document.text.contains(words))
        }
    }

    @Test(arguments: [
        "[a](javascript:alert(1))", "[a](JAVASCRIPT:alert(1))", "[a](<java\tscript:alert(1)>)",
        "[a](data:text/html,x)",
        "![a](javascript:alert(1))", "[a]: vbscript:x\n\n[a]", "[a](javascript&#58;alert(1))",
        "<javascript:alert(1)>",
        "![a](data:image/svg+xml,x)", "[a](file:///etc/passwd)",
    ]) func `Links cannot run anything`(text: String) {
        for element in HTML5.parse(Markdown.html(text).string).elements {
            #expect(element["src"] == nil)
            #expect(element["href"] == nil || element["href"] == "#")
        }
    }

    @Test func `Links open elsewhere, bare ones too; pictures become links`() {
        let text =
            "[site](https://example.org/?a=1&b=2 \"t\") www.example.org a@example.org ![pic](https://example.org/p.png) ![](https://e.org/)"
        let links = HTML5.parse(Markdown.html(text).string).elements(named: "a")
        #expect(
            links.map { $0["href"] } == [
                "https://example.org/?a=1&b=2", "http://www.example.org", "mailto:a@example.org",
                "https://example.org/p.png",
                "https://e.org/",
            ])
        #expect(links.map(\.text) == ["site", "www.example.org", "a@example.org", "pic", "https://e.org/"])
        #expect(links.allSatisfy { $0["rel"] == "noopener noreferrer nofollow" && $0["target"] == "_blank" })
    }

    @Test func `The mark above a signature makes no heading`() {
        let document = HTML5.parse(Markdown.html("Best regards\n-- \nMira\r\n--\r\nx").string)
        #expect(document.elements(named: "h2").isEmpty && document.elements(named: "p").count == 1)
        #expect(document.elements(named: "p").first?.text.contains("--") == true)
    }

    @Test func `Texts too long for Markdown are shown as plain text`() {
        let long = String(repeating: "*a* ", count: Markdown.longest / 4 + 1)
        #expect(Markdown.html(long) == PlainText.html(long))
    }

    @Test func `A table does not grow beyond what was typed`() {
        let wide =
            String(repeating: "a|", count: 4000) + "\n" + String(repeating: "-|", count: 4000) + "\n"
            + String(repeating: "x\n", count: 8000)
        #expect(Markdown.html(wide).bytes.count < 10 * wide.utf8.count)
    }

    @Test func `The plain part is the text without the spaces nobody sees`() {
        #expect(
            Markdown.text("\r\n  \r\nHello  \r\n\r\n  indented\t\rx\n-- \nMira\n \n")
                == "Hello\n\n  indented\nx\n-- \nMira")
        #expect(Markdown.text("") == "" && Markdown.text(" \n\r") == "")
        #expect(Markdown.text("*a* <b>") == "*a* <b>")
    }

    @Test func `Any text gives harmless HTML`() {
        for seed in 0..<400 as Range<UInt64> {
            var soup = TagSoup(seed: seed)
            let marks = [
                "*", "_", "`", "[", "](", ")", "\n", "\n\n", "> ", "- ", "| ", "|-|-|\n", "![", "<", ">",
                "~~", "#", "&#106;avascript:", "\\", "    ",
            ]
            let text = (0..<30).map { _ in
                soup.below(3) == 0 ? soup.html(pieces: 3) : marks[soup.below(marks.count)]
            }.joined()
            for element in HTML5.parse(Markdown.html(text).string).elements {
                #expect(
                    !["script", "img", "iframe", "style", "svg", "form", "object"].contains(element.name))
                #expect(element.attributes.keys.allSatisfy { !$0.hasPrefix("on") })
                let target = element["href"] ?? "#"
                #expect(target == "#" || Link.safe(target) == target)
            }
        }
    }
}
