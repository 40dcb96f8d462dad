/// Putting nodes into the tree.
extension TreeBuilder {
    /// Opens an element for a start tag.
    @discardableResult
    mutating func insert(_ token: Token, namespace: Namespace = .html) -> Tree.Index {
        var node = Tree.Node(kind: .element)
        node.tag = token.tag
        node.namespace = namespace
        node.name = token.name
        node.content = token.attributes
        let index = tree.add(node)
        place(index)
        open.append(Open(node: index, tag: token.tag, namespace: namespace))
        return index
    }

    /// Opens an element that the source leaves out.
    @discardableResult
    mutating func insert(implied tag: Tag) -> Tree.Index {
        var token = Token(.startTag)
        token.tag = tag
        return insert(token)
    }

    /// Adds an element that holds nothing.
    mutating func insertVoid(_ token: Token) {
        insert(token)
        open.removeLast()
    }

    mutating func insertComment(_ token: Token, into parent: Tree.Index? = nil) {
        var node = Tree.Node(kind: .comment)
        node.content = token.content
        let index = tree.add(node)
        if let parent { tree.insert(index, into: parent) } else { place(index) }
    }

    /// Adds text, to the text before it where the two touch in the source.
    mutating func insertText(_ token: Token) {
        let (parent, next) = insertionPlace()
        guard parent != Tree.document else { return }
        let previous = next == Tree.none ? tree[parent].last : tree[next].previous
        if previous != Tree.none, tree[previous].kind == .text,
            tree[previous].content.end == token.content.start
        {
            tree[previous].content.count += token.content.count
            return
        }
        var node = Tree.Node(kind: .text)
        node.content = token.content
        tree.insert(tree.add(node), into: parent, before: next)
    }

    /// Puts a node where the next one belongs.
    mutating func place(_ index: Tree.Index, within target: Open? = nil) {
        let (parent, next) = insertionPlace(within: target)
        tree.insert(index, into: parent, before: next)
    }

    /// The innermost open element; or, for what does not belong into the
    /// table it stands in, the place before that table.
    private func insertionPlace(within target: Open? = nil) -> (parent: Tree.Index, next: Tree.Index) {
        guard let target = target ?? open.last else { return (Tree.document, Tree.none) }
        guard isFostering, target.traits.contains(.tableStructure) else { return (target.node, Tree.none) }
        let template = open.lastIndex { $0.isHTML(.template) }
        guard let table = open.lastIndex(where: { $0.isHTML(.table) }) else {
            return (open[template ?? 0].node, Tree.none)
        }
        if let template, template > table { return (open[template].node, Tree.none) }
        let parent = tree[open[table].node].parent
        if parent != Tree.none { return (parent, open[table].node) }
        return (open[max(table - 1, 0)].node, Tree.none)
    }

    /// Adds to an open element the attributes that it lacks.
    mutating func merge(_ token: Token, into index: Tree.Index) {
        guard !token.attributes.isEmpty else { return }
        let old = Array(tokenizer.attributes[tree[index].content.range])
        let new = tokenizer.attributes[token.attributes.range].filter { attribute in
            !old.contains { isSameName($0, attribute) }
        }
        guard !new.isEmpty, old.count < 100 else { return }
        let start = tokenizer.attributes.count
        tokenizer.attributes += old + new
        tree[index].content = Extent(start..<tokenizer.attributes.count)
    }

    func isSameName(_ one: Tree.Attribute, _ other: Tree.Attribute) -> Bool {
        one.name == other.name && (one.name != .other || isSameText(one.spelling, other.spelling))
    }

    func isSameText(_ one: Extent, _ other: Extent) -> Bool {
        guard one.count == other.count else { return false }
        return (0..<one.count).allSatisfy { byte(one.start + $0) == byte(other.start + $0) }
    }
}
