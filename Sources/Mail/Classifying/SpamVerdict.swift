/// What the mail systems on the way said about a message being junk.
///
/// Read from the header only; Ensemble runs no filter of its own. A sender
/// can write these fields too, so a host must strip them at its border.
public struct SpamVerdict: Sendable, Hashable {
    /// Whether a filter marked the message as junk.
    public var isSpam = false
    /// The filter's score, when it tells one.
    public var score: Double?
    /// The field that tells most: `X-Spam-Flag: YES`.
    public var evidence: String?
    /// The first `Authentication-Results` (RFC 8601) as text.
    public var authentication: String?

    public init() {}
}

extension SpamVerdict {
    /// Reads X-Spam-Flag, X-Spam-Status, X-Spam-Score, X-Spam, X-Rspamd-* and
    /// Exchange's spam confidence level.
    init(fields: HeaderFields) {
        authentication = fields.text("authentication-results")
        if let value = fields.text("x-spam-flag") ?? fields.text("x-spam"), Self.saysYes(value) {
            mark("X-Spam-Flag: \(value)")
        }
        if let value = fields.text("x-spam-status") {
            if Self.saysYes(value) { mark("X-Spam-Status: \(value)") }
            score = Self.number(after: "score=", in: value) ?? Self.number(after: "hits=", in: value)
        }
        if let value = fields.text("x-spamd-result") {
            score = score ?? Self.number(after: "[", in: value)
        }
        for name in ["x-spam-score", "x-rspamd-score"] where score == nil {
            score = fields.text(name).flatMap { Self.number(after: "", in: $0) }
        }
        if let action = fields.text("x-rspamd-action"), action.lowercased().hasPrefix("reject") {
            mark("X-Rspamd-Action: \(action)")
        }
        if let level = fields.text("x-ms-exchange-organization-scl").flatMap({ Int($0) }), level >= 5 {
            mark("X-MS-Exchange-Organization-SCL: \(level)")
        }
    }

    private mutating func mark(_ field: String) {
        isSpam = true
        if evidence == nil { evidence = String(field.prefix(200)) }
    }

    private static func saysYes(_ value: String) -> Bool {
        let word = value.lowercased()
        return word.hasPrefix("yes") || word.hasPrefix("true") || word == "1"
    }

    private static func number(after marker: String, in value: String) -> Double? {
        let bytes = Array(value.utf8)
        let needle = Array(marker.utf8)
        guard let start = bytes.firstIndex(of: needle) else { return nil }
        let digits = bytes[(start + needle.count)...]
            .drop { $0 == UInt8(ascii: " ") }
            .prefix {
                $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
                    || $0 == UInt8(ascii: "+")
            }
        return Double(String(decoding: digits, as: UTF8.self))
    }
}
