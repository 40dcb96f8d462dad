/// One answer of an SMTP server: its code and its words.
///
/// Source: RFC 5321 section 4.2; enhanced status codes RFC 2034 and 3463.
struct SMTPReply: Equatable {
    var code: Int
    /// The words of all lines, joined by a space, without codes.
    var text: String
    /// `5.1.1`, when the server gives one.
    var enhancedStatus: String?

    var isSuccess: Bool { (200..<300).contains(code) }
    var isTransient: Bool { (400..<500).contains(code) }

    /// The answer as a log or a person would want it: `550 5.1.1 No such user`.
    var answer: String {
        ["\(code)", enhancedStatus, text].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// One line taken apart.
    struct Line: Equatable {
        var code: Int
        var isLast: Bool
        var text: String

        /// - Returns: `nil` when it is no line of an answer.
        init?(_ bytes: [UInt8]) {
            let digits = bytes.prefix(3)
            guard digits.count == 3,
                digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
                (UInt8(ascii: "2")...UInt8(ascii: "5")).contains(bytes[0])
            else { return nil }
            code = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
            switch bytes.count > 3 ? bytes[3] : UInt8(ascii: " ") {
            case UInt8(ascii: " "): isLast = true
            case UInt8(ascii: "-"): isLast = false
            default: return nil
            }
            text = String(decoding: bytes.dropFirst(4), as: UTF8.self).trimmedLineEnd
        }
    }

    /// Puts the lines of one answer together.
    /// - Returns: `nil` for no lines, or lines whose codes differ.
    init?(lines: [Line]) {
        guard let first = lines.first, lines.allSatisfy({ $0.code == first.code }) else { return nil }
        code = first.code
        enhancedStatus = Self.status(in: first.text, code: first.code)
        text = lines.map { line in
            guard let status = Self.status(in: line.text, code: line.code) else { return line.text }
            return String(line.text.dropFirst(status.count).drop { $0 == " " })
        }.joined(separator: " ")
    }

    /// The enhanced status code that the text starts with.
    private static func status(in text: String, code: Int) -> String? {
        guard let word = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).first
        else { return nil }
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "\(code / 100)",
            parts.dropFirst().allSatisfy({
                (1...3).contains($0.count) && $0.utf8.allSatisfy { (48...57).contains($0) }
            })
        else { return nil }
        return String(word)
    }
}
