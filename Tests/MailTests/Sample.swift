@testable import Mail

/// Messages written for the tests, with CRLF as mail has it.
enum Sample {
    static func raw(_ text: String) -> [UInt8] {
        Array(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n").utf8)
    }

    static func mail(_ text: String, ownHeader: String? = nil) throws -> ParsedMail {
        try MailReader.parse(raw(text), ownHeader: ownHeader)
    }

    /// A plain message with these header lines before its text.
    static func mail(header: String, text: String = "Hello") throws -> ParsedMail {
        try mail("From: Eva <eva@example.org>\nTo: desk@example.com\n\(header)\n\n\(text)\n")
    }

    /// A message whose body is bytes of some charset.
    static func mail(contentType: String, bytes: [UInt8]) throws -> ParsedMail {
        try MailReader.parse(raw("From: eva@example.org\nContent-Type: \(contentType)\n\n") + bytes)
    }
}
