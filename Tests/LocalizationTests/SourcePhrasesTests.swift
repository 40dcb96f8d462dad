import Testing

@testable import Localization

@Suite struct SourcePhrasesTests {
    let phrases = SourcePhrases(files: [
        (
            name: "A.swift",
            source: #"r("Waiting since \(x)"); r("New"); r.plural(n, "One reply", "\(n) replies")"#
        ),
        (name: "B.swift", source: #"r("New"); r("Open", context: "command"); r("Gone")"#),
    ])

    private func german() throws -> PortableObject {
        try PortableObject(parsing: Array(PortableObjectTests.german.utf8))
    }

    @Test func `A check tells what is missing and what is too much`() throws {
        let check = phrases.check(try german())
        #expect(check.untranslated == ["New", "Gone"])
        #expect(check.unused == ["Open", "New wording", "Not yet", "Two\nlines\twith \"quotes\" and a \\"])
        #expect(check.mismatched.isEmpty && !check.isComplete)
    }

    @Test func `A translation that loses or invents a value is told`() throws {
        var catalogue = try german()
        catalogue.entries[1].translations = ["Wartet"]
        catalogue.entries[4].translations = ["Eine Antwort", "{1} Antworten"]
        #expect(phrases.check(catalogue).mismatched == ["Waiting since {0}", "One reply"])
    }

    @Test func `An update keeps translations, adds what is new and revives what came back`() throws {
        let updated = phrases.update(try german())
        #expect(
            updated.entries.filter { !$0.isObsolete }.map(\.id) == [
                "", "Waiting since {0}", "New", "One reply", "Open", "Gone",
            ])
        #expect(updated.entries[1].translations == ["Wartet seit {0}"])
        #expect(
            updated.entries[2].translations == [""]
                && updated.entries[2].references == ["A.swift", "B.swift"])
        #expect(updated.entries[3].translations == ["Eine Antwort", "{0} Antworten"])
        #expect(updated.entries[5].translations == ["Fort"])
        #expect(
            updated.entries.filter(\.isObsolete).map(\.id) == [
                "Open", "New wording", "Two\nlines\twith \"quotes\" and a \\",
            ])
        let again = phrases.update(try PortableObject(parsing: Array(updated.text.utf8)))
        #expect(again.text == updated.text)
        #expect(phrases.check(updated).untranslated == ["New"])
    }

    @Test func `A sentence that gains a plural must be looked at again`() throws {
        let phrases = SourcePhrases(files: [(name: "A.swift", source: #"r.plural(n, "Open", "\(n) open")"#)])
        let updated = phrases.update(try german())
        #expect(updated.entries[1].isFuzzy && updated.entries[1].translations == ["Offen", ""])
    }

    @Test func `A template has every sentence and no translation`() throws {
        let template = try PortableObject(parsing: Array(phrases.template.text.utf8))
        #expect(template.entries.count == 6)
        #expect(template.entries.dropFirst().allSatisfy { $0.translations.allSatisfy(\.isEmpty) })
    }
}
