/// The body: text, blocks, and everything that is not a table.
extension TreeBuilder {
    mutating func inBody(_ token: Token) -> Outcome {
        switch token.kind {
        case .null, .doctype: break
        case .space:
            reopen()
            insertText(token)
        case .text:
            reopen()
            insertText(token)
            mayBeFrameset = false
        case .comment: insertComment(token)
        case .end: if !templateModes.isEmpty { return inTemplate(token) }
        case .startTag: return begin(token)
        case .endTag: return close(token)
        }
        return .done
    }

    private mutating func begin(_ token: Token) -> Outcome {
        switch token.tag {
        case .html:
            if !isOpen(.template), let root = open.first { merge(token, into: root.node) }
        case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
            return inHead(token)
        case .body:
            guard open.count > 1, open[1].isHTML(.body), !isOpen(.template) else { break }
            mayBeFrameset = false
            merge(token, into: open[1].node)
        case .frameset:
            guard mayBeFrameset, open.count > 1, open[1].isHTML(.body) else { break }
            tree.remove(open[1].node)
            open.removeSubrange(1...)
            insert(token)
            mode = .inFrameset
        case .h1, .h2, .h3, .h4, .h5, .h6:
            closeParagraph()
            if let current, current.traits.contains(.heading) { pop() }
            insert(token)
        case .pre, .listing:
            closeParagraph()
            insert(token)
            ignoresLineFeed = true
            mayBeFrameset = false
        case .form:
            guard form == Tree.none || isOpen(.template) else { break }
            closeParagraph()
            let node = insert(token)
            if !isOpen(.template) { form = node }
        case .li, .dd, .dt: beginItem(token)
        case .plaintext:
            closeParagraph()
            insert(token)
            tokenizer.mode = .plain
        case .button:
            if isInScope(.button) {
                impliesEndTags()
                pop(through: .button)
            }
            reopen()
            insert(token)
            mayBeFrameset = false
        default: return beginInline(token)
        }
        return .done
    }

    private mutating func beginInline(_ token: Token) -> Outcome {
        switch token.tag {
        case .a:
            let first = (formatting.lastIndex { $0.isMarker } ?? -1) + 1
            if let entry = formatting[first...].last(where: { $0.tag == .a }) {
                adopt(.a, token: token)
                formatting.removeAll { $0.node == entry.node }
                open.removeAll { $0.node == entry.node }
            }
            reopen()
            keep(insert(token))
        case .nobr:
            reopen()
            if isInScope(.nobr) {
                adopt(.nobr, token: token)
                reopen()
            }
            keep(insert(token))
        case .b, .big, .code, .em, .font, .i, .s, .small, .strike, .strong, .tt, .u:
            reopen()
            keep(insert(token))
        case .applet, .marquee, .object:
            reopen()
            insert(token)
            formatting.append(.marker)
            mayBeFrameset = false
        case .table:
            if !isQuirky { closeParagraph() }
            insert(token)
            mayBeFrameset = false
            mode = .inTable
        case .area, .br, .embed, .img, .keygen, .wbr:
            reopen()
            insertVoid(token)
            mayBeFrameset = false
        case .input:
            reopen()
            insertVoid(token)
            if !isHidden(token) { mayBeFrameset = false }
        case .param, .source, .track: insertVoid(token)
        case .hr:
            closeParagraph()
            insertVoid(token)
            mayBeFrameset = false
        case .image:
            var token = token
            token.tag = .img
            return begin(token)
        case .textarea:
            insertText(token, as: .text)
            ignoresLineFeed = true
            mayBeFrameset = false
        case .xmp:
            closeParagraph()
            reopen()
            mayBeFrameset = false
            insertText(token, as: .raw)
        case .iframe:
            mayBeFrameset = false
            insertText(token, as: .raw)
        case .noembed: insertText(token, as: .raw)
        default: return beginRest(token)
        }
        return .done
    }

    private mutating func beginRest(_ token: Token) -> Outcome {
        switch token.tag {
        case .select:
            reopen()
            insert(token)
            mayBeFrameset = false
            switch mode {
            case .inTable, .inCaption, .inTableBody, .inRow, .inCell: mode = .inSelectInTable
            default: mode = .inSelect
            }
        case .optgroup, .option:
            if isCurrent(.option) { pop() }
            reopen()
            insert(token)
        case .rb, .rtc:
            if isInScope(.ruby) { impliesEndTags() }
            insert(token)
        case .rp, .rt:
            if isInScope(.ruby) { impliesEndTags(except: .rtc) }
            insert(token)
        case .math, .svg:
            reopen()
            insertForeign(token, namespace: token.tag == .svg ? .svg : .math)
        case .caption, .col, .colgroup, .frame, .head, .tbody, .td, .tfoot, .th, .thead, .tr: break
        case _ where TagTraits.of(token.tag, .html).contains(.closesParagraph):
            closeParagraph()
            insert(token)
        default:
            reopen()
            insert(token)
        }
        return .done
    }

