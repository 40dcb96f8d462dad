/// Writes small pictures.
///
/// Source: PNG (Third Edition), W3C 2025: one palette, stored (uncompressed)
/// deflate blocks.
enum StoryPNG {
    /// - Parameters:
    ///   - palette: three bytes a colour.
    ///   - alphas: how much each colour covers; those that are left out cover all.
    ///   - pixels: rows of places in the palette, each beginning with its filter, 0; at most 65,535 bytes.
    static func bytes(width: Int, height: Int, palette: [UInt8], alphas: [UInt8] = [], pixels: [UInt8])
        -> [UInt8]
    {
        var file: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
        // Eight bits a pixel, colours from a palette.
        append("IHDR", word(width) + word(height) + [8, 3, 0, 0, 0], to: &file)
        append("PLTE", palette, to: &file)
        if !alphas.isEmpty { append("tRNS", alphas, to: &file) }
        append("IDAT", stored(pixels), to: &file)
        append("IEND", [], to: &file)
        return file
    }

    /// A zlib stream with one stored block.
    private static func stored(_ data: [UInt8]) -> [UInt8] {
        let count = UInt16(truncatingIfNeeded: data.count)
        var stream: [UInt8] = [0x78, 0x01, 1, UInt8(count & 0xff), UInt8(count >> 8)]
        stream += [UInt8(~count & 0xff), UInt8(~count >> 8)]
        stream += data
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in data {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return stream + word(Int(b << 16 | a))
    }

    private static func append(_ name: String, _ data: [UInt8], to file: inout [UInt8]) {
        let chunk = Array(name.utf8) + data
        file += word(data.count) + chunk + word(Int(checksum(chunk)))
    }

    private static func word(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        var value = UInt32(index)
        for _ in 0..<8 { value = value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1 }
        return value
    }

    /// CRC-32 as PNG uses it.
    static func checksum(_ data: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xffff_ffff
        for byte in data { sum = table[Int((sum ^ UInt32(byte)) & 0xff)] ^ (sum >> 8) }
        return ~sum
    }
}
