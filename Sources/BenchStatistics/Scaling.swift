import Statistics

/// Every cost that a comment states, measured at a size, ten times and a
/// hundred times that size.
enum Scaling {
    static func run() throws -> [Row] {
        try all.flatMap { work in
            try [1, 10, 100].map { factor in
                let size = work.size * factor
                let task = try work.prepare(size)
                let time = try seconds(runs: factor == 100 ? 2 : 3, task)
                return .time("\(work.name), \(size) \(work.of) [\(work.cost)]", time)
            }
        }
    }

    struct Work {
        let name, of, cost: String
        let size: Int
        /// Makes the input, which is not timed, and gives back what is.
        let prepare: (Int) throws -> () throws -> Double
    }

    private static var all: [Work] {
        compositions + trajectories + intervals + drivers + words + networks + lifetime + work + draws
            + replicates
            + ahead + sums
    }

    static func counts(_ size: Int) throws -> [Emphasis] {
        var generator = SeededGenerator(seed: 1)
        return try (0..<size).map { _ in
            try Emphasis(counts: (0..<3).map { _ in Double(try generator.index(below: 80)) })
        }
    }

    static func normals(_ size: Int) -> [Double] {
        var generator = SeededGenerator(seed: 2)
        return (0..<size).map { _ in generator.normal() }
    }
}
