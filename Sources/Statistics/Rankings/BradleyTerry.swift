/// How strong things are, from who was preferred to whom.
///
/// The chance that i is preferred to j is 1/(1 + e^(−(abilityᵢ − abilityⱼ))).
///
/// Source: R. A. Bradley & M. E. Terry (1952); D. R. Hunter, MM Algorithms
/// for Generalized Bradley–Terry Models (2004).
public struct BradleyTerry: Hashable, Sendable {
    /// `bradley-terry 1`.
    public static let method = StatisticalMethod("bradley-terry")

    /// One comparison, or many of the same outcome.
    public struct Win: Hashable, Sendable {
        /// The index of the one preferred.
        public let winner: Int
        /// The index of the other.
        public let loser: Int
        /// How often; may be a fraction, a tie being half a win each way.
        public let times: Double

        /// Records a preference.
        public init(_ winner: Int, over loser: Int, times: Double = 1) {
            self.winner = winner
            self.loser = loser
            self.times = times
        }
    }

    /// What to do where somebody always or never wins, so that no finite
    /// ability fits.
    public enum Smoothing: Hashable, Sendable {
        /// Refuse.
        case none
        /// Add half a win each way to every pair that met, if needed.
        case whereNeeded
        /// Add half a win each way to every pair that met.
        case always
    }

    /// Log-strengths relative to the first thing, whose ability is 0.
    public let abilities: [Double]
    /// The standard error of each ability; 0 for the first. Empty where not
    /// asked for.
    public let standardErrors: [Double]
    /// Whether half wins were added.
    public let isSmoothed: Bool

    /// Fits abilities by maximum likelihood. O(steps × pairs), and O(items³)
    /// for the errors.
    ///
    /// - Parameters:
    ///   - items: how many things, 2 to 1,000,000; to 500 with errors.
    ///   - wins: any number, in any order; indices from 0 to items − 1, not
    ///     of a thing against itself; times zero or more.
    /// - Throws: `StatisticsError` outside these limits; `.disconnected`
    ///   where groups of things never met, or, unsmoothed, where a group
    ///   never lost to the others; `.notConverged` after 100,000 steps.
    public init(
        items: Int, wins: [Win], smoothing: Smoothing = .whereNeeded, withErrors: Bool = true
    ) throws(StatisticsError) {
        try Require.within(items, 2...(withErrors ? 500 : 1_000_000), "items")
        for index in wins.indices {
            try Require.within(wins[index].winner, 0...(items - 1), "wins[\(index)].winner")
            try Require.within(wins[index].loser, 0...(items - 1), "wins[\(index)].loser")
            try Require.notNegative(wins[index].times, "wins[\(index)].times")
            guard wins[index].winner != wins[index].loser else {
                throw StatisticsError(.outOfRange, "wins[\(index)]", "is of a thing against itself")
            }
        }
        var pairs = Self.pairs(wins)
        let isStrong = Self.isStronglyConnected(items, pairs)
        isSmoothed = smoothing == .always || (smoothing == .whereNeeded && !isStrong)
        if isSmoothed {
            for index in pairs.indices {
                pairs[index].wins += 0.5
                pairs[index].losses += 0.5
            }
        }
        guard isSmoothed ? Self.isStronglyConnected(items, pairs) : isStrong else {
            throw StatisticsError(
                .disconnected, "wins", "leave groups of things that never met, or that never lost to others")
        }
        let abilities = try Self.fit(items, pairs)
        standardErrors = withErrors ? try Self.errors(items, pairs, abilities) : []
        self.abilities = abilities
    }

    struct Pair {
        let first, second: Int
        var wins, losses: Double
    }

    /// Wins summed by pair, in a fixed order.
    private static func pairs(_ wins: [Win]) -> [Pair] {
        let sorted = wins.filter { $0.times > 0 }.map { win in
            win.winner < win.loser
                ? Pair(first: win.winner, second: win.loser, wins: win.times, losses: 0)
                : Pair(first: win.loser, second: win.winner, wins: 0, losses: win.times)
        }.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
        var merged: [Pair] = []
        for pair in sorted {
            if let last = merged.last, last.first == pair.first, last.second == pair.second {
                merged[merged.count - 1].wins += pair.wins
                merged[merged.count - 1].losses += pair.losses
            } else {
                merged.append(pair)
            }
        }
        return merged
    }

    /// Whether everybody can be reached from everybody by beaten-by links.
    private static func isStronglyConnected(_ items: Int, _ pairs: [Pair]) -> Bool {
        var up = [[Int]](repeating: [], count: items)
        var down = up
        for pair in pairs {
            if pair.wins > 0 {
                down[pair.first].append(pair.second)
                up[pair.second].append(pair.first)
            }
            if pair.losses > 0 {
                down[pair.second].append(pair.first)
                up[pair.first].append(pair.second)
            }
        }
        return [up, down].allSatisfy { links in
            var seen = [Bool](repeating: false, count: items)
            var waiting = [0]
            var count = 1
            seen[0] = true
            while let here = waiting.popLast() {
                for next in links[here] where !seen[next] {
                    seen[next] = true
                    count += 1
                    waiting.append(next)
                }
            }
            return count == items
        }
    }
}
