import Testing

@testable import Ensemble

@Suite struct `The states of an estimate` {
    /// Tries a move as the doors do: a refusal leaves the state.
    private func tried(_ move: EstimateState.Move, on state: EstimateState) -> EstimateState {
        (try? state.after(move)) ?? state
    }

    @Test func `no order of moves reaches what cannot be, in 50,000 cases`() {
        var chance = SplitMix(state: 2026)
        for _ in 0..<50_000 {
            var state = EstimateState.drafted
            var story: [EstimateState.Move] = []
            var states: [EstimateState] = [state]
            for _ in 0..<Int.random(in: 1...14, using: &chance) {
                let move = EstimateState.Move.allCases.randomElement(using: &chance) ?? .deliver
                let next = tried(move, on: state)
                // What was decided stays.
                #expect(!state.isFinal || next == state, "\(story) \(move)")
                // Nothing is answered that was not delivered, or was over.
                if next == .accepted || next == .declined { #expect(state.isOpen || next == state) }
                if next != .drafted {
                    #expect(story.contains(.deliver) || move == .deliver, "\(story) \(move)")
                }
                if state == .expired { #expect([.expired, .superseded].contains(next)) }
                story.append(move)
                state = next
                states.append(state)
            }
            #expect(states.filter { $0 == .accepted }.isEmpty || states.filter { $0 == .declined }.isEmpty)
        }
    }

    @Test func `what comes late by itself is passed over, what a person does in vain is refused`() throws {
        for state in EstimateState.allCases where state.isFinal {
            #expect(try state.after(.expire) == state)
            #expect(try state.after(.deliver) == state)
            #expect(try state.after(.acknowledge) == state)
            #expect(throws: Fault.self) { try state.after(.accept) }
            #expect(throws: Fault.self) { try state.after(.decline) }
        }
        #expect(throws: Fault.self) { try EstimateState.expired.after(.accept) }
        #expect(throws: Fault.self) { try EstimateState.drafted.after(.accept) }
        #expect(throws: Fault.self) { try EstimateState.accepted.after(.supersede) }
    }
}
