import Localization

extension Reader {
    /// A sentence that was written down in English when it happened, in the
    /// reader's language: what failed is kept as words, which a log and a
    /// program read too. What a server or a person said in their own words
    /// stays as it is.
    func said(_ text: String) -> String {
        guard language.catalogue != nil else { return text }
        if let whole = sentence(text) { return whole }
        // “dana@example.test: The mail server did not take …”
        if let colon = text.firstRange(of: ": "), text[..<colon.lowerBound].contains("@"),
            let rest = sentence(String(text[colon.upperBound...]))
        {
            return "\(text[..<colon.lowerBound]): \(rest)"
        }
        // Several sentences, one after the other.
        for end in text.ranges(of: ". ") {
            if let first = sentence(text[..<end.lowerBound] + ".") {
                return "\(first) \(said(String(text[end.upperBound...])))"
            }
        }
        // Without values it is its own key.
        return self(Phrase(stringLiteral: text))
    }

    private func sentence(_ text: String) -> String? {
        for template in SaidTemplate.sentences {
            guard let values = template.values(in: text) else { continue }
            return self(Phrase(key: template.key, arguments: values.map(reason)))
        }
        return nil
    }

    /// A reason in the middle of a sentence; anything else as it is.
    private func reason(_ text: String) -> String {
        for template in SaidTemplate.reasons {
            guard let values = template.values(in: text) else { continue }
            return self(Phrase(key: template.key, arguments: values))
        }
        return text
    }
}

/// A phrase, read backwards: from the sentence to its values.
struct SaidTemplate: Sendable {
    /// As translators know it.
    let key: String
    /// What stands around and between the values, which come in their order.
    private let texts: [String]

    static let sentences = (SaidPhrases.mail + SaidPhrases.bounces + SaidPhrases.ours).map(Self.init)
    static let reasons = SaidPhrases.reasons.map(Self.init)

    init(_ phrase: Phrase) {
        key = phrase.key
        var texts: [String] = []
        var rest = phrase.key[...]
        for place in phrase.arguments.indices {
            guard let found = rest.firstRange(of: "{\(place)}") else { continue }
            texts.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        self.texts = texts + [String(rest)]
    }

    /// - Returns: `nil` when the text is another sentence. Each value ends where the text behind it first comes.
    func values(in text: String) -> [String]? {
        guard let first = texts.first, let last = texts.last, text.hasPrefix(first) else { return nil }
        guard texts.count > 1 else { return text == first ? [] : nil }
        var values: [String] = []
        var rest = text.dropFirst(first.count)
        for between in texts.dropFirst().dropLast() {
            guard let end = rest.firstRange(of: between) else { return nil }
            values.append(String(rest[..<end.lowerBound]))
            rest = rest[end.upperBound...]
        }
        guard rest.hasSuffix(last) else { return nil }
        values.append(String(rest.dropLast(last.count)))
        let isPlain = zip(values, texts.dropFirst()).allSatisfy(Self.isPlain)
        return isPlain && !(first.isEmpty && values[0].contains(". ")) ? values : nil
    }

    /// A value is no sentence and more, but where it is quoted or the last word.
    private static func isPlain(_ value: String, before text: String) -> Bool {
        guard value.contains(". ") else { return !value.isEmpty }
        return text.isEmpty || text.hasPrefix("”") || value.hasPrefix("“") && value.hasSuffix("”")
    }
}
