/// The elements that HTML's parsing rules, or ours, know by name.
enum Tag: UInt8, CaseIterable, Sendable {
    /// Any other name; the node keeps it.
    case unknown
    case a, abbr, acronym, address, annotationXML, applet, area, article, aside, audio
    case b, base, basefont, bdi, bdo, bgsound, big, blockquote, body, br, button
    case canvas, caption, center, cite, code, col, colgroup
    case data, dd, del, desc, details, dfn, dialog, dir, div, dl, dt
    case em, embed, fieldset, figcaption, figure, font, footer, foreignObject, form, frame, frameset
    case h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html
    case i, iframe, image, img, input, ins, isindex, kbd, keygen, label, legend, li, link, listing
    case main, malignmark, map, mark, marquee, math, menu, menuitem, meta, meter, mglyph, mi, mn, mo, ms
    case mtext, nav, nobr, noembed, noframes, noscript, object, ol, optgroup, option, output
    case p, param, picture, plaintext, pre, progress, q, rb, rp, rt, rtc, ruby
    case s, samp, script, search, section, select, small, source, span, strike, strong, style, sub
    case summary, sup, svg, table, tbody, td, template, textarea, tfoot, th, thead, time, title, tr
    case track, tt, u, ul, `var`, video, wbr, xmp

    /// The name in lower case, as source has it.
    var name: String { Self.names[Int(rawValue)] }

    /// The tag with a name, whatever its case.
    static func named(_ name: UnsafeBufferPointer<UInt8>) -> Tag {
        byName.index(of: name).flatMap { Tag(rawValue: UInt8($0)) } ?? .unknown
    }

    static let names = allCases.map { tag in
        switch tag {
        case .unknown: "-"
        case .annotationXML: "annotation-xml"
        case .foreignObject: "foreignobject"
        default: String(describing: tag)
        }
    }

    private static let byName = NameTable(names)
}

/// The languages that meet in an HTML document.
enum Namespace: UInt8, Sendable {
    case html, svg, math
}
