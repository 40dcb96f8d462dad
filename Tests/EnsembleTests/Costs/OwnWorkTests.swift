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
}
