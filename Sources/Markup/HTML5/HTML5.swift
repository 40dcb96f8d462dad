/// Reading HTML as browsers do.
///
/// Our own, since strangers choose what it reads: gumbo, the C library for
/// this, ends the process on some sources (`<table><svg><title><![CDATA[>]]><`
/// fails an assertion of 0.10.1) and takes time quadratic in the nesting.
/// The html5lib tests, all of whose trees and tokens it gives, are its
/// measure.
public enum HTML5 {
    /// Longer sources are cut, in bytes.
    public static let longest = 16_000_000

    /// Reads a whole document; anything is one.
    public static func parse(_ source: String) -> Document {
        var source = source
        return source.withUTF8 { Document(tree: parse($0)) }
    }

    /// - Parameter context: the element that a fragment stands in.
    static func parse(
        _ source: UnsafeBufferPointer<UInt8>, in context: Tag? = nil, namespace: Namespace = .html
    ) -> Tree {
        let isCut = source.count > longest
        var bytes = plainLines(beginning(of: source, longest))
        var tree = bytes.withUnsafeBufferPointer { source in
            var builder = TreeBuilder(source)
            if let context { builder.begin(in: context, namespace: namespace) }
            builder.run()
            return builder.finished()
        }
        bytes.append(contentsOf: tree.bytes)
        tree.bytes = bytes
        if isCut { tree.isCut = true }
        return tree
    }

    /// As much of a text as a limit leaves, without half a character.
    static func beginning(of text: UnsafeBufferPointer<UInt8>, _ limit: Int) -> UnsafeBufferPointer<UInt8> {
        var end = max(0, min(limit, text.count))
        while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
        return UnsafeBufferPointer(rebasing: text[..<end])
    }

    /// The source with `\r\n` and `\r` made `\n`.
    private static func plainLines(_ source: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard source.contains(0x0D) else { return Array(source) }
        return [UInt8](unsafeUninitializedCapacity: source.count) { bytes, count in
            var index = 0
            while index < source.count {
                let byte = source[index]
                index += 1
                if byte == 0x0D, index < source.count, source[index] == 0x0A { continue }
                bytes[count] = byte == 0x0D ? 0x0A : byte
                count += 1
            }
        }
    }
}

extension TreeBuilder {
    /// The tree, whose bytes are only those that follow the source's.
    consuming func finished() -> Tree {
        tree.attributes = tokenizer.attributes
        tree.bytes = tokenizer.decoded
        return tree
    }
}
