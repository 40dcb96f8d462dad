/// Who was brought by whom: every customer has at most one referrer.
public struct ReferralForest: Hashable, Sendable {
    /// `structural virality 1`.
    public static let viralityMethod = StatisticalMethod("structural virality")

    /// The referrer of each customer, `nil` for those who came by themselves.
    public let referrers: [Int?]
    /// How many each brought, directly or not.
    public let descendants: [Int]
    /// How many links from each up to somebody who came by themselves.
    public let depths: [Int]
    /// Customers with every referrer before those they brought.
    private let order: [Int32]

    /// Builds the forest. O(n).
    ///
    /// - Parameter referrers: for each customer the index of who brought
    ///   them, or `nil`.
    /// - Throws: `StatisticsError` where an index is out of range, or
    ///   `.cyclic` where referrals come back on themselves: see `loops`.
    public init(referrers: [Int?]) throws(StatisticsError) {
        let n = referrers.count
        try Require.within(n, 0...Int(Int32.max), "referrers.count")
        let children = try Self.children(referrers)
        var order = referrers.indices.filter { referrers[$0] == nil }.map { Int32($0) }
        order.reserveCapacity(n)
        var depths = [Int](repeating: 0, count: n)
        var head = 0
        while head < order.count {
            let v = Int(order[head])
            head += 1
            for place in Int(children.starts[v])..<Int(children.starts[v + 1]) {
                let child = children.targets[place]
                depths[Int(child)] = depths[v] + 1
                order.append(child)
            }
        }
        guard order.count == n else {
            throw StatisticsError(.cyclic, "referrers", "come back on themselves")
        }
        var descendants = [Int](repeating: 0, count: n)
        for v in order.reversed() {
            if let up = referrers[Int(v)] { descendants[up] += descendants[Int(v)] + 1 }
        }
        self.referrers = referrers
        self.descendants = descendants
        self.depths = depths
        self.order = order
    }

    /// The mean number of links between two of the customers that one
    /// started, themself included: 2 for a broadcast to many, more for a
    /// chain. `nil` where they brought nobody. O(n).
    ///
    /// - Throws: `StatisticsError` where there is no such customer.
    ///
    /// Source: S. Goel et al., The Structural Virality of Online Diffusion
    /// (2016).
    public func structuralVirality(of root: Int) throws(StatisticsError) -> Double? {
        guard referrers.indices.contains(root) else {
            throw StatisticsError(.outOfRange, "root", "is no customer of the forest")
        }
        let size = Double(descendants[root] + 1)
        guard size > 1 else { return nil }
        // Each link is on the way between those below and all the others.
        var isBelow = [Bool](repeating: false, count: referrers.count)
        isBelow[root] = true
        var sum = 0.0
        for v in order {
            guard let up = referrers[Int(v)], isBelow[up], Int(v) != root else { continue }
            isBelow[Int(v)] = true
            let below = Double(descendants[Int(v)] + 1)
            sum += below * (size - below)
        }
        return 2 * sum / (size * (size - 1))
    }

    /// Referrals that come back on themselves, for staff to look at: each
    /// loop as its members, smallest index first. O(n).
    ///
    /// - Throws: `StatisticsError` where an index is out of range.
    public static func loops(in referrers: [Int?]) throws(StatisticsError) -> [[Int]] {
        _ = try children(referrers)
        // 0 unseen, 1 on the present way, 2 done.
        var state = [UInt8](repeating: 0, count: referrers.count)
        var loops: [[Int]] = []
        for start in referrers.indices where state[start] == 0 {
            var way: [Int] = []
            var here: Int? = start
            while let v = here, state[v] == 0 {
                state[v] = 1
                way.append(v)
                here = referrers[v]
            }
            if let v = here, state[v] == 1, let from = way.firstIndex(of: v) {
                let loop = Array(way[from...])
                let least = loop.indices.min { loop[$0] < loop[$1] } ?? 0
                loops.append(Array(loop[least...] + loop[..<least]))
            }
            for v in way { state[v] = 2 }
        }
        return loops
    }

    private static func children(_ referrers: [Int?]) throws(StatisticsError) -> DirectedGraph {
        var links: [(from: Int, to: Int)] = []
        links.reserveCapacity(referrers.count)
        for index in referrers.indices {
            guard let up = referrers[index] else { continue }
            guard referrers.indices.contains(up) else {
                throw StatisticsError(.outOfRange, "referrers[\(index)]", "is no customer of the forest")
            }
            links.append((up, index))
        }
        return try DirectedGraph(nodes: referrers.count, links: links)
    }
}
