import Testing

@testable import Markup

@Suite struct PlainTextTests {
    private func links(_ text: String) -> [String] {
        HTML5.parse(PlainText.html(text).string).elements(named: "a").map { "\($0["href"] ?? "") \($0.text)" }
    }

    @Test func `Paragraphs, line breaks and indents stay`() {
        #expect(
            PlainText.html("Hello,\r\n\r\n  one\r\ntwo  three\n\n\n\tfour  \n").string == """
                <p>Hello,</p>
                <p>\u{A0}\u{A0}one<br>
                two \u{A0}three</p>
                <p>\u{A0}\u{A0}\u{A0}\u{A0}four</p>

                """)
        #expect(PlainText.html("").isEmpty && PlainText.html(" \n \r\n").isEmpty)
        #expect(PlainText.html("a\rb").string == "<p>a<br>\nb</p>\n")
    }

    @Test func `Tags are text`() {
        #expect(
            PlainText.html("<script>alert('1')</script> & co").string
                == "<p>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; co</p>\n")
    }

    @Test(arguments: [
        ("See https://example.org.", ["https://example.org"]),
        (
            "(https://example.org/a_(b)), \"https://example.org/c\"!",
            ["https://example.org/a_(b)", "https://example.org/c"]
        ),
        ("<https://example.org/?a=1&b=2>", ["https://example.org/?a=1&b=2"]),
        ("[https://example.org/x]", ["https://example.org/x"]),
        ("http://example.org/a,b;c?d=e!", ["http://example.org/a,b;c?d=e"]),
        ("HTTPS://EXAMPLE.ORG/X", ["HTTPS://EXAMPLE.ORG/X"]),
        ("https://例え.jp/パス。次", ["https://例え.jp/パス"]),
        ("詳細はhttps://example.org/を", ["https://example.org/を"]),
        (
            "„https://example.org/ü“ und »https://example.org/ß«",
            ["https://example.org/ü", "https://example.org/ß"]
        ),
        ("https://example.org\u{A0}next", ["https://example.org"]),
        ("https://[::1]:8080/", ["https://[::1]:8080/"]),
        ("*https://example.org*", ["https://example.org"]),
        ("xhttps://example.org http:// https://. javascript://x", []),
        ("https://a.org,https://b.org", ["https://a.org,https://b.org"]),
        ("https://a.org/…", ["https://a.org/"]),
    ]) func `Web addresses are found without what stands around them`(text: String, found: [String]) {
        #expect(links(text) == found.map { "\($0) \($0)" })
    }

    @Test(arguments: [
        ("Write to mira@example.org.", "mailto:mira@example.org mira@example.org"),
        (
            "(first.last+tag@sub.example.co.uk)",
            "mailto:first.last+tag@sub.example.co.uk first.last+tag@sub.example.co.uk"
        ),
        (
            "mailto:a@b.org?subject=x&body=y, now",
            "mailto:a@b.org?subject=x&body=y mailto:a@b.org?subject=x&body=y"
        ),
        ("a@müller.example", "mailto:a@müller.example a@müller.example"),
        ("www.example.org/x, ", "https://www.example.org/x www.example.org/x"),
        ("<a@b.org>", "mailto:a@b.org a@b.org"), ("a@b.org.", "mailto:a@b.org a@b.org"),
        ("a@b.org-", "mailto:a@b.org a@b.org"),
    ]) func `Mail addresses and www are found`(text: String, found: String) {
        #expect(links(text) == [found])
    }

    @Test(arguments: [
        "a@b", "@example.org", "a@", "a@.org", "a@b..org", "a@b.c", "x@y@z", "www.", "www. example",
        "awww.example.org", "mailto:",
        "mailto:x", "1@2", "foo@@bar.org",
    ]) func `What is no address is left alone`(text: String) {
        #expect(links(text).isEmpty)
        #expect(PlainText.html(text).string == "<p>\(HTML(escaping: text))</p>\n")
    }

    @Test func `Any bytes are read to their end`() {
        for seed in 0..<2000 as Range<UInt64> {
            var soup = TagSoup(seed: seed)
            let pieces = [
                "http://", "www.", "a@b", ".org", "(", ")", "é", "。", " ", "\n", "mailto:", "@", "x",
                "\u{1F600}", "[", "]",
            ]
            let text = (0..<soup.below(40)).map { _ in pieces[soup.below(pieces.count)] }.joined()
            let html = PlainText.html(text).string
            let back = HTML5.parse(html).text
            #expect(back.filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
        }
    }
}
