import Testing

@testable import Statistics

@Suite struct TextClassifierLearningTests {
    @Test func `a corrected message comes out right at once`() throws {
        var desk = try Desk.classifier.get()
        for (text, label) in [("The pedal clicks", "brakes"), ("Hello", "appointment"), ("Brakes!", "bill")] {
            try desk.learn(text, label: label)
            #expect(desk.predict(text).label == label)
        }
    }

    @Test func `a correction shifts its kind of message`() throws {
        var desk = try Desk.classifier.get()
        let asked = "My pedal clicks loudly"
        let before = desk.predict(asked, ranking: 3).ranked.first { $0.label == "brakes" }?.probability ?? 1
        try desk.learn("The pedal clicks all the time", label: "brakes")
        let after = desk.predict(asked, ranking: 3).ranked.first { $0.label == "brakes" }?.probability ?? 0
        #expect(after > before)
        #expect(desk.predict(asked).label == "brakes")
    }

    @Test
    func `what was known stays known through many corrections`() throws {
        var desk = try Desk.classifier.get()
        let known = Desk.examples.filter { desk.predict($0.text).ranked[0].label == $0.label }
        let parts = ["chain", "saddle", "pedal", "spoke", "tyre", "bell"]
        for (index, part) in parts.enumerated() {
            try desk.learn("The \(part) of my bike is broken", label: "parts")
            try desk.learn("How much is a new \(part)?", label: "bill")
            let kept = known.filter { desk.predict($0.text).ranked[0].label == $0.label }.count
            #expect(kept == known.count, "after \(2 * index + 2) corrections")
        }
        #expect(desk.predict("my saddle is broken").ranked[0].label == "parts")
        #expect(desk.predict("how much is the saddle").ranked[0].label == "bill")
    }

    @Test func `a label not heard of before is added once`() throws {
        var desk = try Desk.classifier.get()
        try desk.learn("Do you sell helmets?", label: "shop")
        try desk.learn("Do you sell gloves?", label: "shop")
        #expect(desk.labels == ["appointment", "bill", "brakes", "shop"])
        #expect(desk.predict("Do you sell helmets?").label == "shop")
        #expect(desk.predict("do you sell gloves").label == "shop")
        let ranked = desk.predict("brake", ranking: 9).ranked
        #expect(ranked.count == 4)
        #expect(abs(ranked.reduce(0) { $0 + $1.probability } - 1) < 1e-5)
    }

    @Test func `a message in words never seen is learnt too`() throws {
        var desk = try Desk.classifier.get()
        try desk.learn("ブレーキが鳴ります", label: "brakes")
        #expect(desk.predict("ブレーキが鳴る").ranked[0].label == "brakes")
    }

    @Test func `a message can be taught to be out of scope`() throws {
        var desk = try Desk.classifier.get()
        let asked = "please pay the invoice of my brake appointment"
        #expect(!desk.predict(asked).isOutOfScope)
        try desk.learn(asked, label: nil)
        #expect(desk.predict(asked).isOutOfScope)
        #expect(desk.labels.count == 3)
        let known = Desk.examples.filter { !desk.predict($0.text).isOutOfScope }.count
        #expect(known >= 33, "of 36")
    }

    @Test func `nothing to read, or the label it already has, changes nothing`() throws {
        let desk = try Desk.classifier.get()
        var same = desk
        for text in ["", "  ", "\u{301}"] { try same.learn(text, label: "new") }
        #expect(same.encoded() == desk.encoded())
        let before = desk.predict("My brakes squeal when it rains")
        try same.learn("My brakes squeal when it rains", label: "brakes")
        #expect(same.predict("My brakes squeal when it rains") == before)
    }

    @Test func `a copy does not learn with its original`() throws {
        let desk = try Desk.classifier.get()
        var copy = desk
        let before = desk.predict("The pedal clicks")
        try copy.learn("The pedal clicks", label: "pedals")
        #expect(desk.predict("The pedal clicks") == before)
        #expect(desk.labels.count == 3)
    }

    @Test func `the same corrections in the same order give the same bytes`() throws {
        var one = try Desk.classifier.get()
        var other = one
        for text in ["a pedal", "a saddle", "a bell"] {
            try one.learn(text, label: "parts")
            try other.learn(text, label: "parts")
        }
        #expect(one.encoded() == other.encoded())
    }

    @Test func `a label that cannot be is refused`() throws {
        var desk = try Desk.classifier.get()
        let before = desk.encoded()
        #expect(throws: TextClassifierError.emptyLabel(index: 0)) { try desk.learn("a", label: "") }
        #expect(throws: TextClassifierError.labelTooLong) {
            try desk.learn("a", label: String(repeating: "x", count: 1001))
        }
        #expect(desk.encoded() == before)
    }

    @Test func `a correction too much for the room left is refused`() throws {
        var corrections = Corrections()
        for key in 0..<UInt32(Corrections.keyLimit) { corrections.add(key: key, label: 0, weight: 0) }
        var desk = try Desk.classifier.get()
        desk.corrections = corrections
        #expect(throws: TextClassifierError.correctionsFull) { try desk.learn("a pedal", label: "brakes") }
    }
}
