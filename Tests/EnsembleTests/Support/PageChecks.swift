import Markup
import Testing

@testable import Ensemble

/// What must be true of every page, whoever's words are on it.
struct PageChecks {
    let document: HTML5.Document
    /// What a failure is told by.
    let name: String

    init(_ html: String, name: String) {
        document = HTML5.parse(html)
        self.name = name
    }

    func run() {
        scripts()
        forms()
        labels()
        ids()
        headings()
        pictures()
    }

    /// No script, style or handler stands in the page: the policy forbids them.
    fileprivate func scripts() {
        for script in document.elements(named: "script") {
            #expect(
                ["/ensemble.js", "/theme.js"].contains { script["src"]?.hasPrefix($0) == true }
                    && script.text.isEmpty,
                "\(name): inline script")
        }
        #expect(document.elements(named: "style").isEmpty, "\(name): inline style")
        for element in document.elements {
            let bad = element.attributes.keys.filter { $0 == "style" || $0.hasPrefix("on") }
            #expect(bad.isEmpty, "\(name): <\(element.name)> has \(bad)")
            for link in ["href", "src", "action"].compactMap({ element[$0] }) {
                let scheme = link.lowercased().filter { !$0.isWhitespace }
                #expect(!scheme.hasPrefix("javascript:") && !scheme.hasPrefix("data:"), "\(name): \(link)")
            }
        }
    }

    /// Every form that changes something brings its token and stays here.
    fileprivate func forms() {
        for form in document.elements(named: "form") {
            #expect(
                form["action"]?.hasPrefix("/") == true,
                "\(name): a form goes to \(form["action"] ?? "nowhere")")
            guard form["method"]?.lowercased() == "post" else { continue }
            let tokens = form.elements(named: "input").filter {
                $0["name"] == "csrf" && $0["type"] == "hidden"
            }
            #expect(
                tokens.count == 1 && tokens.first?["value"] == "sample",
                "\(name): \(form["action"] ?? "") lacks its token")
        }
        for form in document.elements(named: "form") {
            #expect(form.elements(named: "form").isEmpty, "\(name): a form in a form")
        }
        for button in document.elements(named: "button") {
            let words = (button["aria-label"] ?? "") + (button["title"] ?? "") + button.text
            #expect(!words.trimmed.isEmpty, "\(name): a button without words")
        }
    }

    private func labels() {
        let fields = ["input", "select", "textarea"].flatMap(document.elements(named:))
        let labelled = Set(document.elements(named: "label").compactMap { $0["for"] })
        for field in fields where !["hidden", "submit"].contains(field["type"] ?? "") {
            let hasLabel =
                field["id"].map(labelled.contains) == true || field["aria-label"]?.isEmpty == false
                || Self.stands(field, in: "label")
            #expect(hasLabel, "\(name): the field \(field["name"] ?? "?") has no label")
        }
        for label in document.elements(named: "label") {
            #expect(!label.text.trimmed.isEmpty, "\(name): a label without words")
        }
    }

    private static func stands(_ element: HTML5.Element, in outer: String) -> Bool {
        var parent = element.parent
        while let present = parent {
            if present.name == outer { return true }
            parent = present.parent
        }
        return false
    }

    fileprivate func ids() {
        let ids = document.elements.compactMap { $0["id"] }
        let doubled = Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
        #expect(doubled.isEmpty, "\(name): ids more than once: \(doubled)")
        for element in document.elements {
            let named = ["for", "aria-labelledby", "aria-describedby", "aria-controls"].compactMap {
                element[$0]
            }
            for id in named.flatMap({ $0.split(separator: " ").map(String.init) }) {
                #expect(ids.contains(id), "\(name): <\(element.name)> names \(id), which is not there")
            }
        }
    }

    fileprivate func headings() {
        #expect(document.elements(named: "h1").count == 1, "\(name): one h1")
        #expect(document.elements(named: "main").count == 1, "\(name): one main")
        #expect(document.elements(named: "title").count == 1, "\(name): one title")
        #expect(document.elements(named: "html").first?["lang"]?.isEmpty == false, "\(name): no language")
    }

    private func pictures() {
        for image in document.elements(named: "img") {
            #expect(image["alt"] != nil, "\(name): a picture without alt")
        }
        for frame in document.elements(named: "iframe") {
            #expect(frame["title"]?.isEmpty == false, "\(name): a frame without title")
        }
        for table in document.elements(named: "table") {
            #expect(
                table.elements(named: "th").allSatisfy { $0["scope"] != nil },
                "\(name): a heading without scope")
        }
    }
}

extension PageChecks {
    /// What stays true whatever people write: a name may be empty, so labels
    /// and buttons may lack words then.
    func runHostile() {
        scripts()
        forms()
        ids()
        headings()
    }
}
