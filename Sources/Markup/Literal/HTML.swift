/// A piece of HTML, made by string interpolation.
///
/// The literal text is taken as it stands. What is interpolated is made
/// safe by its type: a `String` or number is escaped, an `HTML` (or a
/// sequence of them, or an optional one) is joined in, and a link target
/// goes through `\(url:)`, which refuses `javascript:` and its like. A
/// literal that is interpolated, as in `\(empty ? "<p>None</p>" : "")`, was
/// written by us and is HTML.
///
/// Attribute values belong in double quotes. Give the compiler small
/// literals: a closure in a long literal is type-checked with it.
public struct HTML: Sendable, Hashable {
    /// The text, UTF-8, ready to be sent.
    public private(set) var bytes: [UInt8]

    /// Nothing.
    public init() {
        bytes = []
    }

    /// Takes text as HTML without escaping it. Say in a comment who made it
    /// safe.
    public init(trusted text: String) {
        bytes = Array(text.utf8)
    }

    /// Takes UTF-8 as HTML without escaping it. Say in a comment who made
    /// it safe.
    public init(trusted bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// A person's words, escaped for text and for quoted attributes.
    public init(escaping text: String) {
        bytes = []
        Escape.append(text, to: &bytes)
    }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { bytes.isEmpty }

    /// The text.
    public var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds a piece to the end.
    public mutating func append(_ other: HTML) {
        bytes.append(contentsOf: other.bytes)
    }

    /// Two pieces, one after the other.
    public static func + (left: HTML, right: HTML) -> HTML {
        var sum = left
        sum.append(right)
        return sum
    }

    /// Adds a piece to the end.
    public static func += (left: inout HTML, right: HTML) {
        left.append(right)
    }
}

extension HTML: CustomStringConvertible {
    public var description: String { string }
}

extension Sequence where Element == HTML {
    /// The pieces in their order, with a separator between them.
    public func joined(separator: HTML = HTML()) -> HTML {
        var all = HTML()
        var first = true
        for piece in self {
            if first { first = false } else { all.append(separator) }
            all.append(piece)
        }
        return all
    }
}
