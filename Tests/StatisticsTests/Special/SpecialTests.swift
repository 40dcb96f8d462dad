import Testing

@testable import Statistics

/// Reference values: mpmath with 60 digits, by bench/statistics/references.py.
struct SpecialTests {
    @Test(arguments: [
        (1.0e-8, -100000000.57721565), (0.001, -1000.5755719318103), (0.5, -1.9635100260214235),
        (1.0, -0.57721566490153286), (1.4616, -3.110625123034165e-5), (1.5, 0.036489973978576521),
        (1.4616321449683622, -9.2412655217294275e-17), (2.0, 0.42278433509846714), (3.7, 1.1671535393615114),
        (9.99, 2.2507003728312011), (10.0, 2.2517525890667211), (123.456, 4.8118293238289854),
        (1e6, 13.815510057964191), (1e15, 34.538776394910685),
    ])
    func `digamma is right to twelve digits, even at its root`(x: Double, value: Double) throws {
        #expect(closeRelatively(try Special.digamma(x), value))
    }

    @Test(arguments: [
        (1.0e-8, 10000000000000001.0), (0.001, 1000001.6425331958), (0.5, 4.9348022005446793),
        (1.0, 1.6449340668482264), (2.0, 0.64493406684822644), (3.7, 0.3100378576700383),
        (9.99, 0.10527695014824178), (10.0, 0.10516633568168575), (123.456, 0.0081329458342781978),
        (1e6, 1.0000005000001667e-6), (1e15, 1.0000000000000005e-15),
    ])
    func `trigamma is right to twelve digits`(x: Double, value: Double) throws {
        #expect(closeRelatively(try Special.trigamma(x), value))
    }

    /// golden.json `special`.
    @Test func `digamma and trigamma give the golden values`() throws {
        #expect(close(try Special.digamma(0.5), -1.9635100260214235, 1e-14))
        #expect(close(try Special.trigamma(0.5), 4.93480220054468, 1e-14))
        #expect(close(try Special.digamma(10), 2.251752589066721, 1e-14))
        #expect(close(try Special.trigamma(10), 0.10516633568168576, 1e-14))
    }

    @Test(arguments: [
        (0.5, 0.5, 1.1447298858494002), (1, 1, 0), (2, 3, -2.4849066497880003),
        (0.001, 1000, 6.9002716296879549), (15, 0.1, 1.9849340834802234), (50, 70, -82.268603968423656),
        (1e6, 2e6, -1909548.290968533), (1e12, 0.5, -13.243145615039449), (1e12, 3e12, -2249340578487.9861),
    ])
    func `the logarithm of beta keeps its digits for large arguments`(
        a: Double, b: Double, value: Double
    ) throws {
        #expect(close(try Special.logBeta(a, b), value, 1e-12))
        #expect(try Special.logBeta(a, b) == Special.logBeta(b, a))
    }

    @Test(arguments: [
        (0.5, 0.1, 0.34527915398142298, 0.65472084601857702),
        (0.5, 5, 0.99843459774199745, 0.0015654022580025497),
        (1, 1, 0.63212055882855768, 0.36787944117144232),
        (2.5, 0.01, 2.9876015319065938e-6, 0.99999701239846809),
        (2.5, 30, 0.99999999998784543, 1.2154569777183039e-11),
        (10, 3, 0.0011024881301154797, 0.99889751186988452),
        (10, 10, 0.54207028552814779, 0.45792971447185221),
        (10, 40, 0.99999999607406777, 3.9259322262861882e-9),
        (100, 70, 0.00043037259497989086, 0.99956962740502011),
        (100, 100, 0.51329879827914866, 0.48670120172085134),
        (100, 150, 0.99999407545966452, 5.9245403354839158e-6),
        (999, 950, 0.058697858045104644, 0.94130214195489536),
        (1000, 900, 0.00054990226571178292, 0.99945009773428822),
        (1000, 1000, 0.50420524418021551, 0.49579475581978449),
        (1000, 1100, 0.99894067674607002, 0.0010593232539299773),
        (10000, 9700, 0.001234175584468492, 0.99876582441553151),
        (10000, 10500, 0.99999957241275449, 4.2758724550596473e-7),
    ])
    func `both tails of gamma are right to twelve digits`(
        a: Double, x: Double, lower: Double, upper: Double
    ) throws {
        #expect(closeRelatively(try Special.gammaP(a, x), lower))
        #expect(closeRelatively(try Special.gammaQ(a, x), upper, 2e-12))
        #expect(try closeRelatively(Special.inverseGammaP(a, lower), x, 1e-11) || upper < 1e-3)
    }

