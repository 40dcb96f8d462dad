import Testing

@testable import Statistics

@Suite struct FoldsTests {
    /// Twelve words of a thousand.
    private static func words(_ generator: inout SeededGenerator) throws -> [String] {
        try (0..<12).map { _ in "w\(try generator.index(below: 1000))" }
    }

    private static func parts(_ texts: [[String]], seed: UInt64 = 1) -> [Int] {
        let counts = texts.map { NGramCounts($0.joined(separator: " "), limit: 1000) }
        let vocabulary = NGramVocabulary.counting(counts, limit: 1 << 18)
        return counts.map { Folds.part(of: NGramVector($0, in: vocabulary), seed: seed) }
    }

    @Test func `the parts are about even`() throws {
        var generator = SeededGenerator(seed: 3)
        let parts = Self.parts(try (0..<2000).map { _ in try Self.words(&generator) })
        for part in 0..<Folds.count { #expect((300...500).contains(parts.count { $0 == part })) }
    }

    @Test func `a rewording mostly stands with its text, another text one time in five`() throws {
        var generator = SeededGenerator(seed: 4)
        let texts = try (0..<1000).map { _ in try Self.words(&generator) }
        let reworded = texts.map { Array($0.dropLast()) + ["new"] }
        let parts = Self.parts(texts + reworded)
        let together = (0..<1000).count { parts[$0] == parts[$0 + 1000] }
        let strangers = (0..<999).count { parts[$0] == parts[$0 + 1] }
        #expect(together > 800)
        #expect((140...260).contains(strangers))
    }

    @Test func `copies stand together, and the seed decides where`() throws {
        let copies = [["to", "be"], ["to", "be"]]
        #expect(Set(Self.parts(copies)).count == 1)
        var generator = SeededGenerator(seed: 5)
        let texts = try (0..<200).map { _ in try Self.words(&generator) }
        #expect(Self.parts(texts) != Self.parts(texts, seed: 2))
    }

    @Test func `a text without words has a part too`() {
        #expect((0..<Folds.count).contains(Self.parts([[""]])[0]))
    }

    /// Every message of a desk was written down three times, a word changed.
    private static func rewordedDesk(
        _ generator: inout SeededGenerator, times: Int
    ) throws -> [TextClassifier.Example] {
        try (0..<300).flatMap { index in
            let label = index % 4
            let own = "k\(label)x\(try generator.index(below: 12))"
            let first = [own] + (try words(&generator))
            return try (0..<times).map { _ in
                var copy = first
                copy[copy.count - 1] = try words(&generator)[0]
                return TextClassifier.Example(
                    text: copy.joined(separator: " "), label: "label \(label)")
            }
        }
    }

    @Test func `examples that reword each other do not make the threshold too strict`() throws {
        var generator = SeededGenerator(seed: 6)
        let desk = try TextClassifier.train(try Self.rewordedDesk(&generator, times: 4))
        let asked = try Self.rewordedDesk(&generator, times: 1)
        let refused = asked.count { desk.predict($0.text).isOutOfScope }
        #expect(Double(refused) / Double(asked.count) <= 0.1)
    }
}
