extension SourcePhrases {
    /// The catalogue brought up to date with the source.
    ///
    /// Translations and comments stay; new sentences come in without a
    /// translation; what is no longer in the source is kept as obsolete, and
    /// comes back with its sentence.
    public func update(_ catalogue: PortableObject) -> PortableObject {
        let live = Self.entries(of: catalogue)
        let obsolete = Dictionary(
            catalogue.entries.filter(\.isObsolete).map { (Self.key($0.id, $0.context), $0) },
            uniquingKeysWith: { first, _ in first })
        let forms = PluralRule(header: catalogue.header("Plural-Forms") ?? "")?.count ?? 2
        var used: Set<String> = []
        let entries = sentences.map { sentence in
            let key = Self.key(sentence.id, sentence.context)
            used.insert(key)
            return Self.entry(for: sentence, from: live[key] ?? obsolete[key], forms: forms)
        }
        let header = catalogue.entries.filter(\.isHeader)
        let gone = catalogue.entries.compactMap { entry -> PortableObject.Entry? in
            guard !entry.isHeader, !used.contains(Self.key(entry.id, entry.context)) else { return nil }
            // Nothing is lost with what nobody has translated.
            guard entry.translations.contains(where: { !$0.isEmpty }) else { return nil }
            var entry = entry
            entry.isObsolete = true
            entry.references = []
            return entry
        }
        return PortableObject(
            entries: (header.isEmpty ? [Self.header(language: "")] : header) + entries + gone)
    }

    /// A catalogue without translations, from which new ones are begun.
    public var template: PortableObject {
        PortableObject(
            entries: [Self.header(language: "")] + sentences.map { Self.entry(for: $0, from: nil, forms: 2) })
    }

    private static func header(language: String) -> PortableObject.Entry {
        var header = PortableObject.Entry(id: "")
        header.translations = [
            """
            Language: \(language)
            MIME-Version: 1.0
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: 8bit
            Plural-Forms: nplurals=2; plural=(n != 1);

            """
        ]
        return header
    }

    private static func entry(
        for sentence: Sentence, from old: PortableObject.Entry?, forms: Int
    ) -> PortableObject.Entry {
        var entry = old ?? PortableObject.Entry(id: sentence.id, context: sentence.context)
        entry.isObsolete = false
        entry.references = sentence.files
        if entry.plural != sentence.plural {
            // A translation of another set of forms must be looked at.
            if entry.isTranslated { entry.flags.append("fuzzy") }
            entry.plural = sentence.plural
        }
        let count = sentence.plural == nil ? 1 : forms
        entry.translations = Array((entry.translations + Array(repeating: "", count: count)).prefix(count))
        let hasPlaces = (sentence.id + (sentence.plural ?? "")).contains { $0 == "{" || $0 == "}" }
        if hasPlaces, !entry.flags.contains("python-brace-format") {
            entry.flags.append("python-brace-format")
        }
        return entry
    }
}
