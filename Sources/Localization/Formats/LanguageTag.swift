/// Language tags as browsers, gettext and people write them.
///
/// Source: RFC 5646 (tags), RFC 4647 section 3.4 (look-up by dropping the
/// last part), RFC 9110 section 12.5.4 (`Accept-Language`).
enum LanguageTag {
    /// `pt_br.UTF-8` becomes `pt-BR`, `ZH-hant-tw` becomes `zh-Hant-TW`.
    static func canonical(_ tag: some StringProtocol) -> String {
        let plain = tag.prefix { $0 != "." && $0 != "@" }
        let parts = plain.split(whereSeparator: { $0 == "-" || $0 == "_" })
        return parts.enumerated().map { position, part in
            switch (position, part.utf8.count) {
            case (0, _): part.lowercased()
            case (_, 2): part.uppercased()
            case (_, 4): part.prefix(1).uppercased() + part.dropFirst().lowercased()
            default: part.lowercased()
            }
        }.joined(separator: "-")
    }

    /// The tag and what is left of it as parts are dropped from its end:
    /// `zh-Hant-TW`, `zh-Hant`, `zh`.
    static func widening(_ tag: String) -> [String] {
        var parts = tag.split(separator: "-")
        var tags: [String] = []
        while !parts.isEmpty, tags.count < 8 {
            tags.append(parts.joined(separator: "-"))
            parts.removeLast()
            // A lone letter only introduces what came after it.
            if parts.last?.utf8.count == 1 { parts.removeLast() }
        }
        return tags
    }

    /// The tags of an `Accept-Language` header, most wanted first. Those
    /// with `q=0` and whatever cannot be read are left out, and so is all
    /// after the first fifty.
    static func accepted(_ header: String) -> [String] {
        let wishes = header.split(separator: ",").prefix(50).compactMap { item -> (String, Double)? in
            let parts = item.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
            guard let tag = parts.first, !tag.isEmpty, tag.utf8.count <= 64 else { return nil }
            var quality = 1.0
            for part in parts.dropFirst() where part.lowercased().hasPrefix("q=") {
                guard let value = Double(part.dropFirst(2)), (0...1).contains(value) else { return nil }
                quality = value
            }
            return quality > 0 ? (canonical(tag), quality) : nil
        }
        // A stable sort: among equals the earlier one wins.
        return wishes.enumerated()
            .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
            .map(\.element.0)
    }
}
