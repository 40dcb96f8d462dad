extension HTML5 {
    /// Reads a part of a document, as though it stood in a `<div>`.
    public static func parseFragment(_ source: String) -> Document {
        var source = source
        return source.withUTF8 { Document(tree: parse($0, in: .div, namespace: .html)) }
    }
}

extension TreeBuilder {
    /// Prepares for source that stands in an element.
    ///
    /// Source: the HTML standard, section 13.4, "Parsing HTML fragments".
    mutating func begin(in tag: Tag, namespace: Namespace) {
        var node = Tree.Node(kind: .element)
        node.tag = tag
        node.namespace = namespace
        context = Open(node: tree.add(node), tag: tag, namespace: namespace)
        insert(implied: .html)
        if namespace == .html {
            switch tag {
            case .title, .textarea: tokenizer.mode = .text
            case .style, .xmp, .iframe, .noembed, .noframes: tokenizer.mode = .raw
            case .script: tokenizer.mode = .script
            case .plaintext: tokenizer.mode = .plain
            case .template: templateModes.append(.inTemplate)
            case .form: form = context?.node ?? Tree.none
            default: break
            }
        }
        resetMode()
    }
}
