import Testing

@testable import Localization

@Suite struct LanguagesTests {
    let languages: Languages

    init() throws {
        let tags = ["de", "pt_BR", "zh_Hant", "ar"]
        languages = Languages(
            catalogues: try tags.map {
                try Catalogue(po: Array("msgid \"\"\nmsgstr \"Language: \($0)\\n\"\n".utf8))
            })
    }

    @Test(arguments: [
        (nil, "en"), ("", "en"), ("de", "de"), ("de-DE,de;q=0.9,en;q=0.8", "de"), ("fr, de;q=0.3", "de"),
        ("en;q=0.5, de;q=0.9", "de"), ("de;q=0", "en"), ("de;q=0, pt-br", "pt-BR"),
        ("en-US,en;q=0.9", "en-US"),
        ("en-GB", "en"), ("de-CH", "de-CH"), ("de-LU", "de"), ("zh-Hant-TW", "zh-Hant"), ("zh-TW", "en"),
        ("*", "en"), ("de;q=2", "en"), ("de;q=x, ar", "ar"), (" de ; q = 0.7 , ar;q=0.8", "ar"),
        ("DE_de", "de"),
        (";;;,,,;q=1", "en"), (String(repeating: "a-", count: 5000), "en"),
        (String(repeating: "x,", count: 5000) + "de", "en"),
    ]) func `The browser's wishes are heard in their order`(header: String?, tag: String) {
        #expect(languages.best(for: header).tag == tag)
    }

    @Test func `What a person chose counts before the browser`() {
        #expect(languages.best(for: "de", preferred: "ar").tag == "ar")
        #expect(languages.best(for: "de", preferred: "xx").tag == "de")
        #expect(languages.best(for: nil, preferred: "de_AT").tag == "de-AT")
    }

    @Test func `A language knows its direction and its own name`() {
        #expect(languages.language("ar")?.direction == "rtl")
        #expect(languages.language("ar")?.isRightToLeft == true)
        #expect(languages.language("de")?.direction == "ltr")
        #expect(languages.language("de")?.name == "Deutsch")
        #expect(Language(tag: "he", catalogue: nil).isRightToLeft)
        #expect(Language(tag: "xx-Arab", catalogue: nil).isRightToLeft)
    }

    @Test func `All languages are listed, English first`() {
        #expect(
            languages.all.map(\.tag) == ["en", "en-US", "ar", "de", "de-AT", "de-CH", "pt-BR", "zh-Hant"])
    }
}
