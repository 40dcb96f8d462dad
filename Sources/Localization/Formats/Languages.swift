/// The languages the product can be read in, and the choice among them.
public struct Languages: Sendable {
    /// All of them, English first, then by tag.
    public let all: [Language]
    private let byTag: [String: Language]

    /// English and the languages of the catalogues.
    ///
    /// A country's own formats come with its language: where there is a
    /// catalogue for `de`, `de-CH` can be chosen too.
    public init(catalogues: [Catalogue] = []) {
        var all = [Language.english, .americanEnglish]
        for catalogue in catalogues.sorted(by: { $0.tag < $1.tag }) {
            all.append(Language(tag: catalogue.tag, catalogue: catalogue))
            for tag in Formats.regions(of: catalogue.tag)
            where !catalogues.contains(where: { $0.tag == tag }) {
                all.append(Language(tag: tag, catalogue: catalogue))
            }
        }
        self.all = all
        byTag = Dictionary(all.map { ($0.tag, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// The language with a tag, or the nearest one with fewer parts (`de`
    /// for `de-LU`); `nil` where there is none.
    public func language(_ tag: String) -> Language? {
        let wider = LanguageTag.widening(LanguageTag.canonical(tag.prefix(64)))
        return wider.lazy.compactMap { byTag[$0] }.first
    }

    /// The language for a person: the one they chose, else the first their
    /// browser asks for that there is, else English.
    /// - Parameters:
    ///   - acceptLanguage: the header, as the browser sent it.
    ///   - preferred: the tag the person chose in their settings.
    public func best(for acceptLanguage: String?, preferred: String? = nil) -> Language {
        if let preferred, let language = language(preferred) { return language }
        let wishes = LanguageTag.accepted(acceptLanguage ?? "")
        return wishes.lazy.compactMap { language($0) }.first ?? .english
    }
}
