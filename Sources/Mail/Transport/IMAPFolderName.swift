/// A folder's name as IMAP writes it: modified UTF-7.
///
/// Source: RFC 3501 section 5.1.3.
enum IMAPFolderName {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,".utf8)

    /// `Entwürfe` becomes `Entw&APw-rfe`.
    static func encode(_ name: String) -> String {
        var result: [UInt8] = []
        var pending: [UInt16] = []
        func flush() {
            guard !pending.isEmpty else { return }
            result.append(UInt8(ascii: "&"))
            result += base64(pending)
            result.append(UInt8(ascii: "-"))
            pending = []
        }
        for unit in name.utf16 {
            guard (0x20...0x7E).contains(unit) else {
                pending.append(unit)
                continue
            }
            flush()
            result.append(UInt8(unit))
            if unit == UInt16(UInt8(ascii: "&")) { result.append(UInt8(ascii: "-")) }
        }
        flush()
        return String(decoding: result, as: UTF8.self)
    }

    /// `Entw&APw-rfe` becomes `Entwürfe`. What is no modified UTF-7, such as
    /// the plain UTF-8 that some servers send, stays as it is.
    static func decode(_ written: String) -> String {
        var result = ""
        var rest = written[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            let after = rest[rest.index(after: start)...]
            guard let end = after.firstIndex(of: "-") else { return result + rest[start...] }
            let coded = after[..<end]
            if coded.isEmpty {
                result += "&"
            } else if let units = units(of: coded) {
                result += String(decoding: units, as: UTF16.self)
            } else {
                result += rest[start...end]
            }
            rest = after[after.index(after: end)...]
        }
        return result + rest
    }

    private static func base64(_ units: [UInt16]) -> [UInt8] {
        var result: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for unit in units {
            bits = bits << 16 | UInt32(unit)
            count += 16
            while count >= 6 {
                count -= 6
                result.append(alphabet[Int(bits >> UInt32(count) & 63)])
            }
            bits &= (1 << UInt32(count)) - 1
        }
        if count > 0 { result.append(alphabet[Int(bits << UInt32(6 - count) & 63)]) }
        return result
    }

    private static func units(of coded: Substring) -> [UInt16]? {
        var result: [UInt16] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in coded.utf8 {
            guard let value = alphabet.firstIndex(of: byte) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            guard count >= 16 else { continue }
            count -= 16
            result.append(UInt16(truncatingIfNeeded: bits >> UInt32(count)))
            bits &= (1 << UInt32(count)) - 1
        }
        return result.isEmpty || bits != 0 ? nil : result
    }
}
