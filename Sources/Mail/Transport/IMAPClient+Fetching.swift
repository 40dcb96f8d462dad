extension IMAPClient {
    /// Fetches messages without marking them as seen.
    ///
    /// - Parameters:
    ///   - uids: their numbers; what is gone by now is absent from the batch.
    ///   - largest: of a message with more bytes only the header is fetched.
    ///   - batch: about how many bytes to fetch at most; the first message
    ///     is fetched whatever its size. Ask again after `through`.
    /// - Throws: `IMAPFailure`.
    public func fetch(
        _ uids: [UInt32], largest: Int = 50 << 20, batch: Int = 32 << 20
    ) throws(IMAPFailure) -> FetchedBatch {
        guard let last = uids.max() else { return FetchedBatch(mails: [], through: 0) }
        let outlines = try outlines(of: uids)
        var chosen: [Outline] = []
        var bytes = 0
        for outline in outlines {
            let size = outline.size ?? largest
            let needed = size <= largest ? size : 0
            if !chosen.isEmpty, bytes + needed > batch { break }
            chosen.append(outline)
            bytes += needed
        }
        let mails = try contents(of: chosen, largest: largest, most: max(largest, 4 * batch))
        return FetchedBatch(
            mails: mails, through: chosen.count < outlines.count ? chosen[chosen.count - 1].uid : last)
    }

    /// Fetches one message without marking it as seen.
    /// - Returns: `nil` when it is gone.
    /// - Throws: `IMAPFailure`.
    public func fetch(_ uid: UInt32, largest: Int = 50 << 20) throws(IMAPFailure) -> FetchedMail? {
        try fetch([uid], largest: largest).mails.first
    }

    /// What is known of a message before it is fetched.
    private struct Outline {
        let uid: UInt32
        /// `nil` where the server could not say.
        let size: Int?
        let isSeen: Bool
    }

    private func outlines(of uids: [UInt32]) throws(IMAPFailure) -> [Outline] {
        var found: [UInt32: Outline] = [:]
        let asked = Set(uids)
        for set in IMAPDialogue.sets(of: uids) {
            do throws(IMAPFailure) {
                try perform("UID FETCH \(set) (UID RFC822.SIZE FLAGS)", on: opened()) { response in
                    guard let fields = Self.fields(response), let uid = fields["UID"]?.number,
                        asked.contains(uid), let size = fields["RFC822.SIZE"]?.number
                    else { return }
                    found[uid] = Outline(uid: uid, size: Int(size), isSeen: Self.isSeen(fields["FLAGS"]))
                }
            } catch let error where error.kind == .refused {
                // It cannot read one of them; fetching each will tell which.
                for uid in uids where found[uid] == nil {
                    found[uid] = Outline(uid: uid, size: nil, isSeen: false)
                }
            }
        }
        return found.values.sorted { $0.uid < $1.uid }
    }

    private static func isSeen(_ flags: IMAPValue?) -> Bool {
        guard case .list(let flags)? = flags else { return false }
        return flags.contains { $0.text?.lowercased() == "\\seen" }
    }

    /// - Parameter most: the bytes at which a server that had promised less
    ///   is no longer believed.
    private func contents(
        of outlines: [Outline], largest: Int, most: Int
    ) throws(IMAPFailure) -> [FetchedMail] {
        var bodies = Bodies(largest: largest, left: most)
        try fetch(outlines.filter { $0.size ?? 0 <= largest }.map(\.uid), into: &bodies)
        for outline in outlines {
            if let size = outline.size, size > largest {
                bodies.contents[outline.uid] = try header(of: outline.uid, size: size)
            } else if case .headerOnly(_, let length) = bodies.contents[outline.uid] {
                // Larger than the server had said.
                bodies.contents[outline.uid] = try header(of: outline.uid, size: length)
            }
        }
        return outlines.compactMap { outline in
            bodies.contents[outline.uid].map {
                FetchedMail(uid: outline.uid, content: $0, isSeen: outline.isSeen)
            }
        }
    }

    /// What has been fetched, and how much more may be.
    private struct Bodies {
        let largest: Int
        var left: Int
        var contents: [UInt32: FetchedMail.Content] = [:]
    }

    /// Fetches whole messages. Where the server refuses, it is asked for each
    /// alone, so that one that it cannot read does not keep back the others.
    private func fetch(_ uids: [UInt32], into bodies: inout Bodies) throws(IMAPFailure) {
        for set in IMAPDialogue.sets(of: uids) {
            do throws(IMAPFailure) {
                try fetch(set, of: Set(uids), into: &bodies)
            } catch let error where error.kind == .refused {
                for uid in uids where bodies.contents[uid] == nil {
                    do throws(IMAPFailure) {
                        try fetch("\(uid)", of: [uid], into: &bodies)
                    } catch let error where error.kind == .refused {
                        bodies.contents[uid] = .unreadable(error.answer ?? error.words)
                    }
                }
                return
            }
        }
    }

    private func fetch(_ set: String, of asked: Set<UInt32>, into bodies: inout Bodies) throws(IMAPFailure) {
        let dialogue = try opened()
        try perform("UID FETCH \(set) (UID BODY.PEEK[])", on: dialogue, keeping: bodies.largest) {
            (response: IMAPResponse) throws(IMAPFailure) in
            guard let fields = Self.fields(response), let uid = fields["UID"]?.number, asked.contains(uid)
            else {
                return
            }
            switch fields["BODY[]"] {
            case .string(let bytes):
                bodies.left -= bytes.count
                guard bodies.left >= 0 else { throw IMAPFailure(.tooLong(dialogue.wire.settings.server)) }
                bodies.contents[uid] = .whole(bytes)
            case .cut(_, let length): bodies.contents[uid] = .headerOnly([], size: length)
            case .null: bodies.contents[uid] = .unreadable("The server has no content for it.")
            case .atom, .list, nil: break
            }
        }
    }

    /// A header has its own bound: one that is longer is cut.
    private static let longestHeader = 1 << 20

    private func header(of uid: UInt32, size: Int) throws(IMAPFailure) -> FetchedMail.Content? {
        var content: FetchedMail.Content?
        let command = "UID FETCH \(uid) (UID BODY.PEEK[HEADER])"
        do throws(IMAPFailure) {
            try perform(command, on: opened(), keeping: Self.longestHeader) { response in
                guard let fields = Self.fields(response), fields["UID"]?.number == uid else { return }
                switch fields["BODY[HEADER]"] {
                case .string(let bytes), .cut(let bytes, _): content = .headerOnly(bytes, size: size)
                default: break
                }
            }
        } catch let error where error.kind == .refused {
            return .unreadable(error.answer ?? error.words)
        }
        return content
    }

    /// The named values of a FETCH answer.
    private static func fields(_ response: IMAPResponse) -> [String: IMAPValue]? {
        guard case .data(_?, "FETCH", let values) = response, case .list(let items)? = values.first else {
            return nil
        }
        var fields: [String: IMAPValue] = [:]
        for index in stride(from: 0, to: items.count - 1, by: 2) {
            guard let name = items[index].text else { return nil }
            fields[name.uppercased()] = items[index + 1]
        }
        return fields
    }
}
