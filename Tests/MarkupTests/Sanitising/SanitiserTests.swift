import Testing

@testable import Markup

@Suite struct SanitiserTests {
    private func clean(_ html: String) -> String { Sanitiser.clean(html).html.string }

    @Test(arguments: [
        ("<p>Hello <b>Mira</b></p>", "<p>Hello <b>Mira</b></p>"),
        ("<script>alert(1)</script><style>p{}</style><title>x</title>a", "a"),
        ("<p onclick=x id=a class=b name=c>a</p>", "<p>a</p>"),
        ("<form action=x><input value=y><button>Send</button></form>", "<div><span>Send</span></div>"),
        (
            "<a href=https://e.org/>x</a>",
            "<a href=\"https://e.org/\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">x</a>"
        ),
        ("<a href=javascript:x>x</a><a href='#top'>y</a><a href=/settings>z</a><a name=q>w</a>", "xyzw"),
        (
            "<a href='//e.org/x'>x</a>",
            "<a href=\"https://e.org/x\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">x</a>"
        ),
        ("<a href='  java&#9;script:x'>x</a><a href=http:e.org>y</a>", "xy"),
        ("<svg><a xlink:href=javascript:x>y</a></svg><math><mi>z</mi></math>a", "a"),
        ("<table><tr><td>a<td>b</table>", "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"),
        ("<p>a<table><tr><td>b</table></p>", "<div>a<table><tbody><tr><td>b</td></tr></tbody></table></div>"),
        (
            "<!DOCTYPE html><p>a<table><tr><td>b</table></p>",
            "<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table><p></p>"
        ),
        (
            "<strike>a</strike><acronym>b</acronym><xmp><b></xmp>",
            "<s>a</s><abbr>b</abbr><pre>&lt;b&gt;</pre>"
        ),
        ("<o:p>a</o:p><unknown>b</unknown><!-- c --><![if !mso]>d<![endif]>", "abd"),
        (
            "<body bgcolor=#ff0000 style='color:red;position:fixed'><p>a",
            "<div style=\"background-color:#ff0000;color:red\"><p>a</p></div>"
        ),
        ("<pre>\n\na</pre>", "<pre>\n\na</pre>"), (" \n a", "a"), ("", ""),
        ("<frameset><frame src=x></frameset>", ""),
        ("<p title=\"a&quot;&lt;\">é &nbsp;</p>", "<p title=\"a&quot;&lt;\">é \u{A0}</p>"),
        ("<td width=100% height=12px colspan=3 rowspan=99999>a", "a"),
        (
            "<table width=100% cellpadding=0 background=x><tr><td width=12 colspan=3 rowspan=99999 nowrap>a",
            "<table width=\"100%\" cellpadding=\"0\"><tbody><tr><td width=\"12\" colspan=\"3\" nowrap=\"\">a</td></tr></tbody></table>"
        ),
        (
            "<iframe src=x></iframe><object data=x>fallback</object><embed src=x><video src=x>v</video>",
            "fallback"
        ),
        ("<base href=https://e.org><link rel=stylesheet href=x><meta http-equiv=refresh content=0>a", "a"),
        ("<textarea><img src=x onerror=y></textarea><select><option>a</select>b", "b"),
        (
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
            "<p title=\"&lt;/noscript&gt;&lt;img src=x onerror=alert(1)&gt;\"></p>"
        ),
    ]) func `What is allowed stays, the rest goes`(source: String, result: String) {
        #expect(clean(source) == result)
    }

    @Test(arguments: [
        ("color: red; background-color:#fff", "color:red;background-color:#fff"),
        (
            "COLOR:Red;Font-Family:'Segoe UI', \"A B\"",
            "color:Red;font-family:&#39;Segoe UI&#39;, &#39;A B&#39;"
        ),
        ("position:fixed;top:0;z-index:9;color:red", "color:red"),
        ("background:url(https://e.org/x);background: #fff none", "background:#fff none"),
        ("background-image:url(x)", ""), ("width:expression(alert(1))", ""),
        ("color:rgba(1, 2, 3, .5)", "color:rgba(1, 2, 3, .5)"),
        ("-moz-binding:url(x);behavior:url(x)", ""), ("color:r\\65 d", ""),
        ("color:red/* x */;/**/margin:0", "color:red;margin:0"),
        ("margin:-10px;margin:0 -2px;margin-left:10px", "margin-left:10px"), ("text-indent:-9999px", ""),
        ("display:none !important;display:fixed;display:flex", "display:none !important"),
        ("font-family:\"a;b\";color:blue", "color:blue"), ("font-family:\"a", ""),
        ("color:red;;:x;x:;color", "color:red"),
        ("font:12px/1.5 Arial", "font:12px/1.5 Arial"), ("width:calc(100% + 1px)", ""),
        ("color:var(--x)", ""),
        ("color:\u{130}red", "color:\u{130}red"), ("content:'x'", ""), ("color:red}body{color:blue", ""),
        ("mso-line-height-rule:exactly;line-height:1.2", "line-height:1.2"),
        ("margin:0;\n\tpadding :  1px\n2px ", "margin:0;padding:1px 2px"),
    ]) func `A style keeps what sets colours, type and sizes`(style: String, result: String) {
        let html = clean("<p style=\"\(HTML(escaping: style))\">a</p>")
        #expect(html == (result.isEmpty ? "<p>a</p>" : "<p style=\"\(result)\">a</p>"))
    }

