/// The person reading: their language, their clock and the moment of now.
///
/// Called with a phrase it answers with the sentence in their language:
/// `r("Waiting since \(r.weekdayDate(since))")`.
public struct Reader: Sendable {
    /// The language they read.
    public let language: Language
    /// The clock on their wall.
    public let zone: Zone
    /// When they read, in milliseconds since 1970-01-01 00:00 UTC.
    public let now: Int64
    /// Now, as their calendar and clock show it.
    public let today: LocalMoment

    /// - Parameter now: milliseconds since 1970-01-01 00:00 UTC.
    public init(language: Language = .english, zone: Zone = .utc, now: Int64) {
        self.language = language
        self.zone = zone
        self.now = now
        today = LocalMoment(milliseconds: now, zone: zone)
    }

    /// The sentence in their language, or in English where it has not been
    /// translated.
    public func callAsFunction(_ phrase: Phrase) -> String {
        language.catalogue?.translation(of: phrase) ?? phrase.english
    }

    /// The sentence in their language, told apart by a context from the same
    /// words elsewhere: `r("Open", context: "command")`.
    public func callAsFunction(_ phrase: Phrase, context: String) -> String {
        self(Phrase(phrase, context: context))
    }

    /// The sentence for a number of things, in the plural form that their
    /// language has for it: `r.plural(n, "\(n) reply", "\(n) replies")`.
    ///
    /// Both phrases name the same values in the same order; one of them may
    /// name fewer (`"One reply"`).
    public func plural(_ count: Int, _ one: Phrase, _ other: Phrase) -> String {
        let arguments = one.arguments.count > other.arguments.count ? one.arguments : other.arguments
        let translation = language.catalogue?.translation(
            of: one.key, context: one.context, count: count, arguments: arguments)
        return translation ?? (count.magnitude == 1 ? one : other).english
    }

    /// Items as a sentence names them: `a, b and c`.
    public func list(_ items: [String]) -> String {
        let words = language.formats.list
        guard let first = items.first, let last = items.dropFirst().last else { return items.first ?? "" }
        if items.count == 2 { return words[1].filled(with: [first, last]) }
        let most = items.dropLast().joined(separator: words[0].filled(with: ["", ""]))
        return words[2].filled(with: [most, last])
    }
}
