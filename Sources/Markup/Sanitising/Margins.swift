/// The spaces that a style sets above and below a block.
struct Margins {
    /// Whether there is nothing above: `margin: 0`.
    var isTopNothing = false
    /// Whether there is nothing below: `margin-bottom: .0001pt`, as Word
    /// writes it.
    var isBottomNothing = false

    init(isNothing: Bool = false) {
        isTopNothing = isNothing
        isBottomNothing = isNothing
    }

    init(style: UnsafeBufferPointer<UInt8>) {
        var margins = Margins()
        Declarations.forEach(in: style) { declaration in
            switch Self.names.index(of: declaration.name) {
            case 0:
                let lengths = declaration.value.split(maxSplits: 4, whereSeparator: ASCII.isSpace)
                guard let top = lengths.first else { return }
                margins.isTopNothing = Self.isNothing(top)
                // Of two or one the first is also the one below.
                margins.isBottomNothing = Self.isNothing(lengths.count > 2 ? lengths[2] : top)
            case 1: margins.isTopNothing = Self.isNothing(declaration.value[...])
            case 2: margins.isBottomNothing = Self.isNothing(declaration.value[...])
            default: break
            }
        }
        self = margins
    }

    private static let names = NameTable(["margin", "margin-top", "margin-bottom"])

    /// Less than a tenth of any unit.
    private static func isNothing(_ length: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let number = length.prefix { ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }
        guard !number.isEmpty, number.count <= 20,
            let value = Double("0" + String(decoding: number, as: UTF8.self))
        else { return false }
        return value < 0.1
    }
}
