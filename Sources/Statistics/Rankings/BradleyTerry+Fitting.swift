extension BradleyTerry {
    /// Minorise–maximise: strengthᵢ ← winsᵢ / Σ meetings/(strengthᵢ + strengthⱼ).
    ///
    /// MM never overshoots but is slow where strengths lie far apart, so each
    /// pass is followed by a Newton step a coordinate at a time, kept only if
    /// the likelihood does not fall.
    static func fit(_ items: Int, _ pairs: [Pair]) throws(StatisticsError) -> [Double] {
        var met = [[(other: Int, times: Double)]](repeating: [], count: items)
        var won = [Double](repeating: 0, count: items)
        for pair in pairs {
            let times = pair.wins + pair.losses
            met[pair.first].append((pair.second, times))
            met[pair.second].append((pair.first, times))
            won[pair.first] += pair.wins
            won[pair.second] += pair.losses
        }
        guard won.allSatisfy(\.isFinite) else { throw StatisticsError(.overflow, "wins", "are too many to add") }
        var ability = [Double](repeating: 0, count: items)
        for _ in 0..<100_000 {
            var largest = 0.0
            for i in 0..<items {
                var expected = 0.0
                var information = 0.0
                for (j, times) in met[i] {
                    let chance = fraction(ofLogit: ability[i] - ability[j])
                    expected += times * chance
                    information += times * chance * (1 - chance)
                }
                // Where Newton would step far, MM's ln(won/expected) is safe.
                let newton = (won[i] - expected) / information
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

    /// √ of the diagonal of the inverse information, the first thing fixed.
    static func errors(
        _ items: Int, _ pairs: [Pair], _ ability: [Double]
    ) throws(StatisticsError) -> [Double] {
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
        guard let factor = Cholesky(information) else {
            throw StatisticsError(.singular, "wins", "tell too little for standard errors")
        }
        let inverse = factor.inverse
        return [0] + (0..<(items - 1)).map { sqrt(inverse[$0, $0]) }
    }
}
