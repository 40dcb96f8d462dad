import Testing

@testable import Markup

@Suite struct HTMLTests {
    @Test func `A name is escaped, our own text is not`() {
        let name = "<b> & \"O'Neill\""
        let html: HTML = "<p>\(name)</p>"
        #expect(html.string == "<p>&lt;b&gt; &amp; &quot;O&#39;Neill&quot;</p>")
    }

    @Test func `A literal in a condition is HTML, with its names escaped`() {
        let none = Bool("true")!
        let name = "<"
        let html: HTML = "\(none ? "<p>None, \(name)</p>" : "")"
        #expect(html.string == "<p>None, &lt;</p>")
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
    }

    private func row(_ text: String) -> HTML { "<i>\(text)</i>" }
}
