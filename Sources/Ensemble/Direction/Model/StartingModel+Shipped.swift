extension StartingModel {
    /// The sentences in the program.
    /// - Throws: `BrokenLine`; a test sees to it that none is.
    static func shippedSentences() throws -> [Sentence] {
        try read(
            sentences: text(PackageResources.sentences_tsv), first: text(PackageResources.first_tsv),
            second: text(PackageResources.second_tsv))
    }

    /// Of the three files, in that order.
    static var shippedFingerprint: String {
        let all = PackageResources.sentences_tsv + PackageResources.first_tsv + PackageResources.second_tsv
        return String(Digest.sha256(all).prefix(12))
    }

    /// Learns from the sentences in the program: a second or two.
    static func shipped() throws -> StartingModel {
        try StartingModel(shippedSentences(), fingerprint: shippedFingerprint)
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
