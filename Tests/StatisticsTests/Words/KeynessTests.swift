import Testing

@testable import Statistics

struct KeynessTests {
    /// golden.json `keyness`; p as printed at browndw.github.io/textstat_docs.
    @Test func `keyness is the golden one, in the form that is named`() throws {
        let word = try Keyness((700, 200), of: (1000, 1000))
        #expect(close(word.logLikelihood, 530.0218036681913, 1e-12))
        #expect(closeRelatively(word.p, 2.7938643910352588e-117, 1e-10))
        #expect(close(word.logRatio, 1.8073549220576042))
        #expect(
            close(try Keyness.twoCellLogLikelihood((700, 200), of: (1000, 1000)), 294.19376670412345, 1e-12))
    }

    /// golden.json `log_odds_dirichlet`, made with PyPI fightin-words.
    @Test func `log-odds are the golden ones`() throws {
        let words = try LogOdds.compare([12, 5, 0, 3, 180], [3, 10, 6, 1, 380], priorWeight: 10)
        #expect(
            close(
                words.map(\.delta),
                [2.0480660801004733, 0, -3.456337768430531, 1.7372081376204012, -0.7209267446670209]))
        #expect(
            close(
                words.map(\.z),
                [3.2823723127069373, 0, -1.0841397042298027, 1.5454298199742693, -8.136754983429634]))
    }

    /// statsmodels 0.15: multipletests(method="fdr_bh").
    @Test func `adjusted p-values are those of statsmodels`() throws {
        #expect(
            close(
                try BenjaminiHochberg.adjusted([0.01, 0.04, 0.03, 0.005, 0.5, 1]),
                [0.03, 0.06, 0.06, 0.03, 0.6, 1]))
        #expect(try BenjaminiHochberg.adjusted([]) == [])
    }

    @Test func `salience and uniqueness follow their formulas`() throws {
        #expect(close(try Associations.salience(positions: [1, 1, 2, 4], lists: 10), 4.0 / 10 / 2))
        #expect(try Associations.salience(positions: [], lists: 10) == 0)
        #expect(try Associations.salience(positions: [1, 1], lists: 2) == 1)
        #expect(close(try Associations.uniqueness(here: (30, 100), there: (10, 200)), 6))
        #expect(close(try Associations.uniqueness(here: (3, 100), there: (0, 100)), 7))
    }

    @Test func `a word of neither group tells nothing`() throws {
        let words = try LogOdds.compare([1, 0, 4], [2, 0, 1])
        #expect(words[1] == LogOdds(delta: 0, z: 0))
    }

    @Test func `tables that cannot be are refused by name`() {
        #expect(refusal(try Keyness((1, 1), of: (0, 1))) == "sizes.first: empty")
        #expect(refusal(try Keyness((2, 1), of: (1, 1))) == "count.first: outOfRange")
        #expect(refusal(try Keyness((1, -1), of: (1, 1))) == "count.second: negative")
        #expect(refusal(try Keyness((0, 0), of: (5, 5))) == "count: noVariation")
        #expect(refusal(try Keyness.twoCellLogLikelihood((5, 5), of: (5, 5))) == "count: noVariation")
        for bad in notNumbers + [-1] {
            #expect(refusal(try LogOdds.compare([1, bad], [1, 1])).hasPrefix("first[1]: "))
            #expect(refusal(try LogOdds.compare([1, 1], [bad, 1])).hasPrefix("second[0]: "))
            #expect(
                refusal(try LogOdds.compare([1, 1], [1, 1], priorWeight: bad)).hasPrefix("priorWeight: "))
            #expect(refusal(try BenjaminiHochberg.adjusted([bad])).hasPrefix("pValues[0]: "))
        }
        #expect(refusal(try LogOdds.compare([], [])) == "first: empty")
        #expect(refusal(try LogOdds.compare([1, 1], [1])) == "second: unequalLengths")
        #expect(refusal(try LogOdds.compare([0, 0], [0, 0])) == "first: empty")
        #expect(refusal(try LogOdds.compare([1, 0], [1, 0])) == "first: noVariation")
        #expect(refusal(try BenjaminiHochberg.adjusted([0.5, 1.5])) == "pValues[1]: outOfRange")
        #expect(refusal(try Associations.salience(positions: [0], lists: 1)) == "positions[0]: outOfRange")
        #expect(refusal(try Associations.salience(positions: [1, 1], lists: 1)) == "positions: outOfRange")
        #expect(refusal(try Associations.salience(positions: [], lists: 0)) == "lists: outOfRange")
        #expect(refusal(try Associations.uniqueness(here: (1, 0), there: (1, 1))) == "here.asked: empty")
    }

    @Test func `texts of a million million words are compared`() throws {
        let n = 1_000_000_000_000
        let word = try Keyness((n / 2, n / 4), of: (n, n))
        #expect(word.logLikelihood > 1e10 && word.p == 0 && close(word.logRatio, 1))
        let none = try Keyness((0, n), of: (n, n))
        #expect(none.logRatio.isFinite && none.logRatio < -30)
    }
}
