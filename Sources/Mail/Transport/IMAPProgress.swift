/// How far a folder has been read.
///
/// Store it in the transaction that stores the messages, and a crash repeats
/// at most what had not been stored.
public struct IMAPProgress: Hashable, Sendable, Codable {
    /// The numbering that `lastUID` belongs to; 0 before the first reading.
    public private(set) var uidValidity: UInt32
    /// Every message up to this number has been dealt with.
    public private(set) var lastUID: UInt32

    /// What to do about a folder as it stands.
    public enum Next: Hashable, Sendable {
        /// Nothing has arrived.
        case nothing
        /// Read on after this number.
        case fetch(after: UInt32)
        /// Read everything again: the numbers mean other messages now. What
        /// is known already is recognised by its content.
        case fetchAll(Reason)
    }

    public enum Reason: String, Sendable, Codable {
        /// The folder has never been read.
        case first
        /// The server has numbered the messages anew (UIDVALIDITY).
        case renumbered
        /// The server's next number is one we have already seen, as after a
        /// restored backup.
        case wentBack
    }

    /// Nothing has been read.
    public init() { self.init(uidValidity: 0, lastUID: 0) }

    public init(uidValidity: UInt32, lastUID: UInt32) {
        self.uidValidity = uidValidity
        self.lastUID = lastUID
    }

    /// Leaves what is there unread and begins with what arrives from now on.
    /// - Returns: `nil` when the server does not say where that is.
    public init?(startingAfter folder: IMAPFolderState) {
        guard let next = folder.uidNext, next > 0, folder.uidValidity > 0 else { return nil }
        self.init(uidValidity: folder.uidValidity, lastUID: next - 1)
    }

    /// What to fetch next.
    ///
    /// Source: RFC 3501 section 2.3.1.1; RFC 4549 section 4.1.
    public func next(in folder: IMAPFolderState) -> Next {
        guard folder.exists > 0 else { return .nothing }
        if uidValidity == 0 { return .fetchAll(.first) }
        if folder.uidValidity != uidValidity { return .fetchAll(.renumbered) }
        guard let uidNext = folder.uidNext else { return lastUID == .max ? .nothing : .fetch(after: lastUID) }
        if uidNext <= lastUID { return .fetchAll(.wentBack) }
        return uidNext - 1 == lastUID ? .nothing : .fetch(after: lastUID)
    }

    /// The progress once everything up to `uid` has been dealt with.
    ///
    /// Never goes back within one numbering. Begin again with `restarted`.
    public func advanced(to uid: UInt32, in folder: IMAPFolderState) -> IMAPProgress {
        guard folder.uidValidity == uidValidity else {
            return IMAPProgress(uidValidity: folder.uidValidity, lastUID: uid)
        }
        return IMAPProgress(uidValidity: uidValidity, lastUID: max(lastUID, uid))
    }

    /// The progress with which reading everything again begins.
    public func restarted(in folder: IMAPFolderState) -> IMAPProgress {
        IMAPProgress(uidValidity: folder.uidValidity, lastUID: 0)
    }
}
