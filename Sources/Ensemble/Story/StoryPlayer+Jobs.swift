import Database
import Localization

/// What is told, agreed on and done, through the doors for it.
extension StoryPlayer {
    /// Who does something about a cost, and where.
    struct Scene {
        let conversation: Conversation.ID
        /// The story's number of it.
        let number: Int
        let staff: Actor
        let person: StoryPerson
        let stage: StoryStage

        var papers: StoryStage.Papers {
            get { stage.papers[number] ?? StoryStage.Papers() }
            nonmutating set { stage.papers[number] = newValue }
        }

        /// The conversation, and everything in it, are run by the practice manager.
        var owner: Actor { stage.actor(.ines) }
        var biller: Actor { stage.actor(.beth) }
    }

    /// - Returns: how many messages it made.
    func perform(_ act: StoryJobAct, in scene: Scene) async throws -> Int {
        switch act {
        case .offering(let service):
            try await desk.conversations.setOffering(
                scene.conversation, to: scene.stage.offerings[service], by: scene.staff)
            return 0
        case .costAsked:
            try await desk.tells.note(.asked(today), on: scene.conversation, by: scene.staff)
            return 0
        case .role(let part, let whom, let why):
            try await desk.conversations.tellRole(
                scene.conversation, .init(part: part, whom: whom, reason: why), by: scene.staff)
            return 1
        case .close:
            try await desk.conversations.resolve(scene.conversation, by: scene.staff)
            return 0
        case .tell, .look, .ask, .revise, .accept, .decline, .change, .answerChange:
            return try await tell(act, in: scene)
        case .bill, .lookAtBill, .choosePlan, .adjustPlan, .pay, .dispute, .settle, .writeOff:
            return try await bill(act, in: scene)
        case .limit, .waitUntil, .book, .plan, .step, .promise, .keepPromise, .releasePromise:
            return try await work(act, in: scene)
        }
    }

    /// The day on the clinic's wall.
    var today: Day { Day(number: StoryCalendar.dayNumber(clock.now.milliseconds)) }

    // MARK: Telling

    private func tell(_ act: StoryJobAct, in scene: Scene) async throws -> Int {
        switch act {
        case .tell(let content, let words):
            let id = try await desk.estimates.compose(
                try await offered(content, in: scene), in: scene.conversation, by: scene.staff)
            scene.papers.estimate = id
            try await desk.estimates.send(id, words: words, by: scene.staff)
            return 1
        case .change(let content, let words):
            guard let base = scene.papers.estimate else { return 0 }
            let id = try await desk.estimates.compose(
                content, in: scene.conversation, changing: base, by: scene.staff)
            scene.papers.change = id
            try await desk.estimates.send(id, words: words, by: scene.staff)
            return 1
        case .revise(let words):
            guard let old = scene.papers.estimate else { return 0 }
            let id = try await desk.estimates.revise(old, by: scene.staff)
            var content = try await desk.estimates.find(id).content
            content.notes +=
                "\nIf more than this is needed, we ask you first; without your yes it is not done."
            try await desk.estimates.save(content, as: id, by: scene.staff)
            scene.papers.estimate = id
            try await desk.estimates.send(id, words: words, by: scene.staff)
            return 1
        case .answerChange(let isAccepted, let byPhone):
            guard let id = scene.papers.change else { return 0 }
            try await answer(id, isAccepted, plan: nil, words: "", byPhone: byPhone, in: scene)
            return 0
        default:
            guard let id = scene.papers.estimate else { return 0 }
            return try await hear(act, about: id, in: scene)
        }
    }

    /// What the customer makes of what they were told.
    private func hear(_ act: StoryJobAct, about id: Estimate.ID, in scene: Scene) async throws -> Int {
        switch act {
        case .look: _ = try await desk.estimates.look(behind: link(id), isCustomer: true)
        case .ask(let text):
            try await desk.estimates.ask(behind: link(id), text, through: desk.conversations)
            return 1
        case .accept(let plan, let byPhone):
            try await answer(id, true, plan: plan, words: "", byPhone: byPhone, in: scene)
        case .decline(let why, let byPhone):
            try await answer(id, false, plan: nil, words: why, byPhone: byPhone, in: scene)
        default: break
        }
        return 0
    }

    private func answer(
        _ id: Estimate.ID, _ isAccepted: Bool, plan: Int?, words: String, byPhone: Bool, in scene: Scene
    ) async throws {
        guard !byPhone else {
            try await desk.estimates.record(
                isAccepted, of: id, name: scene.person.name, words: words, plan: plan, by: scene.staff)
            return
        }
        let answering = Estimates.Answering(
            name: scene.person.name, address: "192.0.2.\(1 + scene.number % 250)", words: words, plan: plan)
        if isAccepted {
            _ = try await desk.estimates.accept(behind: link(id), answering)
        } else {
            _ = try await desk.estimates.decline(behind: link(id), answering)
        }
    }

