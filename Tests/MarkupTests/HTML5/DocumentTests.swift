import Testing

@testable import Markup

@Suite struct DocumentTests {
    let document = HTML5.parse(
        """
        <!DOCTYPE html><html lang=en><title>Waiting &amp; more</title><body><main id=main><h1 class="a b">Waiting</h1>
        <ul><li><a href="/c/1?a=1&amp;b=2">One</a><li DATA-X=y>Two</ul><svg viewBox="0 0 1 1"><linearGradient/></svg></main>
        """)

    @Test func `Elements are found by name and id, with their attributes`() throws {
        #expect(
            document.elements(named: "li").map(\.text)
                == ["One", "Two\n"].map { $0.replacing("\n", with: "") })
        #expect(document.elements(named: "a").first?["href"] == "/c/1?a=1&b=2")
        #expect(document.elements(named: "a").first?["title"] == nil)
        #expect(document.elements(named: "li").last?.attributes == ["data-x": "y"])
        let main = try #require(document.element(id: "main"))
        #expect(main.children.map(\.name) == ["h1", "ul", "svg"])
        #expect(main.elements(named: "h1").first?["class"] == "a b")
        #expect(main.parent?.name == "body" && main.parent?.parent?.parent == nil)
        #expect(document.elements(named: "title").first?.text == "Waiting & more")
        #expect(!document.isCut)
    }

    @Test func `Drawings keep their capitals`() {
        #expect(document.elements(named: "svg").first?["viewBox"] == "0 0 1 1")
        #expect(document.elements(named: "linearGradient").count == 1)
    }

    @Test func `A fragment is read as though it stood in a block`() {
        let fragment = HTML5.parseFragment("<li>a<p>b")
        #expect(fragment.elements.map(\.name) == ["html", "li", "p"])
    }
}
