import Testing

@testable import Markup

@Suite struct HTMLTests {
    @Test func `A name is escaped, our own text is not`() {
        let name = "<b> & \"O'Neill\""
        let html: HTML = "<p>\(name)</p>"
        #expect(html.string == "<p>&lt;b&gt; &amp; &quot;O&#39;Neill&quot;</p>")
        #expect(HTML(escaping: name).string == "&lt;b&gt; &amp; &quot;O&#39;Neill&quot;")
        #expect(("\(name.dropFirst(3))" as HTML).string == " &amp; &quot;O&#39;Neill&quot;")
    }

    @Test(arguments: [true, false]) func `A literal in a condition is HTML, with its names escaped`(
        isEmpty: Bool
    ) {
        let name = "<"
        let html: HTML = "\(isEmpty ? "<p>None, \(name)</p>" : "")"
        #expect(html.string == (isEmpty ? "<p>None, &lt;</p>" : ""))
    }

    @Test func `A name or a literal instead of it is a name`() {
        let name: String? = nil
        let html: HTML = "\(name ?? "<none>")"
        #expect(html.string == "&lt;none&gt;")
    }

    @Test func `Pieces and optional pieces are joined in`() {
        let rows = ["a", "<"]
        let absent: HTML? = nil
        let html: HTML = "<ul>\(rows.map { "<li>\($0)</li>" })\(absent)\(rows.lazy.map(row))</ul>"
        #expect(html.string == "<ul><li>a</li><li>&lt;</li><i>a</i><i>&lt;</i></ul>")
        #expect(rows.map(row).joined(separator: ", ").string == "<i>a</i>, <i>&lt;</i>")
        #expect(([HTML]()).joined(separator: ", ").isEmpty)
        #expect((row("a") + row("b")).string == "<i>a</i><i>b</i>")
    }

    private func row(_ text: String) -> HTML { "<i>\(text)</i>" }

    @Test func `Numbers are plain`() {
        #expect(
            ("\(0) \(-5) \(Int.min) \(UInt64.max) \(UInt8(7)) \(0.5)" as HTML).string
                == "0 -5 -9223372036854775808 18446744073709551615 7 0.5")
    }

    @Test func `Attributes come with a space, or not at all`() {
        let absent: String? = nil
        let html: HTML = """
            <input\(attribute: "value", "a\"b")\(attribute: "id", absent)\(flag: "checked", if: true)\(flag: "open", if: false)>
            """
        #expect(html.string == "<input value=\"a&quot;b\" checked>")
        let name = "<"
        #expect(("\(if: true, "<b>\(name)</b>")\(if: false, "no")" as HTML).string == "<b>&lt;</b>")
    }

    @Test(arguments: [
        "/conversations/1?a=1#b", "https://example.org/?a=b:c", "HTTP://example.org", "mailto:a@b.c",
        "tel:+49", "#x", "?a",
        "a/b:c", "", "//example.org",
    ]) func `Targets that only lead somewhere are kept`(target: String) {
        #expect(("\(url: target)" as HTML).string == HTML(escaping: target).string)
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
        "\u{1}javascript:x",
        "java\nscript:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:x", "jar:x",
        "view-source:x", ":x",
        "javascript\u{0}:x", "ｊavascript:x", String(repeating: "a", count: 10_000) + ":x",
    ]) func `Targets that could do more become nothing`(target: String) {
        #expect(("\(url: target)" as HTML).string == "#")
    }

    @Test func `Each character is found wherever it stands`() {
        let replacements: [Character: String] = [
            "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;",
        ]
        let others = "%#!;=?$ \u{A6}ﾦ漢\u{7F}\u{0}"
        for length in 0..<20 {
            for place in 0..<length {
                for special in replacements.keys {
                    var characters = (0..<length).map { Array(others)[$0 % others.count] }
                    characters[place] = special
                    characters[(place * 7 + 3) % length] = special
                    let expected = characters.map { replacements[$0] ?? String($0) }.joined()
                    #expect(HTML(escaping: String(characters)).string == expected)
                }
            }
        }
    }

    @Test func `Strings that break other programs come back from a page as they were`() throws {
        for file in try Corpora.files("naughty-strings", ending: ".txt") {
            for line in file.text.split(separator: "\n") {
                let text = String(line)
                let document = HTML5.parse(
                    "<!DOCTYPE html><p title=\"\(HTML(escaping: text))\">\(HTML(escaping: text))</p>")
                let paragraph = try #require(document.elements(named: "p").first)
                #expect(paragraph["title"] == text)
                #expect(paragraph.text == text)
            }
        }
    }
}
