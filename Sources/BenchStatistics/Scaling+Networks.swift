import Statistics

/// Links between customers, and choices between things.
extension Scaling {
    static var networks: [Work] {
        [pageRank, packing, betweenness, referralForest, loops, bradleyTerry]
    }

    private static var pageRank: Work {
        Work(name: "PageRank", of: "links", cost: "O(m)", size: 10_000) { size in
            let graph = try graph(nodes: size / 10, links: size)
            return { try graph.pageRank().max() ?? 0 }
        }
    }

    private static var packing: Work {
        Work(name: "packing links", of: "links", cost: "O(n)", size: 10_000) { size in
            let links = (0..<size).map {
                (from: ($0 * 7919) % (size / 10), to: ($0 * 104_729) % (size / 10))
            }
            return { Double(try DirectedGraph(nodes: size / 10, links: links).reversed.links) }
        }
    }

    private static var betweenness: Work {
        Work(
            name: "betweenness, sampled above 5,000 nodes", of: "nodes", cost: "O(n m), O(m) sampled",
            size: 500
        ) {
            size in
            let graph = try graph(nodes: size, links: 4 * size)
            return {
                var generator = SeededGenerator(seed: 6)
                return try graph.betweenness(samples: 200, using: &generator).max() ?? 0
            }
        }
    }

    private static var referralForest: Work {
        Work(name: "referral forest", of: "customers", cost: "O(n)", size: 10_000) { size in
            let referrers: [Int?] = (0..<size).map { $0 % 3 == 0 ? nil : $0 / 2 }
            return { try ReferralForest(referrers: referrers).structuralVirality(of: 0) ?? 0 }
        }
    }

    private static var loops: Work {
        Work(name: "loops of referrals", of: "customers", cost: "O(n)", size: 10_000) { size in
            let referrers: [Int?] = (0..<size).map {
                $0 % 10 == 9 ? $0 - 9 : $0 + 1 < size ? $0 + 1 : nil
            }
            return { Double(try ReferralForest.loops(in: referrers).count) }
        }
    }

    private static var bradleyTerry: Work {
        Work(name: "Bradley-Terry of 50 things", of: "choices", cost: "O(n)", size: 1000) { size in
            var generator = SeededGenerator(seed: 8)
            let wins = try (0..<size).map { _ in
                let a = try generator.index(below: 50)
                return BradleyTerry.Win(a, over: (a + 1 + (try generator.index(below: 49))) % 50)
            }
            return { try BradleyTerry(items: 50, wins: wins).abilities[1] }
        }
    }

    private static func graph(nodes: Int, links: Int) throws -> DirectedGraph {
        var generator = SeededGenerator(seed: 9)
        return try DirectedGraph(
            nodes: nodes,
            links: (0..<links).map { _ in
                (try generator.index(below: nodes), try generator.index(below: nodes))
            })
    }
}
