import Foundation
import Statistics

/// How well messages that belong to no label are told apart.
enum ScopeTrial {
    static func rows(_ set: MessageSet, strangers: (training: [String], asked: [String])) throws -> [Row] {
        let plain = try TextClassifier.train(set.training)
        let taught = try TextClassifier.train(set.training, outOfScope: strangers.training)
        return [(plain, "no strangers seen"), (taught, "100 strangers seen")].flatMap { classifier, how in
            let found = strangers.asked.count { classifier.predict($0).isOutOfScope }
            let refused = set.asked.count { classifier.predict($0.text).isOutOfScope }
            let name = "\(set.name) out of scope, \(how)"
            let total = Double(strangers.asked.count)
            return [
                Row("\(name): recall", Double(found) / total * 100, "%"),
                Row("\(name): precision", Double(found) / Double(max(found + refused, 1)) * 100, "%"),
                refusal(refused, of: set, name: name),
            ]
        }
    }

    /// What the default threshold refuses of messages in scope.
    static func refusal(_ set: MessageSet) throws -> Row {
        let classifier = try TextClassifier.train(set.training)
        let refused = set.asked.count { classifier.predict($0.text).isOutOfScope }
        return refusal(refused, of: set, name: set.name)
    }

    /// Beside the share that was intended and two standard errors of it.
    private static func refusal(_ refused: Int, of set: MessageSet, name: String) -> Row {
        let count = Double(set.asked.count)
        let intended = TextClassifier.Options().refusedShare
        let most = intended + 2 * (intended * (1 - intended) / count).squareRoot()
        return Row(
            "\(name): in scope refused", Double(refused) / count * 100, "%", reference: most * 100, most: true
        )
    }
}

/// How far probabilities are from how often they come true.
enum CalibrationTrial {
    static func rows(_ set: MessageSet) throws -> [Row] {
        let classifier = try TextClassifier.train(set.training)
        let after = set.asked.map { example in
            let prediction = classifier.predict(example.text)
            return (prediction.probability, prediction.ranked.first?.label == example.label)
        }
        let before = zip(set.asked, after).map { example, outcome in
            (classifier.uncalibratedProbability(example.text), outcome.1)
        }
        return [
            Row("\(set.name): calibration error before", error(before) * 100, "%"),
            Row(
                "\(set.name): calibration error", error(after) * 100, "%", reference: error(before) * 100,
                most: true),
        ]
    }

    /// The expected calibration error over fifteen equal bins.
    private static func error(_ outcomes: [(probability: Double, isRight: Bool)]) -> Double {
        Dictionary(grouping: outcomes) { min(Int($0.probability * 15), 14) }.values.reduce(0) { sum, bin in
            let told = bin.reduce(0) { $0 + $1.probability }
            let right = Double(bin.count { $0.isRight })
            return sum + abs(told - right) / Double(outcomes.count)
        }
    }
}

/// What corrections are worth: half of the messages are corrected where
/// wrong, one after the other, the other half is the judge.
enum CorrectionTrial {
    static func rows(_ set: MessageSet) throws -> [Row] {
        let before = try TextClassifier.train(set.training)
        var after = before
        let stream = set.asked.indices.filter { $0 % 2 == 0 }.map { set.asked[$0] }
        let judge = set.asked.indices.filter { $0 % 2 == 1 }.map { set.asked[$0] }
        var corrections = 0
        let start = ContinuousClock().now
        for example in stream where !isRight(after, example) {
            try after.learn(example.text, label: example.label)
            corrections += 1
        }
        let seconds = Double((ContinuousClock().now - start) / .milliseconds(1)) / 1000
        let name = "\(set.name), \(corrections) corrections"
        return [
            Row(
                "\(name): the corrected half", share(after, stream), "%", reference: share(before, stream),
                most: false),
            Row(
                "\(name): the other half", share(after, judge), "%", reference: share(before, judge),
                most: false),
            Row(
                "\(name): examples kept", share(after, set.training), "%",
                reference: share(before, set.training), most: nil),
            Row("\(name): time for one", seconds * 1000 / Double(max(corrections, 1)), "ms"),
        ]
    }

    private static func isRight(_ classifier: TextClassifier, _ example: TextClassifier.Example) -> Bool {
        classifier.predict(example.text, ranking: 1).ranked.first?.label == example.label
    }

    private static func share(_ classifier: TextClassifier, _ examples: [TextClassifier.Example]) -> Double {
        Double(examples.count { isRight(classifier, $0) }) / Double(examples.count) * 100
    }
}
