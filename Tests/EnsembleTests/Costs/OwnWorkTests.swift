import Database
import DatabaseTesting
import Testing

@testable import Ensemble

@Suite struct `Time and material in the customer's own place` {
    @Test(arguments: Engine.available)
    func `is there where the team chose to show it, and never otherwise`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let today = Day(.monday, in: .utc)
            for (text, isShown) in [("Reading the scan", true), ("planted-hidden", false)] {
                try await desk.work.book(
                    .init(.time, text, on: today, quantity: 1_500, price: 9_000, isShown: isShown),
                    on: cast.conversation, by: cast.agent)
            }
            try await withSite(of: desk) { site in
                let dana = try await site.visitor(as: cast.dana)
                let page = try await dana.get("/my/conversations/\(cast.conversation)")
                #expect(page.text.contains("Reading the scan") && page.text.contains("US$135.00"))
                #expect(!page.text.contains("planted-hidden") && !page.text.contains("Tom Abara"))
                let sam = try await site.visitor(as: cast.sam)
                #expect(try await sam.get("/my/conversations/\(cast.conversation)").status == .notFound)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `follows its conversation where that is merged: entries, limit, timer`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await desk.work.book(
                .init(
                    .time, "Reading the scan", on: Day(.monday, in: .utc), price: 9_000, isShown: true),
                on: cast.conversation, by: cast.agent)
            try await desk.work.setLimit(
                SpendLimit(Money(10_000, "USD"), atLimit: .stop), on: cast.conversation, by: cast.agent)
            try await desk.work.startTimer(on: cast.conversation, by: cast.agent)
            let other = try await desk.conversations.openFromForm(
                .init(name: "Dana", address: Cast.danaAddress, subject: "Again", text: "Still me"),
                channel: .form)
            try await desk.conversations.merge(cast.conversation, into: other, by: cast.agent)
            #expect(try await desk.work.of(other, for: cast.agent).map(\.work.text) == ["Reading the scan"])
            let balance = try await desk.work.balance(of: other)
            #expect(balance.used == Money(9_000, "USD") && balance.limit?.amount == Money(10_000, "USD"))
            // The limit holds on.
            await #expect(throws: Fault.self) {
                try await desk.work.book(
                    .init(.time, "More", on: Day(.monday, in: .utc), price: 9_000), on: other, by: cast.agent)
            }
            try await desk.work.startTimer(on: other, by: cast.agent)
            #expect(
                try await desk.work.stopTimer(
                    "Call", price: 100, taxRate: 0, isBillable: false, by: cast.agent) == other)
            try await withSite(of: desk) { site in
                let page = try await site.visitor(as: cast.dana).get("/my/conversations/\(other)")
                #expect(page.text.contains("Reading the scan"))
            }
            try await desk.work.setLimit(nil, on: other, because: "Flat price", by: cast.administrator)
            #expect(try await desk.work.balance(of: other).limit == nil)
        }
    }
}
