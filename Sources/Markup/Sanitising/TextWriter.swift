/// Writes a stranger's tree as plain text.
struct TextWriter {
    let tree: Tree
    private var lines = TextLines()
    /// The lists around what is written, innermost last.
    private var lists: [List] = []
    /// The quotes, items and links that have been opened.
    private var open: [Opened] = []
    /// A row whose cells are written side by side.
    private var plainRow = Tree.none

    private struct List {
        let node: Tree.Index
        /// The number of the next item; `nil` where items have none.
        var number: Int?
    }

    private struct Opened {
        let node: Tree.Index
        let kind: Kind

        enum Kind {
            case quote, item, link(TextLines.Mark), preformatted
        }
    }

    init(_ tree: Tree) {
        self.tree = tree
    }

    mutating func run() -> String {
        guard let body = tree.body else { return "" }
        let limit = 1_000_000 + 2 * tree.bytes.count
        var node = tree[body].first
        while node != Tree.none, lines.count <= limit {
            let first = enter(node) ? tree[node].first : Tree.none
            if first != Tree.none {
                node = first
                continue
            }
            while node != body {
                if tree[node].kind == .element { leave(node) }
                if tree[node].next != Tree.none { break }
                node = tree[node].parent
            }
            node = node == body ? Tree.none : tree[node].next
        }
        return lines.finished()
    }

    /// - Returns: whether to go on with what it contains.
    private mutating func enter(_ index: Tree.Index) -> Bool {
        let node = tree[index]
        switch node.kind {
        case .text:
            tree.bytes.withUnsafeBufferPointer { bytes in
                lines.append(UnsafeBufferPointer(rebasing: bytes[node.content.range]))
            }
            return false
        case .element: break
        case .comment, .doctype, .document: return false
        }
        guard node.namespace == .html, !Self.isUnread(node.tag), !Hidden.isHidden(index, in: tree) else {
            return false
        }
        begin(index, node.tag)
        return true
    }

    private static func isUnread(_ tag: Tag) -> Bool {
        switch tag {
        case .script, .style, .title, .head, .template, .select, .iframe, .noembed, .noframes, .textarea,
            .canvas,
            .optgroup, .option, .frameset:
            true
        default: false
        }
    }

    private mutating func begin(_ index: Tree.Index, _ tag: Tag) {
        switch tag {
        case .br: lines.breakLine()
        case .hr:
            lines.endBlock()
            lines.append("---")
            lines.endBlock()
        case .img: describePicture(index)
        case .p: block(isApart: !margins(index).isTopNothing)
        case .h1, .h2, .h3, .h4, .h5, .h6: block(isApart: true)
        case .blockquote:
            block(isApart: true)
            guard isQuote(index) else { return }
            lines.beginQuote()
            open.append(Opened(node: index, kind: .quote))
        case .pre, .listing, .xmp, .plaintext:
            block(isApart: true)
            lines.preformatted += 1
            open.append(Opened(node: index, kind: .preformatted))
        case .ul, .ol, .menu, .dir:
            block(isApart: lists.isEmpty)
            lists.append(List(node: index, number: tag == .ol ? firstNumber(index) : nil))
        case .li: beginItem(index)
        case .dd: block()
        case .a: open.append(Opened(node: index, kind: .link(lines.mark)))
        case .tr:
            block()
            if plainRow == Tree.none, isPlainRow(index) { plainRow = index }
        case .td, .th: lines.beginCell()
        case .q: lines.append("\"")
        case .table, .caption, .dl, .dt, .form, .fieldset, .dialog: block()
        case _ where TagTraits.of(tag, .html).contains(.closesParagraph): block()
        default: break
        }
    }

