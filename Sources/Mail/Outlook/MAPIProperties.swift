/// The properties of a message or attachment in a TNEF stream.
///
/// Source: MS-OXTNEF §2.1.3.5, MS-OXCDATA §2.11 (types).
struct MAPIProperties {
    private enum Value {
        case text(String)
        case bytes(Bytes)
        case object(Bytes)
    }

    private var values: [UInt16: Value] = [:]

    init(_ data: Bytes, codePage: Int) {
        var reader = LittleEndianReader(data)
        guard let count = reader.uint32() else { return }
        for _ in 0..<min(count, 10_000) {
            guard let type = reader.uint16(), let id = reader.uint16() else { return }
            if id >= 0x8000, !Self.skipName(&reader) { return }
            guard let value = Self.value(type, &reader, codePage) else { return }
            if let found = value.first, values[id] == nil { values[id] = found }
        }
    }

    func text(_ id: UInt16) -> String? { if case .text(let value)? = values[id] { value } else { nil } }
    func bytes(_ id: UInt16) -> Bytes? { if case .bytes(let value)? = values[id] { value } else { nil } }
    func object(_ id: UInt16) -> Bytes? { if case .object(let value)? = values[id] { value } else { nil } }

    /// A named property has a set, then a number or a name.
    private static func skipName(_ reader: inout LittleEndianReader) -> Bool {
        guard reader.bytes(16) != nil, let kind = reader.uint32() else { return false }
        guard kind != 0 else { return reader.uint32() != nil }
        guard let length = reader.uint32(), reader.bytes(Int(length)) != nil else { return false }
        reader.skipPadding(after: Int(length))
        return true
    }

    /// The values of one property: none that matter for numbers.
    /// - Returns: `nil` when the stream ends or makes no sense.
    private static func value(_ type: UInt16, _ reader: inout LittleEndianReader, _ codePage: Int) -> [Value]?
    {
        let isMany = type & 0x1000 != 0
        let kind = type & 0x0FFF
        if let width = widths[kind] {
            let count = isMany ? reader.uint32() : 1
            guard let count, reader.bytes(Int(count) * width) != nil else { return nil }
            return []
        }
        guard [0x0D, 0x1E, 0x1F, 0x102].contains(kind), let count = reader.uint32(), count <= 10_000 else {
            return nil
        }
        var found: [Value] = []
        for _ in 0..<count {
            guard let length = reader.uint32(), let data = reader.bytes(Int(length)) else { return nil }
            reader.skipPadding(after: Int(length))
            switch kind {
            case 0x1E:
                let end = data.firstIndex(of: 0) ?? data.endIndex
                found.append(.text(Charset.decode(data[..<end], label: "cp\(codePage)")))
            case 0x1F: found.append(.text(utf16(data)))
            // An object is told apart by sixteen bytes before it.
            case 0x0D: found.append(.object(data.dropFirst(16)))
            default: found.append(.bytes(data))
            }
        }
        return found
    }

    private static func utf16(_ data: Bytes) -> String {
        var units: [UInt16] = []
        units.reserveCapacity(data.count / 2)
        var reader = LittleEndianReader(data)
        while let unit = reader.uint16(), unit != 0 { units.append(unit) }
        return String(decoding: units, as: UTF16.self)
    }

    /// Bytes that a value of a type of fixed size takes in the stream.
    private static let widths: [UInt16: Int] = [
        0x00: 4, 0x01: 4, 0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8,
        0x40: 8, 0x48: 16,
    ]
}
