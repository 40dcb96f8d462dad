import Testing

@testable import Ensemble

@Suite struct `The starting model on sentences held back` {
    /// Two folds: each model learns from half of the sentences.
    private static let evaluation = Result {
        try StartingModel.Evaluation.byFolds(StartingModel.shippedSentences(), folds: 2)
    }

    @Test func `it names the leading kind about twice as often as always saying one would`() throws {
        let evaluation = try Self.evaluation.get()
        let accuracy = try evaluation.accuracy()
        #expect(accuracy.interval.low > 0.5)
        #expect(accuracy.count == evaluation.confusion.joined().reduce(0, +))
        for language in ["en", "de"] {
            #expect(try evaluation.accuracy { $0.language == language }.interval.low > 0.4)
        }
    }

    @Test func `it is about as often right as it claims`() throws {
        let evaluation = try Self.evaluation.get()
        #expect(evaluation.calibrationError < 0.05)
        let bins = evaluation.reliability
        #expect(bins.reduce(0) { $0 + $1.count } == evaluation.judged.count)
        for bin in bins where bin.count > 100 { #expect(abs(bin.claimed - bin.right) < 0.1, "\(bin)") }
    }

    @Test func `the adjusted count makes shares of another business less wrong`() throws {
        let evaluation = try Self.evaluation.get()
        let error = try evaluation.shareError(audited: 400, resamples: 50)
        #expect(error.resamples == 50 && error.helped > 35)
        #expect(error.after < 0.75 * error.before)
        let small = try evaluation.shareError(audited: 60, resamples: 50)
        #expect(small.after > error.after)
    }

    @Test func `an audit in the order leaves the shares less wrong than as many by lot`() throws {
        let error = try Self.evaluation.get().auditError(audited: 100, items: 400, resamples: 120)
        #expect(error.resamples == 120)
        #expect(error.inOrder < error.byLot)
        #expect(error.byLot < error.adjusted)
        #expect(error.inOrder < 0.5 * error.before)
    }
}
