/// Items of which the machine said the same, about equally surely.
struct AuditStratum {
    /// How many audited items the machine's own expectation weighs as.
    static let prior = 2.0
    /// Where the next band of certainty begins.
    static let bands = [0.5, 0.75]

    /// Its part of all items, 0 to 1.
    var weight = 0.0
    private var ids: [Int64] = []
    private(set) var auditedCount = 0
    /// How often people found each kind, by weight.
    private var found: [Double]
    /// The sum of the machine's probabilities, by weight.
    private var expected: [Double]
    /// The summed weights of all, of those audited, and the squares of these.
    private var (all, seen, squares) = (0.0, 0.0, 0.0)

    private init(kinds: Int) {
        found = [Double](repeating: 0, count: kinds)
        expected = found
    }

    /// Those that hold an item, in a fixed order.
    static func strata(_ items: [AuditOrder.Item], audited: [Int64: Int]) -> [AuditStratum] {
        guard let kinds = items.first?.probabilities.count else { return [] }
        var strata = [AuditStratum](
            repeating: AuditStratum(kinds: kinds), count: kinds * (bands.count + 1))
        for item in items { strata[place(of: item)].add(item, audited: audited[item.id]) }
        let whole = strata.reduce(0) { $0 + $1.all }
        for index in strata.indices { strata[index].weight = strata[index].all / whole }
        return strata
    }

    /// In which of them an item falls.
    static func place(of item: AuditOrder.Item) -> Int {
        let said = item.probabilities.indices.max { item.probabilities[$0] < item.probabilities[$1] } ?? 0
        return said * (bands.count + 1) + bands.count { item.probabilities[said] >= $0 }
    }

    private mutating func add(_ item: AuditOrder.Item, audited kind: Int?) {
        all += item.weight
        for index in expected.indices { expected[index] += item.weight * item.probabilities[index] }
        if let kind {
            found[kind] += item.weight
            seen += item.weight
            squares += item.weight * item.weight
            auditedCount += 1
        } else {
            ids.append(item.id)
        }
    }

    /// How many items of equal weight the audited ones are worth.
    ///
    /// Source: L. Kish, Survey Sampling (1965), the effective size.
    private var worth: Double { squares > 0 ? seen * seen / squares : 0 }

    /// The share of each kind among its items.
    var rates: [Double] {
        let total = expected.reduce(0, +)
        return found.indices.map { kind in
            let share = seen > 0 ? found[kind] / seen : 0
            return (worth * share + Self.prior * expected[kind] / total) / (worth + Self.prior)
        }
    }

    /// What it adds to the variance of a kind's share among the first kinds, before that of all of these is
    /// divided by: of a ratio, by its straight-line approximation.
    func variance(of kind: Int, share: Double, among kinds: Int) -> Double {
        let rates = rates
        let (own, part) = (rates[kind], rates.prefix(kinds).reduce(0, +))
        let mean = own - share * part
        let square = own * (1 - share) * (1 - share) + (part - own) * share * share
        // With all kinds the parts are the whole, and this is rate × (1 − rate).
        let spread = kinds == rates.count ? own * (1 - own) : square - mean * mean
        return weight * weight * max(0, spread) / (worth + Self.prior + 1)
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
