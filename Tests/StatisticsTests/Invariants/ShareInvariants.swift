import Testing

@testable import Statistics

/// MEASURES.md, sections 11 and 13b; each on 10,000 random cases from a
/// fixed seed.
struct ShareInvariants {
    @Test func `Wilson's interval stays in range and grows with successes`() throws {
        var generator = SeededGenerator(seed: 301)
        for _ in 0..<caseCount {
            let n = 1 + generator.index(belowPositive: 1 << generator.index(belowPositive: 30))
            let k = generator.index(belowPositive: n)
            let level = 0.5 + 0.499 * generator.uniform()
            let (one, more) = (
                try Proportion.wilson(k, of: n, level: level),
                try Proportion.wilson(k + 1, of: n, level: level)
            )
            #expect(one.interval.low >= 0 && more.interval.high <= 1)
            #expect(one.interval.contains(one.value) && more.interval.contains(more.value))
            // Among a million and more, one more may be less than a Double tells.
            #expect(one.interval.low <= more.interval.low && one.interval.high <= more.interval.high)
            #expect(n > 1_000_000 || one.interval.low < more.interval.low)
            #expect(n > 1_000_000 || one.interval.high < more.interval.high || k + 1 == n)
        }
    }

    @Test func `nothing of nothing has no interval at any level`() {
        var generator = SeededGenerator(seed: 302)
        for _ in 0..<caseCount {
            let level = generator.uniform()
            #expect(refusal(try Proportion.wilson(0, of: 0, level: level)) == "count: empty")
        }
    }

