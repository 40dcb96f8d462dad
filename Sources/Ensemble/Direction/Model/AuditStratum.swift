/// Items of which the machine said the same, about equally surely.
struct AuditStratum {
    /// How many audited items the machine's own expectation weighs as.
    static let prior = 2.0
    /// Where the next band of certainty begins.
    static let bands = [0.5, 0.75]

    /// Its part of all items, 0 to 1.
    private(set) var weight = 0.0
    private var ids: [Int64] = []
    private(set) var auditedCount = 0
    /// How often people found each kind.
    private var found: [Double]
    /// The sum of the machine's probabilities.
    private var expected: [Double]

    private init(kinds: Int) {
        found = [Double](repeating: 0, count: kinds)
        expected = found
    }

    /// Those that hold an item, in a fixed order.
    static func strata(_ items: [AuditOrder.Item], audited: [Int64: Int]) -> [AuditStratum] {
        guard let kinds = items.first?.probabilities.count else { return [] }
        var strata = [AuditStratum](
            repeating: AuditStratum(kinds: kinds), count: kinds * (bands.count + 1))
        for item in items {
            let said = item.probabilities.indices.max { item.probabilities[$0] < item.probabilities[$1] } ?? 0
            let band = bands.count { item.probabilities[said] >= $0 }
            strata[said * (bands.count + 1) + band].add(item, audited: audited[item.id])
        }
        for index in strata.indices {
            let held = strata[index].ids.count + strata[index].auditedCount
            strata[index].weight = Double(held) / Double(items.count)
        }
        return strata.filter { $0.weight > 0 }
    }

    private mutating func add(_ item: AuditOrder.Item, audited kind: Int?) {
        for index in expected.indices { expected[index] += item.probabilities[index] }
        if let kind {
            found[kind] += 1
            auditedCount += 1
        } else {
            ids.append(item.id)
        }
    }

    /// The share of each kind among its items.
    var rates: [Double] {
        let total = expected.reduce(0, +)
        return found.indices.map {
            (found[$0] + Self.prior * expected[$0] / total) / (Double(auditedCount) + Self.prior)
        }
    }

    /// By how much the summed variance of the shares falls with one more
    /// item, after `count` audited ones.
    func gain(after count: Int) -> Double {
        let spread = rates.reduce(0) { $0 + $1 * (1 - $1) }
        let n = Double(count) + Self.prior
        return weight * weight * spread * (1 / n - 1 / (n + 1))
    }

    /// The items that nobody audited yet, by lot.
    func waiting(limit: Int, seed: UInt64) -> [Int64] {
        let drawn = ids.map { (lot: Self.lot($0, seed), id: $0) }
            .sorted { $0.lot != $1.lot ? $0.lot < $1.lot : $0.id < $1.id }
        return drawn.prefix(limit).map(\.id)
    }

    /// Source: G. Steele, D. Lea, C. Flood, SplitMix (2014), its mixing.
    private static func lot(_ id: Int64, _ seed: UInt64) -> UInt64 {
        var mixed = UInt64(bitPattern: id) &+ seed &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
