/// One message as an IMAP server handed it out.
public struct FetchedMail: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        /// The whole message, byte by byte.
        case whole([UInt8])
        /// Larger than is fetched: its header alone, and its size in bytes.
        case headerOnly([UInt8], size: Int)
        /// The server lists it but cannot hand it out; with what it said.
        case unreadable(String)
    }

    public let uid: UInt32
    public let content: Content
    /// Somebody had marked it as read.
    public let isSeen: Bool

    public init(uid: UInt32, content: Content, isSeen: Bool) {
        self.uid = uid
        self.content = content
        self.isSeen = isSeen
    }
}

/// Some messages, and how far they reach.
public struct FetchedBatch: Hashable, Sendable {
    /// By number, smallest first. Those that are gone by now are absent.
    public let mails: [FetchedMail]
    /// Every number asked for up to this one has been dealt with; go on after
    /// it. Smaller than the last asked for when the batch was full.
    public let through: UInt32
}
