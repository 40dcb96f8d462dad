/// Who is linked to whom, packed for walking.
///
/// Nodes are numbered from 0. Up to 2³¹ − 1 nodes and links.
public struct DirectedGraph: Hashable, Sendable {
    /// How many nodes.
    public let nodes: Int
    /// Where the links of node v start in `targets`; one more than nodes.
    let starts: [Int32]
    /// The ends of the links, grouped by their source.
    let targets: [Int32]

    /// How many links.
    public var links: Int { targets.count }

    /// Packs links. O(nodes + links).
    ///
    /// - Parameters:
    ///   - nodes: how many; zero is an empty graph.
    ///   - links: from and to, each from 0 to nodes − 1. A repeated link
    ///     counts as often as it is given.
    /// - Throws: `StatisticsError` where an end lies outside the nodes or
    ///   there are more than 2³¹ − 1.
    public init(nodes: Int, links: [(from: Int, to: Int)]) throws(StatisticsError) {
        try Require.within(nodes, 0...Int(Int32.max), "nodes")
        try Require.within(links.count, 0...Int(Int32.max), "links.count")
        var starts = [Int32](repeating: 0, count: nodes + 1)
        for index in links.indices {
            let link = links[index]
            guard link.from >= 0, link.from < nodes, link.to >= 0, link.to < nodes else {
                throw StatisticsError(
                    .outOfRange, "links[\(index)]", "must join nodes from 0 to \(nodes - 1)")
            }
            starts[link.from + 1] += 1
        }
        for node in 0..<nodes { starts[node + 1] += starts[node] }
        var next = starts
        self.targets = [Int32](unsafeUninitializedCapacity: links.count) { buffer, count in
            for link in links {
                buffer[Int(next[link.from])] = Int32(truncatingIfNeeded: link.to)
                next[link.from] += 1
            }
            count = links.count
        }
        self.starts = starts
        self.nodes = nodes
    }

    private init(nodes: Int, starts: [Int32], targets: [Int32]) {
        self.nodes = nodes
        self.starts = starts
        self.targets = targets
    }

    /// Every link turned round. O(nodes + links).
    public var reversed: DirectedGraph {
        var turned = [Int32](repeating: 0, count: nodes + 1)
        for target in targets { turned[Int(target) + 1] += 1 }
        for node in 0..<nodes { turned[node + 1] += turned[node] }
        var next = turned
        let sources = [Int32](unsafeUninitializedCapacity: targets.count) { buffer, count in
            for node in 0..<nodes {
                for place in Int(starts[node])..<Int(starts[node + 1]) {
                    let target = Int(targets[place])
                    buffer[Int(next[target])] = Int32(truncatingIfNeeded: node)
                    next[target] += 1
                }
            }
            count = targets.count
        }
        return DirectedGraph(nodes: nodes, starts: turned, targets: sources)
    }

    /// How many links leave a node.
    @inline(__always)
    func degree(_ node: Int) -> Int { Int(starts[node + 1] - starts[node]) }
}
