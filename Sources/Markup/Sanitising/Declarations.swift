/// The declarations of a `style` attribute: `color: red; margin: 0`.
///
/// Quotes and brackets are followed, so that a `;` inside them does not end
/// one; comments are passed over.
struct Declarations {
    /// One declaration, without the spaces around its parts.
    struct Declaration {
        let name: UnsafeBufferPointer<UInt8>
        let value: UnsafeBufferPointer<UInt8>
    }

    private let source: UnsafeBufferPointer<UInt8>
    private var index = 0

    /// - Parameter source: free of comments; see `withoutComments`.
    private init(_ source: UnsafeBufferPointer<UInt8>) {
        self.source = source
    }

    /// Longer than any mail program writes; of a longer style nothing counts.
    private static let longest = 10_000

    /// Hands over each declaration in turn.
    static func forEach(in source: UnsafeBufferPointer<UInt8>, _ take: (Declaration) -> Void) {
        guard source.count <= longest else { return }
        guard hasComment(source) else {
            var declarations = Declarations(source)
            while let declaration = declarations.next() { take(declaration) }
            return
        }
        withoutComments(source).withUnsafeBufferPointer { plain in
            var declarations = Declarations(plain)
            while let declaration = declarations.next() { take(declaration) }
        }
    }

    private mutating func next() -> Declaration? {
        while index < source.count {
            let start = index
            var colon: Int?
            var quote: UInt8 = 0
            var depth = 0
            while index < source.count {
                let byte = source[index]
                if byte == UInt8(ascii: "\\") {
                    index += 1
                } else if quote != 0 {
                    if byte == quote { quote = 0 }
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                } else if byte == UInt8(ascii: "(") {
                    depth += 1
                } else if byte == UInt8(ascii: ")") {
                    depth -= 1
                } else if byte == UInt8(ascii: ":"), colon == nil {
                    colon = index
                } else if byte == UInt8(ascii: ";"), depth <= 0 {
                    break
                }
                index += 1
            }
            let end = min(index, source.count)
            index = end + 1
            if let colon, quote == 0, colon < end {
                return Declaration(name: trimmed(start..<colon), value: trimmed(colon + 1..<end))
            }
        }
        return nil
    }

    private func trimmed(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, ASCII.isSpace(source[start]) { start += 1 }
        while start < end, ASCII.isSpace(source[end - 1]) { end -= 1 }
        return UnsafeBufferPointer(rebasing: source[start..<end])
    }

    private static func hasComment(_ source: UnsafeBufferPointer<UInt8>) -> Bool {
        guard source.count >= 2 else { return false }
        return (1..<source.count).contains {
            source[$0] == UInt8(ascii: "*") && source[$0 - 1] == UInt8(ascii: "/")
        }
    }

    private static func withoutComments(_ source: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            guard source[index] == UInt8(ascii: "/"), index + 1 < source.count,
                source[index + 1] == UInt8(ascii: "*")
            else {
                plain.append(source[index])
                index += 1
                continue
            }
            index += 3
            while index < source.count,
                source[index] != UInt8(ascii: "/") || source[index - 1] != UInt8(ascii: "*")
            {
                index += 1
            }
            index += 1
            plain.append(UInt8(ascii: " "))
        }
        return plain
    }
}
