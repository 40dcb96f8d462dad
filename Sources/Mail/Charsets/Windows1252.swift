/// Windows-1252, read as the web reads ISO-8859-1 too: the bytes that
/// Latin-1 leaves to control characters are quotes and dashes.
///
/// Source: WHATWG Encoding, index windows-1252.
enum Windows1252 {
    static func decode(_ bytes: Bytes) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            let scalar = byte >= 0x80 && byte < 0xA0 ? upper[Int(byte) - 0x80] : UInt16(byte)
            if scalar < 0x80 {
                output.append(UInt8(truncatingIfNeeded: scalar))
            } else if scalar < 0x800 {
                output.append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
                output.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
            } else {
                output.append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
                output.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3F))
                output.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The byte that stands for a character, if one does.
    static func byte(for scalar: Unicode.Scalar) -> UInt8? {
        if let index = upper.firstIndex(where: { UInt32($0) == scalar.value }) { return UInt8(0x80 + index) }
        return UInt8(exactly: scalar.value)
    }

    private static let upper: [UInt16] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
        0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
    ]
}
