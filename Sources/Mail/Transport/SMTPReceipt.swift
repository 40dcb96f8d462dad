/// What a server said when it took a message.
///
/// A message is taken once for all the recipients that were accepted; for
/// those `refused` it has to be sent anew or given up.
public struct SMTPReceipt: Hashable, Sendable {
    /// The last answer, such as `250 2.0.0 Ok: queued as 4F2A`. It often names
    /// the server's own number for the message.
    public let answer: String
    /// The recipients that the server will deliver to or tell us about.
    public let accepted: [String]
    /// The recipients that it would not take, each with the reason.
    public let refused: [SMTPRefusal]
}

/// One recipient that a server would not take.
public struct SMTPRefusal: Hashable, Sendable {
    public let address: String
    /// The three-digit code: `550`.
    public let code: Int
    /// `5.1.1`, when the server gives one.
    public let enhancedStatus: String?
    /// What the server said, with its codes.
    public let answer: String
    /// Whether a later attempt may succeed (a code in the four hundreds).
    public let isTransient: Bool
    /// One sentence for a person.
    public let words: String

    init(address: String, reply: SMTPReply) {
        self.address = address
        code = reply.code
        enhancedStatus = reply.enhancedStatus
        answer = reply.answer
        isTransient = reply.isTransient
        words = SMTPWords.refusal(of: address, reply)
    }

    init(address: String, words: String) {
        self.address = address
        code = 553
        enhancedStatus = "5.1.3"
        answer = ""
        isTransient = false
        self.words = words
    }
}
