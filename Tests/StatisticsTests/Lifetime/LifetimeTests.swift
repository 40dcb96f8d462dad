import Testing

@testable import Statistics

/// golden.json `bgnbd_cdnow`, `gamma_gamma_cdnow` (Fader, Hardie & Lee 2005;
/// data and second oracle: PyPI lifetimes 0.11.3), and `crv`.
struct LifetimeTests {
    static func cdnow() throws -> [BuyingHistory] {
        try Fixtures.rows("cdnow").map { BuyingHistory(repeats: Int($0[0]), recency: $0[1], age: $0[2]) }
    }

    @Test func `BG/NBD of CDNOW is the golden one`() throws {
        let histories = try Self.cdnow()
        #expect(histories.count == 2357)
        let model = try BGNBD.fitted(to: histories)
        #expect(model.r.prints("0.243") && model.alpha.prints("4.414"))
        #expect(model.a.prints("0.793") && model.b.prints("2.426"))
        let printed = try BGNBD(r: 0.243, alpha: 4.414, a: 0.793, b: 2.426)
        #expect(close(try printed.logLikelihood(of: histories), -9582.426831182365, 1e-12))
        #expect(try model.logLikelihood(of: histories) >= printed.logLikelihood(of: histories))
    }

    @Test func `the paper's customer has the golden expectation`() throws {
        let printed = try BGNBD(r: 0.243, alpha: 4.414, a: 0.793, b: 2.426)
        let customer = BuyingHistory(repeats: 2, recency: 30.43, age: 38.86)
        #expect(close(try printed.expectedPurchases(customer, in: 39), 1.226028174767135, 1e-12))
        #expect(close(try printed.probabilityAlive(customer), 0.726578570080673, 1e-12))
        #expect(try printed.probabilityAlive(customer).prints("0.7266"))
    }

    /// lifetimes 0.11.3 with fixed parameters (0.243, 4.414, 0.793, 2.426).
    @Test(arguments: [
        (2, 30.43, 38.86, 39.0, 1.226028174767135, 0.726578570080673),
        (0, 0.0, 38.86, 39.0, 0.19509805201125396, 1.0),
        (26, 30.86, 31.0, 39.0, 20.7497261408577, 0.968915649717525),
        (1, 1.71, 38.86, 10.0, 0.05818583967862392, 0.2121009853773791),
        (7, 29.43, 38.86, 1.0, 0.10662921297151902, 0.6417563459461072),
    ])
    func `expectations are those of lifetimes`(
        repeats: Int, recency: Double, age: Double, time: Double, expected: Double, alive: Double
    ) throws {
        let model = try BGNBD(r: 0.243, alpha: 4.414, a: 0.793, b: 2.426)
        let history = BuyingHistory(repeats: repeats, recency: recency, age: age)
        #expect(closeRelatively(try model.expectedPurchases(history, in: time), expected, 1e-9))
        #expect(closeRelatively(try model.probabilityAlive(history), alive, 1e-12))
    }

    @Test func `nothing special happens where a is one`() throws {
        let history = BuyingHistory(repeats: 3, recency: 20, age: 30)
        let values = try [0.999999, 1, 1.000001].map { a in
            try BGNBD(r: 0.5, alpha: 4, a: a, b: 2).expectedPurchases(history, in: 52)
        }
        #expect(close(values[1], (values[0] + values[2]) / 2, 1e-9))
    }

    @Test func `somebody who bought a million million times is no exception`() throws {
        let model = try BGNBD(r: 0.243, alpha: 4.414, a: 0.793, b: 2.426)
        let heavy = BuyingHistory(repeats: 1_000_000_000_000, recency: 38, age: 38)
        let expected = try model.expectedPurchases(heavy, in: 39)
        #expect(expected > 0.3e12 && expected < 1e12)
        #expect(try model.expectedPurchases(in: 0) == 0)
        #expect(try model.expectedPurchases(in: 1e300).isFinite)
        #expect(try model.probabilityAlive(BuyingHistory(repeats: 0, recency: 0, age: 1e9)) == 1)
    }

    @Test func `gamma-gamma of CDNOW is the golden one`() throws {
        let spendings = try Fixtures.rows("cdnow").filter { $0[0] > 0 }.map {
            GammaGamma.Spending(purchases: Int($0[0]), mean: $0[3])
        }
        let model = try GammaGamma.fitted(to: spendings)
        #expect(model.p.prints("6.249") && model.q.prints("3.745") && model.gamma.prints("15.448"))
        #expect(close(try model.populationMean(), 35.171002, 1e-6))
        #expect(close(try model.expectedValue(.init(purchases: 2, mean: 25)), 26.831443, 1e-6))
        // The six decimals of golden.json are where lifetimes' search stopped.
        func logLikelihood(_ p: Double, _ q: Double, _ gamma: Double) throws -> Double {
            var sum = 0.0
            for one in spendings {
                let (x, m) = (Double(one.purchases), one.mean)
                sum += q * log(gamma) + p * x * log(x) + (p * x - 1) * log(m)
                sum -= (p * x + q) * log(x * m + gamma)
                sum -= try Special.logBeta(p * x, q)
            }
            return sum
        }
        let printed = try logLikelihood(6.248802, 3.744588, 15.447748)
        let ours = try logLikelihood(model.p, model.q, model.gamma)
        #expect(ours >= printed && ours < printed + 1e-6)
    }

