import Statistics

/// Draws from a distribution.
extension Scaling {
    static var draws: [Work] {
        [dirichlet, multinomial, binomial]
    }

    private static var dirichlet: Work {
        Work(name: "Dirichlet draw", of: "parts", cost: "O(n)", size: 100) { size in
            let alpha = (0..<size).map { 0.5 + Double($0 % 5) }
            return {
                var generator = SeededGenerator(seed: 14)
                return try generator.dirichlet(alpha)[0]
            }
        }
    }

    private static var multinomial: Work {
        Work(name: "multinomial draw", of: "shares", cost: "O(n)", size: 100) { size in
            let shares = (0..<size).map { 1 + Double($0 % 5) }
            return {
                var generator = SeededGenerator(seed: 15)
                return Double(try generator.multinomial(trials: 1_000_000, shares: shares)[0])
            }
        }
    }

    private static var binomial: Work {
        Work(name: "binomial draw", of: "trials", cost: "O(1)", size: 1_000_000) { size in
            {
                var generator = SeededGenerator(seed: 16)
                return Double(try generator.binomial(trials: size, p: 0.3))
            }
        }
    }
}
