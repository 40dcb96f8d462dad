/// Keeps of a `style` attribute what sets colours, type, sizes and borders.
///
/// Nothing that fetches, moves over other parts of the page, or runs is on
/// the list; and a value may hold only names, numbers, quoted font names
/// and the few functions that make a colour.
enum StyleFilter {
    /// Appends the declarations that are allowed, escaped for an attribute.
    static func append(_ source: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        var isFirst = true
        Declarations.forEach(in: source) { declaration in
            guard let index = names.index(of: declaration.name),
                isAllowed(declaration.value, for: properties[index])
            else { return }
            if !isFirst { out.append(UInt8(ascii: ";")) }
            isFirst = false
            out.append(contentsOf: properties[index].name.utf8)
            out.append(UInt8(ascii: ":"))
            append(value: declaration.value, to: &out)
        }
    }

    private static func append(value: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        var wasSpace = false
        for byte in value {
            let isSpace = ASCII.isSpace(byte)
            defer { wasSpace = isSpace }
            switch byte {
            case _ where isSpace: if !wasSpace { out.append(UInt8(ascii: " ")) }
            case UInt8(ascii: "\""), UInt8(ascii: "'"): out.append(contentsOf: "&#39;".utf8)
            default: out.append(byte)
            }
        }
    }

    private struct Property {
        let name: String
        let kind: Kind
    }

    private enum Kind {
        case plain
        /// A length that must not be less than nothing.
        case positive
        case display
    }

    private static func isAllowed(_ value: UnsafeBufferPointer<UInt8>, for property: Property) -> Bool {
        guard !value.isEmpty, value.count <= 300, isHarmless(value) else { return false }
        switch property.kind {
        case .plain: return true
        case .positive:
            return !value.indices.dropLast().contains { index in
                let next = value[index + 1]
                let isStart = index == 0 || !ASCII.isAlphanumeric(value[index - 1])
                return value[index] == UInt8(ascii: "-") && isStart
                    && (ASCII.isDigit(next) || next == UInt8(ascii: "."))
            }
        case .display:
            let word = String(decoding: value, as: UTF8.self).lowercased()
                .replacing("!important", with: "").filter { !$0.isWhitespace }
            return displays.contains(word)
        }
    }

    /// Names, numbers, quoted names and colours, nothing else.
    private static func isHarmless(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        var quote: UInt8 = 0
        var depth = 0
        var word = 0
        for (index, byte) in value.enumerated() {
            if quote != 0, byte == quote {
                quote = 0
            } else if ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte >= 0x80 {
                continue
            } else {
                switch byte {
                case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "_"),
                    UInt8(ascii: "."),
                    UInt8(ascii: ","):
                    break
                case UInt8(ascii: "\""), UInt8(ascii: "'"):
                    guard quote == 0 else { return false }
                    quote = byte
                case UInt8(ascii: "("):
                    guard quote == 0, depth == 0, isColour(value[word..<index]) else { return false }
                    depth = 1
                case UInt8(ascii: ")"):
                    guard quote == 0, depth == 1 else { return false }
                    depth = 0
                case UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "/"),
                    UInt8(ascii: "!"):
                    guard quote == 0 else { return false }
                default: return false
                }
            }
            word = index + 1
        }
        return quote == 0 && depth == 0
    }

    private static func isColour(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let name = String(decoding: name, as: UTF8.self).lowercased()
        return name == "rgb" || name == "rgba" || name == "hsl" || name == "hsla"
    }

    private static let displays: Set<String> = [
        "none", "block", "inline", "inline-block", "list-item", "table", "inline-table", "table-row",
        "table-cell", "table-row-group", "table-header-group", "table-footer-group", "table-caption",
        "table-column", "table-column-group",
    ]

    private static let properties: [Property] = {
        let plain = """
            background background-color border border-bottom border-bottom-color border-bottom-style
            border-bottom-width border-collapse border-color border-left border-left-color
            border-left-style border-left-width border-radius border-right border-right-color
            border-right-style border-right-width border-spacing border-style border-top
            border-top-color border-top-style border-top-width border-width box-sizing caption-side
            clear color direction empty-cells float font font-family font-size font-stretch font-style
            font-variant font-weight height letter-spacing line-height list-style list-style-position
            list-style-type max-height max-width min-height min-width opacity overflow overflow-wrap
            padding padding-bottom padding-left padding-right padding-top quotes table-layout
            text-align text-decoration text-decoration-color text-decoration-line
            text-decoration-style text-overflow text-transform unicode-bidi vertical-align visibility
            white-space width word-break word-spacing word-wrap
            """
        let positive = "margin margin-bottom margin-left margin-right margin-top text-indent"
        return plain.split(whereSeparator: \.isWhitespace).map { Property(name: String($0), kind: .plain) }
            + positive.split(separator: " ").map { Property(name: String($0), kind: .positive) }
            + [Property(name: "display", kind: .display)]
    }()

    private static let names = NameTable(properties.map(\.name))
}
