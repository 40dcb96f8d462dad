/// Finds in Swift source the sentences that are to be translated.
///
/// They are the string literals in calls that take a `Phrase`, keyed as
/// `Phrase` keys them; those that become a constant or variable declared as
/// one; and the results of a property or function that gives one. Only the
/// shape of the source is read, not its types: a call counts by its name.
public struct PhraseScanner {
    /// A sentence and where it stands.
    public struct Found: Sendable, Hashable {
        /// The sentence as translators know it.
        public let id: String
        /// The sentence for numbers other than one, where it has one.
        public let plural: String?
        /// What tells it apart from the same words elsewhere.
        public let context: String?
        /// The line it begins in, counted from 1.
        public let line: Int
    }

    /// Calls whose literals are phrases.
    public static let calls: Set<String> = [
        "r", "reader", "Phrase", "Fault", "invalid", "notFound", "conflict", "forbidden", "signInNeeded",
        "tooMany", "tooLarge",
    ]

    private let source: [UInt8]
    private let calls: Set<String>
    private var index = 0
    private var found: [Found] = []
    /// The line at `lineIndex`; counted on from there.
    private var line = 1
    private var lineIndex = 0

    /// The sentences of a file, in the order in which they end.
    /// - Parameter calls: names of functions and types that take a phrase;
    ///   in any call an argument labelled `phrase` is one too.
    public static func phrases(in source: String, calls: Set<String> = Self.calls) -> [Found] {
        var scanner = PhraseScanner(source: Array(source.utf8), calls: calls)
        scanner.scanCode(untilParenthesis: false, depth: 0)
        return scanner.found
    }

    private init(source: [UInt8], calls: Set<String>) {
        self.source = source
        self.calls = calls
    }

    /// A bracket that has been opened, and what stands directly in it.
    private struct Bracket {
        let closing: UInt8
        /// The name before a call's parenthesis.
        var call: String?
        var argument = 0
        var label: String?
        var literals: [Literal] = []
        /// Whether it holds the body of something that gives a phrase.
        var givesPhrase = false
    }

    private struct Literal {
        let argument: Int
        let label: String?
        let key: String
        let line: Int
    }

