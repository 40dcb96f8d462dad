extension DirectedGraph {
    /// Graphs larger than this are sampled.
    public static let exactBetweennessLimit = 5000

    /// How often each node lies on shortest ways between others.
    /// O(nodes × links) up to 5,000 nodes, O(samples × links) above.
    ///
    /// Give both directions of each link for ties without direction.
    ///
    /// - Parameters:
    ///   - isNormalised: divide by the number of ordered pairs of others, so
    ///     that 1 is "on every way".
    ///   - samples: sources walked from above 5,000 nodes, 1 or more; the
    ///     answer is then an estimate without bias.
    ///   - generator: picks the sources; unused up to 5,000 nodes.
    /// - Returns: one value a node; all 0 below three nodes.
    /// - Throws: `StatisticsError` where `samples` is below 1.
    ///
    /// Source: U. Brandes (2001); U. Brandes & C. Pich (2007) for sampling.
    public func betweenness(
        isNormalised: Bool = true, samples: Int = 500, using generator: inout SeededGenerator
    ) throws(StatisticsError) -> [Double] {
        try Require.positive(samples, "samples")
        var sources = Array(0..<nodes)
        if nodes > Self.exactBetweennessLimit, samples < nodes {
            for place in 0..<samples {
                sources.swapAt(place, place + generator.index(belowPositive: nodes - place))
            }
            sources = Array(sources[..<samples])
        }
        var walk = ShortestWays(self)
        for source in sources { walk.add(from: source) }
        guard nodes > 2 else { return [Double](repeating: 0, count: nodes) }
        var scale = Double(nodes) / Double(sources.count)
        if isNormalised { scale /= Double(nodes - 1) * Double(nodes - 2) }
        return walk.score.map { $0 * scale }
    }
}

/// Brandes' walk, with its memory kept between sources.
private struct ShortestWays {
    let graph: DirectedGraph
    var score: [Double]
    private var distance: [Int32]
    private var ways: [Double]
    private var dependency: [Double]
    private var order: [Int32]

    init(_ graph: DirectedGraph) {
        self.graph = graph
        score = [Double](repeating: 0, count: graph.nodes)
        distance = [Int32](repeating: -1, count: graph.nodes)
        ways = score
        dependency = score
        order = []
        order.reserveCapacity(graph.nodes)
    }

    mutating func add(from source: Int) {
        order.removeAll(keepingCapacity: true)
        order.append(Int32(source))
        distance[source] = 0
        ways[source] = 1
        var head = 0
        graph.starts.withUnsafeBufferPointer { starts in
            graph.targets.withUnsafeBufferPointer { targets in
                while head < order.count {
                    let v = Int(order[head])
                    head += 1
                    for place in Int(starts[v])..<Int(starts[v + 1]) {
                        let w = Int(targets[place])
                        if distance[w] < 0 {
                            distance[w] = distance[v] + 1
                            order.append(Int32(w))
                        }
                        if distance[w] == distance[v] + 1 { ways[w] += ways[v] }
                    }
                }
                // Farthest first, each hands its dependency back along the
                // links that lie on a shortest way.
                for v32 in order.reversed() {
                    let v = Int(v32)
                    var sum = 0.0
                    for place in Int(starts[v])..<Int(starts[v + 1]) {
                        let w = Int(targets[place])
                        if distance[w] == distance[v] + 1 { sum += (1 + dependency[w]) / ways[w] }
                    }
                    dependency[v] = sum * ways[v]
                    if v != source { score[v] += dependency[v] }
                }
            }
        }
        for v in order {
            distance[Int(v)] = -1
            ways[Int(v)] = 0
            dependency[Int(v)] = 0
        }
    }
}
