import Database
import DatabaseTesting
import Localization
import Testing

@testable import Ensemble

@Suite struct `Words of an answer` {
    /// Dana's answer to what comes to mind, in no matter of her own choosing.
    private func answered(_ desk: Desk, _ cast: Cast) async throws -> SurveyResponse.ID {
        let survey = try await desk.survey(cast, .association)
        _ = try await desk.linkedAsk(survey, cast, token: "first")
        return try await desk.surveys.answer(.link("first"), with: Self.reply)
    }

    private static let reply = SurveyReply(
        associations: [
            .init("kind people", favour: 2, why: "They waited for me."), .init("hidden costs", favour: -2),
        ], comment: "The scan was clear.")

    /// What is heard of the business, per mille of one customer a month.
    private func heard(_ desk: Desk, _ cast: Cast) async throws -> [Int64] {
        try await desk.catchUp()
        return try await desk.database.read { db in
            guard
                let row = try db.row(
                    "SELECT product, service, idea FROM emphasis_months WHERE lens = 'heard' AND scope = 0")
            else { return [] }
            return [try row("product"), try row("service"), try row("idea")].map { $0 / 1_000 }
        }
    }

    @Test(arguments: Engine.available)
    func `are marked as a message's are, and heard in the lenses`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let answer = try await answered(desk, cast)
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let path = "/answers/\(answer)/mentions"
                let page = try await tom.get(path)
                for words in ["kind people", "They waited for me.", "hidden costs", "The scan was clear."] {
                    #expect(page.text.contains("<span dir=\"auto\">\(words)</span>"))
                }
                #expect(page.text.contains("/surveys/") && page.text.contains("Answer to a survey"))
                let done = try await tom.post(path, [("span", "0-11"), ("degrees", "0-1000-0")])
                #expect(done.location?.hasPrefix(path) == true)
                _ = try await tom.post(
                    path, [("words", "hidden costs"), ("near", "30"), ("degrees", "0-0-1000")])
                #expect(try await heard(desk, cast) == [0, 500, 500])
                let ines = try await site.visitor(as: cast.ines)
                let rows = try await ines.get("/direction/lenses/rows?lens=heard&until=2026-03").text
                #expect(rows.contains("hidden costs") && rows.contains("href=\"\(path)#mention"))
                #expect(try await tom.get("/answers/999/mentions").status.code == 404)
            }
            let before = try await desk.lensTables()
            try await desk.direction.rebuild(by: .system)
            #expect(try await desk.lensTables() == before)
        }
    }

    @Test(arguments: Engine.available)
    func `that change take their marks along, and end those whose words are gone`(engine: Engine) async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let answer = try await answered(desk, cast)
            for words in ["hidden costs", "kind people"] {
                try await desk.mentions.mark(
                    words: words, near: 0, of: .answer(answer), as: Degrees.presets[1], by: cast.agent)
            }
            var changed = Self.reply
            changed.associations.removeFirst()
            changed.comment = "Friendly."
            _ = try await desk.surveys.answer(.link("first"), with: changed)
            let coding = try await desk.mentions.coding(.answer(answer), for: cast.agent)
            #expect(coding.mentions.map(\.words) == ["hidden costs"])
            #expect(coding.mentions.map(\.span) == [TextSpan(begin: 0, length: 12)])
            #expect(coding.mentions.allSatisfy { $0.coder == .person(cast.tom.id) && $0.isCounted })
            #expect(try await heard(desk, cast) == [0, 1_000, 0])
        }
    }

    @Test(arguments: Engine.available)
    func `are proposed by the model, and proposed anew when they change`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let proposals = Proposals(
                database: desk.database, clock: desk.clock,
                coder: StartingCoder(patience: .seconds(600)) {
                    try StartingModel(
                        `The keeper of the starting model`.sentences, fingerprint: "abc")
                })
            let answer = try await answered(desk, cast)
            func proposed() async throws -> [String] {
                try await desk.catchUp()
                while try await proposals.work() > 0 {}
                return try await desk.database.read { db in
                    try db.rows("SELECT words FROM proposals WHERE source = \(answer) ORDER BY begins").map {
                        try $0("words")
                    }
                }
            }
            #expect(try await proposed() == ["They waited for me.", "The scan was clear."])
            var changed = Self.reply
            changed.comment = "The scan was late."
            _ = try await desk.surveys.answer(.link("first"), with: changed)
            #expect(try await proposed() == ["They waited for me.", "The scan was late."])
            let queue = try await proposals.queue(until: Month(Day(desk.clock(), in: .utc)), for: cast.agent)
            let first = try #require(queue.sample.proposals.first { $0.source == .answer(answer) })
            try await proposals.check(first.id, as: .service, by: cast.agent)
        }
    }

    @Test(arguments: Engine.available)
    func `are said more exactly by the customer, who is asked once by a mail with a link`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await desk.mentions.invite(.message(cast.message), by: cast.agent)
            await #expect(
                throws: Fault.conflict("They were asked already, for these words or within a month.")
            ) {
                try await desk.mentions.invite(.message(cast.message), by: cast.administrator)
            }
            let path = try #require(try await desk.notices().last?.path)
            #expect(path.hasPrefix("/meant/"))
            try await withSite(of: desk) { site in
                let dana = try await site.visitor()
                let page = try await dana.get(path)
                #expect(page.text.contains("My knee is much better.") && page.headers[.robots] != nil)
                #expect(try await dana.post(path, []).status.code == 422)
                _ = try await dana.post(
                    path, [("s0-23", "500-500-0"), ("s7-2", "0-0-1000"), ("s24-25", "")])
                let seen = try await dana.get(path).text
                #expect(seen.contains("value=\"500-500-0\" selected"))
                #expect(try await dana.get("/meant/1-abc").status.code == 404)
                let tom = try await site.visitor(as: cast.tom)
                let blind = try await tom.get("/messages/\(cast.message)/mentions").text
                #expect(blind.contains("by the customer, who was asked") && !blind.contains("tag degree-3"))
            }
            #expect(try await heard(desk, cast) == [500, 500, 0])
            let mentions = try await desk.mentions.coding(.message(cast.message), for: cast.agent).mentions
            #expect(mentions.map(\.coder) == [.customer(cast.dana)])
            // What one of the team says beside it tells how far they agree; it does not count twice.
            try await desk.mentions.mark(
                TextSpan(begin: 0, length: 23), of: .message(cast.message), as: Degrees.presets[0],
                by: cast.agent)
            #expect(try await heard(desk, cast) == [500, 500, 0])
            #expect(try await desk.direction.agreement(for: .system).units == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `are asked of nobody who wants to be asked nothing`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await desk.surveys.setConsent(of: cast.dana, to: false, by: cast.agent)
            await #expect(throws: Fault.conflict("This customer wants to be asked nothing.")) {
                try await desk.mentions.invite(.message(cast.message), by: cast.agent)
            }
            #expect(try await desk.notices().isEmpty)
        }
    }
}
