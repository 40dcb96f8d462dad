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
            let needed = outline.size <= largest ? outline.size : 0
            if !chosen.isEmpty, bytes + needed > batch { break }
            chosen.append(outline)
            bytes += needed
        }
        let mails = try contents(of: chosen, largest: largest)
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
        let size: Int
        let isSeen: Bool
    }

    private func outlines(of uids: [UInt32]) throws(IMAPFailure) -> [Outline] {
        let asked = Set(uids)
        var found: [UInt32: Outline] = [:]
        for set in IMAPDialogue.sets(of: uids) {
            try perform("UID FETCH \(set) (UID RFC822.SIZE FLAGS)", on: opened()) { response in
                guard let fields = Self.fields(response), let uid = fields["UID"]?.number,
                    asked.contains(uid),
                    let size = fields["RFC822.SIZE"]?.number
                else { return }
                var isSeen = false
                if case .list(let flags)? = fields["FLAGS"] {
                    isSeen = flags.contains { $0.text?.lowercased() == "\\seen" }
                }
                found[uid] = Outline(uid: uid, size: Int(size), isSeen: isSeen)
            }
        }
        return found.values.sorted { $0.uid < $1.uid }
    }

    private func contents(of outlines: [Outline], largest: Int) throws(IMAPFailure) -> [FetchedMail] {
        var contents: [UInt32: FetchedMail.Content] = [:]
        let small = outlines.filter { $0.size <= largest }
        try bodies(of: small.map(\.uid), largest: largest, into: &contents)
        for outline in outlines {
            switch contents[outline.uid] {
            case .some(.whole), .some(.unreadable): continue
            case .some(.headerOnly), nil:
                // Too large, or larger than the server had said.
                guard outline.size > largest || contents[outline.uid] != nil else { continue }
                contents[outline.uid] = try header(of: outline)
            }
        }
        return outlines.compactMap { outline in
            contents[outline.uid].map { FetchedMail(uid: outline.uid, content: $0, isSeen: outline.isSeen) }
        }
    }

    /// Fetches whole messages. Where the server refuses, it is asked for each
    /// alone, so that one that it cannot read does not keep back the others.
    private func bodies(
        of uids: [UInt32], largest: Int, into contents: inout [UInt32: FetchedMail.Content]
    ) throws(IMAPFailure) {
        let asked = Set(uids)
        for set in IMAPDialogue.sets(of: uids) {
            do throws(IMAPFailure) {
                try body(of: set, among: asked, largest: largest, into: &contents)
            } catch let error where error.kind == .refused {
                for uid in uids where contents[uid] == nil {
                    do throws(IMAPFailure) {
                        try body(of: "\(uid)", among: [uid], largest: largest, into: &contents)
                    } catch let error where error.kind == .refused {
                        contents[uid] = .unreadable(error.answer ?? error.words)
                    }
                }
                return
            }
        }
    }

    private func body(
        of set: String, among asked: Set<UInt32>, largest: Int,
        into contents: inout [UInt32: FetchedMail.Content]
    ) throws(IMAPFailure) {
        try perform("UID FETCH \(set) (UID BODY.PEEK[])", on: opened(), keeping: largest) { response in
            guard let fields = Self.fields(response), let uid = fields["UID"]?.number, asked.contains(uid)
            else {
                return
            }
            switch fields["BODY[]"] {
            case .string(let bytes): contents[uid] = .whole(bytes)
            case .cut(_, let length): contents[uid] = .headerOnly([], size: length)
            case .null: contents[uid] = .unreadable("The server has no content for it.")
            case .atom, .list, nil: break
            }
        }
    }

    /// A header has its own bound: one that is longer is cut.
    private static let longestHeader = 1 << 20

    private func header(of outline: Outline) throws(IMAPFailure) -> FetchedMail.Content? {
        var content: FetchedMail.Content?
        let command = "UID FETCH \(outline.uid) (UID BODY.PEEK[HEADER])"
        do throws(IMAPFailure) {
            try perform(command, on: opened(), keeping: Self.longestHeader) { response in
                guard let fields = Self.fields(response), fields["UID"]?.number == outline.uid else { return }
                switch fields["BODY[HEADER]"] {
                case .string(let bytes), .cut(let bytes, _): content = .headerOnly(bytes, size: outline.size)
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
