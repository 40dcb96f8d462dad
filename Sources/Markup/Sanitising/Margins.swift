/// The space that a style sets below a block.
enum Margins {
    /// Whether the style sets that space to nothing: `margin: 0`, or
    /// `margin-bottom: .0001pt` as Word writes it.
    static func endAtOnce(_ style: UnsafeBufferPointer<UInt8>) -> Bool {
        var isNothing = false
        Declarations.forEach(in: style) { declaration in
            switch names.index(of: declaration.name) {
            case 0: isNothing = bottom(of: declaration.value).map(Self.isNothing) ?? false
            case 1: isNothing = Self.isNothing(declaration.value[...])
            default: break
            }
        }
        return isNothing
    }

    private static let names = NameTable(["margin", "margin-bottom"])

    private typealias Text = Slice<UnsafeBufferPointer<UInt8>>

    /// Of one to four lengths the one that counts below.
    private static func bottom(of value: UnsafeBufferPointer<UInt8>) -> Text? {
        let lengths = value.split(maxSplits: 4, whereSeparator: ASCII.isSpace)
        return lengths.count > 2 ? lengths[2] : lengths.first
    }

    /// Less than a tenth of any unit.
    private static func isNothing(_ length: Text) -> Bool {
        let number = length.prefix { ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }
        guard !number.isEmpty, number.count <= 20,
            let value = Double(String(decoding: number, as: UTF8.self).withLeadingZero) else {
            return false
        }
        return value < 0.1
    }
}

extension String {
    fileprivate var withLeadingZero: String { hasPrefix(".") ? "0" + self : self }
}
