import Database
import DatabaseTesting
import HTTPTypes
import Testing

@testable import Ensemble

@Suite struct `Work waiting` {
    @Test(arguments: Engine.available)
    func `what failed is shown with its reason, tried again or thrown away`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let message = try await desk.conversations.reply(
                cast.conversation, with: .init(text: "Yes.", atOnce: true), by: cast.agent)
            let job = try #require(try await desk.jobs.claim(1, by: "worker").first)
            try await desk.jobs.fail(job, because: .never("550 no <such> user"))
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let page = try await ines.get("/settings/jobs").text
                #expect(
                    page.contains("550 no &lt;such&gt; user")
                        && page.contains("/settings/jobs/\(job.id)/retry"))

                #expect(
                    try await ines.post("/settings/jobs/\(job.id)/retry").location
                        == "/settings/jobs?done=retried")
                let overview = try await desk.jobs.overview(by: cast.administrator)
                #expect(overview.deadCount == 0 && overview.waiting.map(\.id) == [job.id])

                #expect(
                    try await ines.post("/settings/jobs/\(job.id)/removal").location
                        == "/settings/jobs?done=discarded")
                #expect(try await desk.jobs.overview(by: cast.administrator).waitingCount == 0)
                // Its author learns that it was not sent.
                let scene = try await desk.conversations.scene(cast.conversation, for: cast.agent)
                #expect(scene.messages.last?.id == message && scene.messages.last?.delivery == .failed)
                #expect(try await ines.post("/settings/jobs/\(job.id)/retry").status == .notFound)
            }
        }
    }

    @Test func `what is being worked on stays as it is`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await desk.conversations.reply(
                cast.conversation, with: .init(text: "Yes.", atOnce: true), by: cast.agent)
            let job = try #require(try await desk.jobs.claim(1, by: "worker").first)
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                #expect(try await ines.post("/settings/jobs/\(job.id)/removal").status == .notFound)
                #expect(try await desk.jobs.overview(by: cast.administrator).waitingCount == 1)
            }
        }
    }
}
