/// What `atTheDoor` throws to say why a message is not handed over after all.
public struct HeldBack: Error, Hashable, Sendable {
    /// One sentence for a person.
    public let words: String

    public init(_ words: String) { self.words = words }
}

/// Why a message was not sent, or is not known to be.
public struct SMTPFailure: Error, Hashable, Sendable {
    public enum Kind: String, Sendable, Codable {
        /// Nobody has got it; trying again later may succeed.
        case transient
        /// Nobody has got it and trying again will not help.
        case permanent
        /// The connection was lost after the final dot was sent and before
        /// the answer: the server may have taken the message. Sending it
        /// again may deliver it twice; not sending it may deliver it never.
        case inDoubt
    }

    /// How far the exchange had come.
    public enum Stage: String, Sendable, Codable {
        case connecting, signIn, sender, recipients, message, answer
    }

    public let kind: Kind
    public let stage: Stage
    /// The server's three-digit code, if it gave one.
    public let code: Int?
    /// `5.7.1`, when the server gives one.
    public let enhancedStatus: String?
    /// What the server said, with its codes.
    public let answer: String?
    /// The recipients that were refused before it failed; all of them when
    /// the stage is `recipients`.
    public let refused: [SMTPRefusal]
    /// One sentence for a person.
    public let words: String

    init(
        kind: Kind, stage: Stage, code: Int? = nil, enhancedStatus: String? = nil, answer: String? = nil,
        refused: [SMTPRefusal] = [], words: String
    ) {
        self.kind = kind
        self.stage = stage
        self.code = code
        self.enhancedStatus = enhancedStatus
        self.answer = answer
        self.refused = refused
        self.words = words
    }

    /// The server's refusal of a whole message.
    init(_ reply: SMTPReply, stage: Stage, refused: [SMTPRefusal] = []) {
        self.init(
            kind: reply.isTransient ? .transient : .permanent, stage: stage, code: reply.code,
            enhancedStatus: reply.enhancedStatus, answer: reply.answer, refused: refused,
            words: SMTPWords.refusal(of: nil, reply))
    }

    /// A connection that could not be made or was lost.
    ///
    /// Never permanent: a password or a certificate can be mended, and the
    /// message has done nothing wrong. `stage` tells that it is the server's
    /// settings that need a look.
    init(_ failure: WireFailure, stage: Stage, refused: [SMTPRefusal] = []) {
        let line = failure.answer.flatMap { SMTPReply.Line(Array($0.utf8)) }
        let reply = line.flatMap { SMTPReply(lines: [$0]) }.flatMap { $0.code >= 400 ? $0 : nil }
        let stage = failure.kind == .signIn || failure.kind == .noMechanism ? .signIn : stage
        self.init(
            kind: stage == .answer ? .inDoubt : .transient, stage: stage, code: reply?.code,
            enhancedStatus: reply?.enhancedStatus, answer: reply?.answer, refused: refused,
            words: reply.flatMap { SMTPWords.atTheDoor($0, stage: stage) } ?? failure.words)
    }
}
