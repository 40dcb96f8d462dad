extension HeaderWriter {
    /// Adds `; name=value`, on the next line where it would not fit.
    ///
    /// Short ASCII is written as it is or quoted, anything else by the rules
    /// for other letters and long values.
    /// Source: RFC 2231 sections 3 and 4.
    mutating func add(parameter name: String, _ value: String) {
        let value = value.forHeader
        let isASCII = value.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        if isASCII, value.utf8.count + name.utf8.count <= 60, !value.contains("=?") {
            // Readers take an unquoted ' or * for the marks of RFC 2231, so those are quoted too.
            let isPlain = !value.isEmpty && value.utf8.allSatisfy(Self.isAttribute)
            return addParameter(isPlain ? "\(name)=\(value)" : "\(name)=\(Self.quoted(value))")
        }
        let pieces = Self.percentEncoded(value, pieceSize: 50)
        if pieces.count == 1 { return addParameter("\(name)*=utf-8''\(pieces[0])") }
        for (index, piece) in pieces.enumerated() {
            addParameter("\(name)*\(index)*=\(index == 0 ? "utf-8''" : "")\(piece)")
        }
    }

    private mutating func addParameter(_ text: String) {
        endWord(with: ";")
        add(text)
    }

    private static func quoted(_ value: String) -> String {
        var result = "\""
        for scalar in value.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { result.unicodeScalars.append("\\") }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }

    /// Percent-encoded pieces of about a size, cut between characters.
    private static func percentEncoded(_ value: String, pieceSize: Int) -> [String] {
        var pieces = [""]
        for scalar in value.unicodeScalars {
            let encoded = String(scalar).utf8.map { byte in
                isAttribute(byte) ? String(UnicodeScalar(byte)) : "%" + hexadecimal(byte)
            }.joined()
            if pieces[pieces.count - 1].utf8.count + encoded.utf8.count > pieceSize { pieces.append("") }
            pieces[pieces.count - 1] += encoded
        }
        return pieces
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16, uppercase: true)
        return byte < 16 ? "0" + text : text
    }

    /// Source: RFC 2045 section 5.1.
    static func isToken(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !"()<>@,;:\\\"/[]?=".utf8.contains(byte)
    }

    /// Source: RFC 2231 section 7, `attribute-char`.
    private static func isAttribute(_ byte: UInt8) -> Bool {
        isToken(byte) && byte != UInt8(ascii: "*") && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "%")
    }
}
