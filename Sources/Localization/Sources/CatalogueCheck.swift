extension SourcePhrases {
    /// What a catalogue lacks, and what it has too much.
    public struct Check: Sendable, Equatable {
        /// Sentences without a translation, or with one that nobody has
        /// looked at since they changed (`fuzzy`).
        public var untranslated: [String] = []
        /// Entries whose sentence is no longer in the source.
        public var unused: [String] = []
        /// Entries whose translation names values that the sentence has
        /// not, or lacks one that it has.
        public var mismatched: [String] = []

        /// Whether there is nothing to do.
        public var isComplete: Bool { untranslated.isEmpty && unused.isEmpty && mismatched.isEmpty }
    }

    /// Compares a catalogue with the source.
    public func check(_ catalogue: PortableObject) -> Check {
        var check = Check()
        let entries = Self.entries(of: catalogue)
        let wanted = Set(sentences.map { Self.key($0.id, $0.context) })
        for sentence in sentences {
            guard let entry = entries[Self.key(sentence.id, sentence.context)], entry.isTranslated,
                (entry.plural == nil) == (sentence.plural == nil)
            else {
                check.untranslated.append(sentence.id)
                continue
            }
            if !Self.placesMatch(entry) { check.mismatched.append(sentence.id) }
        }
        for entry in catalogue.entries where !entry.isHeader && !entry.isObsolete {
            if !wanted.contains(Self.key(entry.id, entry.context)) { check.unused.append(entry.id) }
        }
        return check
    }

    static func entries(of catalogue: PortableObject) -> [String: PortableObject.Entry] {
        let live = catalogue.entries.filter { !$0.isObsolete && !$0.isHeader }
        return Dictionary(live.map { (key($0.id, $0.context), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether each form names the values of the sentence; the form for one
    /// may leave out the number.
    private static func placesMatch(_ entry: PortableObject.Entry) -> Bool {
        let one = Template.places(in: entry.id)
        let other = entry.plural.map { Template.places(in: $0) } ?? one
        let all = one.union(other)
        let needed = one.intersection(other)
        return entry.translations.allSatisfy { translation in
            let places = Template.places(in: translation)
            return places.isSubset(of: all) && places.isSuperset(of: needed)
        }
    }
}
