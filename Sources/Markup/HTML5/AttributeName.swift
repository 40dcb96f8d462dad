/// The attributes that we know by name.
enum AttributeName: UInt8, CaseIterable, Sendable {
    /// Any other name; the attribute keeps it.
    case other
    case abbr, action, align, alt, axis, background, bgcolor, border, cellpadding, cellspacing, char
    case charoff, charset, cite, clear, color, cols, colspan, content, data, datetime, dir, encoding
    case face, headers, height, hidden, href, hspace, id, lang, name, noshade, nowrap, open, prompt
    case rel, reversed, rows, rowspan, rules, scope, size, span, src, srcset, start, style, summary
    case target, title, type, valign, value, vspace, width
    case `class`
    /// Where a picture would come from that is not shown: `data-remote-src`.
    case remoteSource
    /// Which part of the mail a picture is: `data-cid`.
    case contentID

    /// The name in lower case, as source has it.
    var name: String { Self.names[Int(rawValue)] }

    static func named(_ name: UnsafeBufferPointer<UInt8>) -> AttributeName {
        byName.index(of: name).flatMap { AttributeName(rawValue: UInt8($0)) } ?? .other
    }

    static let names = allCases.map { name in
        switch name {
        case .other: "-"
        case .remoteSource: "data-remote-src"
        case .contentID: "data-cid"
        default: String(describing: name)
        }
    }

    private static let byName = NameTable(names)
}
