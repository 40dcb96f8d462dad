/// One value in an IMAP server's answer.
///
/// Source: RFC 3501 section 4.
enum IMAPValue: Equatable {
    case atom(String)
    /// A quoted string or a literal.
    case string([UInt8])
    /// A literal that was longer than is kept: its first bytes, and its length.
    case cut([UInt8], length: Int)
    case list([IMAPValue])
    case null

    /// A whole number that fits 32 bits, as UIDs and flags of counting do.
    var number: UInt32? {
        guard case .atom(let text) = self else { return nil }
        return UInt32(text)
    }

    /// What an atom or string says.
    var text: String? {
        switch self {
        case .atom(let text): text
        case .string(let bytes): String(decoding: bytes, as: UTF8.self)
        case .cut, .list, .null: nil
        }
    }
}
