/// What a mail holds but does not show.
enum Hidden {
    /// Whether an element is hidden by its own attributes, as is the line
    /// that newsletters show only in lists of mail.
    ///
    /// `font-size: 0` and `mso-hide` hide nothing for certain: layouts set
    /// the one around columns, and the other counts for Outlook alone.
    static func isHidden(_ index: Tree.Index, in tree: Tree) -> Bool {
        for attribute in tree.attributes(of: index) {
            if attribute.name == .hidden { return true }
            guard attribute.name == .style else { continue }
            let isHidden = tree.bytes.withUnsafeBufferPointer { bytes in
                var isHidden = false
                Declarations.forEach(in: UnsafeBufferPointer(rebasing: bytes[attribute.value.range])) {
                    declaration in
                    if hides(declaration) { isHidden = true }
                }
                return isHidden
            }
            if isHidden { return true }
        }
        return false
    }

    private static func hides(_ declaration: Declarations.Declaration) -> Bool {
        let value = declaration.value
        switch names.index(of: declaration.name) {
        case 0: return begins(value, "none")
        case 1: return begins(value, "hidden")
        case 2: return isZero(value)
        default: return false
        }
    }

    private static let names = NameTable(["display", "visibility", "max-height"])

    private static func begins(_ value: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
        guard value.count >= word.utf8CodeUnitCount else { return false }
        return (0..<word.utf8CodeUnitCount).allSatisfy { ASCII.lowered(value[$0]) == word.utf8Start[$0] }
    }

    /// `0`, `0px`, `0 !important`, and not `0.8em`.
    private static func isZero(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        guard value.first == UInt8(ascii: "0") else { return false }
        return value.count == 1 || !(value[1] == UInt8(ascii: ".") || ASCII.isDigit(value[1]))
    }
}
