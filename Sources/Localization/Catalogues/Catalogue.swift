/// The translations into one language, ready to be looked up.
public struct Catalogue: Sendable {
    /// The language, as BCP 47 writes it: `de`, `pt-BR`.
    public let tag: String
    /// Which plural form goes with a number.
    public let pluralRule: PluralRule

    private let sentences: [String: [Template]]

    /// Reads a `.po` file.
    ///
    /// Entries that are fuzzy, obsolete or not translated are left out, so
    /// that people see English rather than a guess.
    /// - Parameter tag: the language, where the file's header does not say
    ///   it (`Language: pt_BR`).
    /// - Throws: `PortableObject.Malformed` with the line and the reason.
    public init(po text: [UInt8], tag: String? = nil) throws {
        let object = try PortableObject(parsing: text)
        let language = object.header("Language").flatMap { $0.isEmpty ? nil : $0 } ?? tag
        guard let language else {
            throw PortableObject.Malformed(line: 1, problem: "the header names no Language")
        }
        self.tag = LanguageTag.canonical(language)
        guard let header = object.header("Plural-Forms") else {
            let needsOne = object.entries.first { $0.plural != nil && $0.isTranslated && !$0.isObsolete }
            if let entry = needsOne {
                throw PortableObject.Malformed(
                    line: entry.line, problem: "plural forms, but the header has no Plural-Forms")
            }
            pluralRule = .germanic
            sentences = Self.sentences(of: object)
            return
        }
        guard let rule = PluralRule(header: header) else {
            throw PortableObject.Malformed(line: 1, problem: "Plural-Forms cannot be read: \(header)")
        }
        pluralRule = rule
        sentences = Self.sentences(of: object)
    }

    /// The translated sentence with its values; `nil` where there is none.
    public func translation(of phrase: Phrase) -> String? {
        sentences[Self.key(phrase.key, phrase.context)]?.first?.filled(with: phrase.arguments)
    }

    /// The translated sentence in the form for a number; `nil` where there
    /// is none.
    /// - Parameter key: the key of the sentence for one.
    public func translation(
        of key: String, context: String? = nil, count: Int, arguments: [String]
    ) -> String? {
        guard let forms = sentences[Self.key(key, context)], !forms.isEmpty else { return nil }
        let form = min(pluralRule.form(for: count), forms.count - 1)
        return forms[form].filled(with: arguments)
    }

    private static func key(_ id: String, _ context: String?) -> String {
        // U+0004 is what gettext's own .mo files put between the two.
        context.map { "\($0)\u{4}\(id)" } ?? id
    }

    private static func sentences(of object: PortableObject) -> [String: [Template]] {
        var sentences: [String: [Template]] = [:]
        for entry in object.entries where !entry.isObsolete && !entry.isHeader && entry.isTranslated {
            sentences[key(entry.id, entry.context)] = entry.translations.map(Template.init)
        }
        return sentences
    }
}
