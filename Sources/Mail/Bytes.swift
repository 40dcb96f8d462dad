#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What a mail reader asks of bytes: ASCII classes, case, searching.
///
/// Mail is bytes until a charset is known, and a byte is a tenth of the work
/// of a `Character`.
typealias Bytes = ArraySlice<UInt8>

extension UInt8 {
    var isASCIIDigit: Bool { self &- 48 < 10 }
    var isASCIILetter: Bool { (self | 0x20) &- 97 < 26 }
    var isASCIIUpper: Bool { self &- 65 < 26 }
    /// Space or tab.
    var isBlank: Bool { self == 0x20 || self == 0x09 }
    /// Space, tab, carriage return or line feed.
    var isWhite: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
    var asciiLowered: UInt8 { isASCIIUpper ? self | 0x20 : self }

    var hexDigit: UInt8? {
        switch self {
        case 48...57: self - 48
        case 65...70: self - 55
        case 97...102: self - 87
        default: nil
        }
    }
}

extension ArraySlice<UInt8> {
    /// As `firstIndex(of:)`, which looks at one byte at a time.
    func firstPlace(of byte: UInt8, from start: Int) -> Int? {
        self[start...].withUnsafeBytes { rest in
            guard let base = rest.baseAddress, let found = memchr(base, Int32(byte), rest.count) else {
                return nil
            }
            return start + (UnsafeRawPointer(found) - base)
        }
    }
}

extension Collection where Element == UInt8, Index == Int {
    /// Whether these are the ASCII letters of `word`, which is lower case,
    /// without regard to case.
    func equalsIgnoringCase(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        return startsIgnoringCase(word)
    }

    func startsIgnoringCase(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard count >= length else { return false }
        let letters = UnsafeBufferPointer(start: word.utf8Start, count: length)
        for offset in 0..<length where self[startIndex + offset].asciiLowered != letters[offset] {
            return false
        }
        return true
    }

    /// Where `needle` first begins at or after `start`.
    func firstIndex(of needle: [UInt8], from start: Int? = nil) -> Int? {
        guard let first = needle.first else { return start ?? startIndex }
        var at = start ?? startIndex
        let last = endIndex - needle.count
        while at <= last {
            if self[at] == first {
                var offset = 1
                while offset < needle.count, self[at + offset] == needle[offset] { offset += 1 }
                if offset == needle.count { return at }
            }
            at += 1
        }
        return nil
    }

    /// Where `needle`, which is lower case, first begins, without regard to
    /// the case of ASCII letters.
    func firstIndexIgnoringCase(of needle: StaticString, from start: Int? = nil) -> Int? {
        let length = needle.utf8CodeUnitCount
        let letters = UnsafeBufferPointer(start: needle.utf8Start, count: length)
        guard length > 0 else { return start ?? startIndex }
        var at = start ?? startIndex
        let last = endIndex - length
        while at <= last {
            if self[at].asciiLowered == letters[0] {
                var offset = 1
                while offset < length, self[at + offset].asciiLowered == letters[offset] { offset += 1 }
                if offset == length { return at }
            }
            at += 1
        }
        return nil
    }

    func containsIgnoringCase(_ needle: StaticString) -> Bool {
        firstIndexIgnoringCase(of: needle) != nil
    }
}

extension ArraySlice<UInt8> {
    /// Without the white space at both ends.
    var trimmed: Bytes {
        var low = startIndex
        var high = endIndex
        while low < high, self[low].isWhite { low += 1 }
        while high > low, self[high - 1].isWhite { high -= 1 }
        return self[low..<high]
    }

    var isASCII: Bool { allSatisfy { $0 < 0x80 } }
}
