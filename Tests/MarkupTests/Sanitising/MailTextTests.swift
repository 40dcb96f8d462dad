import Testing

@testable import Markup

@Suite struct MailTextTests {
    @Test(arguments: [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two</div><div><br></div><div>Three</div>", "One\nTwo\n\nThree"),
        ("One<br>Two<br><br>Three<br/><br><br><br>Four", "One\nTwo\n\nThree\n\n\nFour"),
        ("  a \n b\t<b> c</b>d  ", "a b cd"),
        (
            "<p class=MsoNormal>One</p><p class=MsoNormal>Two</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>Three</p>",
            "One\nTwo\n\nThree"
        ),
        (
            "<p style='margin:0'>One</p><p style=\"margin:0cm;margin-bottom:.0001pt\">Two</p><p style='margin:0 0 1em'>Three</p>x",
            "One\nTwo\nThree\n\nx"
        ),
        ("<h1>Title</h1>text<hr>more", "Title\n\ntext\n---\nmore"),
        (
            "<ul><li>a<li>b<ul><li>c</ul></ul><ol start=3><li>d<li><p>e</p><p>f</p></ol>",
            "- a\n- b\n  - c\n\n3. d\n4. e\n\n   f"
        ),
        ("a&nbsp;&nbsp;b &amp; &lt;c&gt; &euro;", "a  b & <c> €"),
        ("<pre>  a\n   b\n\nc</pre>d", "  a\n   b\n\nc\n\nd"),
        (
            "<script>x</script><style>y</style><title>z</title><!-- c -->a<span style='display:none'>b</span><p hidden>c</p>",
            "a"
        ),
        (
            "<div style='max-height:0px;overflow:hidden'>pre\u{200C}header</div>a<i style='visibility: hidden !important'>b</i>",
            "a"
        ),
        ("<td style='font-size:0'><div style='font-size:14px'>kept</div>", "kept"),
        ("\u{34F} \u{200C}\u{A0}\u{200C}<br>a", "a"),
        ("<img alt='The logo'> <img src=x alt=''><img src=x>b", "[The logo] b"),
        (
            "<table><tr><th>Item<th>Price<tr><td><p>Visit</p><td> 50 <tr><td><td>7</table>after",
            "Item  Price\nVisit  50\n7\nafter"
        ),
        ("<table><tr><td>a<br>b<td>c</table>", "a\nb  c"),
        ("<q>said</q><dl><dt>t<dd>d</dl>", "\"said\"\nt\nd"),
        ("", ""), ("<p></p><br><br>", ""), ("a<frameset>", "a"),
    ]) func `Text reads as the mail looked`(html: String, text: String) {
        #expect(Sanitiser.text(ofHTML: html) == text)
    }

    @Test(arguments: [
        ("<a href=https://e.org/x>here</a>!", "here <https://e.org/x>!"),
        ("<a href=https://www.e.org/>e.org</a>", "e.org"),
        ("<a href=https://e.org>https://e.org/</a>", "https://e.org/"),
        ("<a href=mailto:a@b.c>a@b.c</a>", "a@b.c"), ("<a href='tel:+49 1'>+49 1</a>", "+49 1"),
        ("<a href=mailto:a@b.c>Mira</a>", "Mira <mailto:a@b.c>"),
        ("<a href=javascript:x>x</a><a href='#y'>y</a>", "xy"),
        ("<a href=https://e.org/><img src=x></a>a", "a"),
        ("<a href=https://e.org/>a<br>b</a>", "a\nb <https://e.org/>"),
        ("<a href=https://e.org/><b> Click </b></a>", "Click <https://e.org/>"),
    ]) func `Links keep their address where the words do not say it`(html: String, text: String) {
        #expect(Sanitiser.text(ofHTML: html) == text)
    }

    @Test func `A reply and what it quotes are told apart`() {
        let html = """
            <div dir="ltr">Yes, please.<div><br></div><div>Mira</div></div><br>\
            <div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Tom &lt;<a href="mailto:tom@e.org">tom@e.org</a>&gt; wrote:<br></div>\
            <blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid"><p>Shall we?</p><p>Tom</p>\
            <blockquote type="cite">Earlier<br>still</blockquote></blockquote></div>
            """
        #expect(
            Sanitiser.text(ofHTML: html) == """
                Yes, please.

                Mira

                On Mon, Tom <tom@e.org> wrote:

                > Shall we?
                >
                > Tom
                >
                > > Earlier
                > > still
                """)
    }

    @Test func `An indent of Gmail's is no quote`() {
        let html = "a<blockquote style=\"margin:0 0 0 40px;border:none;padding:0px\">b</blockquote>"
        #expect(Sanitiser.text(ofHTML: html) == "a\n\nb")
    }

    @Test func `Soup has a text, and the same each time`() {
        for seed in 0..<300 as Range<UInt64> {
            var soup = TagSoup(seed: seed)
            let html = soup.html(pieces: 40)
            let both = Sanitiser.cleanWithText(html)
            #expect(both.text == Sanitiser.text(ofHTML: html))
            #expect(both.clean == Sanitiser.clean(html))
        }
    }
}
