import Foundation
import Statistics

/// Words and those who code them.
extension Scaling {
    static var words: [Work] {
        [logOdds, benjaminiHochberg, salience, krippendorff, cohen, adjustedCount]
    }

    private static var logOdds: Work {
        Work(name: "log-odds", of: "words", cost: "O(n)", size: 1000) { size in
            let uses = (0..<size).map { Double(($0 * 7919) % 97) }
            return { try LogOdds.compare(uses, uses.reversed())[0].z }
        }
    }

    private static var benjaminiHochberg: Work {
        Work(name: "Benjamini-Hochberg", of: "tests", cost: "O(n log n)", size: 1000) { size in
            var generator = SeededGenerator(seed: 5)
            let values = (0..<size).map { _ in generator.uniform() }
            return { try BenjaminiHochberg.adjusted(values)[0] }
        }
    }

    private static var salience: Work {
        Work(name: "salience", of: "mentions", cost: "O(n)", size: 1000) { size in
            let positions = (0..<size).map { 1 + $0 % 5 }
            return { try Associations.salience(positions: positions, lists: size) }
        }
    }

    private static var krippendorff: Work {
        Work(name: "Krippendorff's alpha, 3 coders", of: "units", cost: "O(n)", size: 1000) { size in
            let codes = (0..<3).map { coder in
                (0..<size).map { Double(($0 * (coder + 3)) % 4) as Double? }
            }
            return { try Krippendorff.alpha(codes) }
        }
    }

    private static var cohen: Work {
        Work(name: "Cohen's kappa", of: "cells", cost: "O(n)", size: 100) { size in
            let side = Int(Double(size).squareRoot())
            let table = (0..<side).map { i in (0..<side).map { i == $0 ? 9 : 1 } }
            return { try CohenKappa.kappa(table) }
        }
    }

    private static var adjustedCount: Work {
        Work(name: "adjusted count, 3 classes", of: "draws", cost: "O(n)", size: 100) { size in
            {
                var generator = SeededGenerator(seed: 12)
                return try AdjustedCount(
                    counted: [400, 400, 200], sample: [[80, 12, 10], [15, 78, 20], [5, 10, 70]],
                    replicates: size, using: &generator
                ).shares[0]
            }
        }
    }
}
