/// The words of a rich text, or the HTML that Outlook hides in one.
///
/// Source: Rich Text Format 1.9.1; MS-OXRTFEX (`\fromhtml`, `\htmltag`,
/// `\htmlrtf`).
struct RTF {
    private(set) var text = ""
    private(set) var isHTML = false

    static func read(_ rtf: Bytes) -> RTF {
        var parser = Parser(rtf)
        parser.run()
        return RTF(text: PartText.lines(parser.output), isHTML: parser.isHTML)
    }

    private struct State {
        /// Within a group whose words are no text: fonts, pictures, …
        var isHidden = false
        /// Within rich text that only repeats the HTML.
        var isRepeated = false
        /// How many letters follow `\u` for those who do not know it.
        var skip = 1
    }

    private struct Parser {
        let source: Bytes
        var at: Int
        var output = ""
        var isHTML = false
        private var pending: [UInt8] = []
        private var stack: [State] = []
        private var state = State()
        private var codePage = 1252
        private var toSkip = 0

        init(_ source: Bytes) {
            self.source = source
            at = source.startIndex
        }

        mutating func run() {
            while at < source.endIndex, output.utf8.count < 16 << 20 {
                let byte = source[at]
                at += 1
                switch byte {
                case UInt8(ascii: "{"): if stack.count < 1_000 { stack.append(state) }
                case UInt8(ascii: "}"): flush(); state = stack.popLast() ?? State()
                case UInt8(ascii: "\\"): control()
                case 0x0A, 0x0D: break
                default: letter(byte)
                }
            }
            flush()
        }

        private mutating func letter(_ byte: UInt8) {
            if toSkip > 0 { toSkip -= 1; return }
            if !state.isHidden, !state.isRepeated { pending.append(byte) }
        }

        private mutating func flush() {
            guard !pending.isEmpty else { return }
            output += Charset.decode(pending[...], label: "cp\(codePage)")
            pending.removeAll(keepingCapacity: true)
        }

        private mutating func say(_ text: String) {
            guard !state.isHidden, !state.isRepeated else { return }
            flush()
            output += text
        }

        private mutating func control() {
            guard at < source.endIndex else { return }
            let first = source[at]
            guard first.isASCIILetter else {
                at += 1
                symbol(first)
                return
            }
            var word: [UInt8] = []
            while at < source.endIndex, source[at].isASCIILetter, word.count < 32 {
                word.append(source[at]); at += 1
            }
            var digits: [UInt8] = []
            if at < source.endIndex, source[at] == UInt8(ascii: "-") { digits.append(source[at]); at += 1 }
            while at < source.endIndex, source[at].isASCIIDigit, digits.count < 11 {
                digits.append(source[at]); at += 1
            }
            if at < source.endIndex, source[at] == 0x20 { at += 1 }
            apply(String(decoding: word, as: UTF8.self), Int(String(decoding: digits, as: UTF8.self)))
        }

        private mutating func symbol(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "'"):
                guard at + 1 < source.endIndex, let high = source[at].hexDigit,
                    let low = source[at + 1].hexDigit
                else { return }
                at += 2
                letter(high << 4 | low)
            case UInt8(ascii: "~"): say("\u{A0}")
            case UInt8(ascii: "*"): if !startsHTMLTag() { state.isHidden = true }
            case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): letter(byte)
            case 0x0A, 0x0D: say("\n")
            default: break
            }
        }

        /// `{\*\htmltag64 <p>}` holds HTML, not rich text.
        private func startsHTMLTag() -> Bool {
            isHTML && source[at...].starts(with: Array("\\htmltag".utf8))
        }

        private mutating func apply(_ word: String, _ number: Int?) {
            switch word {
            case "fromhtml": isHTML = true
            case "htmlrtf": state.isRepeated = number != 0
            case "ansicpg": if let number, CharsetName.codePage(number) != nil { codePage = number }
            case "uc": state.skip = max(0, min(number ?? 1, 8))
            case "u":
                let value = UInt32(truncatingIfNeeded: (number ?? 0) & 0xFFFF)
                if let scalar = Unicode.Scalar(value) { say(String(Character(scalar))) }
                toSkip = state.skip
            case "par", "line", "row": say(isHTML ? "\r\n" : "\n")
            case "tab", "cell": say("\t")
            case "lquote": say("‘")
            case "rquote": say("’")
            case "ldblquote": say("“")
            case "rdblquote": say("”")
            case "endash": say("–")
            case "emdash": say("—")
            case "bullet": say("•")
            case "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer",
                "listtable", "themedata",
                "generator", "datastore", "latentstyles", "filetbl", "revtbl", "rsidtbl", "pntext":
                state.isHidden = true
            default: break
            }
        }
    }
}
