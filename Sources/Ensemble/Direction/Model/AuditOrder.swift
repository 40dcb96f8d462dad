import Statistics

/// Which of the items that a machine coded people should look at next, and
/// what the shares are with those that they have.
///
/// Items fall into strata by what the machine said and how sure it was.
/// Within a stratum the order is drawn by lot, so that what people find
/// there holds for the rest of it; between strata, the next item goes where
/// it takes most off the summed variance of the shares. Pure: it reads no
/// clock and no database, and the same input gives the same order.
///
/// Source: J. Neyman (1934) for the allocation; A. Tenenbein (1970) for
/// shares from a large sample coded with errors and a small one audited.
public enum AuditOrder {
    /// `audit order 1`.
    public static let method = StatisticalMethod("audit order")

    /// What a machine said of one item.
    public struct Item: Sendable, Hashable {
        /// Decides the lot within its stratum; each item has its own.
        public let id: Int64
        /// The probability of each kind, in an order that all items share.
        public let probabilities: [Double]
        /// How much it counts for in the shares, above zero.
        public let weight: Double

        /// One item and its probabilities: at least one, summing to 1.
        public init(id: Int64, probabilities: [Double], weight: Double = 1) {
            self.id = id
            self.probabilities = probabilities
            self.weight = weight
        }
    }

    /// The ids of the items to audit next, the most useful first.
    /// O(items + audits to come × strata).
    ///
    /// - Parameters:
    ///   - items: all that the machine coded, the audited among them.
    ///   - audited: what people found, by item: the place of the kind.
    ///   - limit: at most so many.
    ///   - seed: decides the lots.
    public static func next(
        _ items: [Item], audited: [Int64: Int], limit: Int, seed: UInt64 = 1
    ) -> [Int64] {
        let strata = AuditStratum.strata(items, audited: audited).filter { $0.weight > 0 }
        var queues = strata.map { $0.waiting(limit: limit, seed: seed).makeIterator() }
        var seen = strata.map(\.auditedCount)
        var open = Set(strata.indices)
        var order: [Int64] = []
        while order.count < limit,
            let best = open.max(by: { a, b in
                let (one, other) = (strata[a].gain(after: seen[a]), strata[b].gain(after: seen[b]))
                return one != other ? one < other : a > b
            })
        {
            if let id = queues[best].next() {
                order.append(id)
                seen[best] += 1
            } else {
                open.remove(best)
            }
        }
        return order
    }

    /// The corrected share of each kind, with its standard deviation.
    public struct Shares: Sendable, Hashable {
        /// They sum to 1.
        public let shares: [Double]
        /// In the same unit, from the audited items alone.
        public let deviations: [Double]
        /// Items that people looked at.
        public let audited: Int
    }

    /// The shares of all items: in each stratum what people found, begun
    /// with what the machine expected, weighted by the stratum's size.
    /// Unlike a confusion table of audited items taken as they come, this
    /// holds in whatever order they were chosen by `next`. O(items).
    ///
    /// - Parameter kinds: `nil` for the shares of all; else those of the
    ///   first so many kinds among themselves, as of what is about something
    ///   at all.
    /// - Returns: `nil` without items.
    public static func shares(_ items: [Item], audited: [Int64: Int], kinds: Int? = nil) -> Shares? {
        guard let all = items.first?.probabilities.count else { return nil }
        return shares(
            AuditStratum.strata(items, audited: audited), kinds: kinds ?? all,
            audited: items.count { audited[$0.id] != nil })
    }

    /// The same for each group of the items, with what people found in all of them: how often the machine errs
    /// is taken to be the same in each. O(items).
    ///
    /// - Parameter group: by item, to which it belongs.
    public static func shares(
        _ items: [Item], audited: [Int64: Int], kinds: Int, by group: (Item) -> Int
    ) -> [Int: Shares] {
        let strata = AuditStratum.strata(items, audited: audited)
        var weights: [Int: [Double]] = [:]
        var counts: [Int: Int] = [:]
        for item in items {
            let group = group(item)
            weights[group, default: [Double](repeating: 0, count: strata.count)][
                AuditStratum.place(of: item)] +=
                item.weight
            if audited[item.id] != nil { counts[group, default: 0] += 1 }
        }
        return weights.reduce(into: [:]) { found, entry in
            let whole = entry.value.reduce(0, +)
            var own = strata
            for index in own.indices { own[index].weight = entry.value[index] / whole }
            found[entry.key] = shares(own, kinds: kinds, audited: counts[entry.key] ?? 0)
        }
    }

    private static func shares(_ strata: [AuditStratum], kinds: Int, audited: Int) -> Shares? {
        let strata = strata.filter { $0.weight > 0 }
        var sums = [Double](repeating: 0, count: kinds)
        for stratum in strata {
            for kind in 0..<kinds { sums[kind] += stratum.weight * stratum.rates[kind] }
        }
        let whole = sums.reduce(0, +)
        guard whole > 0 else { return nil }
        let shares = sums.map { $0 / whole }
        let deviations = shares.indices.map { kind in
            strata.reduce(0) { $0 + $1.variance(of: kind, share: shares[kind], among: kinds) }.squareRoot()
                / whole
        }
        return Shares(shares: shares, deviations: deviations, audited: audited)
    }
}
