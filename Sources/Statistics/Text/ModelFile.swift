/// The outside of a model file: what it is, which version, and whether it
/// arrived whole.
enum ModelFile {
    static let mark: [UInt8] = Array("ensmtext".utf8)
    static let version: UInt16 = 1

    static func wrap(_ content: [UInt8]) -> [UInt8] {
        var writer = ModelWriter()
        writer.write(mark)
        writer.write(version)
        writer.write(content)
        writer.write(checksum(writer.bytes[...]))
        return writer.bytes
    }

    /// - Throws: `foreignFile`, `newerFile`, `corruptFile`.
    static func unwrap(_ bytes: [UInt8]) throws(TextClassifierError) -> ArraySlice<UInt8> {
        guard bytes.starts(with: mark) else { throw .foreignFile }
        var header = ModelReader(bytes[mark.count...])
        let found = try header.readInteger(UInt16.self)
        guard found <= version else { throw .newerFile(version: Int(found)) }
        guard found > 0, header.remaining >= 8 else { throw .corruptFile }
        let end = bytes.count - 8
        var tail = ModelReader(bytes[end...])
        guard try tail.readInteger(UInt64.self) == checksum(bytes[..<end]) else { throw .corruptFile }
        return bytes[(mark.count + 2)..<end]
    }

    /// Source: FNV-1a, 64 bits (Fowler, Noll, Vo).
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
