/// Builds the tree of an HTML document from its tokens, as browsers do.
///
/// Every limit makes it treat what passes the limit as though it were not
/// there, so that no document takes more than time linear in its length:
/// elements nest at most `deepest` levels, at most `mostReopened` formatting
/// elements are kept for reopening, and a tree has at most `mostNodes`.
///
/// Source: the HTML standard, section 13.2.6, "Tree construction", with
/// scripting off.
struct TreeBuilder {
    /// Browsers stop at 512 too.
    static let deepest = 512
    static let mostReopened = 48
    static let mostNodes = 1_000_000

    enum Mode {
        case initial, beforeHTML, beforeHead, inHead, inHeadNoscript, afterHead, inBody, text, inTable
        case inTableText, inCaption, inColumnGroup, inTableBody, inRow, inCell, inSelect, inSelectInTable
        case inTemplate, afterBody, inFrameset, afterFrameset, afterAfterBody, afterAfterFrameset
    }

    /// What a handler says of the token: done with, or to be looked at
    /// again in the mode it has switched to.
    enum Outcome {
        case done, again
    }

    /// An element whose end tag has not come yet.
    struct Open {
        let node: Tree.Index
        let tag: Tag
        let namespace: Namespace

        func isHTML(_ tag: Tag) -> Bool { self.tag == tag && namespace == .html }
        var traits: TagTraits { .of(tag, namespace) }
    }

    /// A formatting element that may have to be reopened, or the border of
    /// a cell beyond which none is.
    struct Formatting {
        static let marker = Formatting(node: Tree.none, tag: .unknown)

        var node: Tree.Index
        let tag: Tag
        var isMarker: Bool { node == Tree.none }
    }

    var tokenizer: Tokenizer
    var tree = Tree()
    var mode = Mode.initial
    var originalMode = Mode.initial
    var templateModes: [Mode] = []
    var open: [Open] = []
    var formatting: [Formatting] = []
    var head = Tree.none
    var form = Tree.none
    var mayBeFrameset = true
    var isFostering = false
    var isQuirky = false
    var ignoresLineFeed = false
    /// Text between the parts of a table, until it is known whether it is
    /// white space only.
    var tableText: [Token] = []
    /// The element whose content a fragment is.
    var context: Open?

    init(_ source: UnsafeBufferPointer<UInt8>) {
        tokenizer = Tokenizer(source)
        tree.nodes.reserveCapacity(source.count / 24)
        open.reserveCapacity(32)
    }

    /// Reads all tokens; the tree's bytes are still those of the source.
    mutating func run() {
        while true {
            let token = tokenizer.next(isForeign: isForeign)
            if token.kind == .end {
                process(token)
                return
            }
            guard tree.nodes.count < Self.mostNodes else {
                tree.isCut = true
                process(Token(.end))
                return
            }
            process(token)
        }
    }

    private mutating func process(_ token: Token) {
        var token = token
        if ignoresLineFeed {
            ignoresLineFeed = false
            if token.kind == .space || token.kind == .text, byte(token.content.start) == 0x0A {
                token.content.start += 1
                token.content.count -= 1
                if token.content.isEmpty { return }
            }
        }
        if token.kind == .startTag, isTooDeep(for: token.tag) { return }
        while (usesForeignRules(for: token) ? foreign(token) : handle(token, in: mode)) == .again {}
    }

    /// Whether an element must be passed over since too many are open.
    private mutating func isTooDeep(for tag: Tag) -> Bool {
        guard open.count >= Self.deepest, !TagTraits.of(tag, .html).contains(.void) else { return false }
        switch tag {
        case .title, .style, .script, .textarea, .iframe, .noembed, .noframes, .xmp, .html, .body:
            return false
        default:
            tree.isCut = true
            return true
        }
    }

    mutating func handle(_ token: Token, in mode: Mode) -> Outcome {
        switch mode {
        case .initial: initial(token)
        case .beforeHTML: beforeHTML(token)
        case .beforeHead: beforeHead(token)
        case .inHead: inHead(token)
        case .inHeadNoscript: inHeadNoscript(token)
        case .afterHead: afterHead(token)
        case .inBody: inBody(token)
        case .text: text(token)
        case .inTable: inTable(token)
        case .inTableText: inTableText(token)
        case .inCaption: inCaption(token)
        case .inColumnGroup: inColumnGroup(token)
        case .inTableBody: inTableBody(token)
        case .inRow: inRow(token)
        case .inCell: inCell(token)
        case .inSelect: inSelect(token)
        case .inSelectInTable: inSelectInTable(token)
        case .inTemplate: inTemplate(token)
        case .afterBody: afterBody(token)
        case .inFrameset: inFrameset(token)
        case .afterFrameset: afterFrameset(token)
        case .afterAfterBody: afterAfterBody(token)
        case .afterAfterFrameset: afterAfterFrameset(token)
        }
    }

    func byte(_ place: Int32) -> UInt8 { tokenizer.byte(Int(place)) }

    /// Whether a text of the source is a word, whatever its case.
    func isText(_ slice: Extent, _ word: StaticString) -> Bool {
        guard Int(slice.count) == word.utf8CodeUnitCount else { return false }
        return (0..<Int(slice.count)).allSatisfy {
            ASCII.lowered(byte(slice.start + Int32($0))) == word.utf8Start[$0]
        }
    }

    func attribute(_ name: AttributeName, of token: Token) -> Extent? {
        tokenizer.attributes[token.attributes.range].first { $0.name == name }?.value
    }
}
