/// The mail system's word that a message did not arrive.
public struct Bounce: Sendable, Hashable {
    /// The addresses that were not reached, as the report writes them.
    public var recipients: [String] = []
    /// The enhanced status code (RFC 3463): `5.1.1`.
    public var status: String?
    /// The three-digit reply of the refusing server: `550`.
    public var smtpReply: String?
    public var reason: Reason = .undefined
    /// Whether trying again is pointless: the address or its domain does not
    /// exist or takes no mail.
    public var isHard = false
    /// The id of the message that did not arrive, without angle brackets.
    public var originalMessageID: String?
    public var originalSubject: String?
    /// What happened, in plain words with the server's own line.
    public var explanation: String = ""
    /// Whether the message is only late so far.
    public var isDelayed = false

    public init() {}

    /// Why it did not arrive; the names are those of Sisimai.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        case userunknown, hostunknown, hasmoved, notaccept
        case mailboxfull, mesgtoobig, exceedlimit, systemfull
        case filtered, rejected, blocked, spamdetected, virusdetected, contenterror
        case policyviolation, securityerror, authfailure, badreputation, requireptr
        case notcompliantrfc, norelaying, failedstarttls, emailtoolarge
        case expired, networkerror, systemerror, mailererror, syntaxerror
        case suspend, onhold, toomanyconn, speeding, ratelimited, suppressed
        case undefined
    }
}
