/// What comes before the body.
extension TreeBuilder {
    mutating func initial(_ token: Token) -> Outcome {
        switch token.kind {
        case .space: return .done
        case .comment:
            insertComment(token, into: Tree.document)
            return .done
        case .doctype:
            isQuirky = DoctypeQuirks.isQuirky(token, in: self)
            var node = Tree.Node(kind: .doctype)
            node.name = token.name
            // A tree keeps the two identifiers as attributes of the node.
            let start = tokenizer.attributes.count
            if let doctype = token.doctype, doctype.publicID != nil || doctype.systemID != nil {
                for value in [doctype.publicID, doctype.systemID] {
                    tokenizer.attributes.append(
                        Tree.Attribute(name: .other, spelling: .empty, value: value ?? .empty))
                }
            }
            node.content = Extent(start..<tokenizer.attributes.count)
            tree.insert(tree.add(node), into: Tree.document)
            mode = .beforeHTML
            return .done
        default:
            isQuirky = true
            mode = .beforeHTML
            return .again
        }
    }

    mutating func beforeHTML(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.doctype, _), (.space, _): return .done
        case (.comment, _):
            insertComment(token, into: Tree.document)
            return .done
        case (.startTag, .html):
            insert(token)
            mode = .beforeHead
            return .done
        case (.endTag, .head), (.endTag, .body), (.endTag, .html), (.endTag, .br): break
        case (.endTag, _): return .done
        default: break
        }
        insert(implied: .html)
        mode = .beforeHead
        return .again
    }

    mutating func beforeHead(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.doctype, _), (.space, _): return .done
        case (.comment, _):
            insertComment(token)
            return .done
        case (.startTag, .html): return inBody(token)
        case (.startTag, .head):
            head = insert(token)
            mode = .inHead
            return .done
        case (.endTag, .head), (.endTag, .body), (.endTag, .html), (.endTag, .br): break
        case (.endTag, _): return .done
        default: break
        }
        head = insert(implied: .head)
        mode = .inHead
        return .again
    }

    mutating func inHead(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.space, _): insertText(token)
        case (.comment, _): insertComment(token)
        case (.doctype, _): break
        case (.startTag, .html): return inBody(token)
        case (.startTag, .base), (.startTag, .basefont), (.startTag, .bgsound), (.startTag, .link),
            (.startTag, .meta):
            insertVoid(token)
        case (.startTag, .title): insertText(token, as: .text)
        case (.startTag, .noframes), (.startTag, .style): insertText(token, as: .raw)
        case (.startTag, .script): insertText(token, as: .script)
        case (.startTag, .noscript):
            insert(token)
            mode = .inHeadNoscript
        case (.endTag, .head):
            pop()
            mode = .afterHead
        case (.startTag, .template):
            insert(token)
            formatting.append(.marker)
            mayBeFrameset = false
            mode = .inTemplate
            templateModes.append(.inTemplate)
        case (.endTag, .template): closeTemplate()
        case (.startTag, .head): break
        case (.endTag, .body), (.endTag, .html), (.endTag, .br): return leaveHead()
        case (.endTag, _): break
        default: return leaveHead()
        }
        return .done
    }

    private mutating func leaveHead() -> Outcome {
        pop()
        mode = .afterHead
        return .again
    }

    /// Opens an element whose text is not read as HTML.
    mutating func insertText(_ token: Token, as kind: Tokenizer.Mode) {
        insert(token)
        tokenizer.mode = kind
        tokenizer.textTag = token.tag
        originalMode = mode
        mode = .text
    }

    private mutating func closeTemplate() {
        guard isOpen(.template) else { return }
        impliesEndTagsThoroughly()
        pop(through: .template)
        clearToMarker()
        if !templateModes.isEmpty { templateModes.removeLast() }
        resetMode()
    }

    mutating func text(_ token: Token) -> Outcome {
        switch token.kind {
        case .space, .text, .null:
            insertText(token)
            return .done
        case .end:
            pop()
            mode = originalMode
            return .again
        default:
            pop()
            mode = originalMode
            return .done
        }
    }

    mutating func inHeadNoscript(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.doctype, _): return .done
        case (.startTag, .html): return inBody(token)
        case (.endTag, .noscript):
            pop()
            mode = .inHead
            return .done
        case (.space, _), (.comment, _), (.startTag, .basefont), (.startTag, .bgsound), (.startTag, .link),
            (.startTag, .meta), (.startTag, .noframes), (.startTag, .style):
            return inHead(token)
        case (.startTag, .head), (.startTag, .noscript): return .done
        case (.endTag, .br): break
        case (.endTag, _): return .done
        default: break
        }
        pop()
        mode = .inHead
        return .again
    }

    mutating func afterHead(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.space, _): insertText(token)
        case (.comment, _): insertComment(token)
        case (.doctype, _): break
        case (.startTag, .html): return inBody(token)
        case (.startTag, .body):
            insert(token)
            mayBeFrameset = false
            mode = .inBody
        case (.startTag, .frameset):
            insert(token)
            mode = .inFrameset
        case (.startTag, .base), (.startTag, .basefont), (.startTag, .bgsound), (.startTag, .link),
            (.startTag, .meta), (.startTag, .noframes), (.startTag, .script), (.startTag, .style),
            (.startTag, .template), (.startTag, .title):
            // They belong into the head though it has been closed.
            let head = Open(node: head, tag: .head, namespace: .html)
            open.append(head)
            _ = inHead(token)
            open.removeAll { $0.node == head.node }
        case (.endTag, .template): return inHead(token)
        case (.startTag, .head): break
        case (.endTag, .body), (.endTag, .html), (.endTag, .br): return beginBody()
        case (.endTag, _): break
        default: return beginBody()
        }
        return .done
    }

    private mutating func beginBody() -> Outcome {
        insert(implied: .body)
        mode = .inBody
        return .again
    }
}
