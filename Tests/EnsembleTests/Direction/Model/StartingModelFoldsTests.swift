import Testing

@testable import Ensemble

@Suite struct `Sentences held back` {
    private typealias Folds = StartingModel.Folds

    @Test func `four words in a row or half of all words make twins, and twins of twins`() {
        let groups = Folds.twins([
            "The bike runs like new again.", "It runs like new again, thank you!", "Brake discs", "Trust",
            "brake discs!", "Thank you, it was kind of you to wait.", "It was kind of you to ask, said Ann.",
        ])
        #expect(groups == [0, 0, 2, 3, 2, 5, 5])
    }

    @Test func `no near-twin lies in another part, and parts are of one size`() throws {
        let texts = try StartingModel.shippedSentences().map(\.text)
        let groups = Folds.twins(texts)
        let parts = Folds.deal(groups, into: 5, seed: 1)
        #expect(parts == Folds.deal(groups, into: 5, seed: 1))
        #expect(parts != Folds.deal(groups, into: 5, seed: 2))
        for members in Dictionary(grouping: texts.indices, by: { groups[$0] }).values {
            #expect(Set(members.map { parts[$0] }).count == 1)
        }
        let sizes = Dictionary(grouping: parts, by: { $0 }).mapValues(\.count)
        #expect(Set(sizes.keys) == [0, 1, 2, 3, 4])
        #expect((sizes.values.max() ?? 0) - (sizes.values.min() ?? 0) <= 1)
    }
}
