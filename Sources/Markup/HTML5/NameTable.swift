/// Finds a name among a fixed set of ASCII names, whatever its case.
struct NameTable: Sendable {
    private let names: [[UInt8]]
    /// Open addressing; -1 where a slot is free.
    private let slots: [Int16]
    private let longest: Int

    /// - Parameter names: lower case, at most 16,000.
    init(_ names: [String]) {
        let names = names.map { Array($0.utf8) }
        var size = 16
        while size < names.count * 4 { size *= 2 }
        var slots = [Int16](repeating: -1, count: size)
        for (index, name) in names.enumerated() {
            var slot = name.withUnsafeBufferPointer { Self.hash($0) } & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int16(index)
        }
        self.names = names
        self.slots = slots
        longest = names.map(\.count).max() ?? 0
    }

    /// The position of a name in the set; `nil` where it is none of them.
    func index(of name: UnsafeBufferPointer<UInt8>) -> Int? {
        guard name.count <= longest else { return nil }
        var slot = Self.hash(name) & (slots.count - 1)
        while case let index = Int(slots[slot]), index >= 0 {
            if Self.matches(names[index], name) { return index }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private static func matches(_ name: [UInt8], _ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard name.count == other.count else { return false }
        for index in name.indices where name[index] != ASCII.lowered(other[index]) { return false }
        return true
    }

    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in name { hash = (hash ^ UInt32(ASCII.lowered(byte))) &* 16_777_619 }
        return Int(hash ^ hash >> 15)
    }
}

/// The characters that HTML's own syntax is made of.
enum ASCII {
    static func lowered(_ byte: UInt8) -> UInt8 {
        isUpper(byte) ? byte | 0x20 : byte
    }

    static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
    /// Tab, line feed, form feed, space; a carriage return does not reach us.
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0C || byte == 0x0D
    }
}
