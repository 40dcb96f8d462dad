import Localization
import Markup

/// The rules of coding, beside the work.
struct CodeBookView {
    let rules: CodeBook.Rules
    let version: Int

    func body(_ r: Reader) -> HTML {
        """
        <section class="card code-book"><h2>\(r("Code book"))</h2>\(list(r))\
        <p class="quiet"><a href="/direction/code-book">\(version == 0 ? r("The shipped rules") : r("Rules, version \(version)"))</a></p></section>
        """
    }

    func list(_ r: Reader) -> HTML {
        let ties = rules.ties.split(separator: "\n").map { "<li dir=\"auto\">\($0)</li>" as HTML }
        return """
            <dl class="code-rules"><dt>\(r("Product"))</dt><dd dir="auto">\(rules.product)</dd><dt>\(r("Service"))</dt><dd dir="auto">\(rules.service)</dd>\
            <dt>\(r("Idea"))</dt><dd dir="auto">\(rules.idea)</dd></dl>\
            <h3>\(r("Where it could be two of them, ask in this order"))</h3><ol class="code-ties">\(ties)</ol>\
            <p class="quiet">\(r("A sentence may be split between them."))</p>
            """
    }
}

/// The rules of coding: to read, and for administrators to write.
struct CodeBookPage: Page {
    let book: CodeBook
    let typed: CodeBook.Rules?
    let isEditable: Bool
    let problem: String?
    let frame: Frame

    static var samples: [CodeBookPage] { Samples.codeBookPages }

    func title(_ r: Reader) -> String { r("Code book") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet"><header><h1>\(r("Code book"))</h1>
        <p class="quiet">\(r("By these rules customers’ words are marked as product, service and idea.")) \(state(r))
        <a href="/direction/declared">\(r("Say what it is"))</a></p></header>
        \(Field.problem(problem))
        <section class="card code-book">\(CodeBookView(rules: book.rules(for: r), version: book.version).list(r))</section>
        \(if: isEditable, form(r))</div>
        """
    }

    private func state(_ r: Reader) -> String {
        book.version == 0 ? r("They are the shipped ones.") : r("Version \(book.version).")
    }

    private func form(_ r: Reader) -> HTML {
        let rules = typed ?? book.rules(for: r)
        return """
            <form class="card" method="post" action="/direction/code-book">\(frame.csrfField)<h2>\(r("In your own words"))</h2>
            \(Field.area("product", r("Product"), value: rules.product, rows: 3))
            \(Field.area("service", r("Service"), value: rules.service, rows: 3))
            \(Field.area("idea", r("Idea"), value: rules.idea, rows: 3))
            \(Field.area("ties", r("Where it could be two of them"), value: rules.ties, rows: 4, hint: r("One question a line, in the order in which they are asked")))
            <p class="quiet">\(r("Saving makes the next version, for who reads in your language. Marks keep the version they were made by."))</p>
            <p><button class="button">\(r("Save"))</button></p></form>
            """
    }
}
