/// Tables.
extension TreeBuilder {
    mutating func inTable(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.space, _), (.text, _), (.null, _):
            guard let current, current.traits.contains(.tableStructure) || current.isHTML(.template) else {
                break
            }
            tableText = []
            originalMode = mode
            mode = .inTableText
            return .again
        case (.comment, _):
            insertComment(token)
            return .done
        case (.doctype, _): return .done
        case (.startTag, .caption):
            clearToTable()
            formatting.append(.marker)
            insert(token)
            mode = .inCaption
            return .done
        case (.startTag, .colgroup):
            clearToTable()
            insert(token)
            mode = .inColumnGroup
            return .done
        case (.startTag, .col):
            clearToTable()
            insert(implied: .colgroup)
            mode = .inColumnGroup
            return .again
        case (.startTag, .tbody), (.startTag, .tfoot), (.startTag, .thead):
            clearToTable()
            insert(token)
            mode = .inTableBody
            return .done
        case (.startTag, .td), (.startTag, .th), (.startTag, .tr):
            clearToTable()
            insert(implied: .tbody)
            mode = .inTableBody
            return .again
        case (.startTag, .table):
            guard isInScope(.table, .table) else { return .done }
            pop(through: .table)
            resetMode()
            return .again
        case (.endTag, .table):
            guard isInScope(.table, .table) else { return .done }
            pop(through: .table)
            resetMode()
            return .done
        case (.endTag, .body), (.endTag, .caption), (.endTag, .col), (.endTag, .colgroup), (.endTag, .html),
            (.endTag, .tbody), (.endTag, .td), (.endTag, .tfoot), (.endTag, .th), (.endTag, .thead),
            (.endTag, .tr):
            return .done
        case (.startTag, .style), (.startTag, .script), (.startTag, .template), (.endTag, .template):
            return inHead(token)
        case (.startTag, .input):
            guard isHidden(token) else { break }
            insertVoid(token)
            return .done
        case (.startTag, .form):
            guard !isOpen(.template), form == Tree.none else { return .done }
            form = insert(token)
            pop()
            return .done
        case (.end, _): return inBody(token)
        default: break
        }
        return foster(token)
    }

    /// What does not belong into a table is put before it.
    private mutating func foster(_ token: Token) -> Outcome {
        isFostering = true
        defer { isFostering = false }
        return inBody(token)
    }

    private mutating func clearToTable() { pop(until: .table, .template, .html) }
    private mutating func clearToBody() { pop(until: .tbody, .tfoot, .thead, .template, .html) }
    private mutating func clearToRow() { pop(until: .tr, .template, .html) }

    mutating func inTableText(_ token: Token) -> Outcome {
        switch token.kind {
        case .null: return .done
        case .space, .text:
            tableText.append(token)
            return .done
        default:
            let isSpace = tableText.allSatisfy { $0.kind == .space }
            for text in tableText {
                if isSpace { insertText(text) } else { _ = foster(text) }
            }
            tableText = []
            mode = originalMode
            return .again
        }
    }

    mutating func inCaption(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.endTag, .caption):
            closeCaption()
            return .done
        case (.startTag, .caption), (.startTag, .col), (.startTag, .colgroup), (.startTag, .tbody),
            (.startTag, .td), (.startTag, .tfoot), (.startTag, .th), (.startTag, .thead), (.startTag, .tr),
            (.endTag, .table):
            return closeCaption() ? .again : .done
        case (.endTag, .body), (.endTag, .col), (.endTag, .colgroup), (.endTag, .html), (.endTag, .tbody),
            (.endTag, .td), (.endTag, .tfoot), (.endTag, .th), (.endTag, .thead), (.endTag, .tr):
            return .done
        default: return inBody(token)
        }
    }

    @discardableResult
    private mutating func closeCaption() -> Bool {
        guard isInScope(.caption, .table) else { return false }
        impliesEndTags()
        pop(through: .caption)
        clearToMarker()
        mode = .inTable
        return true
    }

    mutating func inColumnGroup(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.space, _): insertText(token)
        case (.comment, _): insertComment(token)
        case (.doctype, _): break
        case (.startTag, .html): return inBody(token)
        case (.startTag, .col): insertVoid(token)
        case (.endTag, .colgroup):
            guard isCurrent(.colgroup) else { break }
            pop()
            mode = .inTable
        case (.endTag, .col): break
        case (.startTag, .template), (.endTag, .template): return inHead(token)
        case (.end, _): return inBody(token)
        default:
            guard isCurrent(.colgroup) else { break }
            pop()
            mode = .inTable
            return .again
        }
        return .done
    }

    mutating func inTableBody(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.startTag, .tr):
            clearToBody()
            insert(token)
            mode = .inRow
            return .done
        case (.startTag, .th), (.startTag, .td):
            clearToBody()
            insert(implied: .tr)
            mode = .inRow
            return .again
        case (.endTag, .tbody), (.endTag, .tfoot), (.endTag, .thead):
            guard isInScope(token.tag, .table) else { return .done }
            clearToBody()
            pop()
            mode = .inTable
            return .done
        case (.startTag, .caption), (.startTag, .col), (.startTag, .colgroup), (.startTag, .tbody),
            (.startTag, .tfoot), (.startTag, .thead), (.endTag, .table):
            let isInBody = isInScope(.table) { $0.isHTML(.tbody) || $0.isHTML(.thead) || $0.isHTML(.tfoot) }
            guard isInBody else { return .done }
            clearToBody()
            pop()
            mode = .inTable
            return .again
        case (.endTag, .body), (.endTag, .caption), (.endTag, .col), (.endTag, .colgroup), (.endTag, .html),
            (.endTag, .td), (.endTag, .th), (.endTag, .tr):
            return .done
        default: return inTable(token)
        }
    }

    mutating func inRow(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.startTag, .th), (.startTag, .td):
            clearToRow()
            insert(token)
            mode = .inCell
            formatting.append(.marker)
            return .done
        case (.endTag, .tr):
            closeRow()
            return .done
        case (.startTag, .caption), (.startTag, .col), (.startTag, .colgroup), (.startTag, .tbody),
            (.startTag, .tfoot), (.startTag, .thead), (.startTag, .tr), (.endTag, .table):
            return closeRow() ? .again : .done
        case (.endTag, .tbody), (.endTag, .tfoot), (.endTag, .thead):
            guard isInScope(token.tag, .table) else { return .done }
            return closeRow() ? .again : .done
        case (.endTag, .body), (.endTag, .caption), (.endTag, .col), (.endTag, .colgroup), (.endTag, .html),
            (.endTag, .td), (.endTag, .th):
            return .done
        default: return inTable(token)
        }
    }

    @discardableResult
    private mutating func closeRow() -> Bool {
        guard isInScope(.tr, .table) else { return false }
        clearToRow()
        pop()
        mode = .inTableBody
        return true
    }

    mutating func inCell(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.endTag, .td), (.endTag, .th):
            guard isInScope(token.tag, .table) else { return .done }
            impliesEndTags()
            pop(through: token.tag)
            clearToMarker()
            mode = .inRow
            return .done
        case (.startTag, .caption), (.startTag, .col), (.startTag, .colgroup), (.startTag, .tbody),
            (.startTag, .td), (.startTag, .tfoot), (.startTag, .th), (.startTag, .thead), (.startTag, .tr):
            return closeCell() ? .again : .done
        case (.endTag, .body), (.endTag, .caption), (.endTag, .col), (.endTag, .colgroup), (.endTag, .html):
            return .done
        case (.endTag, .table), (.endTag, .tbody), (.endTag, .tfoot), (.endTag, .thead), (.endTag, .tr):
            guard isInScope(token.tag, .table) else { return .done }
            return closeCell() ? .again : .done
        default: return inBody(token)
        }
    }

    private mutating func closeCell() -> Bool {
        guard isInScope(.table, where: { $0.isHTML(.td) || $0.isHTML(.th) }) else { return false }
        impliesEndTags()
        while open.count > 1 {
            let last = open.removeLast()
            if last.isHTML(.td) || last.isHTML(.th) { break }
        }
        clearToMarker()
        mode = .inRow
        return true
    }
}