    @Test func `Pictures from elsewhere are kept back until they are asked for`() {
        let source =
            "<img src=https://e.org/x.png width=10 alt='A \"pic\"' onerror=x srcset=y><img src=/local.png><img alt=words>"
        let blocked = Sanitiser.clean(source)
        #expect(
            blocked.html.string
                == "<img width=\"10\" data-remote-src=\"https://e.org/x.png\" alt=\"A &quot;pic&quot;\"><img alt=\"words\">"
        )
        #expect(blocked.hasRemoteImages)
        let shown =
            "<img width=\"10\" src=\"https://e.org/x.png\" alt=\"A &quot;pic&quot;\"><img alt=\"words\">"
        #expect(Sanitiser.clean(source, options: .init(remoteImages: .allowed)).html.string == shown)
        #expect(Sanitiser.showingRemoteImages(inClean: blocked.html.string).string == shown)
        #expect(!Sanitiser.clean("<img alt=x>").hasRemoteImages)
    }

    @Test func `Words cannot pass for a picture that was kept back`() {
        let clean = Sanitiser.clean("<p title=' data-remote-src=\"x\"'> data-remote-src=\"x\" &quot;</p>")
            .html.string
        #expect(Sanitiser.showingRemoteImages(inClean: clean).string == clean)
    }

    @Test func `Pictures of the mail itself get our address`() {
        let options = Sanitiser.Options { $0 == "a@b c" ? "/files/1?x=\"y\"" : nil }
        let clean = Sanitiser.clean(
            "<img src='cid:a@b%20c'><img src=CID:other alt=x><img src=cid:a%ZZ%1>", options: options)
        #expect(
            clean.html.string == """
                <img data-cid="a@b c" src="/files/1?x=&quot;y&quot;" alt=""><img data-cid="other" alt="x"><img data-cid="a%ZZ%1" alt="">
                """)
        #expect(clean.cids == ["a@b c", "other", "a%ZZ%1"])
        #expect(!clean.hasRemoteImages)
    }

    @Test func `Pictures written into the mail are kept where they can only be pictures`() {
        let png = "data:image/png;base64,iVBORw0KGgo="
        #expect(clean("<img src='\(png)'>") == "<img src=\"\(png)\" alt=\"\">")
        for source in [
            "data:image/svg+xml;base64,PHN2Zz4=", "data:text/html,x", "data:image/png,<svg>",
            "data:image/png;base64,a b\"<",
        ] {
            #expect(!clean("<img src='\(source)' alt=x>").contains("src="))
        }
    }

    @Test func `What passes a limit is cut and said to be`() {
        let cut = Sanitiser.clean("<p>0123456789</p>", options: .init(longestSource: 6))
        #expect(cut.html.string == "<p>012</p>" && cut.truncated)
        let half = Sanitiser.clean("<p>é</p>", options: .init(longestSource: 4))
        #expect(half.html.bytes == Array("<p></p>".utf8) && half.truncated)
        #expect(Sanitiser.clean("x", options: .init(longestSource: -1)).html.isEmpty)
        #expect(!Sanitiser.clean("<p>0123456789</p>").truncated)
    }

    @Test(arguments: [
        "<div>", "<b>", "<a href=https://e.org/>", "<ul><li>", "<table><tr><td>", "<blockquote>",
        "<font size=1><p>", "<svg><g>", "<p><i>x</b>",
    ])
    func `Nesting without end does no harm`(piece: String) {
        let source = String(repeating: piece, count: 1_500) + "end"
        let result = Sanitiser.cleanWithText(source)
        #expect(ScriptChecker.problems(in: result.clean.html.string).isEmpty)
        #expect(Sanitiser.clean(result.clean.html.string).html == result.clean.html || result.clean.truncated)
        #expect(result.clean.html.bytes.count < 40_000_000)
    }

    @Test func `Attributes that are repeated without end do not multiply`() {
        let bold = (0..<40).map { "<b title='\($0)\(String(repeating: "x", count: 1900))'>" }.joined()
        let result = Sanitiser.clean("<p>" + bold + String(repeating: "<p>y", count: 2_000))
        #expect(result.truncated && result.html.bytes.count < 3_000_000)
    }
}
