/// A piece of HTML source: a tag, a stretch of text, a comment.
struct Token {
    enum Kind {
        case startTag, endTag
        /// White space only; other text never begins with it.
        case space
        case text
        /// A character U+0000, which parts of the rules drop or replace.
        case null
        case comment, doctype, end
    }

    var kind: Kind
    var tag = Tag.unknown
    /// The name of an unknown tag or of a doctype, in lower case.
    var name = Extent.empty
    /// The characters of text and comments.
    var content = Extent.empty
    /// The attributes of a start tag.
    var attributes = Extent.empty
    var isSelfClosing = false
    var doctype: Doctype?

    struct Doctype {
        var publicID: Extent?
        var systemID: Extent?
        var forcesQuirks = false
    }

    init(_ kind: Kind, content: Extent = .empty) {
        self.kind = kind
        self.content = content
    }

    func isStart(_ tag: Tag) -> Bool { kind == .startTag && self.tag == tag }
    func isEnd(_ tag: Tag) -> Bool { kind == .endTag && self.tag == tag }
}
