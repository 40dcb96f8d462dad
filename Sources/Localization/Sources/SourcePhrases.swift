public import FoundationEssentials

/// The sentences of a program's source, to be compared with its catalogues.
public struct SourcePhrases: Sendable {
    /// One sentence and the files it stands in.
    public struct Sentence: Sendable, Equatable {
        /// The sentence as translators know it.
        public let id: String
        /// The sentence for numbers other than one, where it has one.
        public let plural: String?
        /// What tells it apart from the same words elsewhere.
        public let context: String?
        /// The files, from the scanned folder on, in their order. Without
        /// lines, so that a catalogue changes only when a sentence does.
        public var files: [String]
    }

    /// The sentences in the order of files and lines, each once.
    public private(set) var sentences: [Sentence] = []

    /// Reads all Swift files under a folder.
    /// - Throws: what reading a file throws.
    public init(folder: URL) throws {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        let files = try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            (path, try String(contentsOf: folder.appending(path: path), encoding: .utf8))
        }
        self.init(files: files.map { (name: $0.0, source: $0.1) })
    }

    /// Reads sources that are at hand.
    public init(files: [(name: String, source: String)]) {
        var places: [String: Int] = [:]
        for file in files {
            for phrase in PhraseScanner.phrases(in: file.source).sorted(by: { $0.line < $1.line }) {
                let key = Self.key(phrase.id, phrase.context)
                if let place = places[key] {
                    add(file.name, plural: phrase.plural, at: place)
                } else {
                    places[key] = sentences.count
                    sentences.append(
                        Sentence(
                            id: phrase.id, plural: phrase.plural, context: phrase.context, files: [file.name])
                    )
                }
            }
        }
    }

    private mutating func add(_ file: String, plural: String?, at place: Int) {
        var sentence = sentences[place]
        if !sentence.files.contains(file) { sentence.files.append(file) }
        // gettext has one entry for a sentence with and without a plural.
        sentences[place] = Sentence(
            id: sentence.id, plural: sentence.plural ?? plural, context: sentence.context,
            files: sentence.files)
    }

    static func key(_ id: String, _ context: String?) -> String { "\(context ?? "")\u{4}\(id)" }
}