    private mutating func leave(_ index: Tree.Index) {
        let tag = tree[index].tag
        while let last = open.last, last.node == index {
            open.removeLast()
            switch last.kind {
            case .link(let mark): endLink(index, mark)
            case .quote: lines.endQuote()
            case .item: lines.endItem()
            case .preformatted: lines.preformatted -= 1
            }
        }
        if lists.last?.node == index { lists.removeLast() }
        if plainRow == index { plainRow = Tree.none }
        guard tree[index].namespace == .html, !Self.isUnread(tag) else { return }
        switch tag {
        case .p: block(isApart: !margins(index).isBottomNothing)
        case .h1, .h2, .h3, .h4, .h5, .h6, .blockquote, .pre, .listing, .xmp, .plaintext: block(isApart: true)
        case .ul, .ol, .menu, .dir: block(isApart: lists.isEmpty)
        case .q: lines.append("\"")
        case .table, .caption, .tr, .dl, .dt, .dd, .li, .form, .fieldset, .dialog: block()
        case _ where TagTraits.of(tag, .html).contains(.closesParagraph): block()
        default: break
        }
    }

    private mutating func block(isApart: Bool = false) {
        guard plainRow == Tree.none else { return }
        lines.endBlock(isApart: isApart)
    }

    // MARK: Single elements

    /// The space around a paragraph; none where Outlook made it.
    private func margins(_ index: Tree.Index) -> Margins {
        tree.bytes.withUnsafeBufferPointer { bytes in
            var margins = Margins()
            for attribute in tree.attributes(of: index) {
                let value = UnsafeBufferPointer(rebasing: bytes[attribute.value.range])
                if attribute.name == .style { margins = Margins(style: value) }
                if attribute.name == .class, value.starts(with: "MsoNormal".utf8) {
                    return Margins(isNothing: true)
                }
            }
            return margins
        }
    }

    /// Whether a block quote quotes; Gmail indents with borderless ones.
    private func isQuote(_ index: Tree.Index) -> Bool {
        let style = tree.attributes(of: index).first { $0.name == .style }.map { tree.text($0.value) } ?? ""
        let plain = style.lowercased().filter { !$0.isWhitespace }
        return !(plain.contains("border:none") && plain.contains("40px"))
    }

    private func firstNumber(_ index: Tree.Index) -> Int {
        let start = tree.attributes(of: index).first { $0.name == .start }.map { tree.text($0.value) }
        return start.flatMap(Int.init).flatMap { abs($0) < 1_000_000 ? $0 : nil } ?? 1
    }

    private mutating func beginItem(_ index: Tree.Index) {
        block()
        var mark = "- "
        if let number = lists.last?.number {
            mark = "\(number). "
            lists[lists.count - 1].number = number + 1
        }
        lines.beginItem(mark)
        open.append(Opened(node: index, kind: .item))
    }

    private mutating func describePicture(_ index: Tree.Index) {
        guard let alt = tree.attributes(of: index).first(where: { $0.name == .alt }) else { return }
        let text = tree.text(alt.value).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !text.isEmpty { lines.append("[\(text)]") }
    }

    /// Puts the address after a link's words, where they do not say it.
    private mutating func endLink(_ index: Tree.Index, _ mark: TextLines.Mark) {
        guard let href = tree.attributes(of: index).first(where: { $0.name == .href }),
            let address = Address(tree.bytes[href.value.range]), address.mayBeFollowed,
            address.bytes.count <= 2000, !isSaid(address, since: mark)
        else { return }
        lines.append(" <\(String(decoding: address.bytes, as: UTF8.self))>")
    }

    private func isSaid(_ address: Address, since mark: TextLines.Mark) -> Bool {
        guard let words = lines.words(since: mark) else { return false }
        return words.isEmpty || LinkWords.say(words, address)
    }

    /// Whether a row has several cells of a line each.
    private func isPlainRow(_ row: Tree.Index) -> Bool {
        var cells = 0
        var blocks = 0
        var length: Int32 = 0
        var node = tree.successor(of: row, in: row)
        while node != Tree.none {
            let element = tree[node]
            switch element.kind {
            case .text: length += element.content.count
            case .element:
                switch element.tag {
                case .td, .th:
                    cells += 1
                    blocks = 0
                case .table, .br, .hr, .blockquote, .ul, .ol, .pre: return false
                case _ where TagTraits.of(element.tag, .html).contains(.closesParagraph):
                    blocks += 1
                    if blocks > 1 { return false }
                default: break
                }
            default: break
            }
            if length > 400 { return false }
            node = tree.successor(of: node, in: row)
        }
        return cells > 1
    }
}
