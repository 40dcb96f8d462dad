import Database
import DatabaseTesting
import Localization
import Testing

@testable import Ensemble

@Suite struct `A change order` {
    private func change(_ amount: Int64) -> EstimateContent {
        EstimateContent(
            kind: .change, title: "More", currency: "USD", lines: [CostLine("More", price: Spread(amount))])
    }

    @Test(arguments: Engine.available)
    func `names all that was agreed before it, earlier change orders too`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let cast = try await desk.cast()
            let tell = { (content: EstimateContent, base: Estimate.ID?) in
                let id = try await desk.estimates.compose(
                    content, in: cast.conversation, changing: base, by: cast.agent)
                try await desk.estimates.send(id, atOnce: true, by: cast.agent)
                return id
            }
            let accept = { (id: Estimate.ID) in
                clock.move(by: .hours(1))
                try await desk.estimates.record(true, of: id, name: "Dana", by: cast.agent)
            }
            let base = try await tell(.scan { $0.lines = [CostLine("Scan", price: Spread(10_000))] }, nil)
            try await accept(base)
            // Another matter's change orders are no part of it.
            let other = try await tell(.scan(), nil)
            try await accept(other)
            try await accept(try await tell(change(70_000), other))
            let first = try await tell(change(5_000), base)
            let declined = try await tell(change(900), base)
            let second = try await tell(change(3_000), base)
            try await desk.estimates.record(false, of: declined, name: "Dana", by: cast.agent)
            try await accept(first)

            try await says("Agreed so far: US$150.00. With this: US$180.00.", of: second, desk, cast)
            try await says("Agreed so far: US$100.00. With this: US$150.00.", of: first, desk, cast)
            try await accept(second)
            try await says("Agreed so far: US$150.00. With this: US$180.00.", of: second, desk, cast)
            try await says("Agreed so far: US$100.00. With this: US$150.00.", of: first, desk, cast)
        }
    }

    /// On the customer's page, and on paper.
    private func says(_ words: String, of id: Estimate.ID, _ desk: Desk, _ cast: Cast) async throws {
        try await withSite(of: desk) { site in
            let page = try await site.visitor().get(desk.estimates.path(of: id))
            #expect(page.text.contains(words))
        }
        let told = try await desk.estimates.view(id, for: cast.agent).told
        var paper = ""
        dump(
            EstimatePaper(told, Letterhead(name: "Clinic")).sheet(Reader(now: desk.clock().milliseconds)),
            to: &paper)
        #expect(paper.contains(words))
    }
}
