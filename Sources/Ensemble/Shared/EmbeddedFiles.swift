import CEnsemble

/// The large files inside the program; the small ones are `PackageResources`.
enum EmbeddedFiles {
    static var styleSheet: [UInt8] { bytes(cfile_style_css()) }
    static var script: [UInt8] { bytes(cfile_ensemble_js()) }
    static var german: [UInt8] { bytes(cfile_de_po()) }
    /// The starting model's sentences, and what each of two readings made of them.
    static var sentences: [UInt8] { bytes(cfile_sentences_tsv()) }
    static var firstReading: [UInt8] { bytes(cfile_first_tsv()) }
    static var secondReading: [UInt8] { bytes(cfile_second_tsv()) }

    private static func bytes(_ file: CFile) -> [UInt8] {
        Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
}
