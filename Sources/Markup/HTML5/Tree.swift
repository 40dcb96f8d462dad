/// A stretch of a tree's bytes.
struct Extent: Sendable, Equatable {
    var start: Int32
    var count: Int32

    static let empty = Extent(start: 0, count: 0)

    init(start: Int32, count: Int32) {
        self.start = start
        self.count = count
    }

    init(_ range: Range<Int>) {
        start = Int32(truncatingIfNeeded: range.lowerBound)
        count = Int32(truncatingIfNeeded: range.count)
    }

    var end: Int32 { start + count }
    var isEmpty: Bool { count == 0 }
    var range: Range<Int> { Int(start)..<Int(end) }
}

/// A parsed document, held flat: nodes know each other by number.
///
/// Nothing in it is nested, so a tree of any depth is walked, and let go,
/// without recursion.
struct Tree: Sendable {
    typealias Index = Int32
    static let none: Index = -1
    static let document: Index = 0

    enum Kind: UInt8, Sendable {
        case document, doctype, element, text, comment
    }

    struct Node: Sendable {
        let kind: Kind
        var tag = Tag.unknown
        var namespace = Namespace.html
        var parent = Tree.none
        var first = Tree.none
        var last = Tree.none
        var previous = Tree.none
        var next = Tree.none
        /// The text of a text or comment; the attributes of an element, as
        /// places in `attributes`.
        var content = Extent.empty
        /// The name of an element whose tag is unknown, or of a doctype.
        var name = Extent.empty
    }

    struct Attribute: Sendable {
        var name: AttributeName
        /// The name as it stands, in lower case.
        var spelling: Extent
        var value: Extent
    }

    var nodes: [Node] = [Node(kind: .document)]
    var attributes: [Attribute] = []
    /// The source, its line ends made plain, and after it what had to be
    /// written anew: decoded references, names in lower case.
    var bytes: [UInt8] = []
    /// Whether the document was cut because it passed a limit.
    var isCut = false

    subscript(index: Index) -> Node {
        _read { yield nodes[Int(index)] }
        _modify { yield &nodes[Int(index)] }
    }

    /// The attributes of an element in the order of the source.
    func attributes(of index: Index) -> ArraySlice<Attribute> {
        let node = self[index]
        return node.kind == .element ? attributes[node.content.range] : []
    }

    func text(_ slice: Extent) -> String {
        String(decoding: bytes[slice.range], as: UTF8.self)
    }

    /// The next node after this one and what it contains, or `none`; within
    /// `root`.
    func following(_ index: Index, in root: Index) -> Index {
        var index = index
        while index != root {
            let node = self[index]
            if node.next != Tree.none { return node.next }
            index = node.parent
        }
        return Tree.none
    }

    /// The next node in the order of the source, or `none`; within `root`.
    func successor(of index: Index, in root: Index) -> Index {
        let first = self[index].first
        return first != Tree.none ? first : following(index, in: root)
    }
}

extension Tree {
    /// Adds a node that has no place yet.
    mutating func add(_ node: Node) -> Index {
        nodes.append(node)
        return Index(truncatingIfNeeded: nodes.count - 1)
    }

    /// Puts a node that has no place before a child, or last.
    mutating func insert(_ index: Index, into parent: Index, before next: Index = Tree.none) {
        let previous = next == Tree.none ? self[parent].last : self[next].previous
        self[index].parent = parent
        self[index].previous = previous
        self[index].next = next
        if previous == Tree.none { self[parent].first = index } else { self[previous].next = index }
        if next == Tree.none { self[parent].last = index } else { self[next].previous = index }
    }

    /// Takes a node, with all it contains, from its place.
    mutating func remove(_ index: Index) {
        let node = self[index]
        guard node.parent != Tree.none else { return }
        if node.previous == Tree.none {
            self[node.parent].first = node.next
        } else {
            self[node.previous].next = node.next
        }
        if node.next == Tree.none {
            self[node.parent].last = node.previous
        } else {
            self[node.next].previous = node.previous
        }
        self[index].parent = Tree.none
        self[index].previous = Tree.none
        self[index].next = Tree.none
    }

    /// Moves all children of one node to the end of another.
    mutating func moveChildren(of source: Index, to target: Index) {
        var child = self[source].first
        guard child != Tree.none else { return }
        let lastOfTarget = self[target].last
        self[child].previous = lastOfTarget
        if lastOfTarget == Tree.none { self[target].first = child } else { self[lastOfTarget].next = child }
        self[target].last = self[source].last
        while child != Tree.none {
            self[child].parent = target
            child = self[child].next
        }
        self[source].first = Tree.none
        self[source].last = Tree.none
    }
}
