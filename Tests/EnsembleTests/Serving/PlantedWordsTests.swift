import Database
import DatabaseTesting
import Foundation
import HTTPTypes
import Localization
import Mail
import Testing

@testable import Ensemble

/// Words that only the team may read stand wherever the team writes. Every
/// route there is, taken from the router itself, is asked by a stranger and
/// by the customer; every paper and every mail is read.
@Suite struct `What only the team reads` {
    private static let hiddenPrice: Int64 = 765_432

    /// A matter with everything in it that customers, partners and strangers are shown.
    private struct Stage {
        let desk: Desk
        let cast: Cast
        let told: Estimate.ID
        let invoice: Invoice.ID
        let offering: Offering.ID
        let ask: SurveyAsk.ID
        let declaring: DeclarationLink.ID
        let invited: Identifier<MentionInvitation>
        let answer: SurveyResponse.ID
        let idea: Idea.ID
        let release: Release.ID
        let ideaFile: IdeaFile.ID
        let plan: Plan
        /// In a mail that can still be taken back.
        let held: Estimate.ID
    }

    @Test(arguments: Engine.available)
    func `is on no page, on no paper and in no mail of anybody else`(engine: Engine) async throws {
        let clock = TestClock()
        try await withDesk(on: engine, clock: clock.clock) { desk in
            let stage = try await stage(on: desk)
            try await withSite(of: desk) { site in
                let routes = site.web.router().routes.filter { $0.method != .head }
                    .map { (method: $0.method, path: "\($0.path)") }
                let (looking, doing) = (
                    routes.filter { $0.method == .get }, routes.filter { $0.method == .post }
                )
                #expect(looking.count > 60 && doing.count > 100)
                try await self.look(at: looking.map(\.path), site, stage, mustOpen: true)
                let own = try await site.visitor(as: stage.cast.dana).get(
                    "/my/conversations/\(stage.cast.conversation)")
                #expect(own.text.contains("An hour that is shown"))
                let held = try await site.visitor().get(desk.estimates.path(of: stage.held))
                #expect(held.status == .notFound)
                for route in doing {
                    for visitor in [site.visitor(), try await site.visitor(as: stage.cast.dana)] {
                        let path = try #require(self.filled(route.path, stage))
                        for fields in [
                            [], [("name", "Dana"), ("text", "Hello"), ("why", "No"), ("part", "all")],
                        ] {
                            let answer = try await visitor.post(path, fields)
                            self.check(answer.text, "POST \(route.path)")
                        }
                    }
                }
                try await self.look(at: looking.map(\.path), site, stage, mustOpen: false)
            }
            try await readPapers(stage)
            let held = try #require(try await desk.estimates.find(stage.held).message)
            _ = try await desk.conversations.undo(held, by: stage.cast.agent)
            clock.move(by: .hours(1))
            try await readMails(desk)
        }
    }

    // MARK: Asking

    private func look(at paths: [String], _ site: Site, _ stage: Stage, mustOpen: Bool) async throws {
        for path in paths where path != "/live" {
            let address = try #require(filled(path, stage), "say what stands in \(path)")
            for visitor in [site.visitor(), try await site.visitor(as: stage.cast.dana)] {
                let answer = try await visitor.get(address)
                check(answer.text, "GET \(path)")
                if path.hasPrefix("/hand-over") {
                    let isForThem = answer.text.contains("customer-only")
                    #expect(!isForThem, "the partner reads what is the customer's")
                }
            }
            guard mustOpen, Self.isShown(path) else { continue }
            let customer = try await site.visitor(as: stage.cast.dana).get(address)
            #expect(customer.status == .ok, "\(path) was not looked at: \(customer.status)")
        }
    }

    /// What is meant for others than the team, and must therefore have been really looked at.
    private static func isShown(_ path: String) -> Bool {
        let open = [
            "/bill/", "/told/", "/plan/", "/hand-over/", "/my/", "/survey/", "/declare/", "/offerings",
            "/contact", "/ideas", "/roadmap", "/changelog", "/told-no-more/",
            "/trial/", "/meant/",
        ]
        // Links that work once, files of another, a payment that was not begun, and what the team alone sees.
        let closed = [
            "{token}", "/hand-over/{link}/files", "/payments/{id}", "/my/sign-in", "/contact/",
            "/offerings/{id}/bills",
        ]
        return open.contains { path.hasPrefix($0) } && !closed.contains { path.contains($0) }
    }

