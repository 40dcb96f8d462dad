import Testing

@testable import Statistics

@Suite struct TextClassifierTrainingTests {
    private func one(_ text: String, _ label: String) -> TextClassifier.Example {
        .init(text: text, label: label)
    }

    @Test func `a message goes to the label whose messages it resembles`() throws {
        let desk = try Desk.classifier.get()
        #expect(desk.labels == ["appointment", "bill", "brakes"])
        #expect(desk.predict("the invoice charged me double").label == "bill")
        #expect(desk.predict("may I come on Friday?").label == "appointment")
        #expect(desk.predict("THE BRAKE SQUEALS").label == "brakes")
    }

    @Test func `each message is told right by a classifier that did not see it`() throws {
        var right = 0
        for held in stride(from: 0, to: Desk.examples.count, by: 4) {
            var rest = Desk.examples
            let asked = rest.remove(at: held)
            right += try TextClassifier.train(rest).predict(asked.text).ranked[0].label == asked.label ? 1 : 0
        }
        #expect(right >= 7, "of 9")
    }

    @Test func `probabilities are between 0 and 1, fall in rank and sum to 1`() throws {
        let desk = try Desk.classifier.get()
        for text in Desk.bills + ["", "x", "brake invoice appointment"] {
            let ranked = desk.predict(text, ranking: 10).ranked
            #expect(ranked.count == 3)
            #expect(abs(ranked.reduce(0) { $0 + $1.probability } - 1) < 1e-5)
            #expect(zip(ranked, ranked.dropFirst()).allSatisfy { $0.probability >= $1.probability })
            #expect(ranked.allSatisfy { (0...1).contains($0.probability) })
        }
        #expect(desk.predict("brake", ranking: 1).ranked.count == 1)
        #expect(desk.predict("brake", ranking: -3).ranked.count == 1)
    }

    @Test func `the number of cores and the order of labels change no byte`() throws {
        var options = TextClassifier.Options()
        // More than sixteen labels, so that there are blocks to share out.
        let examples =
            Desk.examples + (0..<40).map { one("message number \($0) of kind \($0 % 20)", "k\($0 % 20)") }
        let every = try TextClassifier.train(examples, options: options).encoded()
        options.usesEveryCore = false
        #expect(try TextClassifier.train(examples, options: options).encoded() == every)
        #expect(try TextClassifier.train(examples, options: options).encoded() == every)
        options.seed = 2
        #expect(try TextClassifier.train(examples, options: options).encoded() != every)
    }

    @Test func `one label is always the answer, unless nothing is known`() throws {
        let only = try TextClassifier.train([one("the brake squeals", "brakes")])
        #expect(only.predict("brake").ranked == [.init(label: "brakes", probability: 1)])
        #expect(only.predict("日本").isOutOfScope)
        #expect(only.predict("日本").label == nil)
    }

    @Test func `texts without a letter, copies and contradictions are no obstacle`() throws {
        let odd = try TextClassifier.train(
            [one("", "nothing"), one("   ", "nothing"), one("same", "a"), one("same", "a"), one("same", "b")])
        #expect(odd.predict("").isOutOfScope)
        #expect(["a", "b"].contains(odd.predict("same").ranked[0].label))
        #expect(odd.predict("same").probability.isFinite)
        let silent = try TextClassifier.train(
            [one("", "a"), one("!", "b")], options: .init(readsLabels: false))
        #expect(silent.predict("anything").isOutOfScope)
    }

    @Test(arguments: [
        "a\u{0}b", "\n", "🚲/💶", "ä", "\u{202E}", "\"; DROP", String(repeating: "x", count: 1000),
    ])
    func `any label comes back as it was given`(label: String) throws {
        let desk = try TextClassifier.train([one("brake", label), one("bill", "other")])
        #expect(desk.predict("brake").ranked[0].label.unicodeScalars.elementsEqual(label.unicodeScalars))
        #expect(try TextClassifier(encoded: desk.encoded()).labels == desk.labels)
    }

    @Test func `what cannot be learnt is refused by name`() {
        #expect(throws: TextClassifierError.noExamples) { try TextClassifier.train([]) }
        #expect(throws: TextClassifierError.emptyLabel(index: 1)) {
            try TextClassifier.train([one("a", "b"), one("c", "")])
        }
        #expect(throws: TextClassifierError.labelTooLong) {
            try TextClassifier.train([one("a", String(repeating: "x", count: 1001))])
        }
        for share in [-0.1, 1.1, .nan, .infinity] {
            #expect(throws: TextClassifierError.self) {
                try TextClassifier.train([one("a", "b")], options: .init(refusedShare: share))
            }
        }
        #expect(throws: TextClassifierError.invalidOption(name: "readingLimit", value: 0)) {
            try TextClassifier.train([one("a", "b")], options: .init(readingLimit: 0))
        }
        #expect(throws: TextClassifierError.invalidOption(name: "ngramLimit", value: -1)) {
            try TextClassifier.train([one("a", "b")], options: .init(ngramLimit: -1))
        }
    }

    @Test func `a million characters cost no more than the limit`() throws {
        let desk = try Desk.classifier.get()
        let long = "My brakes squeal. " + String(repeating: "Lorem ipsum dolor sit amet. ", count: 40_000)
        #expect(desk.predict(long) == desk.predict(String(long.prefix(8192))))
        let trained = try TextClassifier.train(
            [one(long, "a"), one("bill", "b")], options: .init(readingLimit: 18))
        #expect(trained.vocabulary.count < 100)
    }

    @Test func `no more n-grams are kept than asked for, the commonest first`() throws {
        let few = try TextClassifier.train(Desk.examples, options: .init(ngramLimit: 50))
        #expect(few.vocabulary.count == 50)
        #expect(few.vocabulary.documentCounts.min() ?? 0 > 5)
        #expect(few.predict("brake").ranked.count == 3)
    }

    @Test func `a label's own words count as one of its texts`() throws {
        let examples = [one("xyz", "brakeNoise"), one("uvw", "late_invoice")]
        let reading = try TextClassifier.train(examples)
        #expect(reading.predict("brake noise").ranked[0].label == "brakeNoise")
        #expect(reading.predict("the invoice").ranked[0].label == "late_invoice")
        let blind = try TextClassifier.train(examples, options: .init(readsLabels: false))
        #expect(blind.predict("the brake noise").isOutOfScope)
        #expect(TrainingCourse.words(of: "topUp_failed-2x") == "top Up failed 2x")
    }

    @Test func `what resembles nothing is out of scope`() throws {
        let desk = try Desk.classifier.get()
        for text in ["", "東京", "\u{1F6B2}", "zzz qqq", "\u{0}"] { #expect(desk.predict(text).isOutOfScope) }
        let strict = try TextClassifier.train(Desk.examples, options: .init(refusedShare: 0.5))
        let refused = Desk.examples.filter { strict.predict($0.text).isOutOfScope }.count
        #expect(Desk.examples.filter { desk.predict($0.text).isOutOfScope }.count <= refused)
        #expect(strict.calibration.leastScore > desk.calibration.leastScore)
    }

    @Test func `messages known to be out of scope lower every label's score`() throws {
        let strangers = [
            "tell me a joke about cats", "who won the football match", "translate cat to French",
        ]
        let plain = try Desk.classifier.get()
        let taught = try TextClassifier.train(Desk.examples, outOfScope: strangers)
        let asked = "a joke about the football match"
        let before = plain.scores(of: plain.vector(of: asked)).max() ?? 0
        #expect(taught.scores(of: taught.vector(of: asked)).max() ?? 0 < before)
    }
}
