/// Commands to an IMAP server and its answers, over one connection.
///
/// Source: RFC 3501; literals section 4.3.
final class IMAPDialogue {
    let wire: Wire
    private(set) var capabilities: Set<String> = []
    private var count = 0
    /// A line of an answer, such as the UIDs of a search: a million of them.
    private static let longestLine = 16 << 20
    /// Answers to one command; some for each message of a folder.
    private static let mostAnswers = 5_000_000
    /// Literals in one answer; a fetched message has one.
    private static let mostLiterals = 1000

    /// Connects and signs in.
    init(_ settings: WireSettings) throws(IMAPFailure) {
        do { wire = try Wire(settings) } catch { throw IMAPFailure(error) }
        // What was said before signing in may no longer hold.
        try run("CAPABILITY") { response in
            guard case .data(nil, "CAPABILITY", let values) = response else { return }
            self.capabilities.formUnion(values.compactMap(\.text).map { $0.uppercased() })
        }
    }

    /// Sends a command and hands every answer to `each`, until it is done.
    /// - Parameters:
    ///   - keeping: the most bytes to keep of one literal; beyond that it is
    ///     read and dropped, and comes as `cut`.
    /// - Throws: `refused` when the server says NO or BAD.
    func run(
        _ command: String, keeping: Int = 1 << 20, each: (IMAPResponse) throws(IMAPFailure) -> Void = { _ in }
    ) throws(IMAPFailure) {
        count += 1
        let tag = "E\(count)"
        do { try wire.write("\(tag) \(command)\r\n") } catch { throw IMAPFailure(error) }
        try finish(tag, keeping: keeping, each: each)
    }

    /// The tag for a command that is sent by hand.
    func nextTag() -> String {
        count += 1
        return "E\(count)"
    }

    /// Reads until the command with this tag is done.
    func finish(
        _ tag: String, keeping: Int = 1 << 20, each: (IMAPResponse) throws(IMAPFailure) -> Void = { _ in }
    ) throws(IMAPFailure) {
        for _ in 0..<Self.mostAnswers {
            let response = try response(keeping: keeping)
            guard case .status(let said, let status, let code, let text) = response else {
                try each(response)
                continue
            }
            if said == nil, status == .bye {
                throw IMAPFailure(
                    kind: .unreachable, words: "\(wire.settings.server) closed the connection: “\(text)”.",
                    answer: text)
            }
            guard said == tag else {
                try each(response)
                continue
            }
            guard status == .ok else {
                let answer = [code.map { "[\($0)]" }, text].compactMap { $0 }.joined(separator: " ")
                throw IMAPFailure(
                    kind: .refused, words: "\(wire.settings.server) said no: “\(text)”.", answer: answer)
            }
            try each(response)
            return
        }
        throw IMAPFailure(.tooLong(wire.settings.server))
    }

    /// The next answer, whatever it is about.
    func response(keeping: Int, patience: Duration? = nil) throws(IMAPFailure) -> IMAPResponse {
        do throws(WireFailure) {
            var pieces: [IMAPPiece] = []
            while true {
                let line = try wire.line(limit: Self.longestLine, patience: patience)
                pieces.append(.text(line))
                guard let length = Self.literalLength(line, isFirst: pieces.count == 1) else {
                    return IMAPResponse(pieces)
                }
                guard pieces.count < 2 * Self.mostLiterals else { throw .tooLong(wire.settings.server) }
                pieces.append(.literal(try wire.bytes(length, keeping: keeping), length: length))
            }
        } catch {
            throw IMAPFailure(error)
        }
    }

    /// The length in `{123}` at a line's end.
    ///
    /// A status line has text for people at its end, and never a literal.
    static func literalLength(_ line: [UInt8], isFirst: Bool) -> Int? {
        guard line.last == UInt8(ascii: "}"), let open = line.lastIndex(of: UInt8(ascii: "{")) else {
            return nil
        }
        let digits = line[(open + 1)...].dropLast().filter { $0 != UInt8(ascii: "+") }
        guard (1...10).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        if isFirst {
            let words = line.split(separator: 0x20, maxSplits: 2)
            let name = words.count > 1 ? String(decoding: words[1], as: UTF8.self).uppercased() : ""
            if line.first == UInt8(ascii: "+") || IMAPResponse.Status(rawValue: name) != nil { return nil }
        }
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    /// A string as a command takes it.
    static func quoted(_ text: String) -> String {
        "\"" + text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] } + "\""
    }

    /// UIDs as a command takes them, runs as ranges: `3:7,9`.
    /// - Returns: sets of at most about 4,000 bytes each, as servers bound
    ///   the length of a command. Source: RFC 7162 section 4 (8,192 octets).
    static func sets(of uids: some Sequence<UInt32>) -> [String] {
        var sets: [String] = []
        var set = ""
        func add(_ range: ClosedRange<UInt32>) {
            let text = range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound):\(range.upperBound)"
            if set.utf8.count + text.utf8.count > 4000 {
                sets.append(set)
                set = ""
            }
            set += set.isEmpty ? text : "," + text
        }
        var current: ClosedRange<UInt32>?
        for uid in uids.sorted() where uid > 0 {
            if let range = current, uid == range.upperBound { continue }
            if let range = current, uid - 1 == range.upperBound {
                current = range.lowerBound...uid
            } else {
                if let range = current { add(range) }
                current = uid...uid
            }
        }
        if let range = current { add(range) }
        if !set.isEmpty { sets.append(set) }
        return sets
    }
}
