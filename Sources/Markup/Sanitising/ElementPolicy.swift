/// What becomes of an element of a stranger's HTML.
enum ElementPolicy {
    /// Written, perhaps under another name.
    case keep(as: Tag)
    /// Left out, its content stays.
    case unwrap
    /// Left out with all it contains.
    case drop

    static func policy(for tag: Tag) -> ElementPolicy {
        switch tag {
        case .a, .abbr, .address, .article, .aside, .b, .bdi, .bdo, .big, .blockquote, .br, .caption, .center,
            .cite, .code, .col, .colgroup, .dd, .del, .details, .dfn, .div, .dl, .dt, .em, .figcaption,
            .figure, .font, .footer, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hr, .i, .img, .ins, .kbd, .li,
            .main, .mark, .nav, .ol, .p, .pre, .q, .s, .samp, .section, .small, .span, .strong, .sub,
            .summary, .sup, .table, .tbody, .td, .tfoot, .th, .thead, .tr, .tt, .u, .ul, .var, .wbr:
            .keep(as: tag)
        case .acronym: .keep(as: .abbr)
        case .strike: .keep(as: .s)
        case .dir, .menu: .keep(as: .ul)
        case .listing, .plaintext, .xmp: .keep(as: .pre)
        case .form, .fieldset, .legend, .dialog, .hgroup, .search, .isindex: .keep(as: .div)
        case .button, .label, .marquee, .nobr, .output: .keep(as: .span)
        case .applet, .area, .audio, .base, .basefont, .bgsound, .canvas, .embed, .frame, .frameset, .head,
            .iframe, .input, .keygen, .link, .math, .meta, .meter, .noembed, .noframes, .optgroup, .option,
            .param, .progress, .script, .select, .source, .style, .svg, .template, .textarea, .title, .track,
            .video:
            .drop
        default: .unwrap
        }
    }
}
