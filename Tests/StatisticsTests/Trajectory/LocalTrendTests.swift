import Testing

@testable import Statistics

/// golden.json `kalman_nile`, made with statsmodels UnobservedComponents and
/// ruptures; data: the Nile at Aswan 1871–1970, statsmodels.datasets.nile.
struct LocalTrendTests {
    let nile: [Double]

    init() throws {
        nile = try Fixtures.column(0, of: "nile")
    }

    @Test func `the local level of the Nile is the golden one`() throws {
        let model = try LocalTrend(observationVariance: 15099, levelVariance: 1469.1)
        let (states, logLikelihood) = try model.follow(nile)
        #expect(close(logLikelihood, -632.5376950475525, 1e-11))
        #expect(
            close(states[99].level, 798.3702926083575) && close(states[99].levelVariance, 4032.1579418087795))
        let variances = try model.forecast(from: states[99], horizon: 3).map(\.variance)
        #expect(close(variances, [20600.25794180904, 22069.35794180904, 23538.457941809043]))
    }

    @Test func `the local trend of the Nile is the golden one`() throws {
        let model = try LocalTrend(observationVariance: 15099, levelVariance: 1469.1, slopeVariance: 10)
        let (states, logLikelihood) = try model.follow(nile)
        #expect(close(logLikelihood, -631.2926375141861, 1e-10))
        #expect(close([states[99].level, states[99].slope], [781.2166781126914, -6.9519806048102115], 1e-9))
    }

    /// golden.json's `mle`, (15078.01, 1478.81), is where statsmodels' default
    /// search stops; its log-likelihood is compared, which is the same
    /// function for both. The top, found by Newton's method on that function
    /// outside this module, is (15108.328, 1463.544), 7.5e-5 higher.
    @Test func `the fit of the Nile is likelier than the golden one and nothing near is likelier`() throws {
        func logLikelihood(_ observation: Double, _ level: Double) throws -> Double {
            try LocalTrend(observationVariance: observation, levelVariance: level).follow(nile).logLikelihood
        }
        let golden = try logLikelihood(15078.01098217475, 1478.8113585572619)
        #expect(close(golden, -632.5377605724094, 1e-12))
        let model = try LocalTrend.fitted(to: nile, withSlope: false)
        let ours = try logLikelihood(model.observationVariance, model.levelVariance)
        #expect(ours > golden + 7.4e-5 && close(ours, -632.5376855872709, 1e-13))
        #expect(abs(model.observationVariance - 15108.328) < 0.05)
        #expect(abs(model.levelVariance - 1463.544) < 0.05)
        for (more, less) in [
            (1.001, 1.0), (0.999, 1), (1, 1.001), (1, 0.999), (1.001, 0.999), (0.999, 1.001),
        ] {
            #expect(try logLikelihood(more * model.observationVariance, less * model.levelVariance) < ours)
        }
    }

    /// Durbin & Koopman (2012), 2.10.3: 15099 and 1469.1, from a start about
    /// which nothing is known. Against their likelihood ours is compared too.
    @Test func `from a diffuse start the fit of the Nile is the published one`() throws {
        let diffuse = 1e12
        let model = try LocalTrend.fitted(to: nile, withSlope: false, initialVariance: diffuse)
        #expect(abs(model.observationVariance - 15099) < 0.6 && abs(model.levelVariance - 1469.1) < 0.1)
        let published = try LocalTrend(observationVariance: 15099, levelVariance: 1469.1)
            .follow(nile, initialVariance: diffuse).logLikelihood
        let ours = try model.follow(nile, initialVariance: diffuse).logLikelihood
        #expect(ours >= published && ours < published + 1e-7)
    }

    @Test func `the Nile changed in 1899 and not again`() throws {
        let changes = try ChangePoints.find(in: nile)
        #expect(changes.map(\.index) == [28])
        #expect(close(changes[0].before, [1097.75]) && close(changes[0].after, [849.9722222222222]))
    }

    @Test func `gaps are bridged by prediction`() throws {
        var gappy: [Double?] = nile
        for year in 20..<40 { gappy[year] = nil }
        let model = try LocalTrend(observationVariance: 15099, levelVariance: 1469.1)
        let (states, _) = try model.follow(gappy)
        #expect(states[39].level == states[19].level)
        #expect(close(states[39].levelVariance, states[19].levelVariance + 20 * 1469.1))
    }

    @Test func `series and variances that make no sense are refused by name`() throws {
        let model = try LocalTrend(observationVariance: 1, levelVariance: 1)
        #expect(refusal(try model.follow([])) == "series: empty")
        #expect(refusal(try model.follow([nil])) == "series: empty")
        for bad in notNumbers {
            #expect(refusal(try model.follow([1, bad])) == "series[1]: notFinite")
            #expect(refusal(try model.follow([1], initialVariance: bad)) == "initialVariance: notFinite")
            #expect(
                refusal(try LocalTrend(observationVariance: bad, levelVariance: 1))
                    == "observationVariance: notFinite")
            #expect(
                refusal(try LocalTrend(observationVariance: 1, levelVariance: bad))
                    == "levelVariance: notFinite")
            #expect(
                refusal(try LocalTrend(observationVariance: 1, levelVariance: 1, slopeVariance: bad))
                    == "slopeVariance: notFinite")
            #expect(refusal(try DampedTrend.fitted(to: [1, 2, 3, bad])) == "series[3]: notFinite")
            #expect(refusal(try DampedTrend.holt([1, bad])) == "series[1]: notFinite")
            #expect(refusal(try ChangePoints.find(in: [1, bad, 2, 3])) == "series[1][0]: notFinite")
        }
        #expect(
            refusal(try LocalTrend(observationVariance: 0, levelVariance: 0))
                == "observationVariance: noVariation")
        #expect(
            refusal(try LocalTrend(observationVariance: 1, levelVariance: 1, damping: 2))
                == "damping: outOfRange")
        #expect(refusal(try LocalTrend.fitted(to: [1, 2], withSlope: false)) == "series: tooFew")
        #expect(
            refusal(try LocalTrend.fitted(to: [5, 5, 5, 5, 5], withSlope: true)) == "series: noVariation")
        #expect(refusal(try DampedTrend.fitted(to: [1, 2, 3])) == "series: tooFew")
        #expect(refusal(try DampedTrend.holt([1])) == "series: tooFew")
        #expect(refusal(try DampedTrend.holt([1, 2], alpha: 2)) == "alpha: outOfRange")
        #expect(refusal(try DampedTrend.holt([1, 2]).forecast(horizon: 0)) == "horizon: outOfRange")
        let state = try model.follow([1, 2]).states[1]
        #expect(refusal(try model.forecast(from: state, horizon: 0)) == "horizon: outOfRange")
        #expect(refusal(try ChangePoints.find(in: [Double]())) == "series: empty")
        #expect(refusal(try ChangePoints.find(in: [[1.0], [1, 2]])) == "series[1]: unequalLengths")
        #expect(refusal(try ChangePoints.find(in: [1, 2], penalty: 0)) == "penalty: outOfRange")
        #expect(refusal(try ChangePoints.find(in: [1, 2], shortest: 0)) == "shortest: outOfRange")
    }

    @Test func `series without anything to find have no change`() throws {
        #expect(try ChangePoints.find(in: [3]).isEmpty)
        #expect(try ChangePoints.find(in: [3, 3, 3, 3, 3, 3]).isEmpty)
        #expect(try ChangePoints.find(in: [0, 0, 0, 0, 0, 0]).isEmpty)
        #expect(
            try DampedTrend.fitted(to: [2, 2, 2, 2, 2]).forecast(horizon: 3).allSatisfy { close($0, 2, 1e-9) }
        )
    }

    @Test func `changes of several numbers at once are found together`() throws {
        var generator = SeededGenerator(seed: 8)
        let series = (0..<120).map { day in
            [day < 50 ? 0 : 3, day < 90 ? 5.0 : 1].map { $0 + 0.5 * generator.normal() } + [7]
        }
        #expect(try ChangePoints.find(in: series).map(\.index) == [50, 90])
    }
}
