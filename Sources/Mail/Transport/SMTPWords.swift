/// An SMTP server's refusal as a sentence for a person.
///
/// Source: RFC 3463 and the IANA registry of enhanced status codes.
enum SMTPWords {
    /// - Parameter address: the recipient that was refused; `nil` when it was
    ///   the whole message.
    static func refusal(of address: String?, _ reply: SMTPReply) -> String {
        let reason = reason(reply)
        guard let address else { return "The mail server did not take the message: \(reason)." }
        return "The mail server did not take \(address): \(reason)."
    }

    /// A refusal before any message was offered; `nil` where the failure's own
    /// words say it better.
    static func atTheDoor(_ reply: SMTPReply, stage: SMTPFailure.Stage) -> String? {
        switch stage {
        case .connecting: "The mail server turned us away: \(reason(reply))."
        case .signIn where reply.isTransient:
            "The mail server cannot check the password now: \(reason(reply))."
        default: nil
        }
    }

    private static func reason(_ reply: SMTPReply) -> String {
        if let status = reply.enhancedStatus, let known = byStatus(status.dropFirst(2)) { return known }
        switch reply.code {
        case 421: return "it is closing or too busy"
        case 450: return "the mailbox is busy or the sender is asked to try later"
        case 452: return "it is out of space, or there are too many recipients"
        case 530, 535: return "it wants a user name and password that it knows"
        case 552: return "the message is too large, or the mailbox is full"
        default: return reply.text.isEmpty ? "it gave no reason (code \(reply.code))" : "“\(reply.text)”"
        }
    }

    /// - Parameter subject: the status without its class: `1.1`.
    private static func byStatus(_ subject: Substring) -> String? {
        switch subject {
        case "1.1": "there is no such mailbox"
        case "1.2": "there is no such domain, or it takes no mail"
        case "1.3": "the address is not written correctly"
        case "1.6": "the mailbox has moved without a new address"
        case "1.7", "1.8": "the sender's address does not exist or is not written correctly"
        case "1.10": "the domain takes no mail"
        case "2.1": "the mailbox is closed or switched off"
        case "2.2": "the mailbox is full"
        case "2.3", "3.4": "the message is too large"
        case "3.1": "the mail system is out of space"
        case "3.2", "4.5": "the mail system is too busy"
        case "4.1", "4.2": "the other mail system does not answer"
        case "4.4": "the way to the other mail system is not known"
        case "4.7": "it could not be delivered in time"
        case "5.3": "there are too many recipients"
        case "6.7", "6.8", "6.9", "6.10": "an address needs letters that the mail system does not support"
        case "7.8": "it wants a user name and password that it knows"
        case "7.20", "7.21", "7.22", "7.23", "7.24", "7.25", "7.26", "7.27":
            "the sender's domain is not set up to prove its mail (SPF, DKIM or DMARC)"
        default: nil
        }
    }
}
