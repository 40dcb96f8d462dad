extension PortableObject {
    /// Reads the text of a `.po` file in UTF-8, in time linear in its size.
    /// - Throws: `Malformed`, with the line.
    public init(parsing text: [UInt8]) throws(Malformed) {
        var reading = Reading()
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let body = text.starts(with: mark) ? text[mark.count...] : text[...]
        for line in body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            try reading.take(line)
        }
        try reading.finish()
        self.init(entries: reading.entries)
        if let charset = header("Content-Type")?.lowercased(), charset.contains("charset="),
            !charset.contains("charset=utf-8"), !charset.contains("charset=us-ascii")
        {
            throw Malformed(line: 1, problem: "the file must be in UTF-8, but says \(charset)")
        }
    }

    /// One pass over the lines.
    private struct Reading {
        var entries: [Entry] = []
        private var entry = Entry(id: "")
        private var number = 0
        private var target = Target.none
        private var seen: [String: Int] = [:]

        private enum Target: Equatable {
            case none, context, id, plural
            case translation(Int)
        }

        mutating func take(_ raw: ArraySlice<UInt8>) throws(Malformed) {
            number += 1
            let line = Self.trimmed(raw)
            guard let first = line.first else { return }
            if first != UInt8(ascii: "#") { return try statement(line, isObsolete: false) }
            let body = Self.trimmed(line.dropFirst(2))
            switch line.dropFirst().first {
            case UInt8(ascii: "~"):
                if body.first == UInt8(ascii: "|") {
                    try begin()
                    entry.previous.append(try text(Self.trimmed(body.dropFirst())))
                } else if !body.isEmpty {
                    try statement(body, isObsolete: true)
                }
            case UInt8(ascii: ","):
                try begin()
                let flags = try text(body).split(separator: ",")
                entry.flags += flags.map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
            case UInt8(ascii: ":"):
                try begin()
                entry.references += try text(body).split(separator: " ").map(String.init)
            case UInt8(ascii: "."):
                try begin()
                entry.notes.append(try text(body))
            case UInt8(ascii: "|"):
                try begin()
                entry.previous.append(try text(body))
            default:
                try begin()
                entry.comments.append(try text(Self.trimmed(line.dropFirst())))
            }
        }

        /// Ends the entry before, where there is one, so that what follows
        /// belongs to the next.
        private mutating func begin() throws(Malformed) {
            if case .translation = target { try end() }
            guard target == .none else {
                throw Malformed(line: number, problem: "the entry before has no msgstr")
            }
        }

        private mutating func end() throws(Malformed) {
            let key = "\(entry.context.map { $0 + "\u{4}" } ?? "")\(entry.id)"
            if !entry.isObsolete {
                if let earlier = seen[key] {
                    throw Malformed(
                        line: entry.line, problem: "the same msgid stands in line \(earlier) already")
                }
                seen[key] = entry.line
            }
            entries.append(entry)
            entry = Entry(id: "")
            target = .none
        }

        mutating func finish() throws(Malformed) {
            try begin()
            // Comments after the last entry belong to none: an obsolete
            // remnant would claim a msgid that is not there.
        }

        private mutating func statement(
            _ line: ArraySlice<UInt8>, isObsolete: Bool
        ) throws(Malformed) {
            guard line.first != UInt8(ascii: "\"") else { return try add(string(line)) }
            let word = line.prefix { $0 != UInt8(ascii: "\"") && $0 > 0x20 }
            let value = try string(Self.trimmed(line.dropFirst(word.count)))
            switch String(decoding: word, as: UTF8.self) {
            case "msgctxt":
                try begin()
                entry.isObsolete = isObsolete
                entry.context = value
                target = .context
            case "msgid":
                if target != .context { try begin() }
                entry.isObsolete = isObsolete
                entry.id = value
                entry.line = number
                target = .id
            case "msgid_plural":
                guard target == .id else { throw misplaced("msgid_plural", after: "msgid") }
                entry.plural = value
                target = .plural
            case "msgstr":
                guard target == .id else { throw misplaced("msgstr", after: "msgid") }
                entry.translations = [value]
                target = .translation(0)
            case let keyword where keyword.hasPrefix("msgstr["):
                try addForm(keyword, value)
            case let keyword:
                throw Malformed(line: number, problem: "\"\(keyword.prefix(40))\" is no keyword of gettext")
            }
        }

        private mutating func addForm(_ keyword: String, _ value: String) throws(Malformed) {
            let form = entry.translations.count
            let expected = target == .plural ? form == 0 : target == .translation(form - 1)
            guard entry.plural != nil, expected, keyword == "msgstr[\(form)]", form < 10 else {
                throw misplaced(String(keyword.prefix(40)), after: "msgid_plural and the forms before it")
            }
            entry.translations.append(value)
            target = .translation(form)
        }

        private mutating func add(_ more: String) throws(Malformed) {
            switch target {
            case .none: throw Malformed(line: number, problem: "a text that belongs to no keyword")
            case .context: entry.context? += more
            case .id: entry.id += more
            case .plural: entry.plural? += more
            case .translation(let form): entry.translations[form] += more
            }
        }

        private func misplaced(_ keyword: String, after other: String) -> Malformed {
            Malformed(line: number, problem: "\(keyword) must come after \(other)")
        }

        /// What stands between quotes, its escapes resolved.
        private func string(_ line: ArraySlice<UInt8>) throws(Malformed) -> String {
            let quote = UInt8(ascii: "\"")
            let backslash = UInt8(ascii: "\\")
            guard line.first == quote else {
                throw Malformed(line: number, problem: "a text in quotes is missing")
            }
            var bytes: [UInt8] = []
            var rest = line.dropFirst()
            while let byte = rest.popFirst() {
                if byte == quote {
                    guard rest.isEmpty else {
                        throw Malformed(line: number, problem: "something stands after the closing quote")
                    }
                    return try text(bytes[...])
                }
                guard byte == backslash else {
                    bytes.append(byte)
                    continue
                }
                try bytes.append(escape(&rest))
            }
            throw Malformed(line: number, problem: "the closing quote is missing")
        }

        private func escape(_ rest: inout ArraySlice<UInt8>) throws(Malformed) -> UInt8 {
            let simple: [UInt8: UInt8] = [
                0x6E: 0x0A, 0x74: 0x09, 0x72: 0x0D, 0x61: 0x07, 0x62: 0x08, 0x66: 0x0C, 0x76: 0x0B,
                0x22: 0x22, 0x5C: 0x5C,
            ]
            let byte = rest.popFirst()
            if let byte, let plain = simple[byte] { return plain }
            if byte == UInt8(ascii: "x") {
                let digits = rest.prefix(2).prefix { Self.digit($0, below: 16) != nil }
                rest = rest.dropFirst(digits.count)
                if let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) { return value }
            } else if let byte, Self.digit(byte, below: 8) != nil {
                let more = rest.prefix(2).prefix { Self.digit($0, below: 8) != nil }
                rest = rest.dropFirst(more.count)
                let digits = String(decoding: [byte] + more, as: UTF8.self)
                if let value = UInt8(digits, radix: 8) { return value }
            }
            throw Malformed(
                line: number, problem: "a backslash before something that gettext does not escape")
        }

        private static func digit(_ byte: UInt8, below radix: Int) -> Int? {
            Character(Unicode.Scalar(byte)).hexDigitValue.flatMap { $0 < radix ? $0 : nil }
        }

        private func text(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> String {
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Malformed(line: number, problem: "this is not UTF-8")
            }
            return text
        }

        private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
            var line = line
            while let last = line.last, last <= 0x20 { line.removeLast() }
            return line.drop { $0 <= 0x20 }
        }
    }
}
