import Database
import DatabaseTesting
import HTTPTypes
import Testing

@testable import Ensemble

@Suite struct `Plans on the web` {
    @Test(arguments: Engine.available)
    func `the customer does their step by the link, without signing in`(engine: Engine) async throws {
        try await `A shared plan`.with(on: engine) { set in
            try await set.desk.plans.send(set.plan, text: "Here.", atOnce: true, by: set.cast.agent)
            let (desk, link, step) = (
                set.desk, try await set.link(), try await set.step("Send the first scan").id
            )
            let plan = set.plan
            try await withSite(of: desk) { site in
                let stranger = site.visitor()
                let page = try await stranger.get("/plan/\(link)")
                #expect(page.status == .ok)
                #expect(page.text.contains("Send the first scan") && page.text.contains("Both pages."))
                let empty = try await stranger.post("/plan/\(link)/steps/\(step)/completion")
                #expect(empty.status == .unprocessableContent)
                #expect(empty.text.contains("Please choose the file first."))
                let file = (
                    field: "files", name: "scan.png", type: "image/png",
                    bytes: [UInt8](repeating: 7, count: 900_000)
                )
                let done = try await stranger.post(
                    "/plan/\(link)/steps/\(step)/completion", [], files: [file])
                #expect(done.location == "/plan/\(link)?done=stepDone")
                let files = try await desk.plans.plan(plan, by: .system).steps[0].files
                let kept = try await stranger.get("/plan/\(link)/files/\(files[0].id)")
                #expect(kept.bytes.count == 900_000)
                let twice = try await stranger.post(
                    "/plan/\(link)/steps/\(step)/completion", [], files: [file])
                #expect(twice.status == .conflict)
                #expect(twice.text.contains("There is no such") == false)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `files of more than 25 MB are refused in a sentence, and nothing is kept`(engine: Engine)
        async throws
    {
        try await `A shared plan`.with(on: engine) { set in
            try await set.desk.plans.send(set.plan, text: "Here.", atOnce: true, by: set.cast.agent)
            let path =
                "/plan/\(try await set.link())/steps/\(try await set.step("Send the first scan").id)/completion"
            let plan = set.plan
            try await withSite(of: set.desk) { site in
                let stranger = site.visitor()
                let much = (
                    field: "files", name: "a", type: "a/b", bytes: [UInt8](repeating: 0, count: 27 << 20)
                )
                let lying = try await stranger.post(path, [], files: [much])
                #expect(lying.status == .contentTooLarge)
                #expect(try await site.desk.plans.plan(plan, by: .system).steps[0].files.isEmpty)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `who tries links at random is slowed down`(engine: Engine) async throws {
        try await `A shared plan`.with(on: engine) { set in
            let plan = set.plan
            try await withSite(of: set.desk) { site in
                let stranger = site.visitor()
                let made = "/plan/\(plan).aaaaaaaaaaaaaaaa"
                for _ in 0..<30 {
                    let answer = try await stranger.get(made)
                    #expect(answer.status == .notFound)
                }
                let answer = try await stranger.get(made)
                #expect(answer.status == .tooManyRequests)
            }
        }
    }

    /// Every page that a customer or a partner can open, walked for words that are the team's alone.
    @Test(arguments: Engine.available)
    func `no note, no hidden step, no other party's words reach a customer or a partner`(engine: Engine)
        async throws
    {
        var draft = PlanDraft.scan
        draft.steps[1].title = "PLANTED-HIDDEN-STEP"
        draft.steps[1].instructions = "PLANTED-HIDDEN-WORDS"
        for place in draft.steps.indices { draft.steps[place].note = "PLANTED-NOTE" }
        draft.steps[3].instructions = "FOR-THE-PARTNER"
        draft.steps[4].instructions = "PLANTED-OURS"
        try await `A shared plan`.with(draft, on: engine) { set in
            let (desk, cast, plan) = (set.desk, set.cast, set.plan)
            try await desk.conversations.note(
                cast.conversation, text: "PLANTED-CONVERSATION-NOTE", by: cast.agent)
            try await desk.plans.send(plan, text: "Here.", atOnce: true, by: cast.agent)
            let partner = try await desk.plans.plan(plan, by: .system).partners[0]
            try await desk.plans.handOver(to: partner.id, of: plan, by: cast.agent)
            let (link, partnerLink) = (try await set.link(), try await set.partnerLink())
            for stage in 0..<3 {
                if stage == 1 {
                    try await desk.plans.ownComplete(
                        set.step("Send the first scan").id, byLink: link,
                        with: .init(files: [`A shared plan`.file]))
                    try await desk.plans.complete(
                        set.step("PLANTED-HIDDEN-STEP").id, of: plan, by: cast.agent)
                }
                if stage == 2 {
                    try await desk.plans.ownComplete(
                        set.step("Approve the second scan").id, byLink: link, with: .init(decision: .approve))
                }
                try await withSite(of: desk) { site in
                    let dana = try await site.visitor(as: cast.dana)
                    let stranger = site.visitor()
                    for path in ["/my", "/my/conversations/\(cast.conversation)", "/my/plans/\(plan)"] {
                        let page = try await dana.get(path)
                        #expect(page.status == .ok)
                        #expect(!page.text.contains("PLANTED"), "\(path) at stage \(stage)")
                        #expect(!page.text.contains("FOR-THE-PARTNER"), "\(path)")
                        #expect(!page.text.contains("lab@example.test"), "\(path)")
                    }
                    let own = try await stranger.get("/plan/\(link)").text
                    #expect(!own.contains("PLANTED") && !own.contains("FOR-THE-PARTNER"))
                    let handOver = try await stranger.get("/hand-over/\(partnerLink)").text
                    #expect(handOver.contains("Take it") && handOver.contains("FOR-THE-PARTNER"))
                    for word in [
                        "PLANTED", "Dana", "Send the first scan", "Call with the result", "The second scan",
                        Cast.danaAddress,
                    ] {
                        #expect(!handOver.contains(word), "\(word) at stage \(stage)")
                    }
                }
            }
            for notice in try await desk.notices() { #expect(!notice.text.contains("PLANTED")) }
            // The files of another step are not a partner's by guessing its number.
            let file = try #require(try await desk.plans.plan(plan, by: .system).steps[0].files.first)
            await #expect(throws: Fault.self) {
                _ = try await desk.plans.partnerFile(file.id, byLink: partnerLink)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the team makes a plan by forms, and what is wrong is said on the page`(engine: Engine) async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let begun = try await tom.post(
                    "/conversations/\(cast.conversation)/plans", [("name", "The scan")])
                let path = try #require(begun.location)
                let wrong = try await tom.post("\(path)/steps", [("title", ""), ("owner", "customer")])
                #expect(wrong.status == .unprocessableContent)
                #expect(wrong.text.contains("Please say what is to be done."))
                _ = try await tom.post(
                    "\(path)/steps",
                    [("title", "Send it"), ("owner", "customer"), ("kind", "upload"), ("shown", "1")])
                _ = try await tom.post(
                    "\(path)/steps",
                    [
                        ("title", "Take it"), ("owner", "partner"), ("partner_name", "Lab"),
                        ("partner_address", "lab@x.test"), ("hours", "1,5"),
                    ])
                let page = try await tom.get(path)
                #expect(page.text.contains("Send it") && page.text.contains("lab@x.test"))
                let stage = try await tom.get("/conversations/\(cast.conversation)").text
                #expect(stage.contains("Send it") && stage.contains("The scan"))
                for (fields, words) in [
                    ([("title", "x"), ("due", "2026-02-30")], "There is no such day."),
                    ([("title", "x"), ("hours", "-3")], "Please give the time in hours."),
                    ([("title", "x"), ("kind", "form")], "A form needs at least one question."),
                    (
                        [
                            ("title", "x"), ("owner", "partner"), ("partner_name", "y"),
                            ("partner_address", "no"),
                        ], "is not a mail address"
                    ),
                    ([("title", String(repeating: "x", count: 201))], "at most 200 characters"),
                ] {
                    let answer = try await tom.post("\(path)/steps", fields)
                    #expect(answer.status == .unprocessableContent)
                    #expect(answer.text.contains(words), "\(words)")
                }
            }
        }
    }
}
