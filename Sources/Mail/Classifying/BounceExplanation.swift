/// Says in plain words why a message did not arrive.
enum BounceExplanation {
    static func sentence(_ bounce: Bounce, said: String?) -> String {
        let whom = bounce.recipients.first.map { " to \($0)" } ?? ""
        let more = bounce.recipients.count > 1 ? " and \(bounce.recipients.count - 1) more" : ""
        let opening =
            bounce.isDelayed
            ? "The message\(whom)\(more) has not arrived yet; the mail system keeps trying"
            : "The message\(whom)\(more) was not delivered"
        let why = words[bounce.reason].map { ": " + $0 } ?? ""
        let quote = said.map { " The server said: \(String($0.prefix(400)))" } ?? ""
        return opening + why + "." + quote
    }

    private static let words: [Bounce.Reason: String] = [
        .userunknown: "the address does not exist", .hostunknown: "the domain of the address does not exist",
        .hasmoved: "the address was given up or has moved", .notaccept: "the domain takes no mail",
        .mailboxfull: "the mailbox is full",
        .mesgtoobig: "the message is too large for the recipient's server",
        .emailtoolarge: "the message is too large for the recipient's server",
        .exceedlimit: "the message exceeds a limit of the recipient's server",
        .systemfull: "the recipient's server has no space left",
        .filtered: "a filter of the recipient refused it",
        .rejected: "the recipient's server does not accept our address as a sender",
        .blocked: "the recipient's server blocks our server",
        .spamdetected: "the recipient's server took it for spam",
        .virusdetected: "the recipient's server found a virus in it",
        .contenterror: "the recipient's server refused its form or content",
        .policyviolation: "it breaks a rule of the recipient's server",
        .securityerror: "the servers could not agree on encryption or credentials",
        .authfailure: "our domain's SPF, DKIM or DMARC did not pass",
        .badreputation: "our server's reputation is too low",
        .requireptr: "our server's address has no valid reverse name",
        .notcompliantrfc: "it breaks the mail standards",
        .norelaying: "the server does not relay for this domain",
        .failedstarttls: "encryption could not be set up",
        .expired: "the recipient's server could not be reached in time",
        .networkerror: "the network or the domain's mail setup is broken",
        .systemerror: "the recipient's server has a fault",
        .mailererror: "the recipient's mail program failed",
        .syntaxerror: "the servers did not understand each other",
        .suspend: "the mailbox is switched off", .toomanyconn: "too many connections from our server",
        .speeding: "we sent too fast", .ratelimited: "we sent too much in a short time",
        .suppressed: "our mail service no longer sends to this address",
        .onhold: "the server gave no clear reason",
    ]
}
