import Testing

@testable import Ensemble

@Suite struct `The sentences of the starting model` {
    private typealias Broken = StartingModel.BrokenLine

    private static let texts =
        "id\ttrade\tlanguage\tsource\ttext\na\tlaw\ten\tmail\tHello.\nb\tvet\tde\treview\tGut.\n"
    private static let codes = "id\tproduct\tservice\tidea\na\t100\t0\t0\nb\t0\t0\t0\n"

    private func broken(sentences: String = texts, first: String = codes, second: String = codes) -> Broken? {
        do throws(Broken) {
            _ = try StartingModel.read(sentences: sentences, first: first, second: second)
            return nil
        } catch { return error }
    }

    @Test func `every shipped line reads, and no text is there twice`() throws {
        let sentences = try StartingModel.shippedSentences()
        #expect(sentences.count >= 1_500)
        #expect(Set(sentences.map(\.text)).count == sentences.count)
        #expect(Set(sentences.map(\.trade)).count >= 10)
        #expect(sentences.allSatisfy { $0.agreed.degrees.reduce(0, +) == 1_000 })
    }

    @Test func `the version names what was learnt from`() {
        #expect(StartingModel.shippedFingerprint.count == 12)
        #expect(StartingModel.method.description == "starting 1")
    }

    @Test func `a broken line is named with its file and number`() {
        #expect(broken() == nil)
        let rows: [(wrong: String, line: Int)] = [
            ("id\tproduct\tidea\tservice\na\t100\t0\t0\nb\t0\t0\t0\n", 1),
            ("id\tproduct\tservice\tidea\na\t100\t0\nb\t0\t0\t0\n", 2),
            ("id\tproduct\tservice\tidea\na\t100\t0\t0\nb\t50\t40\t0\n", 3),
            ("id\tproduct\tservice\tidea\na\t100\t0\t0\nb\t-50\t150\t0\n", 3),
            ("id\tproduct\tservice\tidea\na\t100\t0\tzero\nb\t0\t0\t0\n", 2),
            ("id\tproduct\tservice\tidea\na\t100\t0\t0\na\t0\t0\t0\n", 3),
            ("id\tproduct\tservice\tidea\na\t100\t0\t0\n\nb\t0\t0\t0\n", 3),
            ("id\tproduct\tservice\tidea\na\t100\t0\t0\nb\t0\t0\t0\nc\t0\t0\t0\n", 4),
            ("id\tproduct\tservice\tidea\na\t100\t0\t0\nb\t0\t0\t0", 3),
            ("", 1),
        ]
        for (wrong, line) in rows {
            let error = broken(second: wrong)
            #expect(
                error?.file == "second.tsv" && error?.line == line, "\(wrong) \(String(describing: error))")
        }
        #expect(
            broken(first: "id\tproduct\tservice\tidea\na\t100\t0\t0\n")?.description
                == "sentences.tsv, line 3: b is not coded twice.")
    }

    @Test(arguments: [
        "a\tlaw\tfr\tmail\tHello.", "a\t\ten\tmail\tHello.", "a\tlaw\ten\tfax\tHello.", "a\tlaw\ten\tmail\t ",
    ])
    func `a sentence needs its trade, language, source and words`(row: String) {
        let texts = Self.texts.replacing("a\tlaw\ten\tmail\tHello.", with: row)
        #expect(broken(sentences: texts)?.line == 2)
    }

    @Test func `the agreed code is the mean of both, and a tie has no leader`() throws {
        let product = try #require(StartingModel.Code(percent: [100, 0, 0]))
        let mixed = try #require(StartingModel.Code(percent: [30, 70, 0]))
        let none = try #require(StartingModel.Code(percent: [0, 0, 0]))
        #expect(StartingModel.Code(mean: product, mixed).degrees == [650, 350, 0, 0])
        #expect(StartingModel.Code(mean: product, mixed).leading == .product)
        #expect(StartingModel.Code(mean: none, none).leading == StartingModel.Kind.none)
        let doubted = StartingModel.Code(mean: product, none)
        #expect(doubted.leaders == [.product, .none] && doubted.leading == nil)
        #expect(Degrees(doubted) == Degrees("1000-0-0"))
        #expect(Degrees(none) == nil)
    }

    @Test func `two coders trained alike agree well above 0,8`() throws {
        let sentences = try StartingModel.shippedSentences()
        let agreement = try StartingModel.Agreement(sentences)
        #expect(agreement.count == sentences.count)
        #expect(abs(agreement.leading - 0.942) < 0.001)
        #expect(agreement.interval.contains(agreement.leading) && agreement.interval.width < 0.05)
        #expect(agreement.parts.count == 3 && agreement.parts.allSatisfy { $0 > 0.95 && $0 < 1 })
    }
}
