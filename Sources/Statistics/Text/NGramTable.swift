/// Finds the row of an n-gram by its hash: open addressing, one word a slot.
struct NGramTable {
    /// The hash in the high half, the row plus one in the low; 0 is free.
    private var slots: [UInt64]
    private var mask: Int
    private(set) var count = 0

    /// - Parameter capacity: how many n-grams to make room for; it grows.
    init(capacity: Int) {
        var size = 16
        while size < 2 * capacity { size *= 2 }
        slots = Array(repeating: 0, count: size)
        mask = size - 1
    }

    /// Looks up many n-grams with one hold on the slots.
    struct Reader {
        fileprivate let slots: UnsafeBufferPointer<UInt64>
        fileprivate let mask: Int

        @inline(__always)
        func row(of key: UInt32) -> Int? {
            var slot = NGramTable.home(key) & mask
            while true {
                let entry = slots[slot]
                if entry == 0 { return nil }
                if UInt32(truncatingIfNeeded: entry >> 32) == key {
                    return Int(UInt32(truncatingIfNeeded: entry)) - 1
                }
                slot = (slot + 1) & mask
            }
        }
    }

    func read<Result>(_ body: (Reader) -> Result) -> Result {
        slots.withUnsafeBufferPointer { body(Reader(slots: $0, mask: mask)) }
    }

    /// The row the n-gram has, or `row`, which it has from now on.
    @inline(__always)
    mutating func row(of key: UInt32, orInsert row: Int) -> Int {
        if 2 * count >= slots.count { grow() }
        let found = Self.place(key, row, in: &slots, mask: mask)
        if found == row { count += 1 }
        return found
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: 0, count: old.count * 2)
        mask = slots.count - 1
        for entry in old where entry != 0 {
            _ = Self.place(
                UInt32(truncatingIfNeeded: entry >> 32),
                Int(UInt32(truncatingIfNeeded: entry)) - 1, in: &slots, mask: mask)
        }
    }

    @inline(__always)
    private static func place(_ key: UInt32, _ row: Int, in slots: inout [UInt64], mask: Int) -> Int {
        var slot = home(key) & mask
        while true {
            let entry = slots[slot]
            if entry == 0 {
                slots[slot] = UInt64(key) << 32 | UInt64(row + 1)
                return row
            }
            if UInt32(truncatingIfNeeded: entry >> 32) == key {
                return Int(UInt32(truncatingIfNeeded: entry)) - 1
            }
            slot = (slot + 1) & mask
        }
    }

    /// Spreads the hashes of a hostile file, whose low bits may all agree.
    @inline(__always)
    fileprivate static func home(_ key: UInt32) -> Int {
        Int((UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 33)
    }
}
