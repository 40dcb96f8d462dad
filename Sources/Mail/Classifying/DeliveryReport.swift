/// A message/delivery-status: what became of a message, address by address.
///
/// Source: RFC 3464.
struct DeliveryReport {
    struct Recipient {
        var address: String?
        /// failed, delayed, delivered, relayed, expanded; lower case.
        var action: String?
        /// `5.1.1`
        var status: String?
        /// The server's words, without the type before the semicolon.
        var diagnostic: String?
        var remote: String?
        /// Whether a program, not a server, gave the diagnostic.
        var isLocal = false
    }

    private(set) var recipients: [Recipient] = []
    private(set) var reportingMTA: String?

    init(_ bytes: Bytes) {
        for block in Self.blocks(bytes).prefix(200) {
            let fields = HeaderFields(block)
            if reportingMTA == nil { reportingMTA = fields.text("reporting-mta").map(Self.afterType) }
            var recipient = Recipient()
            recipient.address =
                (fields.text("original-recipient").flatMap(Self.address))
                ?? fields.text("final-recipient").flatMap(Self.address)
                ?? fields.text("x-actual-recipient").flatMap(Self.address)
            if let final = fields.text("final-recipient").flatMap(Self.address),
                recipient.address?.contains("@") != true
            {
                recipient.address = final
            }
            recipient.action = fields.text("action")?.lowercased().split { !$0.isLetter }.first.map(
                String.init)
            recipient.status = fields.text("status").flatMap { BounceStatus.find(in: $0) }
            let said = fields.all("diagnostic-code").map {
                Self.afterType(HeaderText.decode($0.prefix(4_096)))
            }.joined(separator: " ")
            recipient.diagnostic = said.isEmpty ? nil : said
            recipient.isLocal = fields.raw("diagnostic-code")?.startsIgnoringCase("x-unix") ?? false
            recipient.remote = fields.text("remote-mta").map(Self.afterType)
            if recipient.address != nil || recipient.action != nil || recipient.status != nil {
                recipients.append(recipient)
            }
        }
    }

    /// Whether everything arrived: nobody needs to be told.
    var isOnlySuccess: Bool {
        !recipients.isEmpty
            && recipients.allSatisfy {
                $0.action.map(["delivered", "relayed", "expanded"].contains) ?? false
            }
    }

    var isOnlyDelay: Bool {
        !recipients.isEmpty && recipients.allSatisfy { $0.action == "delayed" || $0.action == "delivered" }
    }

    /// Those that were not reached.
    var failures: [Recipient] {
        recipients.filter { $0.action != "delivered" && $0.action != "relayed" && $0.action != "expanded" }
    }

    private static func blocks(_ bytes: Bytes) -> [Bytes] {
        var blocks: [Bytes] = []
        var start = bytes.startIndex
        var at = start
        while at < bytes.endIndex {
            let end = HeaderFields.endOfLine(bytes, at)
            if bytes[at..<end].allSatisfy(\.isWhite) {
                if start < at { blocks.append(bytes[start..<at]) }
                start = end
            }
            at = end
        }
        if start < bytes.endIndex { blocks.append(bytes[start...]) }
        return blocks
    }

    /// `rfc822; a@b` → `a@b`
    private static func address(_ value: String) -> String? {
        let text = afterType(value).filter { $0 != "<" && $0 != ">" && $0 != "\"" }
        guard !text.isEmpty else { return nil }
        if text.contains(" "), let word = text.split(separator: " ").first(where: { $0.contains("@") }) {
            return String(word)
        }
        return text
    }

    private static func afterType(_ value: String) -> String {
        guard let semicolon = value.firstIndex(of: ";"), value[..<semicolon].count <= 24,
            !value[..<semicolon].contains(" ") || value.hasPrefix("X-")
        else {
            return value.trimmingBlanks
        }
        return String(value[value.index(after: semicolon)...]).trimmingBlanks
    }
}
