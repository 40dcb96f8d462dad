internal import CGMime

/// Turns the bytes of a message into text.
///
/// A declared charset is believed unless the bytes refute it: mail says
/// `us-ascii` and sends Latin-1, says Latin-1 and sends UTF-8, says nothing
/// and sends anything. No bytes are ever refused.
enum Charset {
    /// Text from bytes that claim a charset.
    ///
    /// - Parameter label: as the message writes it; `nil` or unknown means
    ///   that the bytes decide.
    static func decode(_ bytes: Bytes, label: String?) -> String {
        let known = label.flatMap(CharsetName.canonical)
        switch known {
        case "UTF-8":
            if let text = validUTF8(bytes) { return text }
            return repairedUTF8(bytes) ?? detected(bytes)
        case "US-ASCII":
            if let escaped = CharsetDetection.escaping(bytes) { return convert(bytes, from: escaped) }
            return validUTF8(bytes) ?? detected(bytes)
        case "WINDOWS-1252", "ISO-8859-15":
            // Multi-byte UTF-8 never occurs by accident in Latin-1 words.
            if let text = validUTF8(bytes) { return text }
            return known == "WINDOWS-1252" ? Windows1252.decode(bytes) : convert(bytes, from: "ISO-8859-15")
        case .some(let name):
            return convert(bytes, from: name)
        case nil:
            if let escaped = CharsetDetection.escaping(bytes) { return convert(bytes, from: escaped) }
            return validUTF8(bytes) ?? detected(bytes)
        }
    }

    /// The text if the bytes are UTF-8 (or ASCII), without a byte order mark.
    static func validUTF8(_ bytes: Bytes) -> String? {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
        return String(validating: body, as: UTF8.self)
    }

    /// Broken UTF-8 that is still UTF-8 for the most part: its stray bytes
    /// read as Windows-1252, one cut at the end as U+FFFD.
    private static func repairedUTF8(_ bytes: Bytes) -> String? {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 64)
        var good = 0
        var bad = 0
        var at = bytes.startIndex
        while at < bytes.endIndex {
            let byte = bytes[at]
            let length =
                byte < 0x80
                ? 1 : byte >= 0xF5 ? 0 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 0
            let end = at + length
            if length == 1 {
                output.append(byte)
                at = end
            } else if length > 0, end <= bytes.endIndex,
                String(validating: bytes[at..<end], as: UTF8.self) != nil
            {
                output += bytes[at..<end]
                good += 1
                at = end
            } else if length > 0, end > bytes.endIndex, bytes[(at + 1)...].allSatisfy({ $0 & 0xC0 == 0x80 }) {
                output += [0xEF, 0xBF, 0xBD]
                break
            } else {
                output += Array(Windows1252.decode(bytes[at...at]).utf8)
                bad += 1
                at += 1
            }
        }
        return good > bad * 2 ? String(decoding: output, as: UTF8.self) : nil
    }

    private static func detected(_ bytes: Bytes) -> String {
        let name = CharsetDetection.guess(bytes)
        return name == "WINDOWS-1252" ? Windows1252.decode(bytes) : convert(bytes, from: name)
    }

    /// Converts by the C library; what it cannot read becomes U+FFFD.
    static func convert(_ bytes: Bytes, from name: String) -> String {
        guard let handle = iconv_open("UTF-8", name), Int(bitPattern: handle) != -1 else {
            return validUTF8(bytes) ?? Windows1252.decode(bytes)
        }
        defer { iconv_close(handle) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 2 + 16)
        bytes.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: base)
                .assumingMemoryBound(to: CChar.self)
            var left = source.count
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 8192) { buffer in
                guard let start = buffer.baseAddress else { return }
                var finished = false
                while !finished {
                    var room = buffer.count
                    var target: UnsafeMutablePointer<CChar>? = start
                    let flushing = left == 0
                    let failed =
                        flushing
                        ? iconv(handle, nil, nil, &target, &room) == -1
                        : iconv(handle, &input, &left, &target, &room) == -1
                    let written = buffer.count - room
                    output.append(contentsOf: UnsafeRawBufferPointer(start: start, count: written))
                    finished = flushing
                    // Stuck without output: the byte at hand means nothing.
                    if failed, written == 0, left > 0 {
                        output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                        input = input.map { $0 + 1 }
                        left -= 1
                    }
                }
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
