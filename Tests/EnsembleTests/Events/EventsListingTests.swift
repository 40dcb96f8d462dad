import Database
import DatabaseTesting
import Localization
import Testing

@testable import Ensemble

@Suite struct `What was changed of the desk itself` {
    @Test(arguments: Engine.available)
    func `is told in sentences, newest first, a page at a time, to administrators`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let offering = try await desk.offerings.add(.scan, by: cast.administrator)
            try await desk.offerings.move(offering, to: .offered, by: cast.administrator)
            try await desk.offerings.setPolicy("us-gfe", of: offering, by: cast.administrator)
            var terms = Terms()
            terms.policy = "ontario"
            try await desk.settings.change(to: terms, by: cast.administrator)
            let estimate = try await desk.estimates.compose(.scan(), in: cast.conversation, by: cast.agent)
            try await desk.estimates.keepTemplate("Knee", of: estimate, by: cast.agent)
            _ = try await desk.blueprint(cast, [BlueprintStep(.onstage, "Take the scan")], for: offering)
            try await withSite(of: desk) { site in
                let page = try await site.visitor(as: cast.ines).get("/settings/history")
                let gfe = PolicyPack.named("us-gfe").name
                for words in [
                    "Ines Duarte added the offering MRI scan", "Ines Duarte moved the offering MRI scan",
                    "Ines Duarte switched the rules that hold for MRI scan to \(gfe)",
                    "Ines Duarte switched the rules that hold from House rules to",
                    "Tom Abara kept the template “Knee”", "Ines Duarte began the blueprint “Scan”",
                    "Ines Duarte published the blueprint “Scan”: version 1",
                    "Ines Duarte tied MRI scan to the blueprint “Scan”",
                ] { #expect(page.text.contains(words), "\(words)") }
                #expect(try await site.visitor(as: cast.tom).get("/settings/history").status == .forbidden)
            }
            let idea = try await desk.idea(cast, "Open on Saturdays")
            try await desk.ideas.move(idea, to: .planned, by: cast.agent)
            var all: [Events.Listed] = []
            var next: Event.ID?
            repeat {
                let page = try await desk.events.apart(after: next, limit: 3, for: cast.administrator)
                all += page.events
                next = page.next
            } while next != nil
            let ids = all.map(\.event.id.rawValue)
            #expect(ids == ids.sorted(by: >) && Set(ids).count == ids.count && ids.count > 8)
            #expect(all.allSatisfy { $0.event.conversation == nil })
            #expect(
                all.contains { $0.event.kind == .ideaMoved } && !all.contains { $0.event.kind == .ideaVoted })
            // Each has a sentence.
            let r = Reader(now: desk.clock().milliseconds)
            #expect(all.allSatisfy { $0.sentence(r) != $0.event.kind.rawValue })
            await #expect(throws: Fault.self) { try await desk.events.apart(for: cast.agent) }
        }
    }
}
