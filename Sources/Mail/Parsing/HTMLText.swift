/// The words of an HTML text, roughly: for judging a message, never for
/// showing it.
///
/// Tags fall away, block elements end a line, styles and scripts say
/// nothing, the common entities are read. One pass.
package enum HTMLText {
    package static func plain(_ html: String) -> String {
        var output: [UInt8] = []
        let bytes = Array(html.utf8)
        output.reserveCapacity(bytes.count / 2)
        var at = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "<"):
                at = skipMarkup(bytes, at, &output)
            case UInt8(ascii: "&"):
                at = appendEntity(bytes, at, &output)
            case 0x0A, 0x0D, 0x09, 0x20:
                if let last = output.last, !last.isWhite { output.append(0x20) }
                at += 1
            default:
                output.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func skipMarkup(_ bytes: [UInt8], _ start: Int, _ output: inout [UInt8]) -> Int {
        let rest = bytes[start...]
        if rest.starts(with: [0x3C, 0x21, 0x2D, 0x2D]) {
            return bytes.firstIndex(of: [0x2D, 0x2D, 0x3E], from: start + 4).map { $0 + 3 } ?? bytes.count
        }
        guard start + 1 < bytes.count, bytes[start + 1].isASCIILetter || bytes[start + 1] == UInt8(ascii: "/")
            || bytes[start + 1] == UInt8(ascii: "!") || bytes[start + 1] == UInt8(ascii: "?")
        else {
            output.append(bytes[start])
            return start + 1
        }
        let name = bytes[(start + 1)...].drop { $0 == UInt8(ascii: "/") }
            .prefix(16).prefix { $0.isASCIILetter || $0.isASCIIDigit }
        for hidden in silent where name.elementsEqual(hidden.0, by: { $0.asciiLowered == $1 }) && bytes[start + 1] != UInt8(ascii: "/") {
            guard let end = endTag(bytes, hidden.0, from: start) else { return bytes.count }
            return end
        }
        if blocks.contains(where: { name.elementsEqual($0, by: { $0.asciiLowered == $1 }) }) { newLine(&output) }
        return endOfTag(bytes, start)
    }

    private static func newLine(_ output: inout [UInt8]) {
        while output.last == 0x20 { output.removeLast() }
        if let last = output.last, last != 0x0A || output.dropLast().last != 0x0A { output.append(0x0A) }
    }

    private static func endOfTag(_ bytes: [UInt8], _ start: Int) -> Int {
        var at = start + 1
        var quote: UInt8 = 0
        let limit = min(bytes.count, start + 65_536)
        while at < limit {
            let byte = bytes[at]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), bytes[at - 1] == UInt8(ascii: "=") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return at + 1
            }
            at += 1
        }
        return bytes[start...].prefix(65_536).firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? limit
    }

    private static func endTag(_ bytes: [UInt8], _ name: [UInt8], from start: Int) -> Int? {
        var at = start
        while let slash = bytes.firstIndex(of: [0x3C, 0x2F], from: at) {
            if bytes[(slash + 2)...].prefix(name.count).elementsEqual(name, by: { $0.asciiLowered == $1 }) {
                return endOfTag(bytes, slash)
            }
            at = slash + 2
        }
        return nil
    }

    private static func appendEntity(_ bytes: [UInt8], _ start: Int, _ output: inout [UInt8]) -> Int {
        guard let end = bytes[(start + 1)...].prefix(10).firstIndex(of: UInt8(ascii: ";")), end > start + 1 else {
            output.append(bytes[start])
            return start + 1
        }
        let name = bytes[(start + 1)..<end]
        var scalar: Unicode.Scalar?
        if name.first == UInt8(ascii: "#") {
            let digits = String(decoding: name.dropFirst(), as: UTF8.self)
            let value = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            scalar = value.flatMap(Unicode.Scalar.init).flatMap { $0.value == 0 ? nil : $0 }
        } else {
            scalar = entities[String(decoding: name, as: UTF8.self)]
        }
        guard let scalar else {
            output.append(bytes[start])
            return start + 1
        }
        output += Array(String(Character(scalar)).utf8)
        return end + 1
    }

    private static let silent: [([UInt8], Void)] = ["style", "script", "head", "title"].map { (Array($0.utf8), ()) }

    private static let blocks: [[UInt8]] = [
        "p", "br", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote",
        "pre", "section", "article", "header", "footer", "dt", "dd", "center", "body",
    ].map { Array($0.utf8) }

    private static let entities: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "copy": "©", "reg": "®",
        "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß",
        "eacute": "é", "egrave": "è", "ecirc": "ê", "agrave": "à", "aacute": "á", "acirc": "â", "ccedil": "ç",
        "iacute": "í", "oacute": "ó", "ocirc": "ô", "uacute": "ú", "ugrave": "ù", "ntilde": "ñ", "atilde": "ã",
        "otilde": "õ", "aring": "å", "aelig": "æ", "oslash": "ø", "euro": "€", "pound": "£", "hellip": "…",
        "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "bdquo": "„",
        "laquo": "«", "raquo": "»", "bull": "•", "middot": "·", "trade": "™", "deg": "°", "times": "×",
    ]
}
