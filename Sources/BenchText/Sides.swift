import Foundation
import Statistics

/// How one side did on one set.
struct Outcome: Codable {
    /// The share of messages told right.
    let accuracy: Double
    /// By the clock, on every core.
    let trainingSeconds: Double
    /// The same summed over the cores.
    let processorSeconds: Double
    /// Of processor, for one message.
    let microseconds: Double
    let bytes: Int
}

/// Ours, trained with its defaults, calibration included in the time.
enum Ours {
    static func measure(_ set: MessageSet, rounds: Int) throws -> Outcome {
        let (classifier, training, processors) = try best(rounds) {
            try TextClassifier.train(set.training)
        }
        let (right, _, asking) = best(3) {
            set.asked.count { classifier.predict($0.text).ranked.first?.label == $0.label }
        }
        return Outcome(
            accuracy: Double(right) / Double(set.asked.count), trainingSeconds: training,
            processorSeconds: processors, microseconds: asking / Double(set.asked.count) * 1e6,
            bytes: classifier.encoded().count)
    }

    /// The result of the last round and the shortest times of all in
    /// seconds, by the clock and of the processors, as the peers' script
    /// takes them.
    static func best<Result>(
        _ rounds: Int, _ work: () throws -> Result
    ) rethrows -> (Result, clock: Double, processors: Double) {
        var shortest = (clock: Double.infinity, processors: Double.infinity)
        var round = 0
        while true {
            let (clock, processors) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
            let result = try work()
            shortest.clock = min(shortest.clock, seconds(CLOCK_MONOTONIC) - clock)
            shortest.processors = min(shortest.processors, seconds(CLOCK_PROCESS_CPUTIME_ID) - processors)
            round += 1
            if round >= rounds { return (result, shortest.clock, shortest.processors) }
        }
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// scikit-learn and fastText, by `bench/text/peers.py`.
struct Peers {
    struct Failure: Error { let status: Int32 }

    /// The Python that has both.
    let python: String

    func measure(_ set: MessageSet, rounds: Int) throws -> [String: Outcome] {
        let files = try set.write(to: URL(filePath: "out/text"))
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = ["bench/text/peers.py", files.training.path, files.asked.path, "\(rounds)"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return try JSONDecoder().decode([String: Outcome].self, from: data)
    }
}
