import Testing

@testable import Statistics

/// golden.json `pagerank_referrals` and `karate`, made with networkx 3.6.1.
struct NetworkTests {
    /// A>B A>C B>D B>E C>F F>G H>I, A to I being 0 to 8.
    static let referrals: [(from: Int, to: Int)] = [(0, 1), (0, 2), (1, 3), (1, 4), (2, 5), (5, 6), (7, 8)]
    static let referrers: [Int?] = [nil, 0, 0, 1, 1, 2, 5, nil, 7]

    static func karate() throws -> DirectedGraph {
        let ties = try Fixtures.rows("karate").map { (from: Int($0[0]), to: Int($0[1])) }
        return try DirectedGraph(nodes: 34, links: ties + ties.map { (from: $0.to, to: $0.from) })
    }

    @Test func `standing in the referral tree is the golden one`() throws {
        let rank = try DirectedGraph(nodes: 9, links: Self.referrals).reversed.pageRank()
        let golden: [Int: Double] = [
            0: 0.297041, 1: 0.146309, 2: 0.1394, 5: 0.100249, 7: 0.100249, 3: 0.054188,
        ]
        for (node, value) in golden { #expect(abs(rank[node] - value) < 1e-6) }
        #expect(close(rank.reduce(0, +), 1, 1e-13))
    }

    @Test func `descendants and structural virality are the golden ones`() throws {
        let forest = try ReferralForest(referrers: Self.referrers)
        #expect([0, 1, 2, 5].map { forest.descendants[$0] } == [6, 2, 2, 1])
        #expect(forest.depths == [0, 1, 1, 2, 2, 2, 3, 0, 1])
        #expect(close(try forest.structuralVirality(of: 0) ?? 0, 2.4761904761904763, 1e-14))
        #expect(try forest.structuralVirality(of: 6) == nil)
        #expect(try forest.structuralVirality(of: 7) == 1)
    }

    @Test func `betweenness of the karate club is the golden one`() throws {
        var generator = SeededGenerator(seed: 1)
        let score = try Self.karate().betweenness(using: &generator)
        #expect(
            close(
                [score[0], score[33], score[32]],
                [0.43763528138528146, 0.30407497594997596, 0.145247113997114], 1e-13))
        #expect(generator == SeededGenerator(seed: 1))
    }

    @Test func `standing in the karate club is the golden one`() throws {
        let rank = try Self.karate().pageRank()
        #expect(abs(rank[0] - 0.09699728539860193) < 1e-6 && abs(rank[33] - 0.10091918232295749) < 1e-6)
    }

    /// igraph 1.0: Graph.pagerank and Graph.betweenness of the same links,
    /// some repeated, some of a node with itself.
    @Test func `odd links count as igraph counts them`() throws {
        let graph = try DirectedGraph(
            nodes: 6, links: [(0, 1), (0, 1), (1, 2), (2, 2), (2, 0), (3, 0), (1, 4), (4, 3)])
        let rank = try graph.pageRank()
        #expect(
            close(
                rank,
                [
                    0.24269417347864555, 0.23541626104908173, 0.22465760789233524, 0.13892761944961185,
                    0.12917812453809274, 0.02912621359223301,
                ], 1e-9))
        var generator = SeededGenerator(seed: 1)
        let score = try graph.betweenness(isNormalised: false, using: &generator)
        #expect(close(score, [8.0, 8.0, 1.0, 3.0, 3.0, 0.0], 1e-12))
    }

    @Test func `a sample of sources comes near the whole`() throws {
        var generator = SeededGenerator(seed: 3)
        // A hub in the middle of 6,000 others, a third of them two steps out.
        var links: [(from: Int, to: Int)] = []
        for node in 1...6000 {
            let up = node <= 4000 ? 0 : node - 4000
            links += [(node, up), (up, node)]
        }
        let graph = try DirectedGraph(nodes: 6001, links: links)
        let score = try graph.betweenness(samples: 400, using: &generator)
        // Nearly all ways lead over the hub.
        let exact = 1 - 4000.0 / (6000 * 5999)
        #expect(abs(score[0] - exact) < 0.001)
    }

    @Test func `loops of referrals are found and refused`() throws {
        let looped: [Int?] = [2, 0, 1, 1, nil, 5, 4]
        #expect(try ReferralForest.loops(in: looped) == [[0, 2, 1], [5]])
        #expect(try ReferralForest.loops(in: Self.referrers).isEmpty)
        #expect(refusal(try ReferralForest(referrers: looped)) == "referrers: cyclic")
        #expect(refusal(try ReferralForest(referrers: [5])) == "referrers[0]: outOfRange")
        #expect(refusal(try ReferralForest.loops(in: [nil, -1])) == "referrers[1]: outOfRange")
        let forest = try ReferralForest(referrers: [nil])
        #expect(refusal(try forest.structuralVirality(of: 1)) == "root: outOfRange")
    }

    /// MEASURES.md, section 8: 200 customers, 150 invitations, 20 %.
    @Test func `k is conversions a customer`() throws {
        #expect(close(try WordOfMouth.k(customers: 200, invitations: 150, conversions: 30), 0.15))
        #expect(
            refusal(try WordOfMouth.k(customers: 0, invitations: 1, conversions: 1))
                == "customers: outOfRange")
        #expect(
            refusal(try WordOfMouth.k(customers: 1, invitations: 1, conversions: 2))
                == "conversions: outOfRange")
        #expect(
            refusal(try WordOfMouth.k(customers: 1, invitations: -1, conversions: 0))
                == "invitations: negative")
    }

    @Test func `empty, single and unlinked graphs have their limits`() throws {
        var generator = SeededGenerator(seed: 1)
        let empty = try DirectedGraph(nodes: 0, links: [])
        #expect(try empty.pageRank() == [] && empty.betweenness(using: &generator) == [])
        #expect(try DirectedGraph(nodes: 1, links: []).pageRank() == [1])
        let apart = try DirectedGraph(nodes: 4, links: [])
        #expect(close(try apart.pageRank(), [0.25, 0.25, 0.25, 0.25]))
        #expect(try apart.betweenness(using: &generator) == [0, 0, 0, 0])
        #expect(try ReferralForest(referrers: []).descendants == [])
        #expect(refusal(try DirectedGraph(nodes: -1, links: [])) == "nodes: outOfRange")
        #expect(refusal(try DirectedGraph(nodes: 2, links: [(0, 2)])) == "links[0]: outOfRange")
        #expect(refusal(try DirectedGraph(nodes: 2, links: [(-1, 0)])) == "links[0]: outOfRange")
        for bad in notNumbers + [-0.1, 1] {
            #expect(refusal(try apart.pageRank(damping: bad)).hasPrefix("damping: "))
        }
        #expect(refusal(try apart.pageRank(tolerance: 0)) == "tolerance: outOfRange")
        #expect(refusal(try apart.betweenness(samples: 0, using: &generator)) == "samples: outOfRange")
    }

    @Test func `a chain as long as all customers does not run out of stack`() throws {
        let n = 100_000
        let forest = try ReferralForest(referrers: (0..<n).map { $0 == 0 ? nil : $0 - 1 })
        #expect(forest.depths[n - 1] == n - 1 && forest.descendants[0] == n - 1)
        #expect(close(try forest.structuralVirality(of: 0) ?? 0, Double(n + 1) / 3, 1e-12))
    }
}
