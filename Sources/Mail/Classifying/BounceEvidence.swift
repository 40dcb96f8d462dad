/// What a bounce says, sorted by how much it is worth.
struct BounceEvidence {
    /// The servers' own lines from the report, one for each recipient.
    let diagnostics: [String]
    /// Lines of the text in which a server is quoted.
    let quotes: [String]
    /// All the words for people, white space made single.
    let told: String
    /// Status codes of the report.
    let statuses: [String]
    /// Whether a program on the recipient's side failed, not a server.
    let isLocalProgram: Bool
    /// The SMTP command that was refused, upper case, if it is known.
    let command: String?

    init(report: DeliveryReport?, told: String) {
        let failures = report?.failures ?? []
        diagnostics = failures.compactMap(\.diagnostic).map(Self.flat)
        statuses = failures.compactMap(\.status)
        self.told = Self.flat(told)
        quotes = Self.quotes(in: told)
        isLocalProgram = failures.contains { $0.isLocal }
        command = Self.command(diagnostics.joined(separator: " ") + " " + self.told)
    }

    /// Whether a server's refusal is quoted at all.
    var hasRefusal: Bool {
        statuses.contains { !$0.hasPrefix("2") }
            || (diagnostics + quotes).contains {
                BounceStatus.reply(in: $0) != nil || BounceStatus.find(in: $0) != nil
            }
    }

    /// The line to show to a person.
    var said: String? {
        let lines = diagnostics.filter { $0.count > 8 } + quotes
        return lines.first { BounceStatus.reply(in: $0) != nil } ?? lines.first
    }

    private static func flat(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Lines with a reply or status code, each with the lines that go on.
    private static func quotes(in told: String) -> [String] {
        let lines = told.split(separator: "\n", omittingEmptySubsequences: false).prefix(400)
        var found: [String] = []
        var open = false
        for line in lines {
            let bare = String(line).trimmingBlanks
            if bare.isEmpty { open = false; continue }
            if BounceStatus.reply(in: bare) != nil || BounceStatus.find(in: bare) != nil {
                found.append(bare)
                open = true
            } else if open, let last = found.last, last.utf8.count < 600 {
                found[found.count - 1] = last + " " + bare
            }
            if found.count >= 20 { break }
        }
        return found
    }

    private static func command(_ text: String) -> String? {
        let bytes = Array(text.utf8)[...]
        if atData.occurs(in: bytes) { return "DATA" }
        if atRecipient.occurs(in: bytes) { return "RCPT" }
        return atSender.occurs(in: bytes) ? "MAIL" : nil
    }

    private static let atData = PhraseSet([
        "in reply to end of data", "end of data command", "in reply to data", "after end of data",
        "after data", ">>> data",
        "in response to end of message", "after end of message", "response to data", "sending message body",
        "smtp command data", "final data:", "failed after i sent the message",
    ])
    private static let atRecipient = PhraseSet([
        "in reply to rcpt to", "rcpt to command", ">>> rcpt to", "after rcpt to", "rcpt to:",
        "in response to rcpt",
        "[rcpt_to]", "following rcpt command", "does not like recipient", "smtp:rcpt", "rejected recipient",
    ])
    private static let atSender = PhraseSet([
        "in reply to mail from", "mail from command", ">>> mail from", "after mail from",
        "but sender was rejected",
    ])
}
