import Foundation
import Testing

@testable import Markup

@Suite struct TokenizerTests {
    @Test func `Tokens are those of the html5lib tests`() throws {
        var count = 0
        var failures: [String] = []
        for file in try Corpora.files("html5lib-tests/tokenizer", ending: ".test") {
            let json = try JSONSerialization.jsonObject(with: Data(file.text.utf8)) as? [String: Any]
            for test in json?["tests"] as? [[String: Any]] ?? [] {
                let isEscaped = test["doubleEscaped"] as? Bool ?? false
                let input = Self.plain(test["input"] as? String ?? "", isEscaped)
                // A String cannot hold half a surrogate pair.
                guard !input.contains("\\u"), let output = test["output"] as? [Any] else { continue }
                for state in test["initialStates"] as? [String] ?? ["Data state"] {
                    count += 1
                    let found = Self.tokens(of: input, state: state, lastTag: test["lastStartTag"] as? String)
                    let expected = Self.joined(output.map { Self.plain(Self.describe($0), isEscaped) })
                    if found != expected {
                        failures.append(
                            "\(file.name) \(state): \(test["description"] ?? "")\n  \(expected)\n  \(found)")
                    }
                }
            }
        }
        print("html5lib tokenizer: \(count - failures.count) of \(count)")
        if ProcessInfo.processInfo.environment["SHOW_FAILURES"] != nil {
            print(failures.joined(separator: "\n"))
        }
        #expect(failures.isEmpty, "\(failures.first ?? "")")
    }

    /// `\u0000` as tests that are escaped twice write it.
    private static func plain(_ text: String, _ isEscaped: Bool) -> String {
        guard isEscaped else { return text }
        return text.replacing(/\\u([0-9A-Fa-f]{4})/) { match in
            UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? "\\u"
        }
    }

    private static func describe(_ token: Any) -> String {
        guard let parts = token as? [Any], let kind = parts.first as? String else { return "" }
        func text(_ index: Int) -> String { index < parts.count ? parts[index] as? String ?? "nil" : "nil" }
        switch kind {
        case "Character": return "C" + text(1)
        case "Comment": return "<!--" + text(1)
        case "EndTag": return "</" + text(1)
        case "DOCTYPE":
            return "<!\(text(1))|\(text(2))|\(text(3))|\((parts[4] as? Bool) == true)"
        case "StartTag":
            let attributes = (parts[2] as? [String: String] ?? [:]).sorted { $0.key < $1.key }
            let isClosing = parts.count > 3 && (parts[3] as? Bool ?? false)
            return "<\(text(1))\(attributes.map { " \($0.key)=\($0.value)" }.joined())\(isClosing ? "/" : "")"
        default: return "?"
        }
    }

    /// Neighbouring characters are one token.
    private static func joined(_ tokens: [String]) -> [String] {
        var all: [String] = []
        for token in tokens {
            if token.hasPrefix("C"), let last = all.last, last.hasPrefix("C") {
                all[all.count - 1] += token.dropFirst()
            } else {
                all.append(token)
            }
        }
        return all
    }

    private static func tokens(of input: String, state: String, lastTag: String?) -> [String] {
        let bytes = Array(input.replacing("\r\n", with: "\n").replacing("\r", with: "\n").utf8)
        return bytes.withUnsafeBufferPointer { source in
            var tokenizer = Tokenizer(source)
            switch state {
            case "PLAINTEXT state": tokenizer.mode = .plain
            case "RCDATA state": tokenizer.mode = .text
            case "RAWTEXT state": tokenizer.mode = .raw
            case "Script data state": tokenizer.mode = .script
            case "CDATA section state": tokenizer.mode = .cdata
            default: break
            }
            var name = lastTag ?? ""
            tokenizer.textTag = name.withUTF8 { Tag.named($0) }
            var tokens: [String] = []
            while true {
                let token = tokenizer.next(isForeign: false)
                if token.kind == .end { return joined(tokens) }
                tokens.append(describe(token, tokenizer))
            }
        }
    }

    private static func describe(_ token: Token, _ tokenizer: Tokenizer) -> String {
        func text(_ extent: Extent) -> String {
            String(decoding: extent.range.map(tokenizer.byte), as: UTF8.self)
        }
        let name = token.tag == .unknown ? text(token.name) : token.tag.name
        switch token.kind {
        case .space, .text: return "C" + text(token.content)
        case .null: return "C\u{0}"
        case .comment: return "<!--" + text(token.content)
        case .endTag: return "</" + name
        case .doctype:
            let doctype = token.doctype ?? Token.Doctype()
            let shown = token.name.isEmpty ? "nil" : text(token.name)
            return
                "<!\(shown)|\(doctype.publicID.map(text) ?? "nil")|\(doctype.systemID.map(text) ?? "nil")|\(!doctype.forcesQuirks)"
        case .startTag:
            let attributes = tokenizer.attributes[token.attributes.range]
                .map { (key: $0.name == .other ? text($0.spelling) : $0.name.name, value: text($0.value)) }
                .sorted { $0.key < $1.key }
            return
                "<\(name)\(attributes.map { " \($0.key)=\($0.value)" }.joined())\(token.isSelfClosing ? "/" : "")"
        case .end: return ""
        }
    }
}