    func isHidden(_ token: Token) -> Bool {
        attribute(.type, of: token).map { isText($0, "hidden") } ?? false
    }

    /// A list's item closes the item before it.
    private mutating func beginItem(_ token: Token) {
        mayBeFrameset = false
        for element in open.reversed() {
            let isSame =
                token.tag == .li ? element.isHTML(.li) : element.isHTML(.dd) || element.isHTML(.dt)
            if isSame {
                impliesEndTags(except: element.tag)
                pop(through: element.tag)
                break
            }
            let isPlain = element.isHTML(.address) || element.isHTML(.div) || element.isHTML(.p)
            if element.traits.contains(.special), !isPlain { break }
        }
        closeParagraph()
        insert(token)
    }

    private mutating func close(_ token: Token) -> Outcome {
        switch token.tag {
        case .template: return inHead(token)
        case .body, .html:
            guard isInScope(.body) else { break }
            mode = .afterBody
            if token.tag == .html { return .again }
        case .form: closeForm()
        case .p:
            if !isInScope(.p, .button) { insert(implied: .p) }
            closeParagraph()
        case .li:
            guard isInScope(.li, .listItem) else { break }
            impliesEndTags(except: .li)
            pop(through: .li)
        case .dd, .dt:
            guard isInScope(token.tag) else { break }
            impliesEndTags(except: token.tag)
            pop(through: token.tag)
        case .h1, .h2, .h3, .h4, .h5, .h6:
            guard isInScope(where: { $0.traits.contains(.heading) }) else { break }
            impliesEndTags()
            pop(throughAny: .heading)
        case .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u:
            adopt(token.tag, token: token)
        case .applet, .marquee, .object:
            guard isInScope(token.tag) else { break }
            impliesEndTags()
            pop(through: token.tag)
            clearToMarker()
        case .br:
            reopen()
            insert(implied: .br)
            open.removeLast()
            mayBeFrameset = false
        case .button, .listing, .pre: closeBlock(token.tag)
        case _ where TagTraits.of(token.tag, .html).contains(.closesParagraph): closeBlock(token.tag)
        default: closeOther(token)
        }
        return .done
    }

    private mutating func closeBlock(_ tag: Tag) {
        guard isInScope(tag) else { return }
        impliesEndTags()
        pop(through: tag)
    }

    private mutating func closeForm() {
        guard !isOpen(.template) else { return closeBlock(.form) }
        let node = form
        form = Tree.none
        guard node != Tree.none, isInScope(where: { $0.node == node }) else { return }
        impliesEndTags()
        open.removeAll { $0.node == node }
    }

    /// Closes the innermost element of that name, if no block lies between.
    mutating func closeOther(_ token: Token) {
        for position in open.indices.reversed() {
            let element = open[position]
            if element.namespace == .html, isNamed(element, token) {
                impliesEndTags(except: token.tag == .unknown ? .unknown : token.tag)
                if position < open.count, position > 0 { open.removeSubrange(position...) }
                return
            }
            if element.traits.contains(.special) { return }
        }
    }

    func isNamed(_ element: Open, _ token: Token) -> Bool {
        guard element.tag == token.tag else { return false }
        return element.tag != .unknown || isSameText(tree[element.node].name, token.name)
    }

    mutating func afterBody(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.space, _): return inBody(token)
        case (.comment, _): insertComment(token, into: open.first?.node)
        case (.doctype, _), (.end, _): break
        case (.startTag, .html): return inBody(token)
        case (.endTag, .html): if context == nil { mode = .afterAfterBody }
        default:
            mode = .inBody
            return .again
        }
        return .done
    }

    mutating func afterAfterBody(_ token: Token) -> Outcome {
        switch (token.kind, token.tag) {
        case (.comment, _): insertComment(token, into: Tree.document)
        case (.doctype, _), (.space, _), (.startTag, .html): return inBody(token)
        case (.end, _): break
        default:
            mode = .inBody
            return .again
        }
        return .done
    }
}
