import Foundation

extension String {
    /// The text folded for comparison: case and width do not matter, accents
    /// do. Databases fold only ASCII, so the folded form is what is stored
    /// and searched.
    var folded: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return lowercased() }
        return precomposedStringWithCompatibilityMapping.lowercased()
    }

    /// The text without white space at either end.
    var trimmed: String {
        let edges: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !edges($0) }),
            let last = scalars.lastIndex(where: { !edges($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    /// One line: control characters and line ends become spaces, runs of
    /// white space one space.
    var oneLine: String {
        var line = String.UnicodeScalarView()
        var gap = false
        for scalar in unicodeScalars {
            if scalar.properties.isWhitespace || scalar.value < 32 || scalar.value == 127 {
                gap = !line.isEmpty
            } else {
                if gap { line.append(" ") }
                gap = false
                line.append(scalar)
            }
        }
        return String(line)
    }

    /// At most `count` characters, with an ellipsis where some were cut.
    func shortened(to count: Int) -> String {
        guard utf8.count > count, self.count > count else { return self }
        return prefix(count - 1).description.trimmed + "…"
    }

    /// `nil` where there is nothing but white space.
    var nonEmpty: String? { trimmed.isEmpty ? nil : self }
}

extension String {
    /// For a value in the query of an address.
    var percentEncoded: String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~/")
        return addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
    }
}
