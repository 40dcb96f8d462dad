@testable import Markup

/// Trees as html5lib-tests writes them, a line a node.
enum TreeDump {
    static func lines(of tree: Tree, under root: Tree.Index = Tree.document) -> [String] {
        var lines: [String] = []
        var level = 0
        var node = tree[root].first
        var lastWasText = false
        while node != Tree.none {
            let indent = "| " + String(repeating: "  ", count: level)
            let isText = tree[node].kind == .text
            if isText, lastWasText {
                // Neighbouring texts are one text.
                lines[lines.count - 1].removeLast()
                lines[lines.count - 1] += tree.text(tree[node].content) + "\""
            } else {
                lines += describe(tree, node).map { indent + $0 }
            }
            lastWasText = isText
            if tree[node].first != Tree.none {
                level += isTemplate(tree, node) ? 2 : 1
                node = tree[node].first
                lastWasText = false
                continue
            }
            while node != root, tree[node].next == Tree.none {
                node = tree[node].parent
                lastWasText = false
                if node != root { level -= isTemplate(tree, node) ? 2 : 1 }
            }
            node = node == root ? Tree.none : tree[node].next
        }
        return lines
    }

    private static func isTemplate(_ tree: Tree, _ node: Tree.Index) -> Bool {
        tree[node].tag == .template && tree[node].namespace == .html
    }

    private static func describe(_ tree: Tree, _ index: Tree.Index) -> [String] {
        let node = tree[index]
        switch node.kind {
        case .document: return []
        case .text: return ["\"\(tree.text(node.content))\""]
        case .comment: return ["<!-- \(tree.text(node.content)) -->"]
        case .doctype:
            let identifiers = tree.attributes[node.content.range].map { " \"\(tree.text($0.value))\"" }
            return ["<!DOCTYPE \(tree.text(node.name))\(identifiers.joined())>"]
        case .element:
            let element = HTML5.Element(tree: tree, index: index)
            let prefix = node.namespace == .html ? "" : "\(node.namespace) "
            let attributes = element.attributes.map { ("\(spelled($0.key, node.namespace))", $0.value) }
                .sorted { Array($0.0.utf16).lexicographicallyPrecedes(Array($1.0.utf16)) }
                .map { "  \($0.0)=\"\($0.1)\"" }
            return ["<\(prefix)\(element.name)>"] + attributes
                + (isTemplate(tree, index) ? ["  content"] : [])
        }
    }

    /// In foreign content some prefixes are namespaces.
    private static func spelled(_ name: String, _ namespace: Namespace) -> String {
        let known: Set = [
            "xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role", "xlink:show", "xlink:title",
            "xlink:type", "xml:lang", "xml:space", "xmlns:xlink",
        ]
        guard namespace != .html, known.contains(name) else { return name }
        return name.replacing(":", with: " ", maxReplacements: 1)
    }
}
