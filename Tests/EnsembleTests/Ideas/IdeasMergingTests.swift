import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Merging ideas` {
    @Test(arguments: Engine.available)
    func `unites voters and followers, each once`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let crowd = try await desk.crowd(5)
            let (one, two) = (try await desk.idea(cast, "One"), try await desk.idea(cast, "Two"))
            for customer in crowd.prefix(3) { try await desk.ideas.vote(one, by: customer) }
            for customer in crowd.suffix(3) { try await desk.ideas.vote(two, by: customer) }
            try await desk.ideas.follow(two, by: cast.sam)
            try await desk.ideas.follow(one, by: cast.sam)
            try await desk.ideas.comment(two, text: "Said to two", by: cast.agent)
            try await desk.ideas.reword(two, to: .init(need: "Two"), tags: ["x"], by: cast.agent)
            #expect(try await desk.ideas.merge(two, into: one, by: cast.agent) == one)
            let view = try await desk.ideas.look(two, by: .nobody)
            #expect(view.idea.id == one && view.idea.votes == 6 && view.idea.tags == ["x"])
            #expect(view.comments.map(\.text) == ["Said to two"] && view.idea.comments == 1)
            #expect(try await desk.count("SELECT COUNT(*) FROM idea_votes WHERE idea = \(one)") == 6)
            #expect(try await desk.count("SELECT COUNT(*) FROM idea_follows WHERE idea = \(one)") == 2)
            // A vote for the one that ended counts for the one that stays.
            #expect(try await desk.ideas.vote(two, by: cast.sam) == one)
            #expect(try await desk.look(one).votes == 7)
            #expect(try await desk.ideas.list(by: .nobody).ideas.map(\.id) == [one])
        }
    }

    @Test(arguments: Engine.available)
    func `goes in no circle, and says why`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let ids = [
                try await desk.idea(cast, "One"), try await desk.idea(cast, "Two"),
                try await desk.idea(cast, "Three"),
            ]
            await #expect(throws: Fault.invalid("An idea can’t be merged into itself.")) {
                try await desk.ideas.merge(ids[0], into: ids[0], by: cast.agent)
            }
            try await desk.ideas.merge(ids[0], into: ids[1], by: cast.agent)
            await #expect(
                throws: Fault.conflict("That idea was merged into this one: the two are one already.")
            ) {
                try await desk.ideas.merge(ids[1], into: ids[0], by: cast.agent)
            }
            await #expect(throws: Fault.conflict("It was merged already.")) {
                try await desk.ideas.merge(ids[0], into: ids[2], by: cast.agent)
            }
            try await desk.ideas.merge(ids[1], into: ids[2], by: cast.agent)
            #expect(try await desk.ideas.look(ids[0], by: .nobody).idea.id == ids[2])
            await #expect(throws: Fault.self) {
                try await desk.ideas.answer(ids[0], with: "Yes", by: cast.agent)
            }
            #expect(try await desk.look(ids[2]).votes == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `is safe when two do it at once, while others vote`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let crowd = try await desk.crowd(12)
            for round in 0..<3 {
                let (one, two) = (
                    try await desk.idea(cast, "One \(round)"), try await desk.idea(cast, "Two \(round)")
                )
                let outcomes = await withTaskGroup(of: Bool.self) { group in
                    group.addTask { (try? await desk.ideas.merge(one, into: two, by: cast.agent)) != nil }
                    group.addTask { (try? await desk.ideas.merge(two, into: one, by: cast.agent)) != nil }
                    for (place, customer) in crowd.enumerated() {
                        group.addTask {
                            _ = try? await desk.ideas.vote(place % 2 == 0 ? one : two, by: customer)
                            return false
                        }
                    }
                    return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
                #expect(outcomes == 1)
                let stays = try await desk.look(one)
                let other = try await desk.look(two)
                #expect(stays.id == other.id && stays.votes == 13)
                #expect(
                    try await desk.count("SELECT COUNT(*) FROM idea_votes WHERE idea = \(stays.id)") == 13)
            }
        }
    }
}
