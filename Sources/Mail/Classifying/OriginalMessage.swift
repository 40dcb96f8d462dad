/// The message that came back, as far as the bounce shows it.
struct OriginalMessage {
    private(set) var messageID: String?
    private(set) var subject: String?
    private(set) var recipients: [String] = []
    /// Where it begins in the text of the bounce, if it is quoted there.
    private(set) var offset: Int?

    /// - Parameter part: the returned message or header, if it is attached.
    /// - Parameter text: the words of the bounce.
    init(part: Bytes?, text: Bytes) {
        if let part { take(HeaderFields(part)) }
        if messageID == nil, let start = Self.start(in: text) {
            offset = start
            var lines = text[start...]
            // A quoted copy may be indented or marked.
            if lines.first == UInt8(ascii: ">") || lines.first?.isBlank ?? false {
                lines = Self.unquoted(lines.prefix(1 << 16))
            }
            take(HeaderFields(lines.prefix(1 << 17)))
        } else {
            offset = Self.start(in: text)
        }
    }

    private mutating func take(_ fields: HeaderFields) {
        if messageID == nil, let value = fields.raw("message-id") {
            messageID = MessageIDs.parse(value.prefix(2_000)).ids.first
        }
        if subject == nil, let value = fields.raw("subject") {
            subject = HeaderText.decode(value.prefix(4_000))
        }
        if recipients.isEmpty, let value = fields.raw("to") {
            recipients = AddressList.parse(value.prefix(16_384), limit: 20).map(\.address)
        }
    }

    private static func unquoted(_ lines: Bytes) -> Bytes {
        var output: [UInt8] = []
        var at = lines.startIndex
        while at < lines.endIndex {
            let end = HeaderFields.endOfLine(lines, at)
            output += lines[at..<end].drop { $0 == UInt8(ascii: ">") || $0 == 0x20 }
            at = end
        }
        return output[...]
    }

    /// The first line that looks like a header and has others after it.
    private static func start(in text: Bytes) -> Int? {
        var at = text.startIndex
        var previousMarked = false
        while at < text.endIndex {
            let end = HeaderFields.endOfLine(text, at)
            var line = text[at..<end]
            let indent = line.prefix { $0 == UInt8(ascii: ">") || $0 == 0x20 }.count
            line = line.dropFirst(indent)
            if line.startsIgnoringCase("return-path:") || line.startsIgnoringCase("dkim-signature:")
                || line.startsIgnoringCase("received: from") || line.startsIgnoringCase("received: by")
                || line.startsIgnoringCase("received: (") || line.startsIgnoringCase("message-id: <")
            {
                return firstOfHeader(text, at)
            }
            if previousMarked, startsField(line) { return at }
            if !line.trimmed.isEmpty { previousMarked = isMark(line) }
            at = end
        }
        return nil
    }

    /// Goes back over fields above the one found.
    private static func firstOfHeader(_ text: Bytes, _ found: Int) -> Int {
        var start = found
        while start > text.startIndex {
            var previous = start - 1
            while previous > text.startIndex, text[previous - 1] != 0x0A { previous -= 1 }
            let line = text[previous..<start]
            guard line.contains(where: { !$0.isWhite }),
                startsField(line.drop { $0.isBlank }) || line.first?.isBlank ?? false
            else { break }
            start = previous
        }
        return start
    }

    /// A name without blanks, a colon.
    private static func startsField(_ line: Bytes) -> Bool {
        guard let colon = line.prefix(60).firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex + 1
        else { return false }
        return line[..<colon].allSatisfy {
            $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
    }

    private static func isMark(_ line: Bytes) -> Bool {
        guard line.count < 200 else { return false }
        return marks.occurs(in: line)
    }

    private static let marks = PhraseSet([
        "original message", "copy of the message", "copy of your message", "message header",
        "returned message", "unsent message", "undelivered message", "original headers", "original mail",
        "message follows", "header follow", "below this line", "headers of the message", "included below",
        "bounced e-mail", "headers:", "included message", "ursprüngliche nachricht", "original-nachricht",
        "enclosed is", "message details",
    ])
}