    @Test(arguments: [
        (0.1, 0.5, 0.5, 0.20483276469913346), (0.5, 0.5, 0.5, 0.5), (0.9, 2, 3, 0.9963), (0.3, 2, 3, 0.3483),
        (1e-6, 0.01, 5, 0.88923600831752238), (0.2, 12, 20, 0.012717748806843302),
        (0.9, 12, 20, 0.99999999999971801), (0.01, 1, 100, 0.6339676587267705),
        (0.5, 100, 120, 0.9117960627949818), (0.4, 300, 500, 0.92707840800746831),
        (0.001, 1.5, 4000, 0.9540812630613412),
    ])
    func `incomplete beta is right to twelve digits`(
        x: Double, a: Double, b: Double, value: Double
    ) throws {
        #expect(closeRelatively(try Special.incompleteBeta(x, a, b), value, 2e-12))
        #expect(try value > 0.999 || closeRelatively(Special.inverseIncompleteBeta(value, a, b), x, 1e-10))
    }

    @Test func `tails stay in range and in time for counts of a million million`() throws {
        let n = 1e12
        #expect(close(try Special.incompleteBeta(0.5, n, n), 0.5, 1e-6))
        #expect(close(try Special.gammaP(n, n), 0.5, 1e-6))
        let belief = try BetaDistribution(alpha: 0.3 * n, beta: 0.7 * n).interval()
        #expect(belief.contains(0.3) && belief.width < 2e-6)
        let edge = try BetaDistribution(alpha: n, beta: 0.5).quantile(0.5)
        #expect(edge > 0.99999 && edge < 1)
    }

    @Test func `arguments outside the domain are refused by name`() {
        for bad in notNumbers + [0, -1] {
            #expect(refusal(try Special.digamma(bad)).hasPrefix("x: "))
            #expect(refusal(try Special.trigamma(bad)).hasPrefix("x: "))
            #expect(refusal(try Special.logGamma(bad)).hasPrefix("x: "))
            #expect(refusal(try Special.logBeta(1, bad)).hasPrefix("b: "))
            #expect(refusal(try Special.gammaP(bad, 1)).hasPrefix("a: "))
            #expect(refusal(try Special.gammaQ(bad, 1)).hasPrefix("a: "))
            #expect(refusal(try Special.incompleteBeta(0.5, bad, 1)).hasPrefix("a: "))
            #expect(refusal(try Special.inverseIncompleteBeta(0.5, 1, bad)).hasPrefix("b: "))
        }
        for bad in notNumbers {
            #expect(refusal(try Special.errorFunction(bad)) == "x: notFinite")
            #expect(refusal(try Special.complementaryErrorFunction(bad)) == "x: notFinite")
        }
        #expect(refusal(try Special.gammaP(1, -1)) == "x: negative")
        #expect(refusal(try Special.inverseGammaP(1, 1)) == "p: outOfRange")
        #expect(refusal(try Special.incompleteBeta(1.1, 1, 1)) == "x: outOfRange")
        #expect(refusal(try Special.trigamma(1e-200)) == "x: overflow")
        #expect(refusal(try Special.logGamma(1e308)) == "x: overflow")
    }

    @Test func `ends of the range give the limit values`() throws {
        #expect(try Special.gammaP(2, 0) == 0)
        #expect(try Special.gammaQ(2, 0) == 1)
        #expect(try Special.inverseGammaP(2, 0) == 0)
        #expect(try Special.incompleteBeta(0, 2, 3) == 0)
        #expect(try Special.incompleteBeta(1, 2, 3) == 1)
        #expect(try Special.inverseIncompleteBeta(0, 2, 3) == 0)
        #expect(try Special.inverseIncompleteBeta(1, 2, 3) == 1)
        #expect(try Special.inverseIncompleteBeta(1e-9, 0.001, 3) == 0)
        #expect(close(try Special.errorFunction(0.5), 0.5204998778130465, 1e-15))
        #expect(closeRelatively(try Special.complementaryErrorFunction(10), 2.088487583762545e-45))
    }
}
