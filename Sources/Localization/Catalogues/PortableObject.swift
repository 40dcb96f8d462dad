/// The contents of a `.po` file: a catalogue as translators edit it.
///
/// Reads what gettext, Weblate and Poedit write and keeps all of it, also
/// comments and obsolete entries, so that writing it again loses nothing.
public struct PortableObject: Sendable, Equatable {
    /// The entries in the order of the file, the header among them.
    public var entries: [Entry]

    /// A catalogue with these entries.
    public init(entries: [Entry] = []) {
        self.entries = entries
    }

    /// One sentence with its translation and what is known about it.
    public struct Entry: Sendable, Equatable {
        /// Comments of translators, without their `# `.
        public var comments: [String] = []
        /// Comments that were taken out of the source, `#. `.
        public var notes: [String] = []
        /// Where it stands, `#: Sources/Inbox.swift:12`.
        public var references: [String] = []
        /// `fuzzy`, `python-brace-format`…
        public var flags: [String] = []
        /// Lines that tell of an earlier wording, without their `#| `.
        public var previous: [String] = []
        /// What tells it apart from the same words elsewhere.
        public var context: String?
        /// The sentence in English; empty for the header.
        public var id: String = ""
        /// The sentence in English for numbers other than one.
        public var plural: String?
        /// The translation: one text, or one for each plural form. An empty
        /// one is not translated yet.
        public var translations: [String] = []
        /// Whether it is kept only for memory, `#~`.
        public var isObsolete = false
        /// The line of its `msgid`, counted from 1; 0 where it was made.
        public var line = 0

        /// An entry for a sentence, not translated yet.
        public init(id: String, plural: String? = nil, context: String? = nil) {
            self.id = id
            self.plural = plural
            self.context = context
        }

        /// Whether a translator has yet to look at it.
        public var isFuzzy: Bool { flags.contains("fuzzy") }
        /// Whether the whole of it is translated and looked at.
        public var isTranslated: Bool {
            !isFuzzy && !translations.isEmpty && translations.allSatisfy { !$0.isEmpty }
        }
        /// Whether it is the header of its file.
        public var isHeader: Bool { id.isEmpty && context == nil && !isObsolete }
    }

    /// A field of the header, such as `Language`; `nil` where it is absent.
    public func header(_ name: String) -> String? {
        guard let header = entries.first(where: \.isHeader)?.translations.first else { return nil }
        for line in header.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            guard line[..<colon].lowercased() == name.lowercased() else { continue }
            return String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        return nil
    }

    /// Why a `.po` file cannot be read, and where.
    public struct Malformed: Error, Equatable, CustomStringConvertible {
        /// The line, counted from 1.
        public let line: Int
        /// What is wrong, in words.
        public let problem: String

        public var description: String { "line \(line): \(problem)" }
    }
}
