/// HTML as nobody should write it, always the same for a seed.
struct TagSoup {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        for _ in 0..<4 { _ = next() }
    }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    private mutating func pick(_ list: [String]) -> String { list[below(list.count)] }

    /// Some tags, texts and fragments of markup, more or less nested.
    mutating func html(pieces: Int) -> String {
        var text = ""
        // A few tags that meet often find more than many that meet once.
        let few = (0..<5).map { _ in pick(Self.tags) }
        let tags = below(3) == 0 ? Self.tags : few
        for _ in 0..<(1 + below(pieces)) {
            switch below(10) {
            case 0..<5:
                text += "<" + pick(tags)
                for _ in 0..<(below(3) == 0 ? below(4) : 0) { text += " " + pick(Self.attributes) }
                text += below(20) == 0 ? "/" : ""
                text += below(30) == 0 ? "" : ">"
            case 5..<8: text += "</\(pick(tags))>"
            default: text += pick(Self.texts)
            }
        }
        return text
    }

    private static let tags = [
        "a", "b", "i", "u", "font", "nobr", "p", "div", "span", "table", "tbody", "thead", "tr", "td", "th",
        "caption", "colgroup", "col", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "pre", "listing",
        "blockquote", "form", "fieldset", "input", "button", "select", "option", "textarea", "svg", "math",
        "mi", "mtext", "annotation-xml", "foreignObject", "desc", "title", "style", "script", "noscript",
        "template", "iframe", "xmp", "plaintext", "object", "marquee", "img", "image", "br", "hr", "frameset",
        "body", "html", "head", "center", "details", "summary", "address", "dialog", "ruby", "rt", "main",
        "x-unknown", "o:p", "mglyph", "noembed", "base", "link", "meta", "embed", "menu", "label", "search",
    ]

    private static let attributes = [
        "href=\"https://example.org/?a=1&amp;b=2\"", "href=javascript:alert(1)",
        "href='jAvAsCrIpT&colon;alert(1)'",
        "href=\"java&#10;script:alert(1)\"", "href=//example.org", "href=data:text/html,x",
        "href=mailto:a@b.c",
        "src=https://example.org/x.png", "src=cid:part@1", "src=data:image/png;base64,AAAA", "src=x",
        "src=data:image/svg+xml;base64,AAAA", "onclick=alert(1)", "onerror='alert(1)'", "id=x", "name=y",
        "class=z",
        "style=\"color:red; position:fixed\"", "style='background:url(javascript:alert(1))'",
        "style=\"width:expression(alert(1))\"", "style='font-family:\"a;b\",&quot;c&quot;;color:rgb(1,2,3)'",
        "style=\"margin:-5px;margin:5px;/* x */display:none\"", "style=\"color:re\\64;x:y\"", "title='a\"b'",
        "title=\"`<>&quot;\"", "align=center", "width=100%", "colspan=3", "dir=rtl", "lang=de",
        "bgcolor=#ffcc00",
        "data-remote-src=javascript:alert(1)", "data-remote-src=http://e.org/", "data-cid=\"q&quot;\"",
        "srcdoc='<script>alert(1)</script>'", "formaction=javascript:alert(1)", "hidden", "alt=x",
        "target=_self",
        "xlink:href=javascript:alert(1)", "background=http://e.org/x", "value=3", "start=2", "type=a", "open",
        "encoding=text/html", "color=red", "title=\"a&#13;b\"",
    ]

    private static let texts = [
        "text", " ", "\n", "\n\n", "&amp;", "&lt;script&gt;", "&#13;", "&nbsp;", "<!-- x -->", "<!--", "-->",
        "<![CDATA[", "]]>", "<!DOCTYPE html>", "<?x ", "\"", "'", "`", "a & b", "\u{0}", "é", "日本",
        "\u{200B}",
        "</", "<", "&", "&#x", "alert(1)", "\t",
    ]
}
