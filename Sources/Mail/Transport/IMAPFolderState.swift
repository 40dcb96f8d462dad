/// What a server says of a folder when it is opened.
public struct IMAPFolderState: Hashable, Sendable {
    /// Changes when the server has numbered the folder's messages anew.
    /// 0 when the server keeps no lasting numbers.
    public let uidValidity: UInt32
    /// The number that the next message to arrive will get; not every server
    /// says.
    public let uidNext: UInt32?
    /// How many messages there are.
    public let exists: Int

    public init(uidValidity: UInt32, uidNext: UInt32?, exists: Int) {
        self.uidValidity = uidValidity
        self.uidNext = uidNext
        self.exists = exists
    }
}