    private func link(_ id: Estimate.ID) -> String {
        String(desk.estimates.path(of: id).dropFirst("/told/".count))
    }

    /// Each line names the offering that the conversation is about.
    private func offered(_ content: EstimateContent, in scene: Scene) async throws -> EstimateContent {
        let conversation = scene.conversation
        let version = try await desk.database.read { db in
            try Conversations.offering(of: conversation, in: db)?.id
        }
        var content = content
        for place in content.lines.indices { content.lines[place].offering = version }
        return content
    }

    // MARK: Doing

    private func work(_ act: StoryJobAct, in scene: Scene) async throws -> Int {
        let conversation = scene.conversation
        switch act {
        case .limit(let amount, let stops, let tellsCustomer):
            let limit = SpendLimit(
                Money(amount, "USD"), atLimit: stops ? .stop : .ask, tellsCustomer: tellsCustomer)
            try await desk.work.setLimit(limit, on: conversation, by: scene.staff)
        case .waitUntil(let moment):
            try await desk.conversations.wait(
                conversation, for: .until(Moment(milliseconds: moment)), by: scene.staff)
        case .book(var work, let kind, let override):
            work.activity = kind.flatMap { scene.stage.activities[$0] }
            // Past a limit that stops only the practice manager may.
            try await desk.work.book(
                work, on: conversation, override: override, by: override == nil ? scene.staff : scene.owner)
        case .plan(let service, let words): return try await begin(service, words: words, in: scene)
        case .step(let party): try await step(by: party, in: scene)
        case .promise(let words, let due):
            scene.papers.promise = try await desk.promises.make(
                PromiseDraft(words, by: Moment(milliseconds: due)), in: conversation, by: scene.staff)
        case .keepPromise:
            if let id = scene.papers.promise { _ = try await desk.promises.keep(id, by: scene.staff) }
        case .releasePromise(let why):
            if let id = scene.papers.promise {
                _ = try await desk.promises.release(id, because: why, by: scene.staff)
            }
        default: break
        }
        return 0
    }

    /// The plan that the acceptance has begun, which the customer has with it; or one made by hand and sent.
    private func begin(_ service: StoryService, words: String, in scene: Scene) async throws -> Int {
        let conversation = scene.conversation
        let begun = try await desk.database.read { db in
            try Plans.of(conversation, limit: 1, in: db).first { !$0.isOver }
        }
        if let begun {
            scene.papers.plan = begun.id
            return 0
        }
        guard let draft = StorySteps.draft(service) else { return 0 }
        let id = try await desk.plans.begin(draft, in: conversation, by: scene.staff)
        scene.papers.plan = id
        try await desk.plans.send(id, text: words, by: scene.staff)
        for partner in try await desk.plans.plan(id, by: scene.staff).partners {
            try await desk.plans.handOver(to: partner.id, of: id, by: scene.staff)
        }
        return 1
    }

    /// The first step that can begin is done by whose it is; staff also note what others told them.
    private func step(by party: StorySteps.Party, in scene: Scene) async throws {
        guard let id = scene.papers.plan else { return }
        let plan = try await desk.plans.plan(id, by: .system)
        guard let step = plan.ready.first else { return }
        let handing = handing(for: step, in: scene)
        switch (party, step.owner) {
        case (.staff, _): try await desk.plans.complete(step.id, of: id, with: handing, by: scene.staff)
        case (.customer, .customer):
            try await desk.plans.ownComplete(
                step.id, byLink: PlanLink.word(of: plan, desk.seal), with: handing)
        case (.partner, .partner(let partner)):
            guard let partner = plan.partner(partner) else { return }
            try await desk.plans.partnerComplete(
                step.id, byLink: PlanLink.word(of: partner, desk.seal), with: handing)
        case (.customer, _), (.partner, _): break
        }
    }

    private func handing(for step: Step, in scene: Scene) -> Plans.Handing {
        let photo = StoryFile(
            name: "IMG_\(1_000 + scene.number % 9_000).png",
            content: .photo(seed: UInt64(scene.number) << 8 | UInt64(step.place)))
        return Plans.Handing(
            answers: step.questions.map { $0.choices.first ?? "" },
            files: step.kind == .upload ? [NewFile(story: photo)] : [],
            decision: step.kind == .approval ? .approve : nil)
    }
}
