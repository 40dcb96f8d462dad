extension BradleyTerry {
    /// Minorise–maximise: strengthᵢ ← winsᵢ / Σ meetings/(strengthᵢ + strengthⱼ).
    ///
    /// One thing at a time, by Newton's step where it is short and by MM's,
    /// which never overshoots, where it is not. News travels one meeting a
    /// pass, so up to 500 things every tenth pass moves all at once.
    static func fit(_ items: Int, _ pairs: [Pair]) throws(StatisticsError) -> [Double] {
        var met = [[(other: Int, wins: Double, losses: Double)]](repeating: [], count: items)
        var won = [Double](repeating: 0, count: items)
        for pair in pairs {
            met[pair.first].append((pair.second, pair.wins, pair.losses))
            met[pair.second].append((pair.first, pair.losses, pair.wins))
            won[pair.first] += pair.wins
            won[pair.second] += pair.losses
        }
        guard won.allSatisfy(\.isFinite) else {
            throw StatisticsError(.overflow, "wins", "are too many to add")
        }
        var ability = [Double](repeating: 0, count: items)
        for pass in 1...100_000 {
            if items <= 500, pass % 10 == 0 { moveTogether(&ability, pairs) }
            var largest = 0.0
            for i in 0..<items {
                var expected = 0.0
                var gap = 0.0
                var information = 0.0
                for (j, wins, losses) in met[i] {
                    let chance = fraction(ofLogit: ability[i] - ability[j])
                    let other = fraction(ofLogit: ability[j] - ability[i])
                    expected += (wins + losses) * chance
                    // wins − expected, without subtracting large numbers.
                    gap += wins * other - losses * chance
                    information += (wins + losses) * chance * other
                }
                // Where Newton would step far, MM's ln(won/expected) is safe.
                let newton = gap / information
                let step = abs(newton) < 1 ? newton : log(won[i] / expected)
                ability[i] += step
                largest = max(largest, abs(step))
            }
            let base = ability[0]
            for i in 0..<items { ability[i] -= base }
            if largest < 1e-13 * max(1, ability.reduce(0) { max($0, abs($1)) }) { return ability }
        }
        throw StatisticsError(.notConverged, "wins", "did not settle in 100000 steps")
    }

    /// Newton's step of all abilities, the first fixed, no step above 2.
    private static func moveTogether(_ ability: inout [Double], _ pairs: [Pair]) {
        let items = ability.count
        guard let factor = Cholesky(information(items, pairs, ability)) else { return }
        var gap = [Double](repeating: 0, count: items)
        for pair in pairs {
            let chance = fraction(ofLogit: ability[pair.first] - ability[pair.second])
            let other = fraction(ofLogit: ability[pair.second] - ability[pair.first])
            gap[pair.first] += pair.wins * other - pair.losses * chance
            gap[pair.second] -= pair.wins * other - pair.losses * chance
        }
        let step = factor.solve(Array(gap.dropFirst()))
        let longest = step.reduce(0) { max($0, abs($1)) }
        guard longest.isFinite else { return }
        let scale = longest > 2 ? 2 / longest : 1
        for index in step.indices { ability[index + 1] += scale * step[index] }
    }

    /// √ of the diagonal of the inverse information, the first thing fixed.
    static func errors(
        _ items: Int, _ pairs: [Pair], _ ability: [Double]
    ) throws(StatisticsError) -> [Double] {
        guard let factor = Cholesky(information(items, pairs, ability)) else {
            throw StatisticsError(.singular, "wins", "tell too little for standard errors")
        }
        let inverse = factor.inverse
        let errors = [0] + (0..<(items - 1)).map { sqrt(inverse[$0, $0]) }
        guard errors.allSatisfy(\.isFinite) else {
            throw StatisticsError(.singular, "wins", "tell too little for standard errors")
        }
        return errors
    }

    /// How much the comparisons tell of each ability but the first.
    private static func information(_ items: Int, _ pairs: [Pair], _ ability: [Double]) -> Matrix {
        var information = Matrix(rows: items - 1, columns: items - 1)
        for pair in pairs {
            let chance = fraction(ofLogit: ability[pair.first] - ability[pair.second])
            let other = fraction(ofLogit: ability[pair.second] - ability[pair.first])
            let weight = (pair.wins + pair.losses) * chance * other
            let (i, j) = (pair.first - 1, pair.second - 1)
            if i >= 0 { information[i, i] += weight }
            if j >= 0 { information[j, j] += weight }
            if i >= 0, j >= 0 {
                information[i, j] -= weight
                information[j, i] -= weight
            }
        }
        return information
    }
}
