import Statistics

extension StartingModel.Evaluation {
    /// How wrong the shares of the kinds are where they differ from those
    /// that the model learnt from, before and after the adjusted count.
    struct ShareError: Sendable {
        /// Hand-coded items that the correction was made from.
        let audited: Int
        /// Items whose shares were asked for, each time.
        let items: Int
        let resamples: Int
        /// The mean total variation distance in points, 0 to 100, of the
        /// shares as said and as corrected.
        let before: Double
        let after: Double
        /// Resamples in which the correction helped.
        let helped: Int
    }

    /// Draws businesses whose shares have nothing to do with the sentences':
    /// flat Dirichlet over the four kinds. Half the groups of near-twins
    /// stand for the audit, in the sentences' own shares, half for the
    /// business; dealt anew each time.
    func shareError(
        audited: Int, items: Int = 400, resamples: Int = 100, seed: UInt64 = 1
    ) throws -> ShareError {
        var generator = SeededGenerator(seed: seed)
        var (before, after, helped, done) = (0.0, 0.0, 0, 0)
        for _ in 0..<resamples {
            let (audit, others) = halves(using: &generator)
            let table = Self.table(audit.shuffled(using: &generator).prefix(audited))
            guard let (said, truth) = try Self.business(others, items: items, using: &generator) else {
                continue
            }
            guard let confusion = Self.columns(table) else { continue }
            let corrected = try AdjustedCount.shares(counted: said, confusion: confusion)
            let (raw, better) = (Self.points(said, truth), Self.points(corrected, truth))
            before += raw
            after += better
            helped += better < raw ? 1 : 0
            done += 1
        }
        let n = Double(max(done, 1))
        return ShareError(
            audited: audited, items: items, resamples: done, before: before / n, after: after / n,
            helped: helped)
    }

    private func halves(using generator: inout SeededGenerator) -> (audit: [Judged], business: [Judged]) {
        let groups = Set(answers.map(\.group)).sorted().shuffled(using: &generator)
        let chosen = Set(groups.prefix(groups.count / 2))
        return (
            judged.filter { chosen.contains($0.answer.group) },
            judged.filter { !chosen.contains($0.answer.group) }
        )
    }

    /// Items drawn with replacement, as many of each kind as drawn shares
    /// say; what the model says of them and what is true, as shares.
    private static func business(
        _ judged: [Judged], items: Int, using generator: inout SeededGenerator
    ) throws -> (said: [Double], truth: [Double])? {
        let drawn = try drawn(judged, items: items, using: &generator)
        return drawn.isEmpty ? nil : shares(of: drawn)
    }

    /// What the model says of items and what is true, as shares.
    static func shares(of drawn: [Judged]) -> (said: [Double], truth: [Double]) {
        var (said, truth) = ([Double](repeating: 0, count: 4), [Double](repeating: 0, count: 4))
        for one in drawn {
            said[one.answer.said.rawValue] += 1 / Double(drawn.count)
            truth[one.truth.rawValue] += 1 / Double(drawn.count)
        }
        return (said, truth)
    }

    /// Items in shares that a flat Dirichlet drew; empty where one of the
    /// kinds has none to draw.
    static func drawn(
        _ judged: [Judged], items: Int, using generator: inout SeededGenerator
    ) throws -> [Judged] {
        let byKind = Dictionary(grouping: judged, by: \.truth)
        guard byKind.count == StartingModel.Kind.count else { return [] }
        let shares = try generator.dirichlet([Double](repeating: 1, count: StartingModel.Kind.count))
        let counts = try generator.multinomial(trials: items, shares: shares)
        var drawn: [Judged] = []
        for kind in StartingModel.Kind.allCases {
            let pool = byKind[kind] ?? []
            for _ in 0..<counts[kind.rawValue] { drawn.append(pool[try generator.index(below: pool.count)]) }
        }
        return drawn
    }

    /// Rows said, columns true.
    static func table(_ judged: some Sequence<Judged>) -> [[Double]] {
        var table = [[Double]](repeating: [0, 0, 0, 0], count: 4)
        for one in judged { table[one.answer.said.rawValue][one.truth.rawValue] += 1 }
        return table
    }

    /// Columns closed to 1; `nil` where one is empty.
    static func columns(_ table: [[Double]]) -> [[Double]]? {
        let sums = table.indices.map { column in table.reduce(0) { $0 + $1[column] } }
        guard sums.allSatisfy({ $0 > 0 }) else { return nil }
        return table.map { row in row.indices.map { row[$0] / sums[$0] } }
    }

    /// Total variation in points.
    static func points(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } * 50
    }
}
