import Testing

@testable import Localization

@Suite struct CatalogueTests {
    let reader: Reader

    init() throws {
        let catalogue = try Catalogue(po: Array(PortableObjectTests.german.utf8))
        reader = Reader(language: Language(tag: catalogue.tag, catalogue: catalogue), now: 0)
    }

    @Test func `A sentence is said in the reader's language`() {
        #expect(reader("Waiting since \("gestern")") == "Wartet seit gestern")
        #expect(Reader(now: 0)("Waiting since \("yesterday")") == "Waiting since yesterday")
    }

    @Test func `What nobody has translated, or looked at again, is said in English`() {
        #expect(reader("Not yet") == "Not yet")
        #expect(reader("New wording") == "New wording")
        #expect(reader("Gone") == "Gone")
        #expect(reader("Never heard of \("it")") == "Never heard of it")
    }

    @Test func `Words with two meanings are told apart by their context`() {
        #expect(reader("Open") == "Offen")
        #expect(reader("Open", context: "command") == "Öffnen")
        #expect(reader(Phrase("Open", context: "command")) == "Öffnen")
        #expect(reader("Open", context: "unknown") == "Open")
    }

    @Test func `Numbers choose the form`() {
        #expect(reader.plural(1, "One reply", "\(1) replies") == "Eine Antwort")
        #expect(reader.plural(3, "One reply", "\(3) replies") == "3 Antworten")
        #expect(reader.plural(0, "One reply", "\(0) replies") == "0 Antworten")
        let english = Reader(now: 0)
        #expect(english.plural(1, "One reply", "\(1) replies") == "One reply")
        #expect(english.plural(0, "One reply", "\(0) replies") == "0 replies")
        #expect(english.plural(-1, "\(-1) day", "\(-1) days") == "-1 day")
    }

    @Test func `A catalogue without a language takes the one it is given`() throws {
        let text = Array("msgid \"a\"\nmsgstr \"b\"\n".utf8)
        #expect(throws: PortableObject.Malformed.self) { try Catalogue(po: text) }
        #expect(try Catalogue(po: text, tag: "pt_br").tag == "pt-BR")
    }

    @Test func `Plural forms without a rule are refused`() {
        let text = """
            msgid ""
            msgstr "Language: de\\n"
            msgid "a"
            msgid_plural "b"
            msgstr[0] "c"
            msgstr[1] "d"
            """
        #expect(
            throws: PortableObject.Malformed(
                line: 3, problem: "plural forms, but the header has no Plural-Forms")
        ) {
            try Catalogue(po: Array(text.utf8))
        }
    }
}
