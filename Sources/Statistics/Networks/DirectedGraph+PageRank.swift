extension DirectedGraph {
    /// How much standing flows to each node along the links.
    /// O(links × passes), some 40 passes.
    ///
    /// For "whose customers brought customers" turn the links round first,
    /// so that standing flows from the brought to those who brought them.
    ///
    /// - Parameters:
    ///   - damping: α inside [0, 1): the share that follows links; the rest,
    ///     and the standing of nodes without links, is spread evenly.
    ///   - tolerance: on the sum of what is still moving, above zero.
    /// - Returns: one share a node, summing to 1; empty for no nodes.
    /// - Throws: `StatisticsError` outside these limits, or `.notConverged`
    ///   after 10,000 passes.
    ///
    /// Source: S. Brin & L. Page (1998); Gauss–Seidel without the even
    /// spread, which only scales the answer: D. F. Gleich (2015).
    public func pageRank(
        damping: Double = 0.85, tolerance: Double = 1e-12
    ) throws(StatisticsError) -> [Double] {
        try Require.probability(damping, "damping")
        guard damping < 1 else { throw StatisticsError(.outOfRange, "damping", "must be below 1") }
        try Require.positive(tolerance, "tolerance")
        guard nodes > 0 else { return [] }
        let incoming = reversed
        // Each node's standing over its number of links: what one link hands
        // on. Nodes without links hand nothing on; 1 avoids a division by 0.
        let shares = (0..<nodes).map { 1 / Double(max(1, degree($0))) }
        var rank = [Double](repeating: 1, count: nodes)
        let enough = tolerance * Double(nodes)
        for _ in 0..<10_000 {
            let moved = incoming.sweep(&rank, shares, damping)
            if moved <= enough {
                let sum = zip(rank, shares).reduce(0) { $0 + $1.0 / $1.1 }
                return zip(rank, shares).map { $0 / $1 / sum }
            }
        }
        throw StatisticsError(.notConverged, "tolerance", "is too small for the arithmetic")
    }

    /// One pass over the nodes, each using what earlier ones just got;
    /// answers with the sum of moves.
    private func sweep(_ rank: inout [Double], _ shares: [Double], _ damping: Double) -> Double {
        var moved = 0.0
        starts.withUnsafeBufferPointer { starts in
            targets.withUnsafeBufferPointer { sources in
                shares.withUnsafeBufferPointer { shares in
                    rank.withUnsafeMutableBufferPointer { rank in
                        for node in 0..<nodes {
                            var sum = 0.0
                            for place in Int(starts[node])..<Int(starts[node + 1]) {
                                sum += rank[Int(sources[place])]
                            }
                            let value = (1 - damping + damping * sum) * shares[node]
                            moved += abs(value - rank[node]) / shares[node]
                            rank[node] = value
                        }
                    }
                }
            }
        }
        return moved
    }
}
