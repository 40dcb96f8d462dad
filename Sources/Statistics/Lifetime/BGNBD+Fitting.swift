extension BGNBD {
    /// The parameters that make histories most likely.
    /// O(n + steps × distinct histories), some 600 steps.
    ///
    /// - Parameter histories: at least 2, some with repeat purchases.
    /// - Throws: `StatisticsError` naming a history that cannot be; where
    ///   nobody ever came back; or `.notConverged` where the likelihood keeps
    ///   rising towards a parameter without limit.
    public static func fitted(to histories: [BuyingHistory]) throws(StatisticsError) -> BGNBD {
        try Require.atLeast(2, histories.count, "histories")
        for index in histories.indices { try BuyingHistory.check(histories[index], "histories[\(index)]") }
        guard histories.contains(where: { $0.repeats > 0 }) else {
            throw StatisticsError(.noVariation, "histories", "hold no repeat purchase")
        }
        // Ages near 1 make the four logarithms of like size.
        let scale = histories.reduce(0) { max($0, $1.age) } / 10
        let grouped = Grouped(
            histories.map {
                BuyingHistory(repeats: $0.repeats, recency: $0.recency / scale, age: $0.age / scale)
            })
        let n = Double(histories.count)
        func cost(_ logs: [Double]) -> Double {
            guard logs.allSatisfy({ abs($0) < 25 }) else { return .infinity }
            let model = BGNBD(unchecked: exp(logs[0]), exp(logs[1]), exp(logs[2]), exp(logs[3]))
            let value = -model.logLikelihood(grouped) / n
            return value.isFinite ? value : .infinity
        }
        var best = (cost: Double.infinity, logs: [0.0, 0, 0, 0])
        for start in [[0.0, 0, 0, 0], [-1, 0, -0.5, 1], [0, 2, -2, 1], [0, 0, -4, 2], [2, 2, 0, 3]] {
            let value = cost(start)
            if value < best.cost { best = (value, start) }
        }
        let search = NelderMead(start: best.logs, step: 0.5, tolerance: 1e-13, maximumEvaluations: 3000, cost)
        guard search.value.isFinite, search.point.allSatisfy({ abs($0) < 24 }) else {
            throw StatisticsError(.notConverged, "histories", "do not determine the model")
        }
        let p = search.point.map { exp($0) }
        return try BGNBD(r: p[0], alpha: p[1] * scale, a: p[2], b: p[3])
    }

    /// The log-likelihood of histories; equation 6 of the paper. O(n).
    /// - Throws: `StatisticsError` naming the history that cannot be.
    public func logLikelihood(of histories: [BuyingHistory]) throws(StatisticsError) -> Double {
        try Require.atLeast(1, histories.count, "histories")
        for index in histories.indices { try BuyingHistory.check(histories[index], "histories[\(index)]") }
        return try Require.finiteResult(logLikelihood(Grouped(histories)), "histories")
    }

    private func logLikelihood(_ grouped: Grouped) -> Double {
        var sum = grouped.count * (r * log(alpha) - lgamma(r) - logBetaOfPositive(a, b))
        for (x, times) in grouped.repeats {
            sum += times * (lgamma(r + x) + logBetaOfPositive(a, b + x))
        }
        for row in grouped.rows {
            let known = log(alpha + row.age)
            var term = -(r + row.x) * known
            if row.x > 0 {
                let odds = log(a / (b + row.x - 1)) + (r + row.x) * (known - log(alpha + row.recency))
                term += odds > 35 ? odds : log1p(exp(odds))
            }
            sum += row.times * term
        }
        return sum
    }

    /// Equal histories counted once, and repeats counted by number.
    private struct Grouped {
        struct Row {
            let x, recency, age: Double
            var times: Double
        }
        let count: Double
        private(set) var repeats: [(x: Double, times: Double)] = []
        private(set) var rows: [Row] = []

        init(_ histories: [BuyingHistory]) {
            count = Double(histories.count)
            let sorted = histories.sorted {
                ($0.repeats, $0.recency, $0.age) < ($1.repeats, $1.recency, $1.age)
            }
            for history in sorted {
                let x = Double(history.repeats)
                if repeats.last?.x == x {
                    repeats[repeats.count - 1].times += 1
                } else {
                    repeats.append((x, 1))
                }
                if let last = rows.last, last.x == x, last.recency == history.recency, last.age == history.age
                {
                    rows[rows.count - 1].times += 1
                } else {
                    rows.append(Row(x: x, recency: history.recency, age: history.age, times: 1))
                }
            }
        }
    }
}
