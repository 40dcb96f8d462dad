import Database

extension Offerings {
    /// What somebody may mean who writes these words: at most three, best first.
    ///
    /// A word of the offering counts when the text has it or a word that
    /// begins like it; words of the name count most. What matches nothing
    /// is not suggested.
    public func suggestions(for text: String) async throws -> [Offering] {
        let words = Self.words(text)
        guard !words.isEmpty else { return [] }
        let scored = try await all(onlyPublic: true).map { ($0, Self.score($0.version.text, words)) }
        return scored.filter { $0.1 > 0 }.sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }.prefix(3).map(\.0)
    }

    private static func score(_ text: OfferingText, _ words: Set<String>) -> Int {
        func hits(_ other: String) -> Int {
            self.words(other).count { own in words.contains { own == $0 || Self.isKin(own, $0) } }
        }
        return 4 * hits(text.name) + 2 * hits(text.summary) + hits(text.scope.includes.joined(separator: " "))
    }

    /// `scan` and `scans`, `repair` and `repairing`: one begins with the other, long enough to mean it.
    private static func isKin(_ one: String, _ other: String) -> Bool {
        min(one.count, other.count) >= 4 && (one.hasPrefix(other) || other.hasPrefix(one))
    }

    private static func words(_ text: String) -> Set<String> {
        Set(
            text.prefix(2_000).description.folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
                .filter { $0.count >= 3 && !common.contains($0) })
    }

    private static let common: Set<String> = [
        "the", "and", "for", "you", "are", "can", "with", "our", "your", "this", "that", "what", "how", "has",
        "have", "will", "was", "not", "but", "der", "die", "das", "und", "für", "mit", "ist", "ein", "eine",
        "wir", "sie", "ich", "auf", "von", "den", "dem", "nicht", "wie",
    ]
}