    @Test func `a difference turned round changes its sign`() throws {
        var generator = SeededGenerator(seed: 303)
        for _ in 0..<caseCount {
            let (m, n) = (1 + generator.index(belowPositive: 300), 1 + generator.index(belowPositive: 300))
            let (a, b) = (generator.index(belowPositive: m + 1), generator.index(belowPositive: n + 1))
            let there = try Proportion.difference(from: (a, m), to: (b, n))
            let back = try Proportion.difference(from: (b, n), to: (a, m))
            #expect(
                close(
                    [there.interval.low, there.interval.high], [-back.interval.high, -back.interval.low],
                    1e-12))
            #expect(there.interval.low >= -1 - 1e-12 && there.interval.high <= 1 + 1e-12)
            #expect(there.interval.contains(there.value))
        }
    }

    @Test func `Shapley shares sum to the whole`() throws {
        var generator = SeededGenerator(seed: 304)
        for _ in 0..<caseCount {
            let p = 1 + generator.index(belowPositive: 4)
            let outcome = (0..<7).map { _ in generator.normal() }
            var drivers = (0..<p).map { _ in (0..<7).map { _ in generator.normal() } }
            if p > 1, generator.uniform() < 0.2 { drivers[1] = drivers[0].map { 2 * $0 + 1 } }
            let shares = try DriverShares.shapley(drivers: drivers, outcome: outcome)
            #expect(close(shares.shares.reduce(0, +), shares.rSquared, 1e-12))
            #expect(shares.shares.allSatisfy { $0 >= -1e-12 } && shares.rSquared <= 1)
        }
    }

    @Test func `plans and allocations sum to the debt`() throws {
        var generator = SeededGenerator(seed: 305)
        for _ in 0..<caseCount {
            let debt =
                Int64(generator.next() >> (1 + generator.next() % 60)) * (generator.next() % 4 == 0 ? -1 : 1)
            let parts = 1 + generator.index(belowPositive: 24)
            let plan = try Allocation.equal(debt, parts: parts)
            #expect(plan.reduce(0, +) == debt && abs((plan.max() ?? 0) - (plan.min() ?? 0)) <= 1)
            let weights =
                (0..<parts).map { _ in Int64(generator.next() >> (2 + generator.next() % 61)) } + [1]
            let lines = try Allocation.largestRemainder(debt, weights: weights)
            #expect(lines.reduce(0, +) == debt)
            let sum = weights.reduce(0.0) { $0 + Double($1) }
            for (line, weight) in zip(lines, weights) {
                let exact = Double(debt) * (Double(weight) / sum)
                #expect(abs(Double(line) - exact) <= 1 + 1e-12 * abs(exact))
            }
        }
    }

    @Test func `principal paid back sums to the loan`() throws {
        var generator = SeededGenerator(seed: 306)
        for _ in 0..<caseCount {
            let debt = Int64(generator.next() >> (15 + generator.next() % 49)) % 1_000_000_000_000_000
            let loan = try LoanSchedule(
                principal: debt, annualBasisPoints: generator.index(belowPositive: 5000),
                instalments: 1 + generator.index(belowPositive: 12), perYear: 12)
            #expect(loan.instalments.reduce(0) { $0 + $1.principal } == debt)
            #expect(loan.instalments.last?.balance == 0)
            #expect(loan.instalments.allSatisfy { $0.payment >= 0 && $0.interest >= 0 && $0.balance >= 0 })
        }
    }

    @Test func `standing sums to one`() throws {
        var generator = SeededGenerator(seed: 307)
        for _ in 0..<caseCount {
            let n = 1 + generator.index(belowPositive: 6)
            let links = (0..<generator.index(belowPositive: 10)).map { _ in
                (from: generator.index(belowPositive: n), to: generator.index(belowPositive: n))
            }
            let rank = try DirectedGraph(nodes: n, links: links).pageRank(damping: 0.95 * generator.uniform())
            #expect(close(rank.reduce(0, +), 1, 1e-12) && rank.allSatisfy { $0 > 0 })
        }
    }

    @Test func `who waits sums to what elapsed under any interleaving`() throws {
        var generator = SeededGenerator(seed: 308)
        for _ in 0..<caseCount {
            let end = generator.index(belowPositive: 10_000)
            let handovers = (0..<generator.index(belowPositive: 12)).map { _ in
                (at: generator.index(belowPositive: end + 1), to: generator.index(belowPositive: 4))
            }
            let split = try TimeSplit(from: 0, to: end, first: 0, handovers: handovers)
            #expect(split.totals.values.reduce(0, +) == end && split.elapsed == end)
            let distinct = Set(handovers.map(\.at)).count == handovers.count
            let mixed = try TimeSplit(
                from: 0, to: end, first: 0, handovers: handovers.shuffled(using: &generator))
            #expect(mixed.totals.values.reduce(0, +) == end && (!distinct || mixed == split))
        }
    }

    @Test func `evidence for a role never lowers it and its order is nothing`() throws {
        var generator = SeededGenerator(seed: 309)
        func events(_ count: Int) -> [RoleDegrees.Evidence] {
            (0..<count).map { _ in
                RoleDegrees.Evidence(
                    role: generator.index(belowPositive: 4), weight: 3 * generator.uniform(),
                    age: 900 * generator.uniform())
            }
        }
        for _ in 0..<caseCount {
            let prior = (0..<4).map { _ in 0.05 + 3 * generator.uniform() }
            let known = events(generator.index(belowPositive: 6))
            let added = events(1)[0]
            let before = RoleMeans(prior, known)
            let after = RoleMeans(prior, known + [added])
            #expect(after.means[added.role] >= before.means[added.role])
            #expect(close(RoleMeans(prior, known.shuffled(using: &generator)).means, before.means, 1e-12))
            let older = known.map { RoleDegrees.Evidence(role: $0.role, weight: $0.weight, age: 2 * $0.age) }
            #expect(close(RoleMeans(prior, older, halfLife: 360).means, before.means, 1e-12))
        }
    }

    /// The means, with the interval's level where it costs least.
    private struct RoleMeans {
        let means: [Double]

        init(_ prior: [Double], _ evidence: [RoleDegrees.Evidence], halfLife: Double = 180) {
            means = (try? RoleDegrees.means(prior: prior, evidence: evidence, halfLife: halfLife).means) ?? []
        }
    }

    @Test func `quantiles undo probabilities`() throws {
        var generator = SeededGenerator(seed: 310)
        for _ in 0..<caseCount {
            let p = generator.uniform()
            let (a, b) = (exp(4 * generator.normal()), exp(4 * generator.normal()))
            let x = try Special.inverseIncompleteBeta(p, a, b)
            if x > 1e-300, x < 1 - 1e-9 { #expect(close(try Special.incompleteBeta(x, a, b), p, 1e-7)) }
            let g = try Special.inverseGammaP(a, p)
            if g > 1e-300 { #expect(close(try Special.gammaP(a, g), p, 1e-9)) }
            #expect(close(try Special.gammaP(a, b) + Special.gammaQ(a, b), 1, 1e-14))
        }
    }

    @Test func `adjusted p-values keep the order and never fall`() throws {
        var generator = SeededGenerator(seed: 311)
        for _ in 0..<caseCount {
            let raw = (0..<generator.index(belowPositive: 9)).map { _ in generator.uniform() }
            let adjusted = try BenjaminiHochberg.adjusted(raw)
            for i in raw.indices {
                #expect(adjusted[i] >= raw[i] && adjusted[i] <= 1)
                for j in raw.indices where raw[i] < raw[j] { #expect(adjusted[i] <= adjusted[j]) }
            }
        }
    }
}
