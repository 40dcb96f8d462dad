import Database
import Localization

/// What patients would have otherwise: heard in what they write, voted for,
/// tried by some, made, and told to those who asked.
extension StoryPlayer {
    /// The staff link what a patient wrote to what others want too. Of surprises by a bill they note every third.
    func hear(_ tag: String, in conversation: Conversation.ID, by actor: Actor, on stage: StoryStage)
        async throws
    {
        let first = try await desk.database.read { db in
            try db.row(
                """
                SELECT messages.id, messages.text, conversations.customer FROM messages
                JOIN conversations ON conversations.id = messages.conversation
                WHERE messages.conversation = \(conversation) AND messages.author_kind = 'customer'
                    AND messages.kind = 'message' AND messages.classification = 'person'
                ORDER BY messages.id LIMIT 1
                """
            ).map {
                (
                    id: try $0("id") as Message.ID, text: try $0("text") as String,
                    by: try $0("customer") as Customer.ID
                )
            }
        }
        guard let first, let wish = StoryWish(tag: tag, text: first.text) else { return }
        if tag == "surprise" {
            stage.surprises += 1
            guard stage.surprises % 3 == 1 else { return }
        }
        let idea = try await link(first.id, to: wish, by: actor, on: stage)
        stage.noted += 1
        guard stage.noted % 3 == 1, !stage.made.contains(wish) else { return }
        try await desk.ideas.offer(idea, managing: "I call and ask.", by: first.by)
    }

    private func link(_ message: Message.ID, to wish: StoryWish, by actor: Actor, on stage: StoryStage)
        async throws
        -> Idea.ID
    {
        if let idea = stage.wishes[wish] {
            return try await desk.ideas.link(message, to: idea, by: actor)
        }
        let words = Ideas.Words(
            need: wish.need, solution: wish.solution, profile: Degrees.presets[wish.preset])
        let idea = try await desk.ideas.link(message, toNew: words, by: actor)
        try await desk.ideas.reword(idea, to: words, tags: [wish.tag], by: actor)
        stage.wishes[wish] = idea
        return idea
    }

    /// Who is in their own place looks at the board too: some vote, some say which of two matters more.
    func lookAtBoard(_ customer: Customer.ID, on stage: StoryStage) async throws {
        let open = StoryWish.allCases.filter { stage.wishes[$0] != nil && !stage.made.contains($0) }
        stage.looks += 1
        guard !open.isEmpty, stage.looks % 4 != 0 else { return }
        let wish = open[stage.looks % open.count]
        if let idea = stage.wishes[wish] { try await desk.ideas.vote(idea, by: customer) }
        guard let (one, other) = try await desk.ideas.pair(for: customer) else { return }
        // What comes first in the list matters more to most.
        let chosen =
            (place(one.id, stage) < place(other.id, stage)) == (stage.looks % 5 != 0) ? one : other
        try await desk.ideas.compare(one.id, other.id, chosen: chosen.id, by: customer)
    }

    private func place(_ idea: Idea.ID, _ stage: StoryStage) -> Int {
        StoryWish.allCases.firstIndex { stage.wishes[$0] == idea } ?? StoryWish.allCases.count
    }

    /// The practice manager says what becomes of them.
    func answerWishes(on stage: StoryStage) async throws {
        let owner = stage.actor(.ines)
        for (wish, status, words) in [
            (StoryWish.price, Idea.Status.planned, "From now on you are told before we begin."),
            (.parts, .planned, "You will choose among plans to pay, on the bill itself."),
            (.walking, .considering, "We like it, and look for a nurse who likes to walk."),
        ] {
            guard let idea = stage.wishes[wish] else { continue }
            try await desk.ideas.answer(idea, with: words, by: owner)
            try await desk.ideas.move(idea, to: status, by: owner)
        }
    }

    /// What was made is written down, and those who offered are asked to try it.
    func draftRelease(on stage: StoryStage) async throws {
        let owner = stage.actor(.ines)
        let ideas = [StoryWish.price, .parts].compactMap { stage.wishes[$0] }
        guard !ideas.isEmpty else { return }
        let words = [
            "en": Release.Words(
                "You know the price before you come",
                "With every appointment comes an **estimate** by mail, and on the bill you choose how to pay it."
            ),
            "de": Release.Words(
                "Sie kennen den Preis vorher",
                "Mit jedem Termin kommt ein **Voranschlag** per Mail, und auf der Rechnung wählen Sie, wie Sie zahlen."
            ),
        ]
        let release = try await desk.releases.add(.init(words: words), of: ideas, by: owner)
        stage.release = release
        if try await !desk.releases.trials(of: release, by: owner).offers.isEmpty {
            try await desk.releases.ask(toTry: release, by: owner)
        }
    }

    /// Those who tried it say so, and everybody who asked is told.
    func publishRelease(on stage: StoryStage) async throws {
        let owner = stage.actor(.ines)
        guard let release = stage.release else { return }
        for (number, trial) in try await desk.releases.trials(of: release, by: owner).asked.enumerated() {
            let link = Releases.trialPath(of: release, trial.customer, desk.seal).dropFirst("/trial/".count)
            try await desk.releases.judge(
                number % 4 == 3 ? .partly : .helps, saying: number % 4 == 3 ? "The range is wide." : "",
                credit: number % 2 == 0
                    ? trial.customerName.split(separator: " ").first.map(String.init) ?? "" : "",
                by: String(link))
        }
        try await desk.releases.publish(release, by: owner)
        stage.made = [.price, .parts]
    }
}
