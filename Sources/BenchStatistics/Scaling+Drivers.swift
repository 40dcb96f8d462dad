import Statistics

/// What moves an outcome.
extension Scaling {
    static var drivers: [Work] {
        [shapley, relativeWeights, linearFit, penaltyReward]
    }

    private static var shapley: Work {
        Work(name: "Shapley of 8 drivers", of: "answers", cost: "O(n p² + 2^p p²)", size: 100) { size in
            let all = normals(9 * size)
            let columns = (0..<9).map { Array(all[($0 * size)..<(($0 + 1) * size)]) }
            return {
                try DriverShares.shapley(drivers: Array(columns[..<8]), outcome: columns[8]).rSquared
            }
        }
    }

    private static var relativeWeights: Work {
        Work(name: "relative weights of 8 drivers", of: "answers", cost: "O(n p²)", size: 100) { size in
            let all = normals(9 * size)
            let columns = (0..<9).map { Array(all[($0 * size)..<(($0 + 1) * size)]) }
            return {
                try DriverShares.relativeWeights(drivers: Array(columns[..<8]), outcome: columns[8])
                    .rSquared
            }
        }
    }

    private static var linearFit: Work {
        Work(name: "linear fit of 8 drivers", of: "answers", cost: "O(n p²)", size: 100) { size in
            let all = normals(9 * size)
            let columns = (0..<9).map { Array(all[($0 * size)..<(($0 + 1) * size)]) }
            return { try LinearFit(drivers: Array(columns[..<8]), outcome: columns[8]).rSquared }
        }
    }

    private static var penaltyReward: Work {
        Work(name: "penalty and reward of 8 drivers", of: "answers", cost: "O(n p²)", size: 100) { size in
            let ratings = (0..<8).map { stars(of: $0, answers: size) }
            let outcome = normals(size)
            return { try PenaltyReward(ratings: ratings, low: 1, top: 5, outcome: outcome).base }
        }
    }

    /// Stars from 1 to 5.
    private static func stars(of driver: Int, answers: Int) -> [Double] {
        let step = 2 * driver + 3
        return (0..<answers).map { answer in
            let star = 1 + answer * step / 7 % 5
            return Double(star)
        }
    }
}
