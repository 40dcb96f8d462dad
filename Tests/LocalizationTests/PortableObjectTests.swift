import Testing

@testable import Localization

@Suite struct PortableObjectTests {
    static let german = #"""
        # Deutsche Übersetzung
        msgid ""
        msgstr ""
        "Project-Id-Version: Ensemble\n"
        "Language: de\n"
        "Content-Type: text/plain; charset=UTF-8\n"
        "Plural-Forms: nplurals=2; plural=(n != 1);\n"
        "X-Generator: Weblate 5.4\n"

        #. Heading of the list
        #: Inbox.swift Search.swift
        #, python-brace-format
        msgid "Waiting since {0}"
        msgstr "Wartet seit {0}"

        msgctxt "command"
        msgid "Open"
        msgstr "Öffnen"

        msgid "Open"
        msgstr "Offen"

        #, python-brace-format
        msgid "One reply"
        msgid_plural "{0} replies"
        msgstr[0] "Eine Antwort"
        msgstr[1] "{0} Antworten"

        #, fuzzy
        #| msgid "Old wording"
        msgid "New wording"
        msgstr "Alter Wortlaut"

        msgid "Not yet"
        msgstr ""

        msgid ""
        "Two\n"
        "lines\twith \"quotes\" and a \\"
        msgstr ""
        "Zwei\n"
        "Zeilen\tmit „Quotes“ \x41\101"

        #~ msgid "Gone"
        #~ msgstr "Fort"

        """#

    @Test func `A catalogue of Weblate is read whole`() throws {
        let object = try PortableObject(parsing: Array(Self.german.utf8))
        #expect(object.entries.count == 9)
        #expect(object.header("language") == "de")
        #expect(object.header("X-Generator") == "Weblate 5.4")
        #expect(object.header("X-Nothing") == nil)
        let first = object.entries[1]
        #expect(first.notes == ["Heading of the list"])
        #expect(first.references == ["Inbox.swift", "Search.swift"])
        #expect(first.flags == ["python-brace-format"])
        #expect(first.line == 13)
        #expect(object.entries[5].isFuzzy && !object.entries[5].isTranslated)
        #expect(object.entries[5].previous == ["msgid \"Old wording\""])
        #expect(object.entries[7].id == "Two\nlines\twith \"quotes\" and a \\")
        #expect(object.entries[7].translations == ["Zwei\nZeilen\tmit „Quotes“ AA"])
        #expect(object.entries[8].isObsolete)
    }

    @Test func `Line ends of Windows and a byte order mark do no harm`() throws {
        let text = "\u{FEFF}" + Self.german.replacing("\n", with: "\r\n")
        let read = try PortableObject(parsing: Array(text.utf8))
        #expect(try read == PortableObject(parsing: Array(Self.german.utf8)))
    }

    @Test func `What is written reads back the same`() throws {
        let object = try PortableObject(parsing: Array(Self.german.utf8))
        var again = try PortableObject(parsing: Array(object.text.utf8))
        for index in again.entries.indices { again.entries[index].line = object.entries[index].line }
        #expect(again == object)
    }

    @Test func `Long texts are folded at words`() throws {
        var entry = PortableObject.Entry(id: String(repeating: "word \u{1}", count: 40))
        entry.translations = [""]
        let text = PortableObject(entries: [entry]).text
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(try PortableObject(parsing: Array(text.utf8)).entries[0].id == entry.id)
    }

    @Test(arguments: [
        ("msgid \"a\"", 1, "the entry before has no msgstr"),
        ("msgid \"a\nmsgstr \"b\"", 1, "the closing quote is missing"),
        ("msgid \"a\" x\nmsgstr \"b\"", 1, "something stands after the closing quote"),
        ("msgid a\nmsgstr \"b\"", 1, "a text in quotes is missing"),
        ("msgstr \"b\"", 1, "msgstr must come after msgid"),
        ("\"b\"", 1, "a text that belongs to no keyword"),
        ("msgid \"a\"\nmsgstr \"\\q\"", 2, "a backslash before something that gettext does not escape"),
        ("msgid \"a\"\nmsgstr \"\\xZZ\"", 2, "a backslash before something that gettext does not escape"),
        ("msgid \"a\"\nmsgstr \"\\777\"", 2, "a backslash before something that gettext does not escape"),
        ("\n\nmsgwhat \"a\"", 3, "\"msgwhat\" is no keyword of gettext"),
        (
            "msgid \"a\"\nmsgstr \"b\"\nmsgid \"a\"\nmsgstr \"c\"", 3,
            "the same msgid stands in line 1 already"
        ),
        (
            "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"", 3,
            "msgstr[1] must come after msgid_plural and the forms before it"
        ),
        (
            "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=latin1\\n\"", 1,
            "the file must be in UTF-8, but says text/plain; charset=latin1"
        ),
    ]) func `What is wrong is said with its line`(text: String, line: Int, problem: String) {
        #expect(throws: PortableObject.Malformed(line: line, problem: problem)) {
            try PortableObject(parsing: Array(text.utf8))
        }
    }

    @Test func `Bytes that are no UTF-8 are refused`() {
        #expect(throws: PortableObject.Malformed(line: 1, problem: "this is not UTF-8")) {
            try PortableObject(parsing: Array("msgid \"".utf8) + [0xFF] + Array("\"\nmsgstr \"\"".utf8))
        }
    }

    @Test func `A damaged catalogue is read or refused, whatever the damage`() {
        var state: UInt64 = 42
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let source = Array(Self.german.utf8)
        var read = 0
        for _ in 0..<600 {
            var bytes = source
            for _ in 0..<(1 + random(4)) {
                let place = random(bytes.count)
                switch random(3) {
                case 0: bytes[place] = UInt8(random(256))
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + random(20)))
                default: bytes.insert(contentsOf: bytes[random(bytes.count)...].prefix(random(30)), at: place)
                }
            }
            if let catalogue = try? Catalogue(po: bytes) {
                read += 1
                _ = catalogue.translation(of: "Waiting since \("now")")
                _ = catalogue.translation(of: "One reply", count: random(9), arguments: ["2"])
            }
        }
        #expect(read > 20)
    }
}
