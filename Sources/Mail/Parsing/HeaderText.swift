internal import CGMime

/// Reads the value of a header field as text: unfolds it, decodes its
/// encoded words, and guesses the charset of raw 8-bit bytes.
///
/// Source: RFC 2047, RFC 6532; beyond them the abuses that are common:
/// characters split over two words, blanks inside a word, words inside
/// quotes and in the middle of a word.
enum HeaderText {
    /// One line of text without control characters, trimmed.
    static func decode(_ value: Bytes) -> String {
        if value.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "?") }) {
            return String(decoding: value.trimmed, as: UTF8.self)
        }
        return tidy(words(unfold(value)))
    }

    /// Encoded words and raw bytes as text, blanks kept.
    static func words(_ value: Bytes) -> String {
        guard value.firstIndex(of: [0x3D, 0x3F]) != nil else { return plain(value) }
        var output = ""
        var run = Run()
        var plainStart = value.startIndex
        var at = value.startIndex
        while at < value.endIndex {
            guard value[at] == 0x3D, let word = EncodedWord(value, at: at) else { at += 1; continue }
            let between = value[plainStart..<at]
            // Blanks between two encoded words only separate them.
            if run.isEmpty || !between.allSatisfy(\.isWhite) {
                output += run.take()
                output += plain(between)
            }
            if !run.accepts(word) { output += run.take() }
            run.append(word)
            at = word.end
            plainStart = at
        }
        output += run.take()
        output += plain(value[plainStart...])
        return output
    }

    /// The index after the encoded word that begins at a place, if one does.
    static func endOfWord(_ value: Bytes, _ at: Int) -> Int? {
        guard at + 1 < value.endIndex, value[at + 1] == 0x3F else { return nil }
        return EncodedWord(value[..<min(value.endIndex, at + 1_024)], at: at)?.end
    }

    /// Without line ends; the blank that a fold leaves stays.
    static func unfold(_ value: Bytes) -> Bytes {
        guard value.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return value }
        return ArraySlice(value.filter { $0 != 0x0A && $0 != 0x0D })
    }

    private static func plain(_ bytes: Bytes) -> String {
        if bytes.isASCII, !bytes.contains(0x1B) { return String(decoding: bytes, as: UTF8.self) }
        return Charset.decode(bytes, label: nil)
    }

    /// Control characters become spaces; ends are trimmed.
    static func tidy(_ text: String) -> String {
        var text = text
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) {
            var scalars = String.UnicodeScalarView()
            for scalar in text.unicodeScalars {
                let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
                scalars.append(isControl ? " " : scalar)
            }
            text = String(scalars)
        }
        let utf8 = text.utf8
        guard utf8.first == 0x20 || utf8.last == 0x20 else { return text }
        let start = utf8.firstIndex { $0 != 0x20 } ?? utf8.endIndex
        let end = utf8.lastIndex { $0 != 0x20 }.map { utf8.index(after: $0) } ?? start
        return String(text[start..<end])
    }

    /// Neighbouring encoded words of one charset, decoded together, since a
    /// character may begin in one and end in the next.
    private struct Run {
        private var label: String?
        private var bytes: [UInt8] = []
        /// Base64 that ended within a group of four.
        private var pending: [UInt8] = []

        var isEmpty: Bool { label == nil }

        func accepts(_ word: EncodedWord) -> Bool {
            label == nil || label == word.charset
        }

        mutating func append(_ word: EncodedWord) {
            label = word.charset
            if word.isBase64 {
                let letters = pending + word.text.filter { !$0.isWhite }
                let whole = letters.last == UInt8(ascii: "=") ? letters.count : letters.count / 4 * 4
                bytes += TransferEncoding.base64.decode(letters[..<whole])
                pending = Array(letters[whole...])
            } else {
                flushPending()
                bytes += word.quotedPrintable
            }
        }

        mutating func take() -> String {
            guard let label else { return "" }
            flushPending()
            defer { self = Run() }
            return Charset.decode(bytes[...], label: label)
        }

        private mutating func flushPending() {
            guard !pending.isEmpty else { return }
            let padding = [UInt8](repeating: UInt8(ascii: "="), count: (4 - pending.count % 4) % 4)
            bytes += TransferEncoding.base64.decode((pending + padding)[...])
            pending = []
        }
    }
}

/// One `=?charset?B?text?=` of RFC 2047.
private struct EncodedWord {
    let charset: String
    let isBase64: Bool
    let text: Bytes
    /// The index after its last byte.
    let end: Int

    init?(_ value: Bytes, at start: Int) {
        guard start + 8 <= value.endIndex, value[start + 1] == 0x3F else { return nil }
        let question = UInt8(ascii: "?")
        let charsetStart = start + 2
        guard let charsetEnd = value[charsetStart...].prefix(64).firstIndex(of: question),
            charsetEnd > charsetStart,
            charsetEnd + 2 < value.endIndex, value[charsetEnd + 2] == question
        else { return nil }
        let encoding = value[charsetEnd + 1].asciiLowered
        guard encoding == UInt8(ascii: "b") || encoding == UInt8(ascii: "q") else { return nil }
        let textStart = charsetEnd + 3
        guard let textEnd = Self.terminator(value, from: textStart) else { return nil }
        isBase64 = encoding == UInt8(ascii: "b")
        text = value[textStart..<textEnd]
        end = textEnd + 2
        let name = value[charsetStart..<charsetEnd]
        guard name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        let label = String(decoding: name.map(\.asciiLowered), as: UTF8.self)
        // With blanks inside it is no encoded word by RFC 2047. Its letters
        // are unwrapped all the same, but a charset in 7-bit escapes is not
        // to be trusted there.
        let isBroken = text.contains(where: \.isBlank)
        charset = isBroken && label.hasSuffix("utf-7") ? "us-ascii" : label
    }

    /// The first `?=` that is not a `?` before an escaped byte.
    private static func terminator(_ value: Bytes, from start: Int) -> Int? {
        var at = start
        var fallback: Int?
        while at + 1 < value.endIndex {
            if value[at] == 0x3D, value[at + 1] == 0x3F, at + 2 < value.endIndex, value[at + 2].isASCIILetter
            {
                break
            }
            if value[at] == 0x3F, value[at + 1] == 0x3D {
                let escaped =
                    at + 3 < value.endIndex && value[at + 2].hexDigit != nil && value[at + 3].hexDigit != nil
                if !escaped { return at }
                if fallback == nil { fallback = at }
            }
            at += 1
        }
        return fallback
    }

    var quotedPrintable: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var at = text.startIndex
        while at < text.endIndex {
            let byte = text[at]
            if byte == 0x3D, at + 2 < text.endIndex, let high = text[at + 1].hexDigit,
                let low = text[at + 2].hexDigit
            {
                output.append(high << 4 | low)
                at += 3
            } else {
                output.append(byte == UInt8(ascii: "_") ? 0x20 : byte)
                at += 1
            }
        }
        return output
    }
}
