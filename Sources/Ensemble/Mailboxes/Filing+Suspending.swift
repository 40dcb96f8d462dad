import Database
import Mail

/// What does not belong into the inbox at once: spam, floods of automatic
/// mail, automatic answers to nothing.
extension Filing {
    /// Automatic mails a sender may have in an hour before a person should look.
    static let automaticPerHour = 20

    func suspension(of mail: ParsedMail, from: MailAddress, inThread: Bool) throws -> String? {
        if mail.spam.isSpam, !inThread {
            return "Taken for spam" + (mail.spam.evidence.map { ": \($0.oneLine.shortened(to: 120))" } ?? "")
        }
        if case .loop = mail.classification { return "Our own automatic mail came back" }
        guard mail.classification.isAutomatic else { return nil }
        if try countAutomatic(from: from.address) > Self.automaticPerHour {
            return "More than \(Self.automaticPerHour) automatic mails from this sender in an hour"
        }
        guard !inThread else { return nil }
        switch mail.classification {
        case .autoReply: return "An automatic answer that belongs to no conversation"
        case .bounce: return "A delivery report that belongs to no message of ours"
        default: return nil
        }
    }

    private func countAutomatic(from address: String) throws -> Int {
        try db.value(
            """
            INSERT INTO automatic_mail (address_key, hour, direction, count)
            VALUES (\(address.trimmed.folded), \(now.milliseconds / 3_600_000), 'in', 1)
            ON CONFLICT (address_key, hour, direction) DO UPDATE SET count = automatic_mail.count + 1
            RETURNING count
            """) ?? 1
    }
}
