import Testing

@testable import Statistics

@Suite struct TextClassifierExplainingTests {
    private let text = "Grüezi, my BRAKES squeal & the bràkes are weak"

    @Test(arguments: ["appointment", "bill", "brakes"])
    func `contributions and the constant add up to the score`(label: String) throws {
        var desk = try Desk.classifier.get()
        for learnt in [false, true] {
            if learnt { try desk.learn("Grüezi mitenand", label: "bill") }
            let index = try #require(desk.labels.firstIndex(of: label))
            let score = Double(desk.scores(of: desk.vector(of: text))[index])
            let constant = Double(desk.constant(of: index))
            let parts = try desk.explain(text, label: label)
            #expect(abs(parts.reduce(constant) { $0 + $1.score } - score) < 1e-4)
            let words = try desk.explainWords(text, label: label)
            #expect(abs(words.reduce(constant) { $0 + $1.score } - score) < 1e-4)
        }
    }

    @Test func `the strongest n-grams stand first and name the decisive word`() throws {
        let desk = try Desk.classifier.get()
        let parts = try desk.explain(text, label: "brakes")
        #expect(zip(parts, parts.dropFirst()).allSatisfy { abs($0.score) >= abs($1.score) })
        #expect(parts.prefix(3).contains { $0.ngram.contains("brak") && $0.score > 0 })
        let words = try desk.explainWords(text, label: "brakes")
        #expect(
            words.map(\.ngram) == [
                "gruezi", ",", "my", "brakes", "squeal", "&", "the", "brakes", "are", "weak",
            ])
        #expect(words.max { $0.score < $1.score }?.ngram == "brakes")
    }

    @Test func `ranges point at the words in the message as it was written`() throws {
        let desk = try Desk.classifier.get()
        let word = try #require(
            try desk.explain(text, label: "brakes").first { $0.ngram == "brakes" && $0.kind == .words })
        #expect(word.ranges.map { String(text[$0]) } == ["BRAKES", "bràkes"])
        let words = try desk.explainWords(text, label: "brakes")
        #expect(
            words.flatMap(\.ranges).map { String(text[$0]) }.joined(separator: "|")
                == "Grüezi|,|my|BRAKES|squeal|&|the|bràkes|are|weak")
    }

    @Test func `a decomposed accent belongs to its letter's range`() throws {
        let desk = try Desk.classifier.get()
        let decomposed = "the bra\u{300}kes\u{301} x"
        let words = try desk.explainWords(decomposed, label: "brakes")
        #expect(
            words.flatMap(\.ranges).map { String(decomposed[$0]) } == ["the", "bra\u{300}kes\u{301}", "x"])
    }

    @Test func `each ideograph is a word of its own`() throws {
        let desk = try Desk.classifier.get()
        #expect(try desk.explainWords("東京 ok", label: "bill").map(\.ngram) == ["東", "京", "ok"])
    }

    @Test func `what is not known says nothing`() throws {
        let desk = try Desk.classifier.get()
        #expect(try desk.explain("", label: "bill").isEmpty)
        #expect(try desk.explain("東京", label: "bill").isEmpty)
        #expect(throws: TextClassifierError.unknownLabel("none")) { try desk.explain("a", label: "none") }
        #expect(throws: TextClassifierError.unknownLabel("none")) {
            try desk.explainWords("a", label: "none")
        }
    }
}
