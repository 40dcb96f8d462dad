import Testing

@testable import Statistics

/// Reference values: scipy 1.17.1 `ppf` and mpmath.
struct DistributionTests {
    @Test(arguments: [
        (1.0e-300, -37.047096299361199), (1.0e-50, -14.933337534788489), (1.0e-10, -6.3613409024040562),
        (0.001, -3.0902323061678135), (0.02425, -1.9729610513118848), (0.025, -1.9599639845400542),
        (0.1, -1.2815515655446004), (0.3, -0.52440051270804082), (0.5, 0), (0.6, 0.25334710313579974),
        (0.975, 1.9599639845400539), (0.999999, 4.7534243088170878),
    ])
    func `normal quantiles are right to fourteen digits`(p: Double, z: Double) throws {
        #expect(closeRelatively(try NormalDistribution.standard.quantile(p), z, 1e-14))
        #expect(closeRelatively(try NormalDistribution.standard.cumulative(z), p, 1e-12))
    }

    @Test(arguments: [
        (0.975, 1, 12.706204736174694), (0.975, 2, 4.302652729749462), (0.9, 3.5, 1.5765766051364052),
        (0.995, 9, 3.249835541592126), (0.6, 4, 0.2707222947075976), (0.025, 30, -2.042272456301238),
        (1e-06, 5, -24.771029720515948), (0.975, 1e6, 1.959966356814107),
    ])
    func `quantiles of t are those of scipy`(p: Double, degrees: Double, t: Double) throws {
        let distribution = try StudentTDistribution(degreesOfFreedom: degrees)
        #expect(closeRelatively(try distribution.quantile(p), t, 1e-11))
        #expect(closeRelatively(try distribution.cumulative(t), p, 1e-10))
    }

    @Test(arguments: [
        (-8, 3, 0.0020382887938927341), (-2, 1, 0.14758361765043327), (-0.5, 10, 0.31394680287148647),
        (0.3, 2.5, 0.60632881425240139), (2, 30, 0.97268747751850845), (-4, 200, 4.4565476092967193e-5),
        (-1e-3, 5, 0.49962039338609883),
    ])
    func `probabilities of t are those of mpmath`(t: Double, degrees: Double, p: Double) throws {
        let distribution = try StudentTDistribution(degreesOfFreedom: degrees)
        #expect(closeRelatively(try distribution.cumulative(t), p, 2e-12))
    }

    @Test(arguments: [
        (0.95, 1, 3.841458820694124), (0.95, 2, 5.991464547107979), (0.95, 3, 7.814727903251179),
        (0.001, 4, 0.09080403553897909), (0.999, 10.5, 30.430299388240684), (0.5, 1000, 999.333412403381),
        (0.95, 1e5, 100736.736177319),
    ])
    func `quantiles of chi-squared are those of scipy`(p: Double, degrees: Double, x: Double) throws {
        let distribution = try ChiSquaredDistribution(degreesOfFreedom: degrees)
        #expect(closeRelatively(try distribution.quantile(p), x, 1e-11))
        #expect(closeRelatively(try distribution.cumulative(x), p, 1e-11))
        #expect(close(try distribution.survival(x), 1 - p, 1e-11))
    }

    /// golden.json `special.chi2_2dof`.
    @Test func `chi-squared with two degrees is closed form`() throws {
        let two = try ChiSquaredDistribution(degreesOfFreedom: 2)
        #expect(try two.quantile(0.8).prints("3.218876"))
        #expect(try two.quantile(0.95).prints("5.991465"))
        #expect(close(try two.survival(3), 0.22313016014842982, 1e-15))
    }

