import Testing

@testable import Statistics

@Suite struct TextClassifierEncodingTests {
    private func taught() throws -> TextClassifier {
        var desk = try TextClassifier.train(Array(Desk.examples.prefix(30)))
        try desk.learn("a new saddle, a new saddle", label: "parts 🚲")
        try desk.learn("The pedal clicks", label: "brakes")
        return desk
    }

    @Test func `a file read back answers and encodes the same`() throws {
        let desk = try taught()
        let bytes = desk.encoded()
        var read = try TextClassifier(encoded: bytes)
        #expect(read.encoded() == bytes)
        #expect(read.labels == desk.labels)
        for example in Desk.examples { #expect(read.predict(example.text) == desk.predict(example.text)) }
        var original = desk
        try original.learn("a bell", label: "parts 🚲")
        try read.learn("a bell", label: "parts 🚲")
        #expect(read.encoded() == original.encoded())
    }

    @Test func `other files, later versions and damage are told apart`() throws {
        let bytes = try Desk.classifier.get().encoded()
        #expect(throws: TextClassifierError.foreignFile) { try TextClassifier(encoded: []) }
        #expect(throws: TextClassifierError.foreignFile) {
            try TextClassifier(encoded: Array("%PDF-1.7 and so on".utf8))
        }
        var newer = bytes
        newer[8] = 2
        #expect(throws: TextClassifierError.newerFile(version: 2)) { try TextClassifier(encoded: newer) }
        var older = bytes
        older[8] = 0
        #expect(throws: TextClassifierError.corruptFile) { try TextClassifier(encoded: older) }
        #expect(throws: TextClassifierError.corruptFile) { try TextClassifier(encoded: bytes + [0]) }
    }

    @Test func `a file cut short anywhere is refused`() throws {
        let bytes = try TextClassifier.train(Array(Desk.examples.prefix(3))).encoded()
        for length in stride(from: 0, to: bytes.count, by: 37) {
            #expect(throws: TextClassifierError.self) {
                try TextClassifier(encoded: Array(bytes.prefix(length)))
            }
        }
    }

    @Test func `one wrong byte is always noticed`() throws {
        let bytes = try TextClassifier.train(Array(Desk.examples.prefix(3))).encoded()
        for at in stride(from: 0, to: bytes.count, by: 53) {
            var damaged = bytes
            damaged[at] ^= 0x40
            #expect(throws: TextClassifierError.self) { try TextClassifier(encoded: damaged) }
        }
    }

    @Test func `damage with a right checksum never traps, and what is read can be used`() throws {
        // Past the checksum, so that the reader itself is tried.
        let content = Array(try ModelFile.unwrap(try taught().encoded()))
        var generator = SeededGenerator(seed: 7)
        var read = 0
        for round in 0..<200 {
            var damaged = content
            // The head and the tail hold the counts; damage them more often.
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let span = round % 3 == 0 ? 60 : content.count
                let at = Int.random(in: 0..<span, using: &generator)
                damaged[round % 3 == 1 ? content.count - 1 - at : at] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            if round % 7 == 0 { damaged.removeLast(Int.random(in: 0..<content.count, using: &generator)) }
            guard var desk = try? TextClassifier(encoded: ModelFile.wrap(damaged)) else { continue }
            read += 1
            let prediction = desk.predict("The brake squeals, a new saddle")
            #expect(prediction.ranked.allSatisfy { $0.probability.isFinite })
            if read % 10 == 0 { try? desk.learn("The pedal", label: "brakes") }
            _ = try? desk.explain("The pedal", label: "brakes")
        }
        #expect(read > 20)
    }

    @Test func `random bytes behind a right head never trap`() {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<2000 {
            let count = Int.random(in: 0...80, using: &generator)
            let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(throws: TextClassifierError.self) { try TextClassifier(encoded: ModelFile.wrap(noise)) }
        }
    }

    @Test func `a number of every size is read back`() throws {
        var writer = ModelWriter()
        let numbers = [0, 1, 127, 128, 16_383, 16_384, Int(UInt32.max), Int.max]
        for number in numbers { writer.write(number: number) }
        var reader = ModelReader(writer.bytes[...])
        for number in numbers { #expect(try reader.readNumber(upTo: .max) == number) }
        #expect(throws: TextClassifierError.corruptFile) { try reader.readNumber(upTo: .max) }
        var endless = ModelReader([UInt8](repeating: 0xFF, count: 30)[...])
        #expect(throws: TextClassifierError.corruptFile) { try endless.readNumber(upTo: .max) }
    }
}
