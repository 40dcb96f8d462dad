import Mail

/// All sets that the mail reader is measured by.
enum MailCorpora {
    /// - Parameter root: the folder that holds the sets; an absent set gives
    ///   no rows.
    static func score(root: String) -> Report {
        var report = Report()
        ZammadSet.score(root + "/zammad-mail", into: &report)
        TrimmerSet.score(root + "/email_reply_trimmer", into: &report)
        for name in ["email_reply_parser", "crisp-email-reply-parser", "mail-parser-reply"] {
            ReplyAssertSet.score(root + "/" + name, name: name, into: &report)
        }
        TalonSet.score(root + "/talon", into: &report)
        SisimaiSet.score(root + "/sisimai", into: &report)
        Mime4jSet.score(root + "/mime4j", into: &report)
        TNEFSet.score(root, into: &report)
        RobustnessSet.score(root, into: &report)
        return report
    }

    /// A message, or why it cannot be read; a message that cannot be read is
    /// kept all the same, which is what `RobustnessSet` counts.
    static func parse(_ path: String) -> ParsedMail? { try? MailReader.parse(Files.bytes(path)) }
}
