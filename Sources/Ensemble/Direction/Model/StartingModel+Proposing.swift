extension StartingModel {
    /// What the model makes of one sentence of a text.
    public struct Proposal: Sendable, Hashable {
        /// Where the sentence stands.
        public let span: TextSpan
        /// As they would be expected of a coder; `nil` for “no mention”.
        public let degrees: Degrees?
        /// Per mille: of many answers with 800, eight in ten named the kind
        /// that coders found to lead, as long as texts resemble the
        /// sentences that it learnt from.
        public let certainty: Int
        /// Of product, service, idea and “no mention”; they sum to 1. What
        /// `AuditOrder` asks for.
        public let probabilities: [Double]
    }

    /// Its sentences in order, each with what it may be about. Linear in
    /// the text; some 10 µs a sentence.
    public func propose(_ text: String) -> [Proposal] {
        let spanned = SpannedText(text)
        return spanned.sentences().compactMap { span in
            spanned.words(span).map { words in
                let probabilities = probabilities(words)
                return Proposal(
                    span: span, degrees: Degrees(probabilities: probabilities),
                    certainty: Int(((probabilities.max() ?? 0) * 1_000).rounded()),
                    probabilities: probabilities)
            }
        }
    }
}
