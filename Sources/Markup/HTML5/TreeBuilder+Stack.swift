/// The stack of open elements.
extension TreeBuilder {
    /// The element that holds what comes next; `nil` before there is one.
    var current: Open? { open.last }

    /// What the source stands in; for a fragment that has opened nothing,
    /// its context.
    var adjustedCurrent: Open? { open.count == 1 ? context ?? open.last : open.last }

    var isForeign: Bool { adjustedCurrent.map { $0.namespace != .html } ?? false }

    func isCurrent(_ tag: Tag) -> Bool { open.last?.isHTML(tag) ?? false }

    func isOpen(_ tag: Tag) -> Bool { open.contains { $0.isHTML(tag) } }

    func position(of node: Tree.Index) -> Int? { open.lastIndex { $0.node == node } }

    mutating func pop() {
        // The root stays: everything else stands in it.
        if open.count > 1 { open.removeLast() }
    }

    /// Closes elements up to and including the innermost with a tag.
    mutating func pop(through tag: Tag) {
        while open.count > 1 {
            let last = open.removeLast()
            if last.isHTML(tag) { return }
        }
    }

    mutating func pop(throughAny tags: TagTraits) {
        while open.count > 1 {
            if open.removeLast().traits.isSuperset(of: tags) { return }
        }
    }

    /// Closes elements until one of these is innermost.
    mutating func pop(until tags: Tag...) {
        while open.count > 1, let last = open.last {
            if last.namespace == .html, tags.contains(last.tag) { return }
            open.removeLast()
        }
    }

    /// Closes elements that may lack their end tag.
    mutating func impliesEndTags(except tag: Tag = .unknown) {
        while let last = open.last, last.traits.contains(.impliedEnd), !last.isHTML(tag) { open.removeLast() }
    }

    mutating func impliesEndTagsThoroughly() {
        while let last = open.last, last.traits.contains(.impliedEndThorough) { open.removeLast() }
    }

    /// Where the search for an open element ends.
    enum Scope {
        case any, listItem, button, table, select
    }

    func isInScope(_ tag: Tag, _ scope: Scope = .any) -> Bool {
        isInScope(scope) { $0.isHTML(tag) }
    }

    @inline(__always)
    func isInScope(_ scope: Scope = .any, where isWanted: (Open) -> Bool) -> Bool {
        for element in open.reversed() {
            if isWanted(element) { return true }
            if ends(scope, element) { return false }
        }
        return false
    }

    private func ends(_ scope: Scope, _ element: Open) -> Bool {
        switch scope {
        case .any: return element.traits.contains(.scope)
        case .listItem:
            return element.traits.contains(.scope) || element.isHTML(.ol) || element.isHTML(.ul)
        case .button: return element.traits.contains(.scope) || element.isHTML(.button)
        case .table: return element.isHTML(.html) || element.isHTML(.table) || element.isHTML(.template)
        case .select: return !(element.isHTML(.optgroup) || element.isHTML(.option))
        }
    }

    /// Closes an open paragraph, where there is one.
    mutating func closeParagraph() {
        guard isInScope(.p, .button) else { return }
        impliesEndTags(except: .p)
        pop(through: .p)
    }

    /// The mode that fits what is open.
    ///
    /// Source: the HTML standard, section 13.2.4.1, "reset the insertion
    /// mode appropriately".
    mutating func resetMode() {
        mode = fittingMode()
    }

    private func fittingMode() -> Mode {
        for position in open.indices.reversed() {
            let isLast = position == 0
            let element = isLast ? context ?? open[position] : open[position]
            guard element.namespace == .html else {
                if isLast { return .inBody }
                continue
            }
            switch element.tag {
            case .select: return selectMode(above: position)
            case .td, .th: if !isLast { return .inCell }
            case .tr: return .inRow
            case .tbody, .thead, .tfoot: return .inTableBody
            case .caption: return .inCaption
            case .colgroup: return .inColumnGroup
            case .table: return .inTable
            case .template: return templateModes.last ?? .inBody
            case .head: if !isLast { return .inHead }
            case .body: return .inBody
            case .frameset: return .inFrameset
            case .html: return head == Tree.none ? .beforeHead : .afterHead
            default: break
            }
            if isLast { return .inBody }
        }
        return .inBody
    }

    private func selectMode(above position: Int) -> Mode {
        for element in open[..<position].reversed() {
            if element.isHTML(.template) { return .inSelect }
            if element.isHTML(.table) { return .inSelectInTable }
        }
        return .inSelect
    }
}
