extension String {
    /// The text as a header can carry it: every line break and tab is one
    /// space, other control characters are gone, no spaces at either end.
    ///
    /// After this no text can begin a header of its own.
    var forHeader: String {
        var result = String.UnicodeScalarView()
        var pending = false
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: pending = !result.isEmpty
            case 0..<0x20, 0x7F..<0xA0: continue
            default:
                if pending, result.last != " ", scalar != " " { result.append(" ") }
                pending = false
                if scalar != " " || !result.isEmpty { result.append(scalar) }
            }
        }
        while result.last == " " { result.removeLast() }
        return String(result)
    }
}
