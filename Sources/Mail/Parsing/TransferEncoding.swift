internal import CGMime

/// How the bytes of a part are packed for the way.
enum TransferEncoding {
    case none, base64, quotedPrintable, uuencode

    /// Reads Content-Transfer-Encoding; an unknown or broken one means that
    /// the bytes stand as they are.
    init(_ value: Bytes?) {
        let word = (value ?? []).trimmed.prefix {
            $0.isASCIILetter || $0 == UInt8(ascii: "-") || $0.isASCIIDigit
        }
        if word.equalsIgnoringCase("base64") {
            self = .base64
        } else if word.startsIgnoringCase("quoted") {
            self = .quotedPrintable
        } else if word.containsIgnoringCase("uue") || word.equalsIgnoringCase("x-uu") {
            self = .uuencode
        } else {
            self = .none
        }
    }

    /// The bytes as they were before packing.
    ///
    /// Broken input is read as far as it makes sense: letters that base64
    /// does not know are skipped, an escape that is none stays.
    func decode(_ bytes: Bytes) -> [UInt8] {
        guard let kind = gmime else { return Array(bytes) }
        if bytes.isEmpty { return [] }
        var state = GMimeEncoding()
        g_mime_encoding_init_decode(&state, kind)
        let room = g_mime_encoding_outlen(&state, bytes.count) + 64
        return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            bytes.withUnsafeBytes { input in
                let source = input.bindMemory(to: CChar.self).baseAddress
                let target = UnsafeMutableRawBufferPointer(buffer).bindMemory(to: CChar.self).baseAddress
                count = min(g_mime_encoding_flush(&state, source, bytes.count, target), room)
            }
        }
    }

    private var gmime: GMimeContentEncoding? {
        switch self {
        case .none: nil
        case .base64: GMIME_CONTENT_ENCODING_BASE64
        case .quotedPrintable: GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
        case .uuencode: GMIME_CONTENT_ENCODING_UUENCODE
        }
    }
}
