/// SVG and MathML inside HTML.
extension TreeBuilder {
    /// Whether the rules for foreign content hold for a token.
    func usesForeignRules(for token: Token) -> Bool {
        guard let current = adjustedCurrent, current.namespace != .html, token.kind != .end else {
            return false
        }
        if isMathText(current) {
            if token.kind == .space || token.kind == .text || token.kind == .null { return false }
            if token.kind == .startTag, token.tag != .mglyph, token.tag != .malignmark { return false }
        }
        if current.namespace == .math, current.tag == .annotationXML, token.isStart(.svg) { return false }
        if isHTMLPlace(current) {
            switch token.kind {
            case .startTag, .space, .text, .null: return false
            default: break
            }
        }
        return true
    }

    private func isMathText(_ element: Open) -> Bool {
        guard element.namespace == .math else { return false }
        switch element.tag {
        case .mi, .mo, .mn, .ms, .mtext: return true
        default: return false
        }
    }

    /// Whether HTML counts again inside: `foreignObject`, `desc`, `title`.
    private func isHTMLPlace(_ element: Open) -> Bool {
        if element.namespace == .svg {
            return element.tag == .foreignObject || element.tag == .desc || element.tag == .title
        }
        guard element.namespace == .math, element.tag == .annotationXML else { return false }
        let node = element.node
        let encoding = tokenizer.attributes[tree[node].content.range].first { $0.name == .encoding }?.value
        guard let encoding else { return false }
        return isText(encoding, "text/html") || isText(encoding, "application/xhtml+xml")
    }

    mutating func foreign(_ token: Token) -> Outcome {
        switch token.kind {
        case .null:
            let start = tokenizer.decoded.count
            tokenizer.decoded.append(contentsOf: [0xEF, 0xBF, 0xBD])
            insertText(Token(.text, content: tokenizer.decodedSlice(from: start)))
        case .space: insertText(token)
        case .text:
            insertText(token)
            mayBeFrameset = false
        case .comment: insertComment(token)
        case .doctype, .end: break
        case .startTag: return beginForeign(token)
        case .endTag: return closeForeign(token)
        }
        return .done
    }

    private mutating func beginForeign(_ token: Token) -> Outcome {
        if breaksOut(token) { return breakOut(token) }
        insertForeign(token, namespace: adjustedCurrent?.namespace ?? .svg)
        return .done
    }

    mutating func insertForeign(_ token: Token, namespace: Namespace) {
        insert(token, namespace: namespace)
        if token.isSelfClosing { open.removeLast() }
    }

    /// HTML elements that end the foreign content they are found in.
    private func breaksOut(_ token: Token) -> Bool {
        switch token.tag {
        case .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .embed, .h1, .h2,
            .h3, .h4, .h5, .h6, .head, .hr, .i, .img, .li, .listing, .menu, .meta, .nobr, .ol, .p, .pre,
            .ruby, .s, .small, .span, .strong, .strike, .sub, .sup, .table, .tt, .u, .ul, .var:
            return true
        case .font:
            return tokenizer.attributes[token.attributes.range].contains {
                $0.name == .color || $0.name == .face || $0.name == .size
            }
        default: return false
        }
    }

    private mutating func breakOut(_ token: Token) -> Outcome {
        while open.count > 1, let current, current.namespace != .html, !isMathText(current),
            !isHTMLPlace(current)
        {
            open.removeLast()
        }
        return handle(token, in: mode)
    }

    private mutating func closeForeign(_ token: Token) -> Outcome {
        if token.tag == .br || token.tag == .p { return breakOut(token) }
        var position = open.count - 1
        while position > 0 {
            if isNamed(open[position], token) {
                open.removeSubrange(position...)
                return .done
            }
            position -= 1
            if open[position].namespace == .html { return handle(token, in: mode) }
        }
        return .done
    }
}
