/// Says which of a desk's labels a customer's message belongs to, how sure
/// that is, and which words said so.
///
/// It learns from messages that people labelled, then from each correction.
/// It reads words, pairs of words and pieces of words in any language, and
/// weighs them linearly, so every answer can be taken apart. A value without
/// a lock: copies share memory until one of them learns.
///
/// Source: one-vs-rest linear support vector machines over word 1–2 and
/// character 2–5 n-grams; `MarginSolver`, `NGramVocabulary` and
/// `Calibration` name theirs.
public struct TextClassifier: Sendable {
    /// What the classifier can answer, sorted; labels that corrections
    /// brought come last, in the order they came.
    public internal(set) var labels: [String]

    let vocabulary: NGramVocabulary
    let weights: LabelWeights
    var calibration: Calibration
    var corrections: Corrections
    var remembered: Remembered
    /// At most this many UTF-8 bytes of a text are read.
    let readingLimit: Int

    init(
        labels: [String], vocabulary: NGramVocabulary, weights: LabelWeights, calibration: Calibration,
        remembered: Remembered, readingLimit: Int
    ) {
        self.labels = labels
        self.vocabulary = vocabulary
        self.weights = weights
        self.calibration = calibration
        corrections = Corrections()
        self.remembered = remembered
        self.readingLimit = readingLimit
    }

    func vector(of text: String) -> NGramVector {
        vector(of: NGramCounts(text, limit: readingLimit))
    }

    func vector(of counts: NGramCounts, unseen: Bool = false) -> NGramVector {
        NGramVector(counts, in: vocabulary, corrections: corrections, unseen: unseen)
    }

    /// The score of a label before the text says anything.
    func constant(of label: Int) -> Float {
        // A label that only corrections know starts where one without
        // any text of its own would have.
        label < weights.constants.count ? weights.constants[label] : -1
    }

    /// The score of each label: about 1 where the text is the label's, about
    /// -1 where it is not.
    func scores(of vector: NGramVector) -> [Float] {
        var scores = weights.constants
        for label in scores.count..<labels.count { scores.append(constant(of: label)) }
        scores.withUnsafeMutableBufferPointer { scores in
            weights.add(vector.elements, to: scores)
            guard !corrections.keys.isEmpty else { return }
            for element in vector.elements where element.correction >= 0 {
                corrections.add(row: Int(element.correction), times: element.value, to: scores)
            }
        }
        return scores
    }
}
