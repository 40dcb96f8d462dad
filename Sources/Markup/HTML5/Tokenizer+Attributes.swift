extension Tokenizer {
    /// More than any mail needs; further ones of a tag are passed over.
    private static let mostAttributes = 100

    /// Reads attributes up to and including the `>`.
    /// - Returns: whether there was one before the end of the source.
    mutating func readAttributes(from first: Int, isSelfClosing: inout Bool) -> Bool {
        var known: UInt64 = 0
        while index < source.count {
            let byte = source[index]
            if ASCII.isSpace(byte) {
                index += 1
            } else if byte == UInt8(ascii: ">") {
                index += 1
                return true
            } else if byte == UInt8(ascii: "/") {
                index += 1
                isSelfClosing = index < source.count && source[index] == UInt8(ascii: ">")
            } else {
                readAttribute(from: first, known: &known)
            }
        }
        return false
    }

    private mutating func readAttribute(from first: Int, known: inout UInt64) {
        let nameStart = index
        index += 1
        while index < source.count, !isNameEnd(source[index]) { index += 1 }
        let nameRange = nameStart..<index
        let value = attributeValue()
        let name = AttributeName.named(UnsafeBufferPointer(rebasing: source[nameRange]))
        guard attributes.count - first < Self.mostAttributes else { return }
        var spelling = Extent.empty
        if name == .other {
            spelling = lowering(nameRange)
            // Of two with one name the first counts.
            for attribute in attributes[first...] where attribute.name == .other {
                if isSame(attribute.spelling, spelling) { return }
            }
        } else {
            let bit = UInt64(1) << UInt64(name.rawValue)
            guard known & bit == 0 else { return }
            known |= bit
        }
        attributes.append(
            Tree.Attribute(
                name: name, spelling: spelling,
                value: value.isEmpty ? .empty : decoding(value, isInAttribute: true)))
    }

    private func isNameEnd(_ byte: UInt8) -> Bool {
        ASCII.isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "=")
    }

    /// Where the value stands, without its quotes; empty where there is none.
    private mutating func attributeValue() -> Range<Int> {
        var next = index
        while next < source.count, ASCII.isSpace(source[next]) { next += 1 }
        guard next < source.count, source[next] == UInt8(ascii: "=") else { return index..<index }
        index = next + 1
        while index < source.count, ASCII.isSpace(source[index]) { index += 1 }
        guard index < source.count else { return index..<index }
        let quote = source[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            index += 1
            let start = index
            while index < source.count, source[index] != quote { index += 1 }
            let range = start..<index
            index = min(index + 1, source.count)
            return range
        }
        let start = index
        while index < source.count, !ASCII.isSpace(source[index]), source[index] != UInt8(ascii: ">") {
            index += 1
        }
        return start..<index
    }

    private func isSame(_ one: Extent, _ other: Extent) -> Bool {
        guard one.count == other.count else { return false }
        return (0..<Int(one.count)).allSatisfy { byte(Int(one.start) + $0) == byte(Int(other.start) + $0) }
    }

    func byte(_ place: Int) -> UInt8 {
        place < source.count ? source[place] : decoded[place - source.count]
    }
}
