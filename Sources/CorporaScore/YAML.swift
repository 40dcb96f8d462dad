/// As much YAML as the `.yml` files of zammad-mail use: block mappings and
/// lists, plain, quoted and literal scalars, `!binary`.
///
/// Source: YAML 1.2, chapters 6 to 8.
enum YAML {
    indirect enum Value {
        case text(String)
        case binary(String)
        case null
        case list([Value])
        case map([(key: String, value: Value)])

        subscript(key: String) -> Value? {
            if case .map(let pairs) = self { return pairs.first { $0.key == key }?.value }
            return nil
        }
        var text: String? { if case .text(let value) = self { value } else { nil } }
        var list: [Value] { if case .list(let values) = self { values } else { [] } }
    }

    static func parse(_ source: String) -> Value {
        var reader = Reader(
            lines: source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        return reader.document()
    }

    private struct Reader {
        var lines: [String]
        var at = 0

        init(lines: [String]) { self.lines = lines }

        mutating func document() -> Value {
            if at < lines.count, lines[at].hasPrefix("---") { at += 1 }
            return block(indent: 0)
        }

        private func indentation(_ line: String) -> Int { line.utf8.prefix { $0 == 0x20 }.count }
        private func isBlank(_ line: String) -> Bool { line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x0D } }

        mutating func block(indent: Int) -> Value {
            while at < lines.count, isBlank(lines[at]) { at += 1 }
            guard at < lines.count, indentation(lines[at]) >= indent else { return .null }
            let body = lines[at].dropFirst(indentation(lines[at]))
            return body == "-" || body.hasPrefix("- ")
                ? list(indent: indentation(lines[at])) : map(indent: indentation(lines[at]))
        }

        private mutating func list(indent: Int) -> Value {
            var values: [Value] = []
            while at < lines.count, indentation(lines[at]) == indent,
                lines[at].dropFirst(indent).hasPrefix("-")
            {
                let rest = String(lines[at].dropFirst(indent + 1).drop { $0 == " " })
                if rest.hasPrefix("!ruby") || rest.isEmpty {
                    at += 1
                    values.append(block(indent: indent + 1))
                } else {
                    lines[at] = String(repeating: " ", count: indent + 2) + rest
                    values.append(block(indent: indent + 2))
                }
            }
            return .list(values)
        }

        private mutating func map(indent: Int) -> Value {
            var pairs: [(String, Value)] = []
            while at < lines.count {
                if isBlank(lines[at]) { at += 1; continue }
                guard indentation(lines[at]) == indent,
                    let (key, rest) = split(String(lines[at].dropFirst(indent)))
                else { break }
                at += 1
                pairs.append((key, value(rest, indent: indent)))
            }
            return .map(pairs)
        }

        private func split(_ line: String) -> (String, String)? {
            if line.hasPrefix("- ") { return nil }
            if let quote = line.first, quote == "\"" || quote == "'" {
                guard let end = line.dropFirst().firstIndex(of: quote) else { return nil }
                let rest = line[line.index(after: end)...]
                guard rest.hasPrefix(":") else { return nil }
                return (
                    String(line[line.index(after: line.startIndex)..<end]),
                    String(rest.dropFirst().drop { $0 == " " })
                )
            }
            var previous: Character?
            for index in line.indices {
                let next = line.index(after: index)
                if line[index] == ":", next == line.endIndex || line[next] == " ", previous != nil {
                    return (String(line[..<index]), String(line[next...].drop { $0 == " " }))
                }
                previous = line[index]
            }
            return nil
        }

        private mutating func value(_ head: String, indent: Int) -> Value {
            var rest = head
            var isBinary = false
            if rest.hasPrefix("!binary") {
                isBinary = true; rest = String(rest.dropFirst(7).drop { $0 == " " })
            }
            if rest.hasPrefix("!ruby/") { return nested(indent) }
            if rest.hasPrefix("!") { rest = String(rest.drop { $0 != " " }.drop { $0 == " " }) }
            if rest.isEmpty { return nested(indent) }
            if rest.hasPrefix("|") {
                let text = literal(rest, indent: indent)
                return isBinary ? .binary(text) : .text(text)
            }
            if rest.hasPrefix("\"") { return .text(doubleQuoted(rest)) }
            if rest.hasPrefix("'") { return .text(singleQuoted(rest)) }
            if rest == "[]" { return .list([]) }
            if rest == "{}" { return .map([]) }
            return .text(plain(rest, indent: indent))
        }

        private mutating func nested(_ indent: Int) -> Value {
            while at < lines.count, isBlank(lines[at]) { at += 1 }
            guard at < lines.count else { return .null }
            let next = indentation(lines[at])
            let isList = lines[at].dropFirst(next).hasPrefix("-")
            return next > indent || isList && next == indent ? block(indent: next) : .null
        }

        private mutating func literal(_ head: String, indent: Int) -> String {
            var body: [String] = []
            let given = head.dropFirst().compactMap(\.wholeNumberValue).first
            var width = given.map { indent + $0 }
            while at < lines.count {
                let line = lines[at]
                if isBlank(line), width.map({ line.utf8.count <= $0 }) ?? true {
                    body.append(""); at += 1; continue
                }
                let here = indentation(line)
                if width == nil { width = here }
                guard let wide = width, here >= wide, wide > indent else { break }
                body.append(String(line.dropFirst(wide)))
                at += 1
            }
            var trailing = 0
            while body.last == "" { body.removeLast(); trailing += 1 }
            let text = body.joined(separator: "\n")
            if head.contains("-") { return text }
            return text + (head.contains("+") ? String(repeating: "\n", count: trailing + 1) : "\n")
        }

        private mutating func plain(_ head: String, indent: Int) -> String {
            var words = [head]
            while at < lines.count, !isBlank(lines[at]), indentation(lines[at]) > indent {
                words.append(String(lines[at].drop { $0 == " " }))
                at += 1
            }
            return words.joined(separator: " ")
        }

        /// The lines of a quoted scalar up to its closing quote, folded.
        private mutating func folded(_ head: String, closes: (Substring) -> Bool) -> String {
            var text = head
            while !closes(text.dropFirst()), at < lines.count {
                var breaks = 0
                while at < lines.count, isBlank(lines[at]) { breaks += 1; at += 1 }
                guard at < lines.count else { break }
                let next = lines[at].drop { $0 == " " }
                at += 1
                if text.hasSuffix("\\"), !text.hasSuffix("\\\\") {
                    text = String(text.dropLast()) + String(next)
                } else {
                    while text.hasSuffix(" ") { text.removeLast() }
                    text += (breaks > 0 ? String(repeating: "\n", count: breaks) : " ") + String(next)
                }
            }
            return text
        }

        private mutating func singleQuoted(_ head: String) -> String {
            let text = folded(head) { rest in
                var quotes = 0
                for character in rest.reversed() { if character == "'" { quotes += 1 } else { break } }
                return quotes % 2 == 1
            }
            return collapse(String(text.dropFirst().dropLast()))
        }

        private func collapse(_ text: String) -> String {
            var output = ""
            var pending = false
            for character in text {
                if character == "'" {
                    if pending { output.append("'"); pending = false } else { pending = true }
                } else {
                    if pending { output.append("'"); pending = false }
                    output.append(character)
                }
            }
            return output
        }

        private mutating func doubleQuoted(_ head: String) -> String {
            let text = folded(head) { rest in
                guard rest.hasSuffix("\"") else { return false }
                var slashes = 0
                for character in rest.dropLast().reversed() {
                    if character == "\\" { slashes += 1 } else { break }
                }
                return slashes % 2 == 0
            }
            return unescape(text.dropFirst().dropLast())
        }

        private func unescape(_ text: Substring) -> String {
            var output = String.UnicodeScalarView()
            var scalars = text.unicodeScalars.makeIterator()
            while let scalar = scalars.next() {
                guard scalar == "\\" else { output.append(scalar); continue }
                guard let escape = scalars.next() else { break }
                switch escape {
                case "n": output.append("\n")
                case "t": output.append("\t")
                case "r": output.append("\r")
                case "0": output.append("\0")
                case "e": output.append("\u{1B}")
                case "a": output.append("\u{07}")
                case "b": output.append("\u{08}")
                case "v": output.append("\u{0B}")
                case "f": output.append("\u{0C}")
                case "_": output.append("\u{A0}")
                case "N": output.append("\u{85}")
                case "x", "u", "U":
                    var digits = ""
                    for _ in 0..<(escape == "x" ? 2 : escape == "u" ? 4 : 8) {
                        if let digit = scalars.next() { digits.unicodeScalars.append(digit) }
                    }
                    if let value = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) {
                        output.append(value)
                    }
                default: output.append(escape)
                }
            }
            return String(output)
        }
    }
}
