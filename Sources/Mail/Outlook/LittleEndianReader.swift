/// Reads numbers and stretches of bytes, and never beyond the end.
struct LittleEndianReader {
    private let source: Bytes
    private var at: Int

    init(_ source: Bytes) {
        self.source = source
        at = source.startIndex
    }

    var remaining: Int { source.endIndex - at }

    mutating func uint8() -> UInt8? {
        guard remaining >= 1 else { return nil }
        defer { at += 1 }
        return source[at]
    }

    mutating func uint16() -> UInt16? {
        guard remaining >= 2 else { return nil }
        defer { at += 2 }
        return UInt16(source[at]) | UInt16(source[at + 1]) << 8
    }

    mutating func uint32() -> UInt32? {
        guard let low = uint16(), let high = uint16() else { return nil }
        return UInt32(low) | UInt32(high) << 16
    }

    mutating func bytes(_ count: Int) -> Bytes? {
        guard count >= 0, count <= remaining else { return nil }
        defer { at += count }
        return source[at..<(at + count)]
    }

    /// Up to the next multiple of four, as far as there is any.
    mutating func skipPadding(after count: Int) {
        at += min((4 - count % 4) % 4, remaining)
    }
}
