import Testing

@testable import Statistics

/// golden.json `wilson95`, made with statsmodels; 81/263 to 1/29 are the
/// table of Newcombe (1998).
struct ProportionTests {
    @Test(arguments: [
        (81, 263, 0.2552885198782742, 0.36620957698280004),
        (15, 148, 0.0623863995307363, 0.16048724172330803),
        (0, 20, 0.0, 0.16112515805281938), (1, 29, 0.006113214292762653, 0.17175521879320288),
        (1, 1, 0.20654931437723745, 1.0), (2, 2, 0.34238022750665303, 1.0),
        (10, 10, 0.7224672001371107, 1.0), (100, 110, 0.8407034728180641, 0.9498696710288924),
        (600, 1000, 0.5693094295142662, 0.6299252187886226),
        (18, 60, 0.19898166138769108, 0.42508707946914487),
    ])
    func `Wilson's interval is the golden one`(
        successes: Int, count: Int, low: Double, high: Double
    ) throws {
        let figure = try Proportion.wilson(successes, of: count)
        #expect(close([figure.interval.low, figure.interval.high], [low, high], 1e-12))
        #expect(figure.count == count && figure.method == Proportion.method && figure.interval.level == 0.95)
    }

    /// Newcombe (1998), Interval Estimation for the Difference, table II,
    /// method 10: rows (a) to (h).
    @Test(arguments: [
        (56, 70, 48, 80, "0.0524", "0.3339"), (9, 10, 3, 10, "0.1705", "0.8090"),
        (6, 7, 2, 7, "0.0582", "0.8062"), (5, 56, 0, 29, "-0.0381", "0.1926"),
        (0, 10, 0, 20, "-0.1611", "0.2775"), (0, 10, 0, 10, "-0.2775", "0.2775"),
        (10, 10, 0, 20, "0.6791", "1.0000"), (10, 10, 0, 10, "0.6075", "1.0000"),
    ])
    func `Newcombe's difference is that of his table`(
        a: Int, m: Int, b: Int, n: Int, low: String, high: String
    ) throws {
        let figure = try Proportion.difference(from: (b, n), to: (a, m))
        #expect(figure.interval.low.prints(low) && figure.interval.high.prints(high))
        #expect(close(figure.value, Double(a) / Double(m) - Double(b) / Double(n)))
    }

    /// golden.json `nps_adjwald`.
    @Test(arguments: [
        (19, 10, 7, 33.333333333333336, 6.24800733878827, 55.29045419967326),
        (6, 2, 2, 40, -12.585579968808114, 74.12404150726965), (3, 0, 0, 100, -6.5792867038085845, 100),
        (60, 20, 20, 40, 23.379880423750095, 54.290022488871244),
        (0, 5, 5, -50, -70.71612991991879, -6.206947003158136),
    ])
    func `the net promoter score is the golden one`(
        promoters: Int, passives: Int, detractors: Int, score: Double, low: Double, high: Double
    ) throws {
        let figure = try NetPromoterScore.adjustedWald(
            promoters: promoters, passives: passives, detractors: detractors)
        #expect(close([figure.value, figure.interval.low, figure.interval.high], [score, low, high], 1e-12))
    }

    /// golden.json `manski_nps`.
    @Test func `bounds for those who did not answer are the golden ones`() throws {
        let bounds = try NetPromoterScore.manskiBounds(
            promoters: 60, passives: 20, detractors: 20, asked: 400)
        #expect(close([bounds.low, bounds.high], [-65, 85]) && bounds.level == 1)
        let share = try Proportion.manskiBounds(30, of: 50, asked: 100)
        #expect(close([share.low, share.high], [0.3, 0.8]))
        let none = try NetPromoterScore.manskiBounds(promoters: 0, passives: 0, detractors: 0, asked: 10)
        #expect([none.low, none.high] == [-100, 100])
    }

    /// golden.json `bayesian_average`.
    @Test func `the Bayesian average is the golden one`() throws {
        #expect(try Mean.bayesian([5, 5], prior: 3.5, weight: 10) == 3.75)
        #expect(try Mean.bayesian([], prior: 3.5, weight: 10) == 3.5)
    }

