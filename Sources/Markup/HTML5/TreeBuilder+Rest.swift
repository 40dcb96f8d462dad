/// Choices, templates and framesets.
extension TreeBuilder {
    mutating func inSelect(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.null, _), (.doctype, _): break
        case (.space, _), (.text, _): insertText(token)
        case (.comment, _): insertComment(token)
        case (.startTag, .html): return inBody(token)
        case (.startTag, .option):
            if isCurrent(.option) { pop() }
            insert(token)
        case (.startTag, .optgroup), (.startTag, .hr):
            if isCurrent(.option) { pop() }
            if isCurrent(.optgroup) { pop() }
            if token.tag == .hr { insertVoid(token) } else { insert(token) }
        case (.endTag, .optgroup):
            if isCurrent(.option), open.count > 1, open[open.count - 2].isHTML(.optgroup) { pop() }
            if isCurrent(.optgroup) { pop() }
        case (.endTag, .option): if isCurrent(.option) { pop() }
        case (.endTag, .select), (.startTag, .select):
            guard isInScope(.select, .select) else { break }
            pop(through: .select)
            resetMode()
        case (.startTag, .input), (.startTag, .keygen), (.startTag, .textarea):
            guard isInScope(.select, .select) else { break }
            pop(through: .select)
            resetMode()
            return .again
        case (.startTag, .script), (.startTag, .template), (.endTag, .template): return inHead(token)
        case (.end, _): return inBody(token)
        default: break
        }
        return .done
    }

    mutating func inSelectInTable(_ token: Token) -> Outcome {
        switch token.tag {
        case .caption, .table, .tbody, .tfoot, .thead, .tr, .td, .th:
            if token.kind == .endTag, !isInScope(token.tag, .table) { return .done }
            guard token.kind == .endTag || token.kind == .startTag else { return inSelect(token) }
            pop(through: .select)
            resetMode()
            return .again
        default: return inSelect(token)
        }
    }

    mutating func inTemplate(_ token: Token) -> Outcome {
        switch token.kind {
        case .space, .text, .null, .comment, .doctype: return inBody(token)
        case .endTag: return token.tag == .template ? inHead(token) : .done
        case .end:
            guard isOpen(.template) else { return .done }
            pop(through: .template)
            clearToMarker()
            if !templateModes.isEmpty { templateModes.removeLast() }
            resetMode()
            return .again
        case .startTag: break
        }
        let next: Mode
        switch token.tag {
        case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
            return inHead(token)
        case .caption, .colgroup, .tbody, .tfoot, .thead: next = .inTable
        case .col: next = .inColumnGroup
        case .tr: next = .inTableBody
        case .td, .th: next = .inRow
        default: next = .inBody
        }
        if !templateModes.isEmpty { templateModes[templateModes.count - 1] = next }
        mode = next
        return .again
    }

    mutating func inFrameset(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.space, _): insertText(token)
        case (.text, _): insertSpaces(token)
        case (.comment, _): insertComment(token)
        case (.startTag, .html): return inBody(token)
        case (.startTag, .frameset): insert(token)
        case (.endTag, .frameset):
            guard open.count > 1 else { break }
            pop()
            if context == nil, !isCurrent(.frameset) { mode = .afterFrameset }
        case (.startTag, .frame): insertVoid(token)
        case (.startTag, .noframes): return inHead(token)
        default: break
        }
        return .done
    }

    /// Of text that does not belong into a frameset its white space stays.
    private mutating func insertSpaces(_ token: Token) {
        for place in token.content.start..<token.content.end where ASCII.isSpace(byte(place)) {
            insertText(Token(.space, content: Extent(start: place, count: 1)))
        }
    }

    mutating func afterFrameset(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.space, _): insertText(token)
        case (.text, _): insertSpaces(token)
        case (.comment, _): insertComment(token)
        case (.startTag, .html): return inBody(token)
        case (.endTag, .html): mode = .afterAfterFrameset
        case (.startTag, .noframes): return inHead(token)
        default: break
        }
        return .done
    }

    mutating func afterAfterFrameset(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.comment, _): insertComment(token, into: Tree.document)
        case (.text, _): insertSpaces(token)
        case (.doctype, _), (.space, _), (.startTag, .html): return inBody(token)
        case (.startTag, .noframes): return inHead(token)
        default: break
        }
        return .done
    }
}
