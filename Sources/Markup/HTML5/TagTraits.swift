/// What the parsing rules say of an element, by its name and language.
///
/// Source: the HTML standard, section 13.2.4.2, "The stack of open
/// elements", and 13.1.2, "Elements".
struct TagTraits: OptionSet, Sendable {
    let rawValue: UInt16

    /// Ends the search for an element to close.
    static let special = TagTraits(rawValue: 1 << 0)
    /// Hides the elements around it from what is inside: a table's cell.
    static let scope = TagTraits(rawValue: 1 << 1)
    /// Reopened after a block that closed it: `b`, `font`.
    static let formatting = TagTraits(rawValue: 1 << 2)
    /// Has no content and no end tag.
    static let void = TagTraits(rawValue: 1 << 3)
    /// Closes an open paragraph when it begins.
    static let closesParagraph = TagTraits(rawValue: 1 << 4)
    /// May lack its end tag.
    static let impliedEnd = TagTraits(rawValue: 1 << 5)
    /// `h1` to `h6`.
    static let heading = TagTraits(rawValue: 1 << 6)
    /// Inside it, text that belongs to no cell is put before the table.
    static let tableStructure = TagTraits(rawValue: 1 << 7)
    /// Lacks its end tag only at the end of a template.
    static let impliedEndThorough = TagTraits(rawValue: 1 << 8)

    static func of(_ tag: Tag, _ namespace: Namespace) -> TagTraits {
        switch namespace {
        case .html: html[Int(tag.rawValue)]
        case .math: math.contains(tag) ? [.special, .scope] : []
        case .svg: svg.contains(tag) ? [.special, .scope] : []
        }
    }

    private static let math: Set<Tag> = [.mi, .mo, .mn, .ms, .mtext, .annotationXML]
    private static let svg: Set<Tag> = [.foreignObject, .desc, .title]

    private static let html: [TagTraits] = {
        var traits = [TagTraits](repeating: [], count: Tag.allCases.count)
        func mark(_ trait: TagTraits, _ tags: [Tag]) {
            for tag in tags { traits[Int(tag.rawValue)].insert(trait) }
        }
        mark(
            .special,
            [
                .address, .applet, .area, .article, .aside, .base, .basefont, .bgsound, .blockquote, .body,
                .br, .button, .caption, .center, .col, .colgroup, .dd, .details, .dir, .div, .dl, .dt,
                .embed, .fieldset, .figcaption, .figure, .footer, .form, .frame, .frameset, .h1, .h2, .h3,
                .h4, .h5, .h6, .head, .header, .hgroup, .hr, .html, .iframe, .img, .input, .keygen, .li,
                .link, .listing, .main, .marquee, .menu, .meta, .nav, .noembed, .noframes, .noscript,
                .object, .ol, .p, .param, .plaintext, .pre, .script, .search, .section, .select, .source,
                .style, .summary, .table, .tbody, .td, .template, .textarea, .tfoot, .th, .thead, .title,
                .tr, .track, .ul, .wbr, .xmp,
            ])
        mark(.scope, [.applet, .caption, .html, .table, .td, .th, .marquee, .object, .template])
        mark(
            .formatting,
            [.a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u])
        mark(
            .void,
            [
                .area, .base, .basefont, .bgsound, .br, .col, .embed, .frame, .hr, .img, .input, .keygen,
                .link, .meta, .param, .source, .track, .wbr,
            ])
        mark(
            .closesParagraph,
            [
                .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl,
                .fieldset, .figcaption, .figure, .footer, .header, .hgroup, .main, .menu, .nav, .ol, .p,
                .search, .section, .summary, .ul,
            ])
        let implied: [Tag] = [.dd, .dt, .li, .optgroup, .option, .p, .rb, .rp, .rt, .rtc]
        mark(.impliedEnd, implied)
        mark(
            .impliedEndThorough,
            implied + [.caption, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr])
        mark(.heading, [.h1, .h2, .h3, .h4, .h5, .h6])
        mark(.tableStructure, [.table, .tbody, .tfoot, .thead, .tr])
        return traits
    }()
}
