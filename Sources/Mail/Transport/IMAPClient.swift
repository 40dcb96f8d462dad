/// Reads a mailbox over one connection, on a thread of its own.
///
/// ```swift
/// let imap = IMAPClient(server)
/// let folder = try await imap.open()
/// let batch = try await imap.fetch(imap.uids(after: progress.lastUID, limit: 500))
/// // … store batch.mails and progress in one transaction, then:
/// try await imap.markSeen(batch.mails.map(\.uid))
/// ```
/// Fetching changes nothing on the server: nothing is seen or moved until
/// that is asked for. After a failure of kind `unreachable` or `malformed`
/// the connection is closed; `open` makes a new one.
public actor IMAPClient {
    let server: IMAPServer
    private let executor = ThreadExecutor()
    private var dialogue: IMAPDialogue?
    let interruption = Interruption()

    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Connects only when the mailbox is opened.
    public init(_ server: IMAPServer) { self.server = server }

    /// Opens the server's folder, connecting if need be.
    /// - Throws: `IMAPFailure`.
    public func open() throws(IMAPFailure) -> IMAPFolderState { try open(server.folder) }

    /// Opens a folder, connecting if need be. Opening it again tells whether
    /// something has arrived.
    /// - Parameters:
    ///   - folder: its name in plain Unicode.
    ///   - readOnly: nothing can be marked or moved then.
    /// - Throws: `IMAPFailure`; of kind `folder` when there is none.
    public func open(_ folder: String, readOnly: Bool = false) throws(IMAPFailure) -> IMAPFolderState {
        let hadConnection = dialogue != nil
        do throws(IMAPFailure) {
            return try select(folder, readOnly: readOnly)
        } catch  where hadConnection && error.kind == .unreachable {
            // A kept connection may have died without us knowing.
            return try select(folder, readOnly: readOnly)
        }
    }

    private func select(_ folder: String, readOnly: Bool) throws(IMAPFailure) -> IMAPFolderState {
        let dialogue = try connected()
        var uidValidity: UInt32 = 0
        var uidNext: UInt32?
        var exists = 0
        let command = "\(readOnly ? "EXAMINE" : "SELECT") \(Self.name(folder))"
        do throws(IMAPFailure) {
            try perform(command, on: dialogue) { response in
                switch response {
                case .data(let number?, "EXISTS", _): exists = Int(number)
                case .status(nil, .ok, let code?, _):
                    let words = code.split(separator: " ")
                    guard words.count == 2, let number = UInt32(words[1]) else { return }
                    if words[0].uppercased() == "UIDVALIDITY" { uidValidity = number }
                    if words[0].uppercased() == "UIDNEXT" { uidNext = number }
                default: break
                }
            }
        } catch let error where error.kind == .refused {
            throw IMAPFailure(
                kind: .folder,
                words: "The folder “\(folder)” of \(server.user) cannot be opened on \(server.host).",
                answer: error.answer)
        }
        return IMAPFolderState(uidValidity: uidValidity, uidNext: uidNext, exists: exists)
    }

    /// The numbers of the messages after one, smallest first.
    ///
    /// Those that somebody marked as deleted are left out.
    /// - Parameter limit: at most this many.
    /// - Throws: `IMAPFailure`.
    public func uids(after uid: UInt32, limit: Int) throws(IMAPFailure) -> [UInt32] {
        guard uid < .max, limit > 0 else { return [] }
        var found: [UInt32] = []
        try perform("UID SEARCH UID \(uid + 1):* UNDELETED", on: opened()) { response in
            guard case .data(nil, "SEARCH", let values) = response, found.count < 10_000_000 else { return }
            // "n:*" names the last message even when that is before n.
            found += values.compactMap(\.number).filter { $0 > uid }
        }
        return Array(Set(found).sorted().prefix(limit))
    }

    /// Says goodbye; does nothing when there is no connection.
    public func close() {
        if let dialogue, dialogue.wire.isUsable { try? dialogue.run("LOGOUT") }
        dialogue = nil
    }

    // MARK: - For the behaviours in the other files

    /// A usable connection, made if there is none.
    func connected() throws(IMAPFailure) -> IMAPDialogue {
        if let dialogue, dialogue.wire.isUsable, dialogue.wire.news() != .closed { return dialogue }
        dialogue = nil
        let made = try IMAPDialogue(server.wire)
        dialogue = made
        return made
    }

    /// The connection with a folder open.
    func opened() throws(IMAPFailure) -> IMAPDialogue {
        guard let dialogue else {
            throw IMAPFailure(kind: .unreachable, words: "There is no connection to \(server.host).")
        }
        return dialogue
    }

    /// Runs a command; gives up the connection when it can no longer be used.
    func perform(
        _ command: String, on dialogue: IMAPDialogue, keeping: Int = 1 << 20,
        each: (IMAPResponse) throws(IMAPFailure) -> Void = { _ in }
    ) throws(IMAPFailure) {
        do throws(IMAPFailure) {
            try dialogue.run(command, keeping: keeping, each: each)
        } catch {
            if error.kind != .refused { self.dialogue = nil }
            throw error
        }
    }

    /// Drops a connection that can no longer be used.
    func forget() { dialogue = nil }

    /// A folder's name as a command takes it.
    static func name(_ folder: String) -> String { IMAPDialogue.quoted(IMAPFolderName.encode(folder)) }
}
