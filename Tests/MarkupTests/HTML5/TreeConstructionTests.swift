import Foundation
import Testing

@testable import Markup

@Suite struct TreeConstructionTests {
    @Test func `Trees are those of the html5lib tests`() throws {
        var count = 0
        var failures: [String] = []
        for file in try Corpora.files("html5lib-tests/tree-construction", ending: ".dat") {
            for (number, test) in Self.tests(in: file.text).enumerated() {
                count += 1
                let found = Self.tree(of: test)
                if found != test.document {
                    failures.append(
                        "\(file.name) \(number + 1): \(test.data)\nexpected\n\(test.document)\nfound\n\(found)\n"
                    )
                }
            }
        }
        print("html5lib tree construction: \(count - failures.count) of \(count)")
        if ProcessInfo.processInfo.environment["SHOW_FAILURES"] != nil {
            print(failures.joined(separator: "\n"))
        }
        #expect(failures.isEmpty, "\(failures.first ?? "")")
    }

    private struct Case {
        var data = ""
        var fragment = ""
        var document = ""
    }

    private static func tests(in text: String) -> [Case] {
        var tests: [Case] = []
        var section = ""
        var isScripted = false
        func finish() {
            guard !tests.isEmpty else { return }
            // With scripting on `noscript` is text: not ours.
            if isScripted { tests.removeLast() }
            isScripted = false
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "#data" {
                finish()
                tests.append(Case())
                section = "#data"
            } else if line.hasPrefix("#"), section != "#document" || line.hasPrefix("#script") {
                section = String(line)
                if line == "#script-on" { isScripted = true }
            } else if !tests.isEmpty {
                let last = tests.count - 1
                switch section {
                case "#data": tests[last].data += (tests[last].data.isEmpty ? "" : "\n") + line
                case "#document-fragment": if !line.isEmpty { tests[last].fragment = String(line) }
                case "#document": tests[last].document += (tests[last].document.isEmpty ? "" : "\n") + line
                default: break
                }
            }
        }
        finish()
        for index in tests.indices {
            while tests[index].document.last == "\n" { tests[index].document.removeLast() }
        }
        return tests
    }

    private static func tree(of test: Case) -> String {
        var source = test.data
        return source.withUTF8 { source in
            guard !test.fragment.isEmpty else {
                return TreeDump.lines(of: HTML5.parse(source)).joined(separator: "\n")
            }
            let parts = test.fragment.split(separator: " ")
            let namespace: Namespace = parts[0] == "svg" ? .svg : parts[0] == "math" ? .math : .html
            var name = String(parts.last ?? "div")
            let tag = name.withUTF8 { Tag.named($0) }
            let tree = HTML5.parse(source, in: tag, namespace: parts.count == 1 ? .html : namespace)
            return TreeDump.lines(of: tree, under: tree[Tree.document].first).joined(separator: "\n")
        }
    }
}