    @Test(arguments: [
        (0.1, 0.5, 0.5, 0.024471741852423214), (0.025, 1.5, 8, 0.013003657626804244),
        (0.9, 0.03, 2, 0.011261387759754842), (0.5, 200, 300, 0.39986656271411614),
        (0.1, 1.166, 4, 0.038399190509684586), (1e-05, 3, 2, 0.013618613505753168),
        (0.975, 1e6, 2e6, 0.3338668730691445),
    ])
    func `quantiles of beta are those of scipy`(p: Double, a: Double, b: Double, x: Double) throws {
        let distribution = try BetaDistribution(alpha: a, beta: b)
        #expect(closeRelatively(try distribution.quantile(p), x, 2e-11))
        #expect(closeRelatively(try distribution.cumulative(x), p, 1e-8))
    }

    @Test(arguments: [
        (0.1, 0.5, 0.00789538704671561), (0.025, 1.5, 0.10789764131194893), (0.9, 0.03, 0.017456650108990106),
        (0.5, 200, 199.6667656124657), (1e-08, 3, 0.0039187044465822975), (0.975, 1e5, 100620.74164077373),
    ])
    func `quantiles of gamma are those of scipy`(p: Double, shape: Double, x: Double) throws {
        #expect(closeRelatively(try GammaDistribution(shape: shape, scale: 2).quantile(p), 2 * x, 1e-10))
        #expect(closeRelatively(try GammaDistribution(shape: shape).cumulative(x), p, 1e-8))
    }

    @Test func `distributions refuse parameters and probabilities outside their range`() throws {
        for bad in notNumbers + [0, -1] {
            #expect(refusal(try NormalDistribution(mean: 0, deviation: bad)).hasPrefix("deviation: "))
            #expect(refusal(try StudentTDistribution(degreesOfFreedom: bad)).hasPrefix("degreesOfFreedom: "))
            #expect(
                refusal(try ChiSquaredDistribution(degreesOfFreedom: bad)).hasPrefix("degreesOfFreedom: "))
            #expect(refusal(try BetaDistribution(alpha: bad, beta: 1)).hasPrefix("alpha: "))
            #expect(refusal(try BetaDistribution(alpha: 1, beta: bad)).hasPrefix("beta: "))
            #expect(refusal(try GammaDistribution(shape: bad)).hasPrefix("shape: "))
            #expect(refusal(try GammaDistribution(shape: 1, scale: bad)).hasPrefix("scale: "))
        }
        let t = try StudentTDistribution(degreesOfFreedom: 3)
        let chi = try ChiSquaredDistribution(degreesOfFreedom: 3)
        let beta = try BetaDistribution(alpha: 1, beta: 1)
        let gamma = try GammaDistribution(shape: 1)
        for bad in notNumbers + [-0.1, 1.1] {
            #expect(refusal(try NormalDistribution.standard.quantile(bad)).hasPrefix("p: "))
            #expect(refusal(try t.quantile(bad)).hasPrefix("p: "))
            #expect(refusal(try chi.quantile(bad)).hasPrefix("p: "))
            #expect(refusal(try beta.quantile(bad)).hasPrefix("p: "))
            #expect(refusal(try gamma.quantile(bad)).hasPrefix("p: "))
            #expect(refusal(try beta.interval(level: bad)).hasPrefix("level: "))
        }
        for bad in notNumbers {
            #expect(refusal(try NormalDistribution.standard.cumulative(bad)) == "x: notFinite")
            #expect(refusal(try NormalDistribution.standard.survival(bad)) == "x: notFinite")
            #expect(refusal(try t.cumulative(bad)) == "t: notFinite")
            #expect(refusal(try chi.cumulative(bad)) == "x: notFinite")
            #expect(refusal(try gamma.cumulative(bad)) == "x: notFinite")
        }
    }

    @Test func `what lies outside the range of a Double is its limit or refused`() throws {
        let cauchy = try StudentTDistribution(degreesOfFreedom: 1)
        #expect(try cauchy.cumulative(1e300) == 1)
        #expect(closeRelatively(try cauchy.cumulative(-1e300), 3.183098861837907e-301, 1e-9))
        let wild = try StudentTDistribution(degreesOfFreedom: 0.01)
        #expect(refusal(try wild.quantile(1e-10)) == "p: overflow")
    }
}
