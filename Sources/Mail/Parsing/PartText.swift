/// Small services for decoded text.
enum PartText {
    /// Line feeds only, and no NUL, which no database text can hold.
    static func lines(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x0D || $0 == 0 }) else { return text }
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        var afterReturn = false
        for byte in text.utf8 {
            switch byte {
            case 0x0D:
                output.append(0x0A)
                afterReturn = true
                continue
            case 0x0A where afterReturn, 0: break
            default: output.append(byte)
            }
            afterReturn = false
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The charset that an HTML page declares within itself.
    ///
    /// Source: WHATWG HTML, prescan of the first bytes.
    static func metaCharset(_ html: Bytes) -> String? {
        let head = html.prefix(4_096)
        guard let at = head.firstIndexIgnoringCase(of: "charset=") else { return nil }
        let value = head[(at + 8)...].drop {
            $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") || $0.isWhite
        }
        let name = value.prefix {
            $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }

    /// The content ids that an HTML text shows by `cid:`.
    static func contentIDs(_ html: String) -> Set<String> {
        var ids: Set<String> = []
        let bytes = Array(html.utf8)
        var at = 0
        for _ in 0..<5_000 {
            guard let found = bytes.firstIndexIgnoringCase(of: "cid:", from: at) else { break }
            let rest = bytes[(found + 4)...].prefix(512)
            let id = rest.prefix {
                $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: ">")
                    && $0 != UInt8(ascii: ")")
            }
            ids.insert(String(decoding: id, as: UTF8.self).percentDecoded)
            at = found + 4
        }
        return ids
    }

    /// Plain text as HTML that keeps its lines.
    static func escaped(_ text: String) -> String {
        var output = "<div style=\"white-space: pre-wrap\">"
        for character in text.unicodeScalars {
            switch character {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\n": output += "<br>\n"
            default: output.unicodeScalars.append(character)
            }
        }
        return output + "</div>"
    }
}

extension String {
    /// Whether there is nothing to read in it.
    var isBlank: Bool {
        utf8.allSatisfy(\.isWhite)
            || unicodeScalars.allSatisfy {
                $0.properties.isWhitespace || $0.value == 0xFEFF || $0.value == 0x200B
            }
    }

    /// Without spaces and tabs at both ends.
    var trimmingBlanks: String {
        let bytes = Array(utf8)[...]
        return String(decoding: bytes.trimmed, as: UTF8.self)
    }

    var trimmingBrackets: String {
        var text = self[...]
        if text.first == "<" { text = text.dropFirst() }
        if text.last == ">" { text = text.dropLast() }
        return String(text)
    }

    var percentDecoded: String {
        guard utf8.contains(UInt8(ascii: "%")) else { return self }
        var output: [UInt8] = []
        let bytes = Array(utf8)
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count, let high = bytes[at + 1].hexDigit,
                let low = bytes[at + 2].hexDigit
            {
                output.append(high << 4 | low)
                at += 3
            } else {
                output.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
