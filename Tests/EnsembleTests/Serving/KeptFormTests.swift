import Testing

@testable import Ensemble

@Suite struct `What was typed` {
    private func sent(_ fields: [(String, String)], to action: String = "/x") -> Form {
        var form = Form()
        form.action = action
        for (name, value) in fields { form.add(name, value) }
        return form
    }

    private func kept(_ page: String, _ fields: [(String, String)]) -> String {
        KeptForm(sent(fields)).kept(in: page)
    }

    @Test func `stands in its fields again, escaped, and nowhere else`() {
        let page = """
            <form action="/y"><input name="a" value="old"></form>\
            <form method="post" action="/x"><input type="hidden" name="csrf" value="t"><input name="a" value="old">\
            <input type="password" name="p" value=""><textarea name="b">
            old</textarea></form>
            """
        let again = kept(page, [("csrf", "evil"), ("a", "\"><b>"), ("p", "secret"), ("b", "</textarea>")])
        #expect(again.contains("<form action=\"/y\"><input name=\"a\" value=\"old\"></form>"))
        #expect(again.contains("name=\"csrf\" value=\"t\""))
        #expect(!again.contains("<b>") && !again.contains("secret") && again.contains("&lt;/textarea&gt;"))
        #expect(again.components(separatedBy: "</textarea>").count == 2)
    }

    @Test func `is chosen and ticked as it was`() {
        let page = """
            <form action="/x"><select name="s"><option value="1" selected>One</option><option value="2">Two</option></select>\
            <input type="checkbox" name="t" value="1" checked><input type="radio" name="r" value="" checked>\
            <input type="radio" name="r" value="0"></form>
            """
        let again = kept(page, [("s", "2"), ("r", "0")])
        #expect(again.contains("<option value=\"1\">One</option><option value=\"2\" selected>"))
        #expect(
            again.contains("name=\"t\" value=\"1\">") && again.contains("name=\"r\" value=\"0\" checked>"))
        #expect(!again.contains("value=\"\" checked"))
    }

    @Test func `stands by its place where fields share a name, and the folds around it are open`() {
        let page = """
            <details class="z"></details><details class="y"><summary>S</summary><form action="/x">\
            <input name="a"><input name="a" value="2"></form></details>
            """
        let again = kept(page, [("a", "first"), ("a", "second")])
        #expect(again.contains("<input name=\"a\" value=\"first\"><input name=\"a\" value=\"second\">"))
        #expect(again.contains("<details class=\"z\"></details><details open class=\"y\">"))
    }

    @Test func `goes into the form that has all its fields, of several with one address`() {
        let page =
            "<form action=\"/x\"><input name=\"a\"></form><form action=\"/x\"><input name=\"a\"><input name=\"b\"></form>"
        #expect(
            kept(page, [("a", "1"), ("b", "2")]).hasPrefix("<form action=\"/x\"><input name=\"a\"></form>"))
        #expect(kept("<p>Nothing</p>", [("a", "1")]) == "<p>Nothing</p>")
    }
}
