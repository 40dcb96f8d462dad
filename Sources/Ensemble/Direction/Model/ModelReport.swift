import Statistics

/// What is to be known of the starting model before it is believed.
struct ModelReport: Encodable {
    typealias Value = DirectionCommands.Value

    struct Agreement: Encodable {
        let sentences: Int
        let alpha: Double
        let low: Double
        let high: Double
        let mentions: Int
        let alphaOfParts: [String: Double]
        let method: String
    }

    struct Held: Encodable {
        let accuracy: Value
        let accuracyByLanguage: [String: Value]
        /// Of answers that are mentions to coders and model, in points.
        let degreeError: Double
        let degreeErrorCount: Int
        let calibrationError: Double
        let reliability: [Bin]
        /// Rows said, columns true: product, service, idea, none.
        let confusion: [[Int]]
    }

    struct Bin: Encodable {
        let from: Double
        let n: Int
        let claimed: Double
        let right: Double
    }

    /// Mean total variation in points.
    struct ShareError: Encodable {
        let audited: Int
        let items: Int
        let resamples: Int
        let before: Double
        let after: Double
        let helped: Int
    }

    /// The same, with items of the business itself audited.
    struct AuditError: Encodable {
        let audited: Int
        let items: Int
        let resamples: Int
        let before: Double
        let adjustedCount: Double
        let byLot: Double
        let inOrder: Double
    }

    let model: String
    let agreement: Agreement
    /// Sentences by language and what leads in the agreed code; `tie` where nothing does.
    let sentences: [String: [String: Int]]
    let folds: Held
    /// Each trade asked of a model that learnt from the nine others.
    let trades: Held
    let shares: [ShareError]
    let audits: [AuditError]
    let methods: [String]

    /// Some seconds: trains fifteen models.
    init() throws {
        try self.init(StartingModel.shippedSentences(), fingerprint: StartingModel.shippedFingerprint)
    }

    init(
        _ sentences: [StartingModel.Sentence], fingerprint: String, audits: [Int] = [50, 100, 200, 400],
        resamples: Int = 100
    ) throws {
        model = "\(StartingModel.method) (\(fingerprint))"
        agreement = try Agreement(StartingModel.Agreement(sentences))
        self.sentences = Dictionary(grouping: sentences, by: \.language).mapValues { sentences in
            Dictionary(grouping: sentences) { $0.agreed.leading?.name ?? "tie" }.mapValues(\.count)
        }
        let evaluation = try StartingModel.Evaluation.byFolds(sentences)
        folds = try Held(evaluation)
        trades = try Held(StartingModel.Evaluation.byTrades(sentences))
        shares = try audits.map {
            try ShareError(evaluation.shareError(audited: $0, resamples: resamples))
        }
        self.audits = try audits.filter { $0 < 400 }.map {
            try AuditError(evaluation.auditError(audited: $0, resamples: resamples))
        }
        methods = [
            StartingModel.method, Krippendorff.method, Proportion.method, AdjustedCount.method,
            AuditOrder.method,
        ].map(\.description)
    }
}

extension ModelReport.Agreement {
    init(_ agreement: StartingModel.Agreement) {
        self.init(
            sentences: agreement.count, alpha: agreement.leading, low: agreement.interval.low,
            high: agreement.interval.high, mentions: agreement.mentions,
            alphaOfParts: Dictionary(
                uniqueKeysWithValues: zip(StartingModel.Kind.allCases.map(\.name), agreement.parts)),
            method: Krippendorff.method.description)
    }
}

extension ModelReport.Held {
    init(_ evaluation: StartingModel.Evaluation) throws {
        let languages = Set(evaluation.judged.map(\.answer.sentence.language)).sorted()
        let error = evaluation.degreeError
        self.init(
            accuracy: ModelReport.Value(try evaluation.accuracy()),
            accuracyByLanguage: try Dictionary(
                uniqueKeysWithValues: languages.map { language in
                    (language, ModelReport.Value(try evaluation.accuracy { $0.language == language }))
                }),
            degreeError: error.points, degreeErrorCount: error.count,
            calibrationError: evaluation.calibrationError,
            reliability: evaluation.reliability.map {
                ModelReport.Bin(from: $0.from, n: $0.count, claimed: $0.claimed, right: $0.right)
            },
            confusion: evaluation.confusion)
    }
}

extension ModelReport.ShareError {
    init(_ error: StartingModel.Evaluation.ShareError) {
        self.init(
            audited: error.audited, items: error.items, resamples: error.resamples, before: error.before,
            after: error.after, helped: error.helped)
    }
}

extension ModelReport.AuditError {
    init(_ error: StartingModel.Evaluation.AuditError) {
        self.init(
            audited: error.audited, items: error.items, resamples: error.resamples, before: error.before,
            adjustedCount: error.adjusted, byLot: error.byLot, inOrder: error.inOrder)
    }
}
