internal import CMarkdown

/// Changes to a parsed Markdown text that make its HTML safe to show.
enum MarkdownTree {
    /// Shows tags as text, makes pictures links, and guards link targets.
    static func makeSafe(_ document: OpaquePointer) {
        // Collected first: the tree must not change under the iterator.
        var nodes: [OpaquePointer] = []
        let iterator = cmark_iter_new(document)
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { break }
            guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
            switch cmark_node_get_type(node) {
            case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE, CMARK_NODE_LINK, CMARK_NODE_IMAGE:
                nodes.append(node)
            default: continue
            }
        }
        for node in nodes {
            switch cmark_node_get_type(node) {
            case CMARK_NODE_HTML_BLOCK: showBlock(node)
            case CMARK_NODE_HTML_INLINE: showInline(node)
            default: guardLink(node)
            }
        }
    }

    private static func showInline(_ node: OpaquePointer) {
        guard let text = cmark_node_new(CMARK_NODE_TEXT) else { return }
        cmark_node_set_literal(text, cmark_node_get_literal(node))
        replace(node, with: text)
    }

    private static func showBlock(_ node: OpaquePointer) {
        guard let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH) else { return }
        let literal = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
        for (position, line) in literal.split(separator: "\n").enumerated() {
            if position > 0, let lineBreak = cmark_node_new(CMARK_NODE_SOFTBREAK) {
                cmark_node_append_child(paragraph, lineBreak)
            }
            guard let text = cmark_node_new(CMARK_NODE_TEXT) else { continue }
            cmark_node_set_literal(text, String(line))
            cmark_node_append_child(paragraph, text)
        }
        replace(node, with: paragraph)
    }

    /// Puts our own `<a>` around what the link or picture contains.
    private static func guardLink(_ node: OpaquePointer) {
        guard let link = cmark_node_new(CMARK_NODE_CUSTOM_INLINE) else { return }
        let target = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
        let start: HTML =
            "<a href=\"\(url: target)\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">"
        cmark_node_set_on_enter(link, start.string)
        cmark_node_set_on_exit(link, "</a>")
        if cmark_node_first_child(node) == nil, let text = cmark_node_new(CMARK_NODE_TEXT) {
            cmark_node_set_literal(text, target)
            cmark_node_append_child(link, text)
        }
        while let child = cmark_node_first_child(node) {
            cmark_node_unlink(child)
            cmark_node_append_child(link, child)
        }
        replace(node, with: link)
    }

    private static func replace(
        _ node: OpaquePointer, with other: OpaquePointer
    ) {
        cmark_node_replace(node, other)
        cmark_node_free(node)
    }
}
