import CPostgres

/// PostgreSQL's numbers for the types that are sent, and that are read in
/// their binary form.
enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let name: Oid = 19
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let varchar: Oid = 1043
    static let numeric: Oid = 1700

    /// Types whose binary form is decoded here. A result with any other is
    /// asked for as text.
    static func isBinary(_ type: Oid) -> Bool {
        switch type {
        case bool, bytea, name, int8, int2, int4, text, float4, float8, varchar: true
        default: false
        }
    }
}

extension ValueType {
    /// What a bound place is declared as; 0 lets the server infer it.
    var postgres: Oid {
        switch self {
        case .integer: PostgresType.int8
        case .real: PostgresType.float8
        case .text: PostgresType.text
        case .blob: PostgresType.bytea
        case .any: 0
        }
    }
}

extension Value {
    /// From the binary form.
    init(binary bytes: UnsafeRawBufferPointer, type: Oid) {
        switch type {
        case PostgresType.int8 where bytes.count == 8:
            self = .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
        case PostgresType.int4 where bytes.count == 4:
            self = .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
        case PostgresType.int2 where bytes.count == 2:
            self = .integer(Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self))))
        case PostgresType.bool where bytes.count == 1:
            self = .integer(bytes[0] == 0 ? 0 : 1)
        case PostgresType.float8 where bytes.count == 8:
            self = .real(Double(bitPattern: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))))
        case PostgresType.float4 where bytes.count == 4:
            self = .real(Double(Float(bitPattern: UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self)))))
        case PostgresType.bytea:
            self = .blob(Array(bytes))
        default:
            self = .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// From the text form. A `NUMERIC`, which sums of whole numbers are,
    /// becomes a whole number where it is one.
    init(text bytes: UnsafeRawBufferPointer, type: Oid) {
        let text = String(decoding: bytes, as: UTF8.self)
        switch type {
        case PostgresType.int8, PostgresType.int4, PostgresType.int2:
            self = Int64(text).map(Value.integer) ?? .text(text)
        case PostgresType.numeric:
            self = Int64(text).map(Value.integer) ?? Double(text).map(Value.real) ?? .text(text)
        case PostgresType.float8, PostgresType.float4:
            self = Double(text).map(Value.real) ?? .text(text)
        case PostgresType.bool:
            self = .integer(text == "t" ? 1 : 0)
        case PostgresType.bytea:
            self = .blob(unhex(bytes.dropFirst(2)))
        default:
            self = .text(text)
        }
    }
}

/// The bytes behind `\x` in the text form of `BYTEA`.
private func unhex(_ digits: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
    func half(_ digit: UInt8) -> UInt8 { digit > 0x39 ? digit & 0xf &+ 9 : digit & 0xf }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    var index = digits.startIndex
    while index + 1 < digits.endIndex {
        bytes.append(half(digits[index]) << 4 | half(digits[index + 1]))
        index += 2
    }
    return bytes
}