    /// scipy 1.17: stats.t.interval(.95, 9, mean, sem).
    @Test func `Student's interval is that of scipy`() throws {
        let figure = try Mean.studentT([2, 4, 4, 5, 5, 5, 6, 7, 8, 9])
        #expect(close(figure.value, 5.5))
        #expect(
            close(
                [figure.interval.low, figure.interval.high], [4.020442376083047, 6.979557623916953], 1e-12))
        let same = try Mean.studentT([3, 3, 3])
        #expect(same.interval.low == 3 && same.interval.high == 3)
    }

    /// numpy 2.4 quantile.
    @Test func `quantiles are those of numpy`() throws {
        let values = [3.0, 1, 4, 1, 5, 9, 2, 6]
        #expect(close(try Quantiles.of(values, at: [0, 0.1, 0.5, 0.9, 1]), [1, 1, 3.5, 6.9, 9]))
        #expect(try Quantiles.median([7]) == 7)
    }

    @Test func `what may be shown depends on the count`() throws {
        #expect(try Proportion.wilson(1, of: 4).legibility == .dots)
        #expect(try Proportion.wilson(1, of: 9).legibility == .counts)
        #expect(try Proportion.wilson(1, of: 29).legibility == .percentages)
        #expect(try Proportion.wilson(1, of: 30).legibility == .rankings)
        #expect(Legibility(count: -4) == .dots && Legibility.dots < .rankings)
    }

    @Test func `shares that cannot be are refused by name`() throws {
        #expect(refusal(try Proportion.wilson(0, of: 0)) == "count: empty")
        #expect(refusal(try Proportion.wilson(-1, of: 5)) == "successes: negative")
        #expect(refusal(try Proportion.wilson(6, of: 5)) == "successes: outOfRange")
        #expect(refusal(try Proportion.wilson(1, of: -5)) == "count: negative")
        for bad in notNumbers + [0, 1, -1] {
            #expect(refusal(try Proportion.wilson(1, of: 2, level: bad)).hasPrefix("level: "))
            #expect(
                refusal(
                    try NetPromoterScore.adjustedWald(promoters: 1, passives: 1, detractors: 1, level: bad)
                ).hasPrefix("level: "))
            #expect(refusal(try Mean.studentT([1, 2], level: bad)).hasPrefix("level: "))
        }
        for bad in notNumbers {
            #expect(refusal(try Mean.studentT([1, bad])) == "values[1]: notFinite")
            #expect(refusal(try Quantiles.of([bad], at: [0.5])) == "values[0]: notFinite")
            #expect(refusal(try Quantiles.of([1], at: [bad])) == "shares[0]: notFinite")
            #expect(refusal(try Mean.bayesian([bad], prior: 1, weight: 1)) == "ratings[0]: notFinite")
            #expect(refusal(try Mean.bayesian([], prior: bad, weight: 1)) == "prior: notFinite")
        }
        #expect(refusal(try Proportion.difference(from: (1, 0), to: (1, 2))) == "first.count: empty")
        #expect(
            refusal(try Proportion.difference(from: (1, 2), to: (3, 2))) == "second.successes: outOfRange")
        #expect(
            refusal(try NetPromoterScore.adjustedWald(promoters: 0, passives: 0, detractors: 0))
                == "promoters: empty")
        #expect(
            refusal(try NetPromoterScore.adjustedWald(promoters: -1, passives: 0, detractors: 0))
                == "promoters: negative")
        #expect(
            refusal(try NetPromoterScore.adjustedWald(promoters: .max, passives: 1, detractors: 0))
                == "promoters: overflow")
        #expect(
            refusal(try NetPromoterScore.manskiBounds(promoters: 5, passives: 0, detractors: 0, asked: 4))
                == "asked: outOfRange")
        #expect(refusal(try Proportion.manskiBounds(3, of: 2, asked: 4)) == "successes: outOfRange")
        #expect(refusal(try Proportion.manskiBounds(1, of: 5, asked: 4)) == "answered: outOfRange")
        #expect(refusal(try Mean.studentT([1])) == "values: tooFew")
        #expect(refusal(try Mean.studentT([])) == "values: empty")
        #expect(refusal(try Mean.studentT([1e308, -1e308])) == "values: overflow")
        #expect(refusal(try Mean.bayesian([], prior: 1, weight: 0)) == "weight: outOfRange")
        #expect(refusal(try Quantiles.of([], at: [])) == "values: empty")
        let (a, b) = (try Proportion.wilson(1, of: 4), try Proportion.wilson(1, of: 4, level: 0.9))
        #expect(
            refusal(try Interval.difference(from: (0.25, a.interval), to: (0.25, b.interval)))
                == "second.interval.level: outOfRange")
        #expect(
            refusal(try Interval.difference(from: (.nan, a.interval), to: (0.25, a.interval)))
                == "first.estimate: notFinite")
    }

    @Test func `counts of a million million give a narrow interval`() throws {
        let figure = try Proportion.wilson(300_000_000_000, of: 1_000_000_000_000)
        #expect(figure.interval.contains(0.3) && figure.interval.width < 2e-6)
        let all = try Proportion.wilson(.max, of: .max)
        #expect(all.interval.high == 1 && all.interval.low > 0.999999)
        let score = try NetPromoterScore.adjustedWald(
            promoters: 600_000_000_000, passives: 0, detractors: 400_000_000_000)
        #expect(score.interval.contains(20) && score.interval.width < 1e-3)
    }
}
