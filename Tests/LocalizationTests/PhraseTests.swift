import Testing

@testable import Localization

@Suite struct PhraseTests {
    @Test func `A phrase keeps its words as the key and its values apart`() {
        let phrase: Phrase = "Waiting since \(3) days, {sic}, \("Mira")"
        #expect(phrase.key == "Waiting since {0} days, {{sic}}, {1}")
        #expect(phrase.arguments == ["3", "Mira"])
        #expect(phrase.english == "Waiting since 3 days, {sic}, Mira")
    }

    @Test func `A value that looks like a place is not filled again`() {
        let phrase: Phrase = "\("{1}") and \("{0}")"
        #expect(phrase.english == "{1} and {0}")
    }

    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("{0} of {1}", "a of b"), ("{1} of {0}", "b of a"), ("{{0}}", "{0}"),
        ("{2}", "{2}"), ("{", "{"), ("}", "}"), ("{x}", "{x}"), ("{0", "{0"), ("{100}", "{100}"),
        ("{}", "{}"),
        ("{00}", "a"), ("{-1}", "{-1}"), ("{{{0}}}", "{a}"), ("é {0}", "é a"),
    ]) func `A sentence is filled, and what is mistyped in it stays`(text: String, filled: String) {
        #expect(Template(text).filled(with: ["a", "b"]) == filled)
        #expect(Template.fill(text, with: ["a", "b"]) == filled)
    }
}
