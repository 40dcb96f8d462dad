/// Writes a stranger's tree anew with only what is allowed.
///
/// An element is written only where the parsing rules would put it at the
/// same place again; else its content alone is.
struct Cleaner {
    /// Far below the 512 at which browsers, and our parser, stop.
    private static let deepest = 250

    let tree: Tree
    let options: Sanitiser.Options
    var out: [UInt8] = []
    var hasRemoteImages = false
    var cids: Set<String> = []
    /// What has been opened and not yet closed.
    private var open: [(node: Tree.Index, tag: Tag)] = []
    /// Where the content of the last `pre` begins.
    private var startOfPre = -1

    init(_ tree: Tree, options: Sanitiser.Options) {
        self.tree = tree
        self.options = options
        out.reserveCapacity(tree.bytes.count + 64)
    }

    mutating func run() -> SanitisedHTML {
        // Elements that were closed too late are repeated with their
        // attributes, so the result can be longer than the source.
        let limit = 1_000_000 + 2 * tree.bytes.count
        var isCut = tree.isCut
        if let body = tree.body {
            wrap(body)
            var node = tree[body].first
            while node != Tree.none {
                if out.count > limit {
                    isCut = true
                    break
                }
                let first = write(node) ? tree[node].first : Tree.none
                node = first != Tree.none ? first : leave(node, in: body)
            }
            while !open.isEmpty { close() }
        }
        // Made only of names and values on our lists and escaped text.
        return SanitisedHTML(
            html: HTML(trusted: out), hasRemoteImages: hasRemoteImages, cids: cids, truncated: isCut)
    }

    /// Goes on to the node after this one, closing what ends before it.
    private mutating func leave(_ node: Tree.Index, in body: Tree.Index) -> Tree.Index {
        var node = node
        while node != body {
            if open.last?.node == node { close() }
            if tree[node].next != Tree.none { return tree[node].next }
            node = tree[node].parent
        }
        return Tree.none
    }

    /// A body's own colours and direction go to a block around all of it.
    private mutating func wrap(_ body: Tree.Index) {
        let start = out.count
        out.append(contentsOf: "<div".utf8)
        let before = out.count
        writeBodyAttributes(of: body)
        if out.count == before {
            out.removeSubrange(start...)
        } else {
            out.append(UInt8(ascii: ">"))
            open.append((body, .div))
        }
    }

    /// - Returns: whether to go on with what it contains.
    private mutating func write(_ index: Tree.Index) -> Bool {
        let node = tree[index]
        switch node.kind {
        case .text:
            writeText(node.content)
            return false
        case .element:
            guard node.namespace == .html else { return false }
            switch ElementPolicy.policy(for: node.tag) {
            case .drop: return false
            case .unwrap: return true
            case .keep(let tag):
                writeElement(index, as: tag == .p && holdsBlock(index) ? .div : tag)
                return true
            }
        case .document, .doctype, .comment:
            return false
        }
    }

    private mutating func writeElement(_ index: Tree.Index, as tag: Tag) {
        guard open.count < Self.deepest, canStand(tag) else { return }
        let start = out.count
        out.append(UInt8(ascii: "<"))
        out.append(contentsOf: tag.name.utf8)
        let isUseful =
            switch tag {
            case .a: writeLink(of: index)
            case .img: writeImage(of: index)
            default: true
            }
        guard isUseful else {
            out.removeSubrange(start...)
            return
        }
        if tag != .a, tag != .img { writeAttributes(of: index, as: tag) }
        out.append(UInt8(ascii: ">"))
        if !TagTraits.of(tag, .html).contains(.void) { open.append((index, tag)) }
        if tag == .pre { startOfPre = out.count }
    }

    private mutating func close() {
        guard let last = open.popLast() else { return }
        out.append(contentsOf: "</".utf8)
        out.append(contentsOf: last.tag.name.utf8)
        out.append(UInt8(ascii: ">"))
    }

