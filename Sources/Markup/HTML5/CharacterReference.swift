/// Character references: `&amp;`, `&#8364;`, `&#x20AC;`.
///
/// Source: the HTML standard, section 13.2.5.72 and following.
enum CharacterReference {
    /// Reads the reference whose `&` stands at `start`.
    /// - Returns: where it ends, or `start` where it is none; its text is
    ///   appended.
    static func decode(
        _ source: UnsafeBufferPointer<UInt8>, at start: Int, isInAttribute: Bool, into text: inout [UInt8]
    ) -> Int {
        guard start + 1 < source.count else { return start }
        if source[start + 1] == UInt8(ascii: "#") { return number(source, at: start, into: &text) }
        guard ASCII.isAlphanumeric(source[start + 1]) else { return start }
        var end = start + 1
        while end < source.count, end - start <= longest, ASCII.isAlphanumeric(source[end]) { end += 1 }
        let name = UnsafeBufferPointer(rebasing: source[(start + 1)..<end])
        if end < source.count, source[end] == UInt8(ascii: ";"), let value = value(of: name)?.text {
            text.append(contentsOf: value)
            return end + 1
        }
        // Old names work without their semicolon, and in front of more
        // letters; the longest counts.
        for count in stride(from: min(name.count, longestOld), to: 1, by: -1) {
            let prefix = UnsafeBufferPointer(rebasing: name[..<count])
            guard let value = value(of: prefix), value.isOld else { continue }
            let end = start + 1 + count
            if isInAttribute, end < source.count,
                source[end] == UInt8(ascii: "=") || ASCII.isAlphanumeric(source[end])
            {
                return start
            }
            text.append(contentsOf: value.text)
            return end
        }
        return start
    }

    private static func number(
        _ source: UnsafeBufferPointer<UInt8>, at start: Int, into text: inout [UInt8]
    ) -> Int {
        var index = start + 2
        let isHexadecimal = index < source.count && source[index] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { index += 1 }
        let first = index
        var value: UInt32 = 0
        while index < source.count, let digit = digit(source[index], isHexadecimal) {
            value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x110000)
            index += 1
        }
        guard index > first else { return start }
        if index < source.count, source[index] == UInt8(ascii: ";") { index += 1 }
        append(scalar(value), to: &text)
        return index
    }

    private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
        if ASCII.isDigit(byte) { return UInt32(byte - 0x30) }
        let letter = byte | 0x20
        return isHexadecimal && (0x61...0x66).contains(letter) ? UInt32(letter - 0x61 + 10) : nil
    }

    /// What browsers take a number for: 128 to 159 mean Windows-1252.
    private static func scalar(_ value: UInt32) -> Unicode.Scalar {
        let value = (0x80...0x9F).contains(value) ? windows1252[Int(value - 0x80)] : value
        return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152,
        0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122,
        0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
    ]

    private static func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}

extension CharacterReference {
    /// `CounterClockwiseContourIntegral` has 31 letters.
    private static let longest = 32
    /// `thorn` and `THORN` have five, `frac12` six.
    private static let longestOld = 6

    private struct Value {
        let text: [UInt8]
        let isOld: Bool
    }

    private static func value(of name: UnsafeBufferPointer<UInt8>) -> Value? {
        // The handful that mail is full of, without the table.
        switch name.count {
        case 2 where name[1] == UInt8(ascii: "t") && name[0] == UInt8(ascii: "l"):
            return Value(text: [0x3C], isOld: true)
        case 2 where name[1] == UInt8(ascii: "t") && name[0] == UInt8(ascii: "g"):
            return Value(text: [0x3E], isOld: true)
        case 3 where name.elementsEqual("amp".utf8): return Value(text: [0x26], isOld: true)
        case 4 where name.elementsEqual("nbsp".utf8): return Value(text: [0xC2, 0xA0], isOld: true)
        case 4 where name.elementsEqual("quot".utf8): return Value(text: [0x22], isOld: true)
        default: return table[String(decoding: name, as: UTF8.self)]
        }
    }

    private static let table: [String: Value] = {
        var table: [String: Value] = [:]
        table.reserveCapacity(2200)
        for item in ReferenceNames.list.split(separator: ",") {
            let parts = item.split(separator: " ")
            let isOld = item.first == "!"
            var text: [UInt8] = []
            for part in parts.dropFirst() {
                append(UInt32(part, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}", to: &text)
            }
            table[String(isOld ? parts[0].dropFirst() : parts[0])] = Value(text: text, isOld: isOld)
        }
        return table
    }()
}
