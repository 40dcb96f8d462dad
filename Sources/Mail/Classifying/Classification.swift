/// What kind of sender a message comes from, judged by its header and form.
public enum Classification: Sendable, Hashable {
    /// Someone wrote it.
    case person
    /// A program answered: nothing is reopened and nothing is answered back.
    case autoReply(AutoReply)
    /// The mail system tells that a message was not delivered, or is late.
    case bounce(Bounce)
    /// It came through a mailing list; its id, or address, or name.
    case list(id: String)
    /// A program wrote it on its own account: reports, newsletters, robots.
    case notification(reason: String)
    /// Our own mail came back to us.
    case loop

    /// Why a program answered.
    public enum AutoReply: String, Sendable, Hashable, CaseIterable {
        case vacation
        /// The message was read, deleted or displayed (RFC 8098).
        case readReceipt
        /// The message was handed over (RFC 3464, action delivered).
        case deliveryReceipt
        /// An invitation was answered (RFC 5546).
        case calendarReply
        /// A request to prove that the sender is human.
        case challenge
        /// Anything else that says it is automatic.
        case other
    }

    /// Whether a program wrote it, so that no automatic answer may follow.
    public var isAutomatic: Bool {
        switch self {
        case .person, .list: false
        default: true
        }
    }
}