    private mutating func writeText(_ content: Extent) {
        tree.bytes.withUnsafeBufferPointer { bytes in
            var text = UnsafeBufferPointer(rebasing: bytes[content.range])
            if let last = open.last,
                TagTraits.of(last.tag, .html).contains(.tableStructure) || last.tag == .colgroup
            {
                return
            }
            if out.isEmpty {
                // White space before a body is not part of it.
                text = UnsafeBufferPointer(
                    rebasing: text[(text.firstIndex { !ASCII.isSpace($0) } ?? text.count)...])
            }
            // The rules drop a line feed that comes first in it.
            if out.count == startOfPre, text.first == 0x0A { out.append(0x0A) }
            var start = 0
            // A carriage return comes of `&#13;` only; bare, it would be
            // read as a line feed.
            while let index = text[start...].firstIndex(of: 0x0D) {
                Escape.append(UnsafeBufferPointer(rebasing: text[start..<index]), to: &out)
                out.append(contentsOf: "&#13;".utf8)
                start = index + 1
            }
            Escape.append(UnsafeBufferPointer(rebasing: text[start...]), to: &out)
        }
    }

    /// Whether a paragraph holds something that would close it when read
    /// again.
    private func holdsBlock(_ paragraph: Tree.Index) -> Bool {
        var node = tree.successor(of: paragraph, in: paragraph)
        while node != Tree.none {
            let element = tree[node]
            guard element.kind == .element else {
                node = tree.following(node, in: paragraph)
                continue
            }
            guard element.namespace == .html else {
                node = tree.following(node, in: paragraph)
                continue
            }
            switch ElementPolicy.policy(for: element.tag) {
            case .drop: node = tree.following(node, in: paragraph)
            case .keep(let tag) where Self.closesParagraph(tag): return true
            default: node = tree.successor(of: node, in: paragraph)
            }
        }
        return false
    }

    private static func closesParagraph(_ tag: Tag) -> Bool {
        let traits = TagTraits.of(tag, .html)
        if traits.contains(.closesParagraph) || traits.contains(.heading) { return true }
        switch tag {
        case .pre, .hr, .li, .dd, .dt, .table: return true
        default: return false
        }
    }

    /// Whether an element written here would be read back as a child of the
    /// one that is open.
    private func canStand(_ tag: Tag) -> Bool {
        let parent = open.last?.tag
        switch tag {
        case .td, .th: return parent == .tr
        case .tr: return parent == .tbody || parent == .thead || parent == .tfoot
        case .tbody, .thead, .tfoot, .caption, .colgroup: return parent == .table
        case .col: return parent == .colgroup
        default: break
        }
        guard let parent else { return true }
        if TagTraits.of(parent, .html).contains(.tableStructure) || parent == .colgroup { return false }
        if Self.closesParagraph(tag), isOpen(.p) { return false }
        switch tag {
        case .a: return !isOpen(.a)
        case .li: return !isInItem { $0 == .li }
        case .dd, .dt: return !isInItem { $0 == .dd || $0 == .dt }
        case .h1, .h2, .h3, .h4, .h5, .h6: return !TagTraits.of(parent, .html).contains(.heading)
        default: return true
        }
    }

    /// Whether one is open in the same cell.
    private func isOpen(_ tag: Tag) -> Bool {
        for element in open.reversed() {
            if element.tag == tag { return true }
            if element.tag == .td || element.tag == .th || element.tag == .caption { return false }
        }
        return false
    }

    /// Whether a list's item is open that a new one would close.
    private func isInItem(_ isItem: (Tag) -> Bool) -> Bool {
        for element in open.reversed() {
            if isItem(element.tag) { return true }
            let isPlain = element.tag == .address || element.tag == .div || element.tag == .p
            if TagTraits.of(element.tag, .html).contains(.special), !isPlain { return false }
        }
        return false
    }
}

extension Tree {
    /// The body; `nil` in a frameset.
    var body: Index? {
        var root = self[Tree.document].first
        while root != Tree.none, self[root].kind != .element { root = self[root].next }
        guard root != Tree.none else { return nil }
        var child = self[root].first
        while child != Tree.none {
            if self[child].kind == .element, self[child].tag == .body, self[child].namespace == .html {
                return child
            }
            child = self[child].next
        }
        return nil
    }
}
