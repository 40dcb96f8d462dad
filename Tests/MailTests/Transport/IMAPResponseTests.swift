import Testing

@testable import Mail

struct IMAPResponseTests {
    private func response(_ pieces: IMAPPiece...) -> IMAPResponse { IMAPResponse(pieces) }

    private func text(_ text: String) -> IMAPPiece { .text(Array(text.utf8)) }

    private func literal(_ text: String) -> IMAPPiece { .literal(Array(text.utf8), length: text.utf8.count) }

    @Test func `a command's end has its tag, its code and its words`() {
        #expect(
            response(text("E3 NO [TRYCREATE] No such mailbox"))
                == .status(tag: "E3", .no, code: "TRYCREATE", text: "No such mailbox"))
        #expect(
            response(text("* ok [UIDVALIDITY 17] valid"))
                == .status(tag: nil, .ok, code: "UIDVALIDITY 17", text: "valid"))
        #expect(response(text("* BYE")) == .status(tag: nil, .bye, code: nil, text: ""))
    }

    @Test func `a fetched message is a literal between values`() {
        let answer = response(
            text("* 12 FETCH (UID 7 FLAGS (\\Seen $x) BODY[] {5}"), literal("a)\r\nb"),
            text(" RFC822.SIZE 5)"))
        let flags = IMAPValue.list([.atom("\\Seen"), .atom("$x")])
        let items: [IMAPValue] = [
            .atom("UID"), .atom("7"), .atom("FLAGS"), flags, .atom("BODY[]"), .string(Array("a)\r\nb".utf8)),
            .atom("RFC822.SIZE"), .atom("5"),
        ]
        #expect(answer == .data(number: 12, name: "FETCH", values: [.list(items)]))
    }

    @Test func `brackets of a section hold spaces and parentheses`() {
        #expect(
            response(text("* 1 FETCH (BODY[HEADER.FIELDS (FROM TO)]<0> NIL)"))
                == .data(
                    number: 1, name: "FETCH",
                    values: [.list([.atom("BODY[HEADER.FIELDS (FROM TO)]<0>"), .null])]))
    }

    @Test func `quoted strings give up their backslashes`() {
        let name = IMAPValue.string(Array(#"a "b" \c"#.utf8))
        let values: [IMAPValue] = [.list([.atom("\\HasNoChildren")]), .string(Array("/".utf8)), name]
        #expect(
            response(text(#"* LIST (\HasNoChildren) "/" "a \"b\" \\c""#))
                == .data(number: nil, name: "LIST", values: values))
    }

    @Test func `a literal cut short says how long it was`() {
        let answer = IMAPResponse([
            text("* 1 FETCH (BODY[] {900}"), .literal([1, 2], length: 900), text(")"),
        ])
        #expect(
            answer
                == .data(
                    number: 1, name: "FETCH", values: [.list([.atom("BODY[]"), .cut([1, 2], length: 900)])]))
    }

    private static let announcements: [(String, Int?)] = [
        ("* 1 FETCH (BODY[] {12}", 12), ("* 1 FETCH (BODY[] ~{12}", 12), ("* 1 FETCH (BODY[] {12+}", 12),
        ("* OK look at {12}", nil), ("E1 NO no {3}", nil), ("* 1 FETCH (BODY[] {x}", nil),
        ("* 1 FETCH {}", nil),
        ("* 1 FETCH (BODY[] {99999999999}", nil), ("+ go {3}", nil), ("", nil), ("}", nil),
    ]

    @Test(arguments: announcements)
    func `a literal is announced at the end of a line that is no status`(line: String, length: Int?) {
        #expect(IMAPDialogue.literalLength(Array(line.utf8), isFirst: true) == length)
    }

    @Test func `parentheses without end or without bottom do no harm`() {
        _ = response(text("* 1 FETCH " + String(repeating: "(", count: 100_000)))
        _ = response(text("* 1 FETCH " + String(repeating: ")", count: 100_000)))
        _ = response(text("* 1 FETCH " + String(repeating: "(a ", count: 100_000)))
    }

    @Test func `no line of bytes whatever brings it down`() {
        let alphabet: [UInt8] = Array("*E1 +()[]{}\"\\~<>NILOKFETCH0123456789".utf8) + [0, 0x0D, 0x80, 0xFF]
        var random = SeededRandom(seed: 7)
        for _ in 0..<20_000 {
            let line = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            _ = IMAPResponse([.text(line), .literal([1], length: 1), .text(line)])
            _ = IMAPDialogue.literalLength(line, isFirst: true)
            _ = SMTPReply.Line(line)
            _ = IMAPFolderName.decode(String(decoding: line, as: UTF8.self))
        }
    }
}

/// The same numbers in every run (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
