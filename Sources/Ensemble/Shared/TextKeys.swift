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
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isBlank }),
            let last = scalars.lastIndex(where: { !$0.isBlank })
        else { return "" }
        return String(scalars[first...last])
    }

    /// One line: control characters and line ends become spaces, runs of
    /// white space one space.
    var oneLine: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return asciiLine }
        var line = String.UnicodeScalarView()
        var gap = false
        for scalar in unicodeScalars {
            if scalar.value < 32 || scalar.value == 127 || scalar.isBlank {
                gap = !line.isEmpty
            } else {
                if gap { line.append(" ") }
                gap = false
                line.append(scalar)
            }
        }
        return String(line)
    }

    /// The same of ASCII alone, which most subjects and names are, byte by byte.
    private var asciiLine: String {
        String(unsafeUninitializedCapacity: utf8.count) { line in
            var count = 0
            var gap = false
            for byte in utf8 {
                if byte <= 32 || byte == 127 {
                    gap = count > 0
                    continue
                }
                if gap {
                    line[count] = 32
                    count += 1
                    gap = false
                }
                line[count] = byte
                count += 1
            }
            return count
        }
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

extension Unicode.Scalar {
    /// White space. Most of what is asked is ASCII, where the tables of
    /// Unicode need not be consulted.
    fileprivate var isBlank: Bool {
        value < 128 ? value == 32 || (9...13).contains(value) : properties.isWhitespace
    }
}
