extension PortableObject {
    /// The text of the file, as gettext writes it.
    public var text: String {
        entries.map(Self.text).joined(separator: "\n")
    }

    private static func text(of entry: Entry) -> String {
        var lines = entry.comments.map { "# \($0)" }
        lines += entry.notes.map { "#. \($0)" }
        lines += folded(entry.references, prefix: "#:")
        if !entry.flags.isEmpty { lines.append("#, " + entry.flags.joined(separator: ", ")) }
        lines += entry.previous.map { entry.isObsolete ? "#~| \($0)" : "#| \($0)" }
        var statements: [String] = []
        if let context = entry.context { statements += statement("msgctxt", context) }
        statements += statement("msgid", entry.id)
        if let plural = entry.plural {
            statements += statement("msgid_plural", plural)
            for (form, translation) in entry.translations.enumerated() {
                statements += statement("msgstr[\(form)]", translation)
            }
        } else {
            statements += statement("msgstr", entry.translations.first ?? "")
        }
        lines += entry.isObsolete ? statements.map { "#~ \($0)" } : statements
        return lines.map { $0.last == " " ? String($0.dropLast()) : $0 }.joined(separator: "\n") + "\n"
    }

    /// As many references to a line as fit.
    private static func folded(_ words: [String], prefix: String) -> [String] {
        var lines: [String] = []
        for word in words {
            if let last = lines.last, last.count + word.count < 78 {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append("\(prefix) \(word)")
            }
        }
        return lines
    }

    /// A keyword with its text: on one line where it fits, else a line for
    /// each line of the text and for what passes 76 characters.
    private static func statement(_ keyword: String, _ text: String) -> [String] {
        let pieces = pieces(of: text)
        if pieces.count <= 1, keyword.count + (pieces.first?.count ?? 0) < 76 {
            return ["\(keyword) \"\(pieces.first ?? "")\""]
        }
        return ["\(keyword) \"\""] + pieces.map { "\"\($0)\"" }
    }

    private static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        func end() {
            if !piece.isEmpty { pieces.append(piece) }
            piece = ""
        }
        var word = ""
        func endWord() {
            if piece.count + word.count > 76 { end() }
            piece += word
            word = ""
        }
        for scalar in text.unicodeScalars {
            word += escaped(scalar)
            if scalar == "\n" {
                endWord()
                end()
            } else if scalar == " " {
                endWord()
            }
        }
        endWord()
        end()
        return pieces
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\\": "\\\\"
        case "\"": "\\\""
        case "\n": "\\n"
        case "\t": "\\t"
        case "\r": "\\r"
        case _ where scalar.value < 0x20:
            "\\" + String(repeating: "0", count: scalar.value < 8 ? 2 : 1) + String(scalar.value, radix: 8)
        default: String(scalar)
        }
    }
}
