/// The packed rich text of Outlook.
///
/// Source: MS-OXRTFCP.
enum CompressedRTF {
    /// - Parameter limit: bytes that the text may have.
    /// - Returns: `nil` when the bytes are no packed text.
    static func expand(_ packed: Bytes, limit: Int = 16 << 20) -> [UInt8]? {
        var reader = LittleEndianReader(packed)
        guard reader.uint32() != nil, let size = reader.uint32(), let kind = reader.uint32(),
            reader.uint32() != nil, size <= limit
        else { return nil }
        if kind == 0x414C_454D { return reader.bytes(min(Int(size), reader.remaining)).map(Array.init) }
        guard kind == 0x7546_5A4C else { return nil }
        var window = dictionary + [UInt8](repeating: 0x20, count: 4_096 - dictionary.count)
        var write = dictionary.count
        var output: [UInt8] = []
        output.reserveCapacity(Int(size))
        func keep(_ byte: UInt8) {
            output.append(byte)
            window[write] = byte
            write = (write + 1) % 4_096
        }
        while let control = reader.uint8() {
            for bit in 0..<8 {
                if control & (1 << bit) == 0 {
                    guard let byte = reader.uint8() else { return output }
                    keep(byte)
                } else {
                    guard let high = reader.uint8(), let low = reader.uint8() else { return output }
                    let token = Int(high) << 8 | Int(low)
                    var from = token >> 4
                    if from == write { return output }
                    for _ in 0..<((token & 15) + 2) {
                        keep(window[from])
                        from = (from + 1) % 4_096
                    }
                }
                if output.count >= size { return output }
            }
        }
        return output
    }

    private static let dictionary = Array(
        ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
            + "\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
            + "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx").utf8)
}
