internal import CGMime

/// How a part's bytes are written so that every server passes them on.
///
/// Source: RFC 2045 section 6.
enum ContentEncoding: String {
    case sevenBit = "7bit"
    case quotedPrintable = "quoted-printable"
    case base64

    /// The best one for a text.
    ///
    /// ASCII in short lines goes as it is. Longer lines and other letters go
    /// as quoted-printable, which every reader understands and which keeps
    /// spaces at line ends; format=flowed would too, but the most used
    /// readers show it with breaks in the middle of paragraphs. Text that is
    /// mostly beyond ASCII is shorter as base64.
    static func best(for text: [UInt8]) -> Self {
        var beyond = 0
        var lineLength = 0
        var isShort = true
        var previous: UInt8 = 0x0A
        for byte in text {
            if byte >= 0x80 || (byte < 0x20 && byte != 0x0A && byte != 0x09) || byte == 0x7F { beyond += 1 }
            if byte == 0x0A {
                if previous == 0x20 || previous == 0x09 { isShort = false }
                lineLength = 0
            } else {
                lineLength += 1
                if lineLength > 78 { isShort = false }
            }
            previous = byte
        }
        if previous == 0x20 || previous == 0x09 { isShort = false }
        if beyond > 0 { return beyond * 6 > text.count ? .base64 : .quotedPrintable }
        return isShort && !Boundary.couldStand(in: text) && !hasFromLine(text) ? .sevenBit : .quotedPrintable
    }

    /// Encodes; lines in the result end in CR LF.
    /// - Parameter bytes: for text in quoted-printable with lines that end in
    ///   LF; base64 encodes them just as they are.
    func encode(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .sevenBit: return Self.withCRLF(bytes)
        case .quotedPrintable:
            return Self.withCRLF(Self.encode(bytes, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE))
        case .base64: return Self.withCRLF(Self.encode(bytes, GMIME_CONTENT_ENCODING_BASE64))
        }
    }

    private static func encode(_ bytes: [UInt8], _ encoding: GMimeContentEncoding) -> [UInt8] {
        var state = GMimeEncoding()
        g_mime_encoding_init_encode(&state, encoding)
        let most = g_mime_encoding_outlen(&state, bytes.count)
        return [UInt8](unsafeUninitializedCapacity: most) { result, count in
            count = bytes.withUnsafeBytes { input in
                result.withMemoryRebound(to: CChar.self) { output in
                    g_mime_encoding_flush(
                        &state, input.baseAddress?.assumingMemoryBound(to: CChar.self), input.count,
                        output.baseAddress)
                }
            }
        }
    }

    private static func withCRLF(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 32 + 16)
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            result.append(contentsOf: line)
            result.append(0x0D)
            result.append(0x0A)
        }
        result.removeLast(2)
        return result
    }

    /// A line that a mailbox file would take for the start of a message.
    private static func hasFromLine(_ text: [UInt8]) -> Bool {
        text.split(separator: 0x0A).contains { $0.starts(with: "From ".utf8) }
    }
}
