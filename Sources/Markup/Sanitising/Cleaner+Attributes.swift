extension Cleaner {
    /// Writes the attributes that are on the list for an element.
    mutating func writeAttributes(of index: Tree.Index, as tag: Tag) {
        for attribute in tree.attributes(of: index) {
            switch attribute.name {
            case .style: writeStyle(tree.bytes[attribute.value.range])
            case .dir: write(attribute, where: Self.isWord)
            case .lang: write(attribute, where: Self.isWord)
            case .title, .summary: write(attribute, where: { $0.count <= 2000 })
            case .hidden: write(attribute, where: { _ in true })
            default:
                guard let check = Self.check(for: attribute.name, on: tag) else { continue }
                write(attribute, where: check)
            }
        }
    }

    /// What a value must look like; `nil` where the element has no such
    /// attribute, or none we keep.
    private static func check(
        for name: AttributeName, on tag: Tag
    ) -> ((UnsafeBufferPointer<UInt8>) -> Bool)? {
        switch (name, tag) {
        case (.align, _), (.valign, _), (.clear, .br): isWord
        case (.bgcolor, .table), (.bgcolor, .tbody), (.bgcolor, .thead), (.bgcolor, .tfoot), (.bgcolor, .tr),
            (.bgcolor, .td), (.bgcolor, .th), (.color, .font), (.color, .hr):
            isColour
        case (.face, .font): { $0.count <= 200 }
        case (.size, .font), (.size, .hr): isSize
        case (.width, .table), (.width, .td), (.width, .th), (.width, .col), (.width, .colgroup),
            (.width, .img),
            (.width, .hr), (.height, .table), (.height, .tr), (.height, .td), (.height, .th), (.height, .img):
            isSize
        case (.border, .table), (.border, .img), (.cellpadding, .table), (.cellspacing, .table),
            (.hspace, .img), (.vspace, .img):
            isSize
        case (.rules, .table), (.scope, .th): isWord
        case (.colspan, .td), (.colspan, .th), (.rowspan, .td), (.rowspan, .th), (.span, .col),
            (.span, .colgroup):
            isCount
        case (.nowrap, .td), (.nowrap, .th), (.noshade, .hr), (.reversed, .ol), (.open, .details):
            { $0.count <= 8 }
        case (.start, .ol), (.value, .li): isSize
        case (.type, .ol), (.type, .ul), (.type, .li): isWord
        default: nil
        }
    }

    private mutating func write(
        _ attribute: Tree.Attribute, where isFine: (UnsafeBufferPointer<UInt8>) -> Bool
    ) {
        tree.bytes.withUnsafeBufferPointer { bytes in
            let value = UnsafeBufferPointer(rebasing: bytes[attribute.value.range])
            guard isFine(value) else { return }
            write(name: attribute.name.name, value)
        }
    }

    mutating func write(name: String, _ value: UnsafeBufferPointer<UInt8>) {
        out.append(UInt8(ascii: " "))
        out.append(contentsOf: name.utf8)
        out.append(contentsOf: "=\"".utf8)
        // Bare, a carriage return would be read as a line feed.
        if value.contains(0x0D) {
            Escape.append(String(decoding: value.map { $0 == 0x0D ? 0x20 : $0 }, as: UTF8.self), to: &out)
        } else {
            Escape.append(value, to: &out)
        }
        out.append(UInt8(ascii: "\""))
    }

    /// Writes what a body has that a block can have; its background becomes
    /// a style, since a block knows no `bgcolor`.
    mutating func writeBodyAttributes(of body: Tree.Index) {
        let attributes = tree.attributes(of: body)
        var background: [UInt8] = []
        if let colour = attributes.first(where: { $0.name == .bgcolor })?.value {
            let value = tree.bytes[colour.range]
            let isColour = value.withUnsafeBufferPointer(Self.isColour)
            if isColour { background = Array("background-color:".utf8) + value + [UInt8(ascii: ";")] }
        }
        let style = attributes.first { $0.name == .style }.map { tree.bytes[$0.value.range] } ?? []
        writeStyle(background + style)
        for attribute in attributes where attribute.name == .dir || attribute.name == .lang {
            write(attribute, where: Self.isWord)
        }
    }

    private mutating func writeStyle(_ value: some Collection<UInt8>) {
        guard !value.isEmpty else { return }
        let start = out.count
        out.append(contentsOf: " style=\"".utf8)
        let before = out.count
        value.withContiguousStorageIfAvailable { StyleFilter.append($0, to: &out) }
        if out.count == before {
            out.removeSubrange(start...)
        } else {
            out.append(UInt8(ascii: "\""))
        }
    }

    /// `left`, `row-group`, `en-GB`.
    private static func isWord(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        value.count <= 35 && value.allSatisfy { ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }

    /// `#ffcc00`, `rgb(255, 204, 0)`, `silver`.
    private static func isColour(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        value.count <= 40 && value.allSatisfy { ASCII.isAlphanumeric($0) || "#(),.% ".utf8.contains($0) }
    }

    /// `12`, `12.5%`, `+1`, `600px`.
    private static func isSize(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        value.count <= 8 && value.allSatisfy { ASCII.isAlphanumeric($0) || ".%+-".utf8.contains($0) }
    }

    /// 1 to 999.
    private static func isCount(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        (1...3).contains(value.count) && value.allSatisfy(ASCII.isDigit)
    }
}