    @Test func `referrals are worth the golden value`() throws {
        let friends = [
            ReferralValue.Friend(
                contributions: Array(repeating: 38, count: 12), savedAcquisition: 60, decisive: 1),
            ReferralValue.Friend(
                contributions: Array(repeating: 38, count: 12), savedAcquisition: 60, decisive: 0),
        ]
        let value = try ReferralValue(friends, rate: 0.01)
        #expect(close(value.value, 546.5048251805348, 1e-12))
        #expect(value.bounds.contains(value.value) && close(value.bounds.low, 2 * 60 / 1.01))
        #expect(try ReferralValue([], rate: 0.01).value == 0)
    }

    @Test func `a contract is worth its discounted margins`() throws {
        let value = try CustomerValue.contract(margin: 100, retention: 0.8, discount: 0.1)
        let sum = (0..<400).reduce(0.0) { total, year in
            total + 100 * (0..<year).reduce(1.0) { power, _ in power * 0.8 / 1.1 }
        }
        #expect(close(value, sum, 1e-9) && close(value, 366.6666666666667))
        #expect(close(try CustomerValue.present([110, 121], rate: 0.1), 200))
        #expect(try CustomerValue.present([], rate: 0.1) == 0)
    }

    @Test func `histories and amounts that cannot be are refused by name`() throws {
        let model = try BGNBD(r: 1, alpha: 1, a: 1, b: 1)
        func history(_ x: Int, _ recency: Double, _ age: Double) -> BuyingHistory {
            BuyingHistory(repeats: x, recency: recency, age: age)
        }
        #expect(refusal(try BGNBD.fitted(to: [])) == "histories: empty")
        #expect(refusal(try BGNBD.fitted(to: [history(1, 1, 2)])) == "histories: tooFew")
        #expect(
            refusal(try BGNBD.fitted(to: [history(0, 0, 2), history(0, 0, 3)])) == "histories: noVariation")
        #expect(
            refusal(try BGNBD.fitted(to: [history(1, 1, 2), history(-1, 0, 3)]))
                == "histories[1].repeats: outOfRange")
        #expect(refusal(try model.logLikelihood(of: [])) == "histories: empty")
        #expect(refusal(try model.probabilityAlive(history(1, 3, 2))) == "history.recency: unsorted")
        #expect(refusal(try model.probabilityAlive(history(0, 1, 2))) == "history.recency: outOfRange")
        #expect(refusal(try model.expectedPurchases(history(1, 1, 2), in: -1)) == "time: negative")
        #expect(refusal(try model.expectedPurchases(in: .nan)) == "time: notFinite")
        for bad in notNumbers + [0, -1] {
            #expect(refusal(try BGNBD(r: bad, alpha: 1, a: 1, b: 1)).hasPrefix("r: "))
            #expect(refusal(try BGNBD(r: 1, alpha: bad, a: 1, b: 1)).hasPrefix("alpha: "))
            #expect(refusal(try BGNBD(r: 1, alpha: 1, a: bad, b: 1)).hasPrefix("a: "))
            #expect(refusal(try BGNBD(r: 1, alpha: 1, a: 1, b: bad)).hasPrefix("b: "))
            #expect(refusal(try GammaGamma(p: bad, q: 1, gamma: 1)).hasPrefix("p: "))
            #expect(refusal(try model.probabilityAlive(history(0, 0, bad))).hasPrefix("history.age: "))
            #expect(
                refusal(try GammaGamma(p: 1, q: 1, gamma: 1).expectedValue(.init(purchases: 1, mean: bad)))
                    .hasPrefix("spending.mean: "))
        }
        #expect(refusal(try GammaGamma(p: 1, q: 1, gamma: 1).populationMean()) == "q: outOfRange")
        #expect(
            refusal(try GammaGamma(p: 1, q: 1, gamma: 1).expectedValue(.init(purchases: 0, mean: 1)))
                == "spending.purchases: outOfRange")
        #expect(refusal(try GammaGamma.fitted(to: [])) == "spendings: empty")
        let same = GammaGamma.Spending(purchases: 2, mean: 5)
        #expect(refusal(try GammaGamma.fitted(to: [same, same, same])) == "spendings: noVariation")
        for bad in notNumbers {
            #expect(refusal(try CustomerValue.present([1, bad], rate: 0)) == "amounts[1]: notFinite")
            #expect(refusal(try CustomerValue.present([1], rate: bad)) == "rate: notFinite")
            #expect(
                refusal(try CustomerValue.contract(margin: bad, retention: 0.5, discount: 0.1))
                    == "margin: notFinite")
            #expect(
                refusal(try ReferralValue([.init(contributions: [bad], savedAcquisition: 1)], rate: 0))
                    == "friends[0].contributions[0]: notFinite")
        }
        #expect(
            refusal(try CustomerValue.contract(margin: 1, retention: 1, discount: 0))
                == "discount: outOfRange")
        #expect(refusal(try CustomerValue.present([1], rate: -1)) == "rate: outOfRange")
        #expect(
            refusal(try ReferralValue([.init(contributions: [], savedAcquisition: 1, decisive: 2)], rate: 0))
                == "friends[0].decisive: outOfRange")
        #expect(
            refusal(try ReferralValue([.init(contributions: [], savedAcquisition: 1, joined: -1)], rate: 0))
                == "friends[0].joined: outOfRange")
    }
}
