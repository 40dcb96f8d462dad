import Foundation
import Statistics

/// How one side did on one set.
struct Outcome: Codable {
    /// The share of messages told right.
    let accuracy: Double
    let trainingSeconds: Double
    /// For one message.
    let microseconds: Double
    let bytes: Int
}

/// Ours, trained with its defaults, calibration included in the time.
enum Ours {
    static func measure(_ set: MessageSet, rounds: Int) throws -> Outcome {
        let (classifier, training) = try best(rounds) { try TextClassifier.train(set.training) }
        let (right, asking) = best(3) {
            set.asked.count { classifier.predict($0.text).ranked.first?.label == $0.label }
        }
        return Outcome(
            accuracy: Double(right) / Double(set.asked.count), trainingSeconds: training,
            microseconds: asking / Double(set.asked.count) * 1e6, bytes: classifier.encoded().count)
    }

    /// The result of the last round and the shortest time of all, in
    /// seconds, as the peers' script takes it.
    static func best<Result>(_ rounds: Int, _ work: () throws -> Result) rethrows -> (Result, Double) {
        var result = try timed(work)
        for _ in 1..<max(rounds, 1) {
            let next = try timed(work)
            result = (next.0, min(next.1, result.1))
        }
        return result
    }

    private static func timed<Result>(_ work: () throws -> Result) rethrows -> (Result, Double) {
        let clock = ContinuousClock()
        let start = clock.now
        let result = try work()
        let components = (clock.now - start).components
        return (result, Double(components.seconds) + Double(components.attoseconds) * 1e-18)
    }
}

/// scikit-learn and fastText, by `bench/text/peers.py`.
enum Peers {
    struct Failure: Error { let status: Int32 }

    static func measure(_ set: MessageSet, rounds: Int) throws -> [String: Outcome] {
        let files = try set.write(to: URL(filePath: "out/text"))
        let python = Process()
        python.executableURL = URL(filePath: ".venv-bench/bin/python")
        python.arguments = ["bench/text/peers.py", files.training.path, files.asked.path, "\(rounds)"]
        let output = Pipe()
        python.standardOutput = output
        try python.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        python.waitUntilExit()
        guard python.terminationStatus == 0 else { throw Failure(status: python.terminationStatus) }
        return try JSONDecoder().decode([String: Outcome].self, from: data)
    }
}
