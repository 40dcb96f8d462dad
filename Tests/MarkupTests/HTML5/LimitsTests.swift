import Testing

@testable import Markup

@Suite struct LimitsTests {
    @Test(arguments: [
        "<div>", "<x>", "<b>", "<a>", "<table>", "<table><tr><td>", "<ul><li>", "<svg>",
        "<svg><foreignObject>", "<template>",
        "<select>", "<frameset>", "<object>", "<button><p>", "<ruby><rt>", "<math><mi>", "<form>", "<dl><dd>",
        "<nobr>",
    ]) func `Elements nest to a depth and no further`(piece: String) {
        let document = HTML5.parse(String(repeating: piece, count: 1_500) + "<i>end</i>")
        var deepest = 0
        for index in document.tree.nodes.indices {
            var depth = 0
            var node = Tree.Index(index)
            while node != Tree.none {
                node = document.tree[node].parent
                depth += 1
            }
            deepest = max(deepest, depth)
            // Long enough to know.
            if index > 3000 { break }
        }
        #expect(deepest <= TreeBuilder.deepest + 60)
    }

    @Test func `Formatting that is never closed does not multiply without end`() {
        let fonts = (0..<2000).map { "<font size=\($0)>" }.joined()
        let tree = HTML5.parse(fonts + String(repeating: "<p>x", count: 2000)).tree
        #expect(tree.nodes.count < 2000 * (TreeBuilder.mostReopened + 4))
    }

    @Test func `A tag has so many attributes and no more`() {
        let source = "<p " + (0..<5000).map { "a\($0)=1" }.joined(separator: " ") + " id=x>y"
        let paragraph = HTML5.parse(source).elements(named: "p")[0]
        #expect(paragraph.attributes.count == 100 && paragraph.text == "y")
    }

    @Test func `Of two attributes of one name the first counts`() {
        let paragraph = HTML5.parse("<p id=a ID=b data-x=1 DATA-X=2 é=3 é=4>").elements(named: "p")[0]
        #expect(paragraph.attributes == ["id": "a", "data-x": "1", "é": "3"])
    }

    @Test func `Source cut anywhere is read to its end`() {
        let source = Array(
            """
            <!DOCTYPE html PUBLIC "-//W3C//DTD" "x"><html><!-- c --><body class='a&amp;b' x=&notin; ><svg><![CDATA[ ]]></svg>
            <script><!-- <script> </script> --></script><textarea>&lt;</textarea><p>a&#x41;&#65&copy;é<br/></p></table><?x>
            """.utf8)
        for end in source.indices {
            _ = Sanitiser.cleanWithText(String(decoding: source[..<end], as: UTF8.self))
            _ = Sanitiser.cleanWithText(String(decoding: source[end...], as: UTF8.self))
        }
    }
}
