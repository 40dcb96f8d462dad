import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Long lists of what is due` {
    @Test(arguments: Engine.available)
    func `promises are listed a page at a time, none twice and none left out`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let now = desk.clock()
            for number in 0..<7 {
                // Several are due at one moment.
                try await desk.promises.make(
                    PromiseDraft("Promise \(number)", by: now + .days(Int64(1 + number / 3))),
                    in: cast.conversation, by: cast.agent)
            }
            let all = try await Keyset.all {
                try await desk.promises.list(.open, after: $0, limit: 2, by: cast.agent)
            }
            #expect(all.map(\.words) == (0..<7).map { "Promise \($0)" })
        }
    }

    @Test(arguments: Engine.available)
    func `costs to be told are listed a page at a time, and the page leads on`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let today = Day(desk.clock(), in: .utc)
            for number in 0..<105 {
                try await desk.tells.note(
                    .asked(today + number / 4), on: cast.conversation, by: cast.agent)
            }
            let all = try await Keyset.all {
                try await desk.tells.open(after: $0, limit: 10, for: cast.agent)
            }
            #expect(Set(all.map(\.id)).count == 105 && all.map(\.dueOn) == all.map(\.dueOn).sorted())
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let first = try await tom.get("/tells")
                let link = try #require(
                    first.document.elements(named: "a").compactMap { $0["href"] }.first {
                        $0.hasPrefix("/tells?after=")
                    })
                let second = try await tom.get(link)
                #expect(second.text.components(separatedBy: "/release\"").count == 6)
                #expect(!second.text.contains("/tells?after="))
            }
        }
    }
}
