extension HTML5 {
    /// A document that has been read.
    public struct Document: Sendable {
        let tree: Tree

        /// Whether the source passed a limit, so that parts of it are
        /// missing.
        public var isCut: Bool { tree.isCut }

        /// All elements in the order of the source.
        public var elements: [Element] { root.descendants }

        /// The elements with a name, in the order of the source.
        /// - Parameter name: in lower case.
        public func elements(named name: String) -> [Element] { root.elements(named: name) }

        /// The element with an id; the first, where there are several.
        public func element(id: String) -> Element? { elements.first { $0["id"] == id } }

        /// All text in the order of the source.
        public var text: String { root.text }

        private var root: Element { Element(tree: tree, index: Tree.document) }
    }

    /// One element of a document.
    public struct Element: Sendable {
        let tree: Tree
        let index: Tree.Index

        /// The name in lower case.
        public var name: String {
            let node = tree[index]
            let name = node.tag == .unknown ? tree.text(node.name) : node.tag.name
            return ForeignNames.element(name, node.namespace)
        }

        /// The attributes, their references decoded, by their names.
        public var attributes: [String: String] {
            let pairs = tree.attributes(of: index).map { attribute in
                (name(of: attribute), tree.text(attribute.value))
            }
            return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        }

        /// An attribute; `nil` where there is none, empty where it has no
        /// value.
        public subscript(name: String) -> String? {
            let attribute = tree.attributes(of: index).first { self.name(of: $0) == name }
            return attribute.map { tree.text($0.value) }
        }

        /// The text in it, in the order of the source.
        public var text: String {
            var bytes: [UInt8] = []
            var node = tree.successor(of: index, in: index)
            while node != Tree.none {
                if tree[node].kind == .text { bytes += tree.bytes[tree[node].content.range] }
                node = tree.successor(of: node, in: index)
            }
            return String(decoding: bytes, as: UTF8.self)
        }

        /// The elements in it that have a name, in the order of the source.
        public func elements(named name: String) -> [Element] {
            descendants.filter { $0.name == name }
        }

        /// The elements directly in it.
        public var children: [Element] {
            var children: [Element] = []
            var child = tree[index].first
            while child != Tree.none {
                if tree[child].kind == .element { children.append(Element(tree: tree, index: child)) }
                child = tree[child].next
            }
            return children
        }

        /// The element it stands in; `nil` for the outermost.
        public var parent: Element? {
            let parent = tree[index].parent
            guard parent != Tree.none, parent != Tree.document else { return nil }
            return Element(tree: tree, index: parent)
        }

        /// All elements in it, in the order of the source.
        public var descendants: [Element] {
            var elements: [Element] = []
            var node = tree.successor(of: index, in: index)
            while node != Tree.none {
                if tree[node].kind == .element { elements.append(Element(tree: tree, index: node)) }
                node = tree.successor(of: node, in: index)
            }
            return elements
        }

        private func name(of attribute: Tree.Attribute) -> String {
            let name = attribute.name == .other ? tree.text(attribute.spelling) : attribute.name.name
            return ForeignNames.attribute(name, tree[index].namespace)
        }
    }
}