    /// Reads code up to its end, or up to the parenthesis that closes an
    /// interpolation.
    private mutating func scanCode(untilParenthesis: Bool, depth: Int) {
        var brackets: [Bracket] = []
        var word: String?
        var wordEnd = -1
        while index < source.count {
            let byte = source[index]
            switch byte {
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"): skipLine()
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): skipComment()
            case UInt8(ascii: "\""):
                take(at: index, hashes: 0, depth: depth, into: &brackets)
            case UInt8(ascii: "#"):
                let start = index
                let hashes = source[index...].prefix { $0 == UInt8(ascii: "#") }.count
                index += hashes
                guard peek(0) == UInt8(ascii: "\"") else { continue }
                take(at: start, hashes: hashes, depth: depth, into: &brackets)
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                let closing: [UInt8: UInt8] = [0x28: 0x29, 0x5B: 0x5D, 0x7B: 0x7D]
                var bracket = Bracket(closing: closing[byte] ?? 0)
                if byte == UInt8(ascii: "("), wordEnd == index { bracket.call = word }
                if byte == UInt8(ascii: "{") { bracket.givesPhrase = givesPhrase(in: brackets.last) }
                brackets.append(bracket)
                index += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                index += 1
                guard let last = brackets.popLast() else {
                    if untilParenthesis { return }
                    continue
                }
                if last.closing == byte { finish(last) }
            case UInt8(ascii: ","):
                index += 1
                if !brackets.isEmpty {
                    brackets[brackets.count - 1].argument += 1
                    brackets[brackets.count - 1].label = nil
                }
            case _ where Self.isWord(byte):
                let start = index
                while index < source.count, Self.isWord(source[index]) { index += 1 }
                word = String(decoding: source[start..<index], as: UTF8.self)
                wordEnd = index
                if let word, peek(0) == UInt8(ascii: ":"), !brackets.isEmpty, beginsArgument(start) {
                    brackets[brackets.count - 1].label = word
                }
            default: index += 1
            }
        }
    }

    private mutating func take(at start: Int, hashes: Int, depth: Int, into brackets: inout [Bracket]) {
        let (key, line) = literal(hashes: hashes, depth: depth)
        guard let last = brackets.last, last.call != nil else {
            let isResult = brackets.last?.givesPhrase == true && isResult(start)
            guard !key.isEmpty, isResult || follows("Phrase =", start) else { return }
            return found.append(Found(id: key, plural: nil, context: nil, line: line))
        }
        brackets[brackets.count - 1].literals.append(
            Literal(argument: last.argument, label: last.label, key: key, line: line))
    }

    /// Whether the brace here opens the body of something declared to give
    /// a phrase, or a part of such a body.
    private func givesPhrase(in outer: Bracket?) -> Bool {
        if follows("Phrase", index) { return true }
        return outer?.givesPhrase == true && outer?.closing == UInt8(ascii: "}")
    }

    /// Whether a literal stands where a result does: not where it is
    /// compared or joined.
    private func isResult(_ start: Int) -> Bool {
        if follows("return", start) { return true }
        guard let before = source[..<start].last(where: { $0 > 0x20 }) else { return false }
        return [UInt8(ascii: ":"), UInt8(ascii: "{"), UInt8(ascii: "?")].contains(before)
    }

    /// Whether a place comes right after some words.
    private func follows(_ words: String, _ place: Int) -> Bool {
        var before = source[..<place]
        while let last = before.last, last <= 0x20 { before.removeLast() }
        return before.suffix(words.utf8.count).elementsEqual(words.utf8)
    }

    /// Turns the literals of a call into phrases.
    private mutating func finish(_ bracket: Bracket) {
        guard let call = bracket.call else { return }
        let context = bracket.literals.first { $0.label == "context" }?.key
        if call == "plural" {
            let forms = bracket.literals.filter { $0.label == nil && $0.argument > 0 }
            guard let one = forms.first, let other = forms.dropFirst().first else { return }
            found.append(Found(id: one.key, plural: other.key, context: context, line: one.line))
            return
        }
        for literal in bracket.literals {
            let isPhrase = literal.label == "phrase" || (literal.label == nil && calls.contains(call))
            guard isPhrase, !literal.key.isEmpty else { continue }
            found.append(Found(id: literal.key, plural: nil, context: context, line: literal.line))
        }
    }

    // MARK: Literals

    /// Reads a literal and the code interpolated in it.
    /// - Returns: the key that `Phrase` would make of it.
    private mutating func literal(hashes: Int, depth: Int) -> (key: String, line: Int) {
        line += source[lineIndex..<index].count { $0 == UInt8(ascii: "\n") }
        lineIndex = index
        let line = line
        let isMultiline = peek(1) == UInt8(ascii: "\"") && peek(2) == UInt8(ascii: "\"")
        index += isMultiline ? 3 : 1
        let end =
            [UInt8](repeating: UInt8(ascii: "\""), count: isMultiline ? 3 : 1)
            + [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
        let escape = [UInt8(ascii: "\\")] + [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
        var text = LiteralText()
        while index < source.count {
            if matches(end) {
                index += end.count
                break
            }
            if matches(escape) {
                index += escape.count
                readEscape(into: &text, depth: depth)
            } else if !isMultiline, source[index] == UInt8(ascii: "\n") {
                // Not a literal after all, or half-typed.
                break
            } else {
                text.append(source[index])
                index += 1
            }
        }
        return (text.key(isMultiline: isMultiline), line)
    }

    private mutating func readEscape(into text: inout LiteralText, depth: Int) {
        guard index < source.count else { return }
        let byte = source[index]
        index += 1
        switch byte {
        case UInt8(ascii: "("):
            text.appendPlace()
            // Deeper than anybody writes; the rest is then read as code.
            if depth < 50 { scanCode(untilParenthesis: true, depth: depth + 1) }
        case UInt8(ascii: "u"):
            let digits = source[index...].dropFirst().prefix(9).prefix { $0 != UInt8(ascii: "}") }
            index = min(index + digits.count + 2, source.count)
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
            text.append(scalar: value.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}")
        case UInt8(ascii: "n"): text.append(escaped: 0x0A)
        case UInt8(ascii: "t"): text.append(escaped: 0x09)
        case UInt8(ascii: "r"): text.append(escaped: 0x0D)
        case UInt8(ascii: "0"): text.append(escaped: 0)
        case UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: "\t"):
            // A line of a long literal that goes on in the next.
            index -= 1
            while index < source.count, source[index] != UInt8(ascii: "\n") { index += 1 }
            index += 1
            text.joinLines()
        default: text.append(escaped: byte)
        }
    }

    // MARK: Pieces

    private func peek(_ distance: Int) -> UInt8? {
        index + distance < source.count ? source[index + distance] : nil
    }

    private func matches(_ word: [UInt8]) -> Bool {
        source[index...].starts(with: word)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte >= 0x80 || (0x30...0x39).contains(byte)
            || (0x61...0x7A).contains(byte | 0x20)
    }

    /// Whether a word is the first of an argument, and so its label.
    private func beginsArgument(_ start: Int) -> Bool {
        let before = source[..<start].last { $0 > 0x20 }
        return before == UInt8(ascii: "(") || before == UInt8(ascii: ",")
    }

    private mutating func skipLine() {
        while index < source.count, source[index] != UInt8(ascii: "\n") { index += 1 }
    }

    private mutating func skipComment() {
        var depth = 0
        while index < source.count {
            if matches([0x2F, 0x2A]) {
                depth += 1
                index += 2
            } else if matches([0x2A, 0x2F]) {
                depth -= 1
                index += 2
                if depth == 0 { return }
            } else {
                index += 1
            }
        }
    }
}