    /// A path with something real in each of its places; `nil` for one that this test does not know.
    private func filled(_ path: String, _ stage: Stage) -> String? {
        let (desk, cast, plan) = (stage.desk, stage.cast, stage.plan)
        var path = path.replacing("/bill/{link}", with: desk.invoices.path(of: stage.invoice))
            .replacing("/settings/policies/{pack}", with: "/settings/policies/us-gfe")
            .replacing("/told/{link}", with: desk.estimates.path(of: stage.told))
            .replacing("/declare/{link}", with: desk.declarations.path(of: stage.declaring))
            .replacing("/meant/{link}", with: desk.mentions.path(of: stage.invited))
            .replacing("/answers/{id}", with: "/answers/\(stage.answer)")
            .replacing("/survey/{link}", with: "/survey/walked-survey-token")
            .replacing("/my/surveys/{id}", with: "/my/surveys/\(stage.ask)")
            .replacing("/told-no-more/{link}", with: Releases.refusalPath(of: cast.dana, desk.seal))
            .replacing("/ideas/{id}/files/{file}", with: "/ideas/{id}/files/\(stage.ideaFile)")
            .replacing("/trial/{link}", with: Releases.trialPath(of: stage.release, cast.dana, desk.seal))
            .replacing("/plan/{link}", with: "/plan/\(PlanLink.word(of: plan, desk.seal))")
            .replacing(
                "/hand-over/{link}", with: "/hand-over/\(PlanLink.word(of: plan.partners[0], desk.seal))")
        let owners: [(String, String)] = [
            ("/conversations/{id}", "\(cast.conversation)"), ("/messages/{id}", "\(cast.message)"),
            ("/customers/{id}", "\(cast.dana)"), ("/plans/{id}", "\(plan.id)"),
            ("/estimates/{id}", "\(stage.told)"), ("/invoices/{id}", "\(stage.invoice)"),
            ("/offerings/{id}", "\(stage.offering)"), ("/ideas/{id}", "\(stage.idea)"),
            ("/board/{id}", "\(stage.idea)"), ("/changelog/{id}", "\(stage.release)"),
            ("/releases/{id}", "\(stage.release)"),
        ]
        for (place, value) in owners where path.contains(place) {
            path = path.replacing(place, with: place.replacing("{id}", with: value))
        }
        let own = path.hasPrefix("/hand-over") ? plan.steps[3].id : plan.steps[2].id
        let rest = [
            "{id}": "1", "{token}": "made-up", "{step}": "\(own)", "{file}": "\(plan.steps[0].files[0].id)",
            "{place}": "0", "{view}": "open", "{name}": "BillPage", "{sample}": "0",
            "{partner}": "\(plan.partners[0].id)", "{money}": "1", "{session}": "none",
            "{response}": "1", "{mailbox}": "care@clinic.test", "{offering}": "\(stage.offering)",
        ]
        for (place, value) in rest { path = path.replacing(place, with: value) }
        return path.contains("{") ? nil : path
    }

