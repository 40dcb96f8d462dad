/// Formatting elements that are closed too early or too late: `<b><p></b>`.
extension TreeBuilder {
    /// Keeps an element for reopening; of four alike the first is let go.
    mutating func keep(_ index: Tree.Index) {
        let element = Formatting(node: index, tag: tree[index].tag)
        let first = (formatting.lastIndex { $0.isMarker } ?? -1) + 1
        let alike = formatting[first...].indices.filter { isAlike(formatting[$0].node, index) }
        if alike.count >= 3 { formatting.remove(at: alike[0]) }
        if formatting.count - first >= Self.mostReopened { formatting.remove(at: first) }
        formatting.append(element)
    }

    private func isAlike(_ one: Tree.Index, _ other: Tree.Index) -> Bool {
        guard tree[one].tag == tree[other].tag else { return false }
        let attributes = tokenizer.attributes[tree[one].content.range]
        let others = tokenizer.attributes[tree[other].content.range]
        guard attributes.count == others.count else { return false }
        return attributes.allSatisfy { attribute in
            others.contains { isSameName($0, attribute) && isSameText($0.value, attribute.value) }
        }
    }

    mutating func clearToMarker() {
        while let last = formatting.popLast(), !last.isMarker {}
    }

    /// Opens again what a block has closed.
    mutating func reopen() {
        guard let last = formatting.last, !last.isMarker, position(of: last.node) == nil else { return }
        var first = formatting.count - 1
        while first > 0 {
            let before = formatting[first - 1]
            if before.isMarker || position(of: before.node) != nil { break }
            first -= 1
        }
        for position in first..<formatting.count where open.count < Self.deepest {
            let clone = copy(formatting[position].node)
            place(clone)
            open.append(Open(node: clone, tag: formatting[position].tag, namespace: .html))
            formatting[position].node = clone
        }
    }

    /// An element with the same name and attributes and no content.
    private mutating func copy(_ index: Tree.Index) -> Tree.Index {
        var node = Tree.Node(kind: .element)
        node.tag = tree[index].tag
        node.content = tree[index].content
        return tree.add(node)
    }

    /// Closes a formatting element that may have blocks open in it.
    ///
    /// Source: the HTML standard, section 13.2.6.4.7, the "adoption agency
    /// algorithm".
    mutating func adopt(_ tag: Tag, token: Token) {
        if let current, current.isHTML(tag), !formatting.contains(where: { $0.node == current.node }) {
            return pop()
        }
        for _ in 0..<8 {
            let first = (formatting.lastIndex { $0.isMarker } ?? -1) + 1
            guard let entry = formatting[first...].lastIndex(where: { $0.tag == tag }) else {
                return closeOther(token)
            }
            let element = formatting[entry].node
            guard let position = position(of: element) else {
                formatting.remove(at: entry)
                return
            }
            guard isInScope(where: { $0.node == element }) else { return }
            guard let block = open[position...].firstIndex(where: { $0.traits.contains(.special) }) else {
                open.removeSubrange(position...)
                formatting.remove(at: entry)
                return
            }
            adopt(element, at: position, block: block, entry: entry)
        }
    }

    private mutating func adopt(_ element: Tree.Index, at position: Int, block: Int, entry: Int) {
        let ancestor = open[position - 1]
        let blockElement = open[block]
        var bookmark = entry
        var last = blockElement.node
        var level = block
        var steps = 0
        while level - 1 > position {
            level -= 1
            steps += 1
            let node = open[level]
            var kept = formatting.firstIndex { $0.node == node.node }
            if steps > 3, let index = kept {
                formatting.remove(at: index)
                if index < bookmark { bookmark -= 1 }
                kept = nil
            }
            guard let kept else {
                open.remove(at: level)
                continue
            }
            let clone = copy(node.node)
            formatting[kept].node = clone
            open[level] = Open(node: clone, tag: node.tag, namespace: .html)
            if last == blockElement.node { bookmark = kept + 1 }
            tree.remove(last)
            tree.insert(last, into: clone)
            last = clone
        }
        tree.remove(last)
        place(last, within: ancestor)
        let clone = copy(element)
        tree.moveChildren(of: blockElement.node, to: clone)
        tree.insert(clone, into: blockElement.node)
        let tag = tree[element].tag
        formatting.insert(Formatting(node: clone, tag: tag), at: bookmark)
        formatting.removeAll { $0.node == element }
        open.removeAll { $0.node == element }
        if let block = self.position(of: blockElement.node) {
            open.insert(Open(node: clone, tag: tag, namespace: .html), at: block + 1)
        }
    }
}
