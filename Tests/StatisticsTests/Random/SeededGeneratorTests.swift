import Testing

@testable import Statistics

struct SeededGeneratorTests {
    /// The sequence that the authors' C code and rand_xoshiro give from the
    /// state 1, 2, 3, 4.
    @Test func `the generator is xoshiro256**`() {
        var generator = SeededGenerator(state: (1, 2, 3, 4))
        let drawn = (0..<6).map { _ in generator.next() }
        #expect(
            drawn == [
                11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
                607_988_272_756_665_600,
            ])
    }

    @Test func `a seed gives the same draws for ever`() {
        var a = SeededGenerator(seed: 42)
        #expect(a.next() == 1_546_998_764_402_558_742)
        #expect(a.next() == 6_990_951_692_964_543_102)
    }

    @Test func `a split gives away the present draws and moves past them`() {
        var left = SeededGenerator(seed: 42)
        var right = left.split()
        var same = SeededGenerator(seed: 42)
        #expect(right.next() == same.next())
        #expect(left != SeededGenerator(seed: 42))
        var mean = 0.0
        for _ in 0..<20_000 { mean += (left.uniform() - 0.5) * (right.uniform() - 0.5) / 20_000 }
        #expect(abs(mean) < 0.003)
    }

    @Test func `draws have the moments of their distribution`() throws {
        var generator = SeededGenerator(seed: 7)
        let n = 60_000
        func moments(_ draw: () throws -> Double) rethrows -> (mean: Double, variance: Double) {
            let values = try (0..<n).map { _ in try draw() }
            let (mean, squares) = Mean.moments(values)
            return (mean, squares / Double(n))
        }
        let uniform = moments { generator.uniform() }
        #expect(abs(uniform.mean - 0.5) < 0.006 && abs(uniform.variance - 1.0 / 12) < 0.002)
        let normal = moments { generator.normal() }
        #expect(abs(normal.mean) < 0.02 && abs(normal.variance - 1) < 0.03)
        for shape in [0.1, 0.7, 1, 4.5, 300] {
            let gamma = try moments { try generator.gamma(shape: shape) }
            #expect(abs(gamma.mean / shape - 1) < 5 / (Double(n) * shape).squareRoot())
            #expect(abs(gamma.variance / shape - 1) < 0.1 + 1 / (5 * shape).squareRoot() * 0.1)
        }
        let beta = try moments { try generator.beta(2, 6) }
        #expect(abs(beta.mean - 0.25) < 0.003 && abs(beta.variance - 0.25 * 0.75 / 9) < 0.001)
        for (trials, p) in [(20, 0.1), (60, 0.5), (1000, 0.3), (5000, 0.999), (1_000_000_000_000, 0.25)] {
            let mean = Double(trials) * p
            let variance = mean * (1 - p)
            let drawn = try moments { Double(try generator.binomial(trials: trials, p: p)) }
            #expect(abs(drawn.mean - mean) < 5 * (variance / Double(n)).squareRoot())
            #expect(abs(drawn.variance / variance - 1) < 0.05)
        }
    }

    @Test func `shares of a Dirichlet draw sum to one and average to their weights`() throws {
        var generator = SeededGenerator(seed: 9)
        var mean = [0.0, 0, 0]
        for _ in 0..<20_000 {
            let shares = try generator.dirichlet([0.2, 1, 2.8])
            #expect(close(shares.reduce(0, +), 1, 1e-14))
            for k in 0..<3 { mean[k] += shares[k] / 20_000 }
        }
        #expect(close(mean, [0.05, 0.25, 0.7], 0.006))
    }

    @Test func `a multinomial draw sums to its trials and keeps to its shares`() throws {
        var generator = SeededGenerator(seed: 11)
        var sums = [0, 0, 0, 0]
        for _ in 0..<2000 {
            let counts = try generator.multinomial(trials: 50, shares: [1, 0, 3, 4])
            #expect(counts.reduce(0, +) == 50 && counts[1] == 0)
            for k in 0..<4 { sums[k] += counts[k] }
        }
        #expect(abs(sums[0] - 12_500) < 500 && abs(sums[2] - 37_500) < 700)
        #expect(try generator.multinomial(trials: 9, shares: [0, 2, 0]) == [0, 9, 0])
    }

    @Test func `a multinomial draw over many classes forgets none and favours no end`() throws {
        var generator = SeededGenerator(seed: 12)
        let counts = try generator.multinomial(
            trials: 1_000_000, shares: Array(repeating: 0.1, count: 100_000))
        #expect(counts.reduce(0, +) == 1_000_000)
        for quarter in 0..<4 {
            let sum = counts[(quarter * 25_000)..<((quarter + 1) * 25_000)].reduce(0, +)
            #expect(abs(sum - 250_000) < 2500)
        }
    }

    @Test func `draws with impossible parameters are refused`() {
        var g = SeededGenerator(seed: 1)
        #expect(refusal(try g.index(below: 0)) == "bound: outOfRange")
        #expect(refusal(try g.index(below: -3)) == "bound: negative")
        for bad in notNumbers + [0, -1] {
            #expect(refusal(try g.gamma(shape: bad)).hasPrefix("shape: "))
            #expect(refusal(try g.beta(bad, 1)).hasPrefix("alpha: "))
            #expect(refusal(try g.beta(1, bad)).hasPrefix("beta: "))
            #expect(refusal(try g.dirichlet([1, bad])).hasPrefix("alpha[1]: "))
        }
        for bad in notNumbers {
            #expect(refusal(try g.normal(mean: bad, deviation: 1)) == "mean: notFinite")
            #expect(refusal(try g.normal(mean: 0, deviation: bad)) == "deviation: notFinite")
            #expect(refusal(try g.binomial(trials: 1, p: bad)) == "p: notFinite")
            #expect(refusal(try g.multinomial(trials: 1, shares: [bad])) == "shares[0]: notFinite")
        }
        #expect(refusal(try g.normal(mean: 0, deviation: -1)) == "deviation: negative")
        #expect(refusal(try g.dirichlet([1])) == "alpha: tooFew")
        #expect(refusal(try g.dirichlet([])) == "alpha: empty")
        #expect(refusal(try g.binomial(trials: -1, p: 0.5)) == "trials: outOfRange")
        #expect(refusal(try g.binomial(trials: 1, p: 1.5)) == "p: outOfRange")
        #expect(refusal(try g.multinomial(trials: 1, shares: [0, 0])) == "shares: outOfRange")
        #expect(refusal(try g.multinomial(trials: 1, shares: [])) == "shares: empty")
    }

    @Test func `certain outcomes are certain`() throws {
        var g = SeededGenerator(seed: 1)
        #expect(try g.binomial(trials: 1_000_000_000_000, p: 0) == 0)
        #expect(try g.binomial(trials: 1_000_000_000_000, p: 1) == 1_000_000_000_000)
        #expect(try g.binomial(trials: 0, p: 0.5) == 0)
        #expect(try g.index(below: 1) == 0)
    }
}
