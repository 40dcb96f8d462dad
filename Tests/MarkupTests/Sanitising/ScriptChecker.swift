@testable import Markup

/// Looks in a page for whatever could run or load something, by rules of
/// its own, wider than the sanitiser's.
enum ScriptChecker {
    /// What is wrong with it, in words; empty where nothing is.
    static func problems(in html: String) -> [String] {
        HTML5.parse("<!DOCTYPE html><body>" + html).elements.flatMap(problems)
            + HTML5.parse(html).elements.flatMap(problems)
    }

    private static func problems(of element: HTML5.Element) -> [String] {
        var problems: [String] = []
        if !harmless.contains(element.name) { problems.append("<\(element.name)>") }
        for (name, value) in element.attributes {
            let plain = value.lowercased().unicodeScalars.filter { $0.value > 0x20 }
            let text = String(String.UnicodeScalarView(plain))
            let known = attributes.contains(name)
            if !known { problems.append("\(element.name) \(name)=\(value)") }
            if name.hasPrefix("on") || name.contains(":") { problems.append("\(name)=\(value)") }
            for scheme in [
                "javascript:", "vbscript:", "livescript:", "mocha:", "file:", "blob:", "filesystem:",
            ]
            where addresses.contains(name) && text.hasPrefix(scheme) {
                problems.append("\(name)=\(value)")
            }
            if addresses.contains(name), text.hasPrefix("data:"),
                !text.hasPrefix("data:image/") || text.contains("svg")
            {
                problems.append("\(name)=\(value)")
            }
            if addresses.contains(name), !text.contains(":") { problems.append("relative \(name)=\(value)") }
            if name == "style" {
                for word in [
                    "url(", "expression", "javascript", "@", "\\", "behavior", "binding", "/*", "position",
                    "<",
                ]
                where text.contains(word) {
                    problems.append("style=\(value)")
                }
            }
        }
        return problems
    }

    private static let addresses: Set = ["href", "src", "data-remote-src"]

    private static let attributes: Set = [
        "href", "src", "data-remote-src", "data-cid", "rel", "target", "style", "title", "alt", "dir", "lang",
        "align",
        "valign", "width", "height", "border", "bgcolor", "color", "face", "size", "colspan", "rowspan",
        "span",
        "cellpadding", "cellspacing", "start", "value", "type", "reversed", "nowrap", "noshade", "clear",
        "hspace",
        "vspace", "hidden", "open", "summary", "rules", "scope",
    ]

    private static let harmless: Set = [
        "html", "head", "body", "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big",
        "blockquote", "br",
        "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl",
        "dt", "em",
        "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i",
        "img", "ins",
        "kbd", "li", "main", "mark", "nav", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span",
        "strong",
        "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
        "wbr",
    ]
}
