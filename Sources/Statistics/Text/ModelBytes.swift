/// Writes a model file: little-endian numbers and numbers of seven bits a
/// byte, the last seven first (LEB128).
struct ModelWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ byte: UInt8) { bytes.append(byte) }

    mutating func write(_ data: some Sequence<UInt8>) { bytes.append(contentsOf: data) }

    mutating func write(number: Int) {
        var rest = UInt64(bitPattern: Int64(number))
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ value: Float) { write(value.bitPattern) }

    mutating func write(_ text: String) {
        write(number: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }
}

/// Reads a model file and refuses whatever is not there or out of range.
struct ModelReader {
    private let bytes: ArraySlice<UInt8>
    private var at: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        at = bytes.startIndex
    }

    var remaining: Int { bytes.endIndex - at }

    mutating func readByte() throws(TextClassifierError) -> UInt8 {
        guard at < bytes.endIndex else { throw .corruptFile }
        defer { at += 1 }
        return bytes[at]
    }

    mutating func readBytes(_ count: Int) throws(TextClassifierError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= remaining else { throw .corruptFile }
        defer { at += count }
        return bytes[at..<(at + count)]
    }

    /// - Parameter limit: the largest number allowed.
    mutating func readNumber(upTo limit: Int) throws(TextClassifierError) -> Int {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 63, by: 7) {
            let byte = try readByte()
            number |= UInt64(byte & 0x7F) << shift
            guard byte >= 0x80 else {
                guard number <= UInt64(max(limit, 0)) else { throw .corruptFile }
                return Int(number)
            }
        }
        throw .corruptFile
    }

    mutating func readInteger<Integer: FixedWidthInteger>(
        _: Integer.Type
    ) throws(TextClassifierError) -> Integer {
        var value: Integer = 0
        for byte in try readBytes(MemoryLayout<Integer>.size).reversed() {
            value = value << 8 | Integer(truncatingIfNeeded: byte)
        }
        return value
    }

    /// - Parameter limit: the largest magnitude allowed; never NaN.
    mutating func readFloat(within limit: Float) throws(TextClassifierError) -> Float {
        let value = Float(bitPattern: try readInteger(UInt32.self))
        guard abs(value) <= limit else { throw .corruptFile }
        return value
    }

    mutating func readText(upTo limit: Int) throws(TextClassifierError) -> String {
        let data = try readBytes(try readNumber(upTo: limit))
        guard let text = String(validating: data, as: UTF8.self) else { throw .corruptFile }
        return text
    }
}
