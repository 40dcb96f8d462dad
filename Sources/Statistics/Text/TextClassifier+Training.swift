extension TextClassifier {
    /// Learns from messages that people labelled.
    ///
    /// One label is enough: every message is then its, unless nothing in it
    /// is known. The same text may appear with several labels.
    /// Cost: passes over all examples for each sixteen labels, see
    /// `MarginSolver`; memory some 10 kB an example of 60 characters.
    /// Blocks its thread: call it away from a server's event loop.
    /// - Parameters:
    ///   - examples: at least one; ten a label give a useful start.
    ///   - outOfScope: messages that belong to no label, if any are known:
    ///     they teach every label what it is not.
    /// - Throws: `noExamples`, `emptyLabel`, `labelTooLong`,
    ///   `tooManyLabels`, `invalidOption`.
    public static func train(
        _ examples: [Example], outOfScope: [String] = [], options: Options = Options()
    ) throws(TextClassifierError) -> TextClassifier {
        try validate(examples, options)
        let labels = Set(examples.map(\.label)).sorted()
        guard labels.count <= Int(UInt16.max) else { throw .tooManyLabels }
        let course = TrainingCourse(examples, labels: labels, outOfScope: outOfScope, options: options)
        let result = course.result()
        var classifier = TextClassifier(
            labels: labels, vocabulary: course.vocabulary, weights: result.weights,
            calibration: result.calibration, remembered: Remembered([], trained: 0),
            readingLimit: options.readingLimit)
        classifier.remembered = course.remembered(by: classifier)
        return classifier
    }

    private static func validate(_ examples: [Example], _ options: Options) throws(TextClassifierError) {
        guard !examples.isEmpty else { throw .noExamples }
        for (index, example) in examples.enumerated() { try validate(label: example.label, index: index) }
        guard options.refusedShare >= 0, options.refusedShare <= 1 else {
            throw .invalidOption(name: "refusedShare", value: options.refusedShare)
        }
        guard (1...readingLimitMaximum).contains(options.readingLimit) else {
            throw .invalidOption(name: "readingLimit", value: Double(options.readingLimit))
        }
        guard (1...ngramLimitMaximum).contains(options.ngramLimit) else {
            throw .invalidOption(name: "ngramLimit", value: Double(options.ngramLimit))
        }
    }

    static func validate(label: String, index: Int) throws(TextClassifierError) {
        guard !label.isEmpty else { throw .emptyLabel(index: index) }
        guard label.utf8.count <= labelLengthMaximum else { throw .labelTooLong }
    }

    static let readingLimitMaximum = 1 << 20
    static let ngramLimitMaximum = 1 << 22
    static let labelLengthMaximum = 1000
}
