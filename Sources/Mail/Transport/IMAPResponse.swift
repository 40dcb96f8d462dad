/// One answer of an IMAP server.
///
/// Source: RFC 3501 section 7.
enum IMAPResponse: Equatable {
    enum Status: String { case ok = "OK", no = "NO", bad = "BAD", bye = "BYE", preauth = "PREAUTH" }

    /// How a command ended (with its tag), or a word in between (without).
    /// - `code`: what stands in brackets: `UIDVALIDITY 17`.
    case status(tag: String?, Status, code: String?, text: String)
    /// `* 3 FETCH (…)`, `* SEARCH 1 2`, `* 5 EXISTS`.
    case data(number: UInt32?, name: String, values: [IMAPValue])
    /// The server waits for more.
    case goAhead
    /// Something that is not understood and need not be.
    case unknown
}

/// A line as it came: text, and between it literals.
enum IMAPPiece: Equatable {
    case text([UInt8])
    case literal([UInt8], length: Int)
}

extension IMAPResponse {
    /// Takes an answer apart.
    init(_ pieces: [IMAPPiece]) {
        guard case .text(let first)? = pieces.first else {
            self = .unknown
            return
        }
        let words = String(decoding: first, as: UTF8.self)
            .split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard let tag = words.first, tag != "+" else {
            self = words.isEmpty ? .unknown : .goAhead
            return
        }
        let name = words.count > 1 ? String(words[1]) : ""
        if let status = Status(rawValue: name.uppercased()) {
            let (code, text) = Self.code(words.count > 2 ? words[2] : "")
            self = .status(tag: tag == "*" ? nil : String(tag), status, code: code, text: text)
            return
        }
        guard tag == "*" else {
            self = .unknown
            return
        }
        var parser = IMAPValueParser(pieces, skipping: 2)
        let values = parser.values()
        if let number = UInt32(name) {
            guard case .atom(let name)? = values.first else {
                self = .unknown
                return
            }
            self = .data(number: number, name: name.uppercased(), values: Array(values.dropFirst()))
        } else {
            self = .data(number: nil, name: name.uppercased(), values: values)
        }
    }

    /// `[CODE more] text` in its two parts.
    private static func code(_ text: Substring) -> (String?, String) {
        guard text.hasPrefix("["), let end = text.firstIndex(of: "]") else { return (nil, String(text)) }
        let rest = text[text.index(after: end)...].drop { $0 == " " }
        return (String(text[text.index(after: text.startIndex)..<end]), String(rest))
    }
}
