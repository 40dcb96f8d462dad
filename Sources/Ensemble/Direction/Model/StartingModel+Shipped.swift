extension StartingModel {
    /// The sentences in the program.
    /// - Throws: `BrokenLine`; a test sees to it that none is.
    static func shippedSentences() throws -> [Sentence] {
        try read(
            sentences: text(EmbeddedFiles.sentences), first: text(EmbeddedFiles.firstReading),
            second: text(EmbeddedFiles.secondReading))
    }

    /// Of the three files, in that order.
    static var shippedFingerprint: String {
        let all = EmbeddedFiles.sentences + EmbeddedFiles.firstReading + EmbeddedFiles.secondReading
        return String(Digest.sha256(all).prefix(12))
    }

    /// Learns from the sentences in the program: a second or two.
    static func shipped() throws -> StartingModel {
        try StartingModel(shippedSentences(), fingerprint: shippedFingerprint)
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
