import Statistics
import Testing

@testable import Ensemble

@Suite struct `The order of an audit` {
    private func item(_ id: Int64, _ probabilities: [Double]) -> AuditOrder.Item {
        AuditOrder.Item(id: id, probabilities: probabilities)
    }

    @Test func `doubtful items come before sure ones, and each once`() {
        let items = (1...40).map { item($0, $0 <= 20 ? [0.98, 0.01, 0.01] : [0.4, 0.3, 0.3]) }
        let order = AuditOrder.next(items, audited: [:], limit: 100)
        #expect(Set(order) == Set(items.map(\.id)) && order.count == 40)
        #expect(order.prefix(12).count { $0 > 20 } >= 10)
        #expect(AuditOrder.next(items, audited: [:], limit: 7) == Array(order.prefix(7)))
        #expect(AuditOrder.next(items.reversed(), audited: [:], limit: 40) == order)
        #expect(AuditOrder.next(items, audited: [:], limit: 40, seed: 2) != order)
    }

    @Test func `what people looked at is not asked again, and what they found decides`() {
        // Both strata look alike to the machine; people found that it errs in the second alone.
        let items = (1...200).map { item($0, $0 <= 100 ? [0.9, 0.1] : [0.1, 0.9]) }
        var audited: [Int64: Int] = [:]
        for id in Int64(1)...10 { audited[id] = 0 }
        for id in Int64(101)...110 { audited[id] = Int(id) % 2 }
        let order = AuditOrder.next(items, audited: audited, limit: 40)
        #expect(order.allSatisfy { audited[$0] == nil })
        #expect(order.count { $0 > 100 } > 25)
    }

    @Test func `shares begin with what the machine expects and end with what people found`() throws {
        let items = (1...100).map { item($0, $0 <= 60 ? [0.8, 0.2] : [0.3, 0.7]) }
        let begun = try #require(AuditOrder.shares(items, audited: [:]))
        #expect(abs(begun.shares[0] - 0.6) < 1e-12 && begun.audited == 0)
        let all = Dictionary(uniqueKeysWithValues: items.map { ($0.id, $0.id % 4 == 0 ? 0 : 1) })
        let ended = try #require(AuditOrder.shares(items, audited: all))
        #expect(abs(ended.shares[0] - 0.25) < 0.04 && ended.audited == 100)
        #expect(abs(ended.shares.reduce(0, +) - 1) < 1e-12)
        #expect(zip(ended.deviations, begun.deviations).allSatisfy { $0 < $1 })
    }

    @Test func `a weight counts as so many items, and kinds among themselves leave the rest out`() throws {
        let audited: [Int64: Int] = [1: 0, 2: 1, 3: 2, 4: 1]
        let alike = (1...4).map { item($0, [0.4, 0.3, 0.3]) }
        let plain = try #require(AuditOrder.shares(alike, audited: audited))
        let heavy = alike.map {
            AuditOrder.Item(id: $0.id, probabilities: $0.probabilities, weight: $0.id == 1 ? 3 : 1)
        }
        let weighted = try #require(AuditOrder.shares(heavy, audited: audited))
        // Half of the audited weight; six items of which two are worth one prior each.
        let worth = 36.0 / 12
        #expect(abs(weighted.shares[0] - (worth / 2 + 2 * 0.4) / (worth + 2)) < 1e-12)
        #expect(weighted.shares[0] > plain.shares[0])
        let two = try #require(AuditOrder.shares(alike, audited: audited, kinds: 2))
        #expect(abs(two.shares[0] - plain.shares[0] / (plain.shares[0] + plain.shares[1])) < 1e-12)
        #expect(
            abs(two.shares.reduce(0, +) - 1) < 1e-12 && abs(two.deviations[0] - two.deviations[1]) < 1e-12)
    }

    @Test func `nothing to audit is no order and no shares`() {
        #expect(AuditOrder.next([], audited: [:], limit: 5).isEmpty)
        #expect(AuditOrder.shares([], audited: [:]) == nil)
        #expect(AuditOrder.next([item(1, [1, 0])], audited: [1: 0], limit: 5).isEmpty)
        #expect(AuditOrder.next([item(1, [1, 0])], audited: [:], limit: 0).isEmpty)
    }

    @Test func `choosing by the order does not bend the shares`() throws {
        var generator = SeededGenerator(seed: 5)
        var difference = 0.0
        let rounds = 200
        for round in 0..<rounds {
            let items = try (0..<300).map { _ in
                item(Int64(generator.next() >> 1), try generator.dirichlet([0.5, 0.5, 0.5]))
            }
            // The machine is surer than it should be of the first kind.
            let truth = try Dictionary(
                uniqueKeysWithValues: items.map { item in
                    let bent = [item.probabilities[0] * 0.4, item.probabilities[1], item.probabilities[2]]
                    let counts = try generator.multinomial(trials: 1, shares: bent)
                    return (item.id, counts.firstIndex(of: 1) ?? 0)
                })
            let order = AuditOrder.next(items, audited: [:], limit: 150, seed: UInt64(round))
            let shares = try #require(
                AuditOrder.shares(items, audited: truth.filter { Set(order).contains($0.key) }))
            difference += shares.shares[0] - Double(truth.values.count { $0 == 0 }) / 300
        }
        // As the machine expects, the first kind has some ten points too many.
        #expect(abs(difference / Double(rounds)) < 0.015)
    }
}
