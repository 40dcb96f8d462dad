import Foundation
import Synchronization
import Testing

@testable import Ensemble

@Suite struct `The keeper of the starting model` {
    static let sentences: [StartingModel.Sentence] = {
        let texts = [
            ("The table stands firm and shines.", [100, 0, 0]), ("The new door shuts well.", [100, 0, 0]),
            ("They came late and were rude.", [0, 100, 0]), ("Kind people, quick to answer.", [0, 100, 0]),
            ("They stand for honest trade.", [0, 0, 100]), ("I trust what they promise.", [0, 0, 100]),
            ("My number is 5551234.", [0, 0, 0]), ("See you on Monday then.", [0, 0, 0]),
        ]
        return texts.enumerated().compactMap { index, row in
            StartingModel.Code(percent: row.1).map {
                StartingModel.Sentence(
                    id: "\(index)", trade: "maker", language: "en", source: "mail", text: row.0, first: $0,
                    second: $0)
            }
        }
    }()

    @Test func `each sentence gets degrees or none, where it stands, and how sure`() throws {
        let model = try StartingModel(Self.sentences, fingerprint: "abc")
        let text = "Hello 👋🏽\nThe new door shuts well.  They came late and were rude!"
        let proposals = model.propose(text)
        let spanned = SpannedText(text)
        #expect(
            proposals.map { spanned.words($0.span) } == [
                "Hello 👋🏽", "The new door shuts well.", "They came late and were rude!",
            ])
        #expect(proposals[1].degrees?.largest == 1 && proposals[2].degrees?.largest == 2)
        for proposal in proposals {
            #expect(abs(proposal.probabilities.reduce(0, +) - 1) < 1e-6)
            #expect((250...1_000).contains(proposal.certainty))
            if let degrees = proposal.degrees {
                #expect(degrees.product + degrees.service + degrees.idea == 1_000)
            }
        }
        #expect(model.version == "starting 1 (abc)")
        #expect(model.propose("").isEmpty && model.propose(" \n…").isEmpty)
    }

    @Test func `no mention is said where nothing is likelier, and degrees sum to a thousand`() {
        #expect(Degrees(probabilities: [0.2, 0.2, 0.2, 0.4]) == nil)
        #expect(Degrees(probabilities: [0.5, 0, 0, 0.5]) == Degrees("1000-0-0"))
        #expect(Degrees(probabilities: [0.5, 0.25, 0.125, 0.125]) == Degrees("571-286-143"))
        #expect(Degrees(probabilities: [0.25, 0.25, 0.25, 0.25]) == Degrees("334-333-333"))
        #expect(Degrees(weights: [0, 0, 0]) == nil)
        #expect(Degrees("500-500-0").flatMap { a in Degrees("0-500-500").map(a.points) } == 50)
    }

    @Test func `one seed gives the same answers`() throws {
        let one = try StartingModel(Self.sentences).propose("They promise a firm table.")
        #expect(try StartingModel(Self.sentences).propose("They promise a firm table.") == one)
    }

    @Test func `the model learns once, when first asked, and is let go when nobody asks`() async throws {
        let made = Counter()
        let hours = Counter()
        let coder = StartingCoder(patience: .seconds(3_600)) { _ in
            while hours.count == 0 { try await Task.sleep(for: .milliseconds(2)) }
        } _: {
            made.add()
            return try StartingModel(Self.sentences, fingerprint: "\(made.count)")
        }
        #expect(await !coder.isHeld)
        async let one = coder.propose("The table shines.")
        async let other = coder.propose("The table shines.")
        let (first, second) = try await (one, other)
        #expect(first.proposals == second.proposals)
        #expect(first.version == "starting 1 (1)" && second.version == first.version)
        #expect(await coder.isHeld)
        hours.add()
        while await coder.isHeld { try await Task.sleep(for: .milliseconds(2)) }
        #expect(try await coder.propose("The table shines.").version == "starting 1 (2)")
    }

    @Test func `a model that cannot be made is tried again`() async throws {
        let tries = Counter()
        let coder = StartingCoder(patience: .seconds(60)) {
            tries.add()
            if tries.count == 1 { throw Fault.conflict("Not now.") }
            return try StartingModel(Self.sentences)
        }
        await #expect(throws: Fault.self) { try await coder.propose("The table shines.") }
        #expect(try await coder.propose("The table shines.").proposals.count == 1)
    }

    @Test func `who is told to stop does not wait until the model has learned`() async throws {
        let mayLearn = DispatchSemaphore(value: 0)
        let coder = StartingCoder(patience: .seconds(3_600)) {
            mayLearn.wait()
            return try StartingModel(Self.sentences)
        }
        let asking = Task { try await coder.propose("The table shines.") }
        while await !coder.isHeld { try await Task.sleep(for: .milliseconds(2)) }
        asking.cancel()
        await #expect(throws: CancellationError.self) { try await asking.value }
        #expect(await coder.isHeld, "it goes on learning for others")
        mayLearn.signal()
        #expect(try await coder.propose("The table shines.").proposals.count == 1)
    }

    private final class Counter: Sendable {
        private let value = Mutex(0)
        var count: Int { value.withLock { $0 } }
        func add() { value.withLock { $0 += 1 } }
    }
}
