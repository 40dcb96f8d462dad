extension StartingModel.Evaluation {
    /// Answers that claimed about the same certainty.
    struct Bin: Sendable {
        /// Tenths: this much and up to one tenth more.
        let from: Double
        let count: Int
        /// The mean probability that was claimed.
        let claimed: Double
        /// The share that was right.
        let right: Double
    }

    /// Ten bins of the likeliest kind's probability; empty ones are absent.
    var reliability: [Bin] {
        var bins = [[(claimed: Double, isRight: Bool)]](repeating: [], count: 10)
        for (answer, truth) in judged {
            let claimed = answer.probabilities[answer.said.rawValue]
            bins[min(Int(claimed * 10), 9)].append((claimed, answer.said == truth))
        }
        return bins.enumerated().filter { !$0.element.isEmpty }.map { index, bin in
            Bin(
                from: Double(index) / 10, count: bin.count,
                claimed: bin.reduce(0) { $0 + $1.claimed } / Double(bin.count),
                right: Double(bin.count(where: \.isRight)) / Double(bin.count))
        }
    }

    /// The expected calibration error: how far claims are from what held,
    /// the mean over answers, from 0 to 1.
    ///
    /// Source: M. Naeini, G. Cooper, M. Hauskrecht (2015), ten equal bins.
    var calibrationError: Double {
        let bins = reliability
        let total = bins.reduce(0) { $0 + $1.count }
        return bins.reduce(0) { $0 + abs($1.claimed - $1.right) * Double($1.count) } / Double(max(total, 1))
    }
}