    private func check(_ text: String, _ place: String) {
        for word in ["planted", "7,654.32", "765432"] {
            let stands = text.contains(word)
            #expect(
                !stands, "\(place): \(text.components(separatedBy: word).dropFirst().first?.prefix(60) ?? "")"
            )
        }
    }

    // MARK: Papers and mails

    private func readPapers(_ stage: Stage) async throws {
        let desk = stage.desk
        let r = Reader(now: desk.clock().milliseconds)
        let bill = try await desk.invoices.look(
            behind: String(desk.invoices.path(of: stage.invoice).dropFirst("/bill/".count)), isCustomer: true)
        let told = try await desk.estimates.look(behind: desk.link(stage.told), isCustomer: true)
        var words = ""
        dump(InvoicePaper(bill, Letterhead(name: "Clinic")).sheet(r), to: &words)
        dump(EstimatePaper(told, Letterhead(name: "Clinic")).sheet(r), to: &words)
        #expect(words.contains("MRI scan") && words.contains("First Bank 0042"))
        check(words, "a paper")
    }

    /// Everything that would have gone out lies in the drawer.
    private func readMails(_ desk: Desk) async throws {
        let worker = JobWorker(desk: desk, logger: .init(label: "test"), places: 50)
        for _ in 0..<20 where try await worker.step() > 0 {}
        let letters = try await desk.unsentMail.all(limit: 500)
        for who in ["dana@example.test", "lab@example.test"] {
            #expect(letters.contains { $0.recipients.contains(who) }, "no mail to \(who) was read")
        }
        for letter in letters where !letter.recipients.hasSuffix("@clinic.test") {
            let mail = try MailReader.parse(await desk.unsentMail.raw(letter.id))
            check(
                "\(mail.subject) \(mail.text ?? "") \(mail.html ?? "") \(mail.headers)",
                "mail: \(letter.subject)")
            if letter.recipients.contains("lab@") {
                #expect(mail.text?.contains("customer-only") == false)
            }
        }
    }

    // MARK: Planting

    private func stage(on desk: Desk) async throws -> Stage {
        let cast = try await desk.cast()
        var terms = Terms()
        terms.bank = "First Bank 0042"
        try await desk.settings.change(to: terms, by: cast.administrator)
        let offering = try await offering(desk, cast)
        try await desk.conversations.setOffering(cast.conversation, to: offering, by: cast.agent)
        try await plantOnDesk(desk, cast)
        let told = try await desk.tell(cast)
        let invoice = try await desk.billToPay(cast)
        try await plantInMoney(desk, cast, invoice)
        let ask = try await plantInSurveys(desk, cast)
        try await plantInTelling(desk, cast)
        let idea = try await plantInIdeas(desk, cast)
        let (invited, answer) = try await invite(desk, cast)
        return Stage(
            desk: desk, cast: cast, told: told, invoice: invoice, offering: offering, ask: ask,
            declaring: try await desk.declarations.makeLink(for: "customer-only", by: cast.administrator),
            invited: invited, answer: answer,
            idea: idea, release: try await plantInReleases(desk, cast, idea),
            ideaFile: try await plantFile(desk, cast, idea),
            plan: try await plan(desk, cast),
            held: try await hold(desk, cast))
    }

    /// Its evidence, its draft and the backstage of its blueprint are the team's.
    private func offering(_ desk: Desk, _ cast: Cast) async throws -> Offering.ID {
        let id = try await desk.offerings.add(.scan, by: cast.administrator)
        try await desk.offerings.move(id, to: .offered, by: cast.administrator)
        var draft = OfferingText.scan
        draft.name = "planted-offering"
        try await desk.offerings.add(draft, by: cast.administrator)
        var (front, back) = (BlueprintStep(.customer, "Come"), BlueprintStep(.backstage, "planted-backstage"))
        front.instructions = "Bring the old scan"
        (front.fail, front.recovery, front.inputs) = ("planted-fail", "planted-recovery", "planted-inputs")
        (back.instructions, back.actor) = ("planted-backstage-how", "planted-actor")
        _ = try await desk.blueprint(cast, [front, back], for: id)
        return id
    }

    private func plantOnDesk(_ desk: Desk, _ cast: Cast) async throws {
        let (conversations, id) = (desk.conversations, cast.conversation)
        try await conversations.note(id, text: "planted-note", by: cast.agent)
        try await conversations.tag(id, with: "planted-tag", by: cast.agent)
        try await conversations.saveDraft(
            .init(kind: .message, text: "planted-draft"), in: id, by: cast.agent)
        let team = try await desk.teams.add(name: "planted-team", by: cast.administrator)
        try await conversations.setTeam(id, to: team.id, by: cast.agent)
        _ = try await desk.mailboxes.add(
            Mailboxes.Form(
                name: "Second", address: "second@clinic.test",
                smtp: SMTPSettings(
                    host: "mail.test", port: 465, security: "tls", user: "u", password: "planted-password")),
            by: cast.administrator)
        let promise = try await desk.promises.make(
            PromiseDraft("Call", by: desk.clock() + .days(1)), in: id, by: cast.agent)
        _ = try await desk.promises.release(promise, because: "planted-release", by: cast.agent)
        // Another customer's matter is nobody's here.
        _ = try await conversations.openFromForm(
            Conversations.WebRequest(
                name: "Sam Okoro", address: Cast.samAddress, subject: "planted-other", text: "planted-other",
                files: []), channel: .form)
    }

    /// Why a limit was passed, why a cost need not be told, what was said on the phone, and what was
    /// noted in a matter that was merged.
    private func plantInTelling(_ desk: Desk, _ cast: Cast) async throws {
        let id = cast.conversation
        try await desk.work.setLimit(SpendLimit(Money(1_000, "USD")), on: id, by: cast.agent)
        let work = WorkEntry.Work(
            .time, "An hour that is shown", on: Day(.monday, in: .utc), price: 5_000, isShown: true)
        try await desk.work.book(work, on: id, override: "planted-override", by: cast.agent)
        try await desk.tells.note(.asked(Day(.monday, in: .utc)), on: id, by: cast.agent)
        let tell = try #require(try await desk.tells.open(for: cast.agent).tells.first)
        try await desk.tells.release(tell.id, because: "planted-why", by: cast.agent)
        let phoned = try await desk.tell(cast)
        try await desk.estimates.record(
            true, of: phoned, name: "Dana", words: "planted-on-the-phone", by: cast.agent)
        let other = try await desk.conversations.openFromForm(
            .init(name: "Dana", address: Cast.danaAddress, subject: "Once more", text: "Still me"),
            channel: .form)
        try await desk.conversations.note(other, text: "planted-merged-note", by: cast.agent)
        _ = try await desk.estimates.compose(
            .scan { $0.title = "planted-merged-estimate" }, in: other, by: cast.agent)
        try await desk.conversations.merge(other, into: id, by: cast.agent)
    }

    /// A cost whose mail can still be taken back.
    private func hold(_ desk: Desk, _ cast: Cast) async throws -> Estimate.ID {
        let id = try await desk.estimates.compose(
            .scan { $0.title = "planted-held" }, in: cast.conversation, by: cast.agent)
        try await desk.estimates.send(id, words: "planted-held-words", by: cast.agent)
        return id
    }

    /// How somebody told it, what waits for a look and what is never shown are the team's.
    private func plantInIdeas(_ desk: Desk, _ cast: Cast) async throws -> Idea.ID {
        let idea = try await desk.idea(cast)
        try await desk.ideas.vote(idea, for: cast.sam, saying: "planted-saying", by: cast.agent)
        try await desk.ideas.setBoard(Board(holds: .all), by: cast.administrator)
        _ = try await desk.idea(cast, "planted-held")
        try await desk.ideas.comment(idea, text: "planted-comment", by: .customer(cast.sam))
        let never = try await desk.idea(cast, "planted-never")
        try await desk.ideas.decide(never, isShown: false, by: cast.agent)
        try await desk.ideas.setBoard(Board(), by: cast.administrator)
        return idea
    }

    /// Whoever finds the idea opens it; what waits for a look is the team's.
    private func plantFile(_ desk: Desk, _ cast: Cast, _ idea: Idea.ID) async throws -> IdeaFile.ID {
        try await desk.ideas.add(
            [NewFile(name: "wall.txt", contentType: "text/plain", bytes: [1])], to: idea, by: cast.agent)
        try await desk.ideas.setBoard(Board(holds: .all), by: cast.administrator)
        try await desk.ideas.add(
            [NewFile(name: "planted-file.txt", contentType: "text/plain", bytes: [2])], to: idea,
            by: .customer(cast.dana))
        // Whoever added it sees it: so that it is nobody's who walks, it becomes another's.
        try await desk.database.write { db in
            try db.execute(
                "UPDATE idea_files SET customer = \(cast.sam) WHERE customer = \(cast.dana)")
        }
        try await desk.ideas.setBoard(Board(), by: cast.administrator)
        return try #require(try await desk.ideas.look(idea, by: .team).files.first).id
    }

    /// A draft is the team's; what is published tells those who wanted it.
    private func plantInReleases(_ desk: Desk, _ cast: Cast, _ idea: Idea.ID) async throws -> Release.ID {
        _ = try await desk.releases.add(
            .init(words: ["en": .init("planted-draft", "planted-draft")]), by: cast.agent)
        let other = try await desk.idea(cast, "A price list")
        let release = try await desk.releases.add(
            .init(words: ["en": .init("A price list", "By mail")]), of: [other], by: cast.agent)
        for customer in [cast.dana, cast.sam] {
            try await desk.ideas.offer(other, managing: "planted-workaround", by: customer)
        }
        try await desk.releases.ask(toTry: release, by: cast.agent)
        try await desk.releases.judge(
            .not, saying: "planted-verdict", credit: "",
            by: String(Releases.trialPath(of: release, cast.sam, desk.seal).dropFirst("/trial/".count)))
        try await desk.releases.publish(release, by: cast.agent)
        return release
    }

    /// Dana is asked what her message was about; what colleagues say of it is theirs.
    private func invite(_ desk: Desk, _ cast: Cast) async throws -> (
        Identifier<MentionInvitation>, SurveyResponse.ID
    ) {
        try await desk.mentions.invite(.message(cast.message), by: cast.agent)
        return try await desk.database.read { db in
            let invited: Identifier<MentionInvitation>? = try db.value("SELECT id FROM mention_invitations")
            let answer: SurveyResponse.ID? = try db.value("SELECT MIN(id) FROM survey_responses")
            return (try #require(invited), try #require(answer))
        }
    }

    /// A draft is the team's, and what another customer answered.
    private func plantInSurveys(_ desk: Desk, _ cast: Cast) async throws -> SurveyAsk.ID {
        var content = SurveyContent.usual(.csat, language: "en")
        content.title = ["en": "planted-survey"]
        _ = try await desk.surveys.add(.csat, content: content, by: cast.administrator)
        let survey = try await desk.survey(cast, .csat, .init(restDays: 0))
        let other = try await desk.conversations.openFromForm(
            Conversations.WebRequest(
                address: "else@clinic.test", subject: "planted-else", text: "planted-else"),
            channel: .form)
        let theirs = try await desk.surveys.ask(survey, in: other, by: cast.agent)
        let customer = try await desk.conversations.scene(other, for: cast.agent).customer.id
        try await desk.surveys.answer(
            .own(theirs, customer), with: SurveyReply(values: ["csat": 1], comment: "planted-answer"))
        return try await desk.linkedAsk(survey, cast, token: "walked-survey-token")
    }

    private func plantInMoney(_ desk: Desk, _ cast: Cast, _ invoice: Invoice.ID) async throws {
        let id = cast.conversation
        var work = WorkEntry.Work(.time, "planted-work", on: Day(.monday, in: .utc), price: Self.hiddenPrice)
        work.isBillable = false
        try await desk.work.book(work, on: id, by: cast.agent)
        _ = try await desk.estimates.compose(
            .scan { $0.title = "planted-estimate" }, in: id, by: cast.agent)
        let draft = InvoiceContent(
            title: "planted-invoice", currency: "USD",
            lines: [InvoiceLine(CostLine("planted-line", price: Spread(Self.hiddenPrice)))])
        _ = try await desk.invoices.compose(draft, in: id, by: cast.agent)
        let gone = try await desk.invoices.compose(
            InvoiceContent(
                title: "Gone", currency: "USD", lines: [InvoiceLine(CostLine("Visit", price: Spread(100)))]),
            in: id, by: cast.agent)
        try await desk.invoices.issue(gone, by: cast.agent)
        try await desk.invoices.writeOff(gone, because: "planted-write-off", by: cast.administrator)
        try await desk.invoices.pay(
            invoice, .init(1_000, .bank, on: Day(.monday, in: .utc), reference: "planted-reference"),
            by: cast.agent)
        let now = desk.clock()
        try await desk.database.write { db in
            let checkout = try db.newID()
            try db.execute(
                """
                INSERT INTO checkouts (id, invoice, key, provider, amount, currency, state, begun_at, changed_at)
                VALUES (\(checkout), \(invoice), 'planted-key', 'stripe', 500, 'USD', 'ended', \(now), \(now))
                """)
            try Payments.keep(
                .differs, Money(Self.hiddenPrice, "USD"),
                of: Payments.find(.init(rawValue: checkout), in: db),
                provider: "planted-provider", at: now, in: db)
        }
    }

    /// Steps behind the scenes and notes are the team's; the customer's own are no business of a partner's.
    private func plan(_ desk: Desk, _ cast: Cast) async throws -> Plan {
        var (hidden, shown) = (StepDraft("planted-step"), StepDraft("Read"))
        hidden.isShown = false
        (hidden.instructions, hidden.note) = ("planted-instructions", "planted-step-note")
        (shown.instructions, shown.note) = ("planted-how-we-do-it", "planted-shown-note")
        var own = StepDraft("Sign", owner: .customer)
        own.instructions = "customer-only"
        own.note = "planted-own-note"
        var lab = StepDraft("Take", owner: .partner(name: "Lab", address: "lab@example.test"))
        lab.note = "planted-lab-note"
        let upload = StepDraft("Send customer-only", owner: .customer, kind: .upload)
        let id = try await desk.plans.begin(
            PlanDraft(name: "Scan", steps: [upload, shown, own, lab, hidden]), in: cast.conversation,
            by: cast.agent)
        let plan = try await desk.plans.plan(id, by: cast.agent)
        let file = NewFile(name: "customer-only.txt", contentType: "text/plain", bytes: [1])
        try await desk.plans.complete(plan.steps[0].id, of: id, with: .init(files: [file]), by: cast.agent)
        try await desk.plans.send(id, text: "Here.", atOnce: true, by: cast.agent)
        try await desk.plans.handOver(to: plan.partners[0].id, of: id, by: cast.agent)
        return try await desk.plans.plan(id, by: cast.agent)
    }
}
