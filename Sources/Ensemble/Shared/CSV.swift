/// Tables for spreadsheets (RFC 4180): commas, quotes, CRLF, a byte-order
/// mark so that they are read as UTF-8.
struct CSV: Sendable {
    /// One field.
    enum Field: Sendable {
        /// People's words: never read as a formula.
        case text(String)
        /// A figure of ours, with a point and without groups: `-12.50`.
        case number(String)
        case none

        static func count(_ value: Int?) -> Field { value.map { .number(String($0)) } ?? .none }
        static func real(_ value: Double?) -> Field { value.map { .number("\($0)") } ?? .none }
        static func day(_ value: Day?) -> Field { value.map { .number($0.description) } ?? .none }
        static func yes(_ value: Bool) -> Field { .number(value ? "yes" : "no") }
    }

    private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    init(_ heads: [String]) { add(heads.map(Field.text)) }

    init(continuing: Void) { bytes = [] }

    mutating func add(_ fields: [Field]) {
        for (place, field) in fields.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            switch field {
            case .text(let text): write(Self.harmless(text))
            case .number(let figure): bytes.append(contentsOf: figure.utf8)
            case .none: break
            }
        }
        bytes.append(contentsOf: "\r\n".utf8)
    }

    private mutating func write(_ text: String) {
        let isPlain = text.utf8.allSatisfy { ![0x22, 0x2C, 0x0A, 0x0D].contains($0) }
        if isPlain, text.first != " ", text.last != " " { return bytes.append(contentsOf: text.utf8) }
        bytes.append(contentsOf: "\"\(text.replacing("\"", with: "\"\""))\"".utf8)
    }

    /// What a spreadsheet would run gets an apostrophe before it, also behind blanks.
    ///
    /// Source: OWASP, CSV injection.
    static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first(where: { !$0.properties.isWhitespace }),
            "=+-@＝＋－＠".unicodeScalars.contains(first) || text.first == "\t" || text.first == "\r"
        else { return text }
        return "'" + text
    }
}
