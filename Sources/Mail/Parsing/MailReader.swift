/// Reads a message: MIME, charsets, addresses, what it is and what it says.
///
/// Pure: the same bytes always give the same result. Safe to call from any
/// number of threads at once.
public enum MailReader {
    /// What a hostile message may cost at most.
    public struct Limits: Sendable {
        /// Larger messages are refused, in bytes.
        public var bytes = 256 << 20
        /// Multiparts within multiparts.
        public var depth = 100
        public var parts = 10_000
        /// Fields of one header.
        public var headerFields = 2_000
        public var attachments = 1_000
        /// Bytes of text and of HTML each that are kept as text.
        public var textBytes = 4 << 20

        public init() {}
    }

    /// Reads one message.
    ///
    /// - Parameter raw: the message as received; an mbox `From ` line before
    ///   it is skipped.
    /// - Parameter ownHeader: the name of the field that our own mail
    ///   carries; a message that has it came back to us.
    /// - Throws: `MailDefect` when there is nothing that could be read; every
    ///   other fault is told in `ParsedMail.defects`.
    public static func parse(
        _ raw: [UInt8], ownHeader: String? = nil, limits: Limits = Limits()
    ) throws(MailDefect) -> ParsedMail {
        guard raw.count <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
        let message = Envelope.open(raw)
        guard !message.isEmpty else { throw .empty }
        let fields = HeaderFields(message, maximumFields: limits.headerFields)
        if fields.fields.isEmpty, !Envelope.looksLikeText(message) { throw .notMail }
        var reading = Reading(message: message, fields: fields, limits: limits)
        reading.run(ownHeader: ownHeader?.lowercased())
        return reading.mail
    }
}

/// What comes before a message and is none of it.
enum Envelope {
    /// The message without byte order mark, empty lines and mbox line before
    /// it; old Mac line ends become line feeds.
    static func open(_ raw: [UInt8]) -> Bytes {
        var bytes = raw[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        bytes = bytes.drop { $0 == 0x0A || $0 == 0x0D || $0 == 0 }
        if !bytes.contains(0x0A), bytes.contains(0x0D) {
            bytes = ArraySlice(bytes.map { $0 == 0x0D ? 0x0A : $0 })
        }
        if bytes.starts(with: Array("From ".utf8)) || bytes.starts(with: Array(">From ".utf8)) {
            bytes = bytes[HeaderFields.endOfLine(bytes, bytes.startIndex)...]
            bytes = bytes.drop { $0 == 0x0A || $0 == 0x0D }
        }
        return bytes.allSatisfy(\.isWhite) ? [] : bytes
    }

    /// Whether bytes without a header could be someone's words.
    static func looksLikeText(_ bytes: Bytes) -> Bool {
        let sample = bytes.prefix(4_096)
        let odd = sample.reduce(into: 0) {
            $0 += $1 < 0x20 && !$1.isWhite && $1 != 0x1B && $1 != 0x0C ? 1 : 0
        }
        return odd * 20 <= sample.count
    }
}
