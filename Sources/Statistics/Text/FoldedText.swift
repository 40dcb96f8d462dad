/// A text as the classifier reads it: lower case, without accents, cut into
/// runs of letters with one space before, between and after them.
///
/// Composed and decomposed spellings of Latin, Greek, Cyrillic, Arabic,
/// Hangul and kana come out alike; other scripts are read as they are
/// written. Punctuation is a space, symbols and emoji are runs of their own.
/// Cost: linear in the bytes read, about 5 ns each.
struct FoldedText {
    static let space: UInt32 = 0x20
    /// Marks a scalar that is a run of its own: `?`, `€`, an emoji.
    static let symbol: UInt32 = 1 << 31
    /// Marks a scalar that is a word of its own inside its run: Han, kana.
    static let ideograph: UInt32 = 1 << 30
    /// The Unicode scalar without the two marks.
    static let scalarMask: UInt32 = 0x1F_FFFF

    private(set) var scalars: [UInt32] = [Self.space]
    /// Where each scalar stood, as UTF-8 offsets; empty unless asked for.
    private(set) var sources: [Range<Int>] = []
    private let keepsSources: Bool

    /// - Parameter limit: at most this many UTF-8 bytes are read, so that
    ///   a very long text costs no more than a long one.
    init(_ text: String, limit: Int, keepingSources: Bool = false) {
        keepsSources = keepingSources
        if keepsSources { sources.append(0..<0) }
        let utf8 = text.utf8
        if utf8.withContiguousStorageIfAvailable({ read($0, limit: limit) }) == nil {
            Array(utf8.prefix(limit + 4)).withUnsafeBufferPointer { read($0, limit: limit) }
        }
        if scalars.last != Self.space { append(Self.space, source: 0..<0) }
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int) {
        var end = min(bytes.count, max(limit, 0))
        // Never half a character: step back to the start of the one cut.
        while end > 0, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        scalars.reserveCapacity(2 * end + 2)
        if keepsSources { sources.reserveCapacity(2 * end + 2) }
        var at = 0
        while at < end {
            let lead = bytes[at]
            if lead < 0x80 {
                appendASCII(UInt32(lead), source: at..<(at + 1))
                at += 1
                continue
            }
            let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            guard at + length <= end else { break }
            var value = UInt32(lead) & (0x7F >> UInt32(length))
            for next in 1..<length { value = value << 6 | UInt32(bytes[at + next] & 0x3F) }
            appendOther(value, source: at..<(at + length))
            at += length
        }
    }

    /// Letters, digits: themselves, small. `'`, `_`, controls: a space.
    mutating func appendASCII(_ value: UInt32, source: Range<Int>) {
        switch value {
        case 0x61...0x7A, 0x30...0x39: append(value, source: source)
        case 0x41...0x5A: append(value | 0x20, source: source)
        case 0...0x20, 0x27, 0x5F, 0x7F: appendSpace()
        default: appendSymbol(value, source: source)
        }
    }

    mutating func append(_ value: UInt32, source: Range<Int>) {
        scalars.append(value)
        if keepsSources { sources.append(source) }
    }

    mutating func appendSpace() {
        if scalars[scalars.count - 1] != Self.space { append(Self.space, source: 0..<0) }
    }

    mutating func appendSymbol(_ value: UInt32, source: Range<Int>) {
        appendSpace()
        append(value | Self.symbol, source: source)
        appendSpace()
    }

    /// Reads a mark as part of the letter before it.
    mutating func extendLast(source: Range<Int>) {
        guard keepsSources, let last = sources.indices.last, !sources[last].isEmpty else { return }
        sources[last] = sources[last].lowerBound..<source.upperBound
    }

    /// Replaces the last scalar by itself and this one composed.
    mutating func replaceLast(by value: UInt32, source: Range<Int>) {
        scalars[scalars.count - 1] = value
        extendLast(source: source)
    }
}
