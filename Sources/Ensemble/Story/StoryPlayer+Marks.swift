import Database
import Localization

/// The practice manager marks what patients talk about; a nurse codes some of it again.
extension StoryPlayer {
    /// What the owner and some of the team say the clinic is, before anybody has listened.
    func declare(on stage: StoryStage) async throws {
        let said: [(StoryCast.Member, Declaration.Points)] = [
            (.ines, .init(10, 80, 10)), (.beth, .init(12, 78, 10)), (.mira, .init(8, 82, 10)),
        ]
        for (member, points) in said {
            try await desk.declarations.declare(
                points, target: member == .ines ? .init(20, 50, 30) : nil, by: stage.actor(member))
        }
    }

    /// A course for what the clinic is paid for, nearer to what patients talk about; a small story has too little to steer by.
    func setCourse(by owner: Actor) async throws {
        try await desk.catchUp()
        let goal = CourseGoal(
            lens: .paid, target: .init(15, 45, 40), until: Month(today) + 12, jobs: 400)
        do {
            try await desk.direction.set(
                goal,
                levers:
                    "Tell the price before the work, with an estimate and a plan to pay. Mend the blueprint.",
                by: owner)
        } catch let fault as Fault where fault.kind == .conflict {
            return
        }
    }

    /// Marks the latest that a patient wrote.
    func mark(in conversation: Conversation.ID, on stage: StoryStage) async throws {
        try await mark(
            in: conversation, by: stage.actor(.ines), again: stage.actor(.beth), StoryMarks.degrees)
    }

    /// Marks the latest that a customer wrote; somebody else codes a part of it again.
    func mark(
        in conversation: Conversation.ID, by first: Actor, again second: Actor, _ coding: (String) -> Degrees?
    ) async throws {
        let latest = try await desk.database.read { [now = clock.now] db in
            try db.row(
                """
                SELECT id, text FROM messages
                WHERE conversation = \(conversation) AND author_kind = 'customer' AND kind = 'message'
                    AND classification = 'person' AND created_at = \(now)
                ORDER BY id DESC LIMIT 1
                """
            ).map { (id: try $0("id") as Message.ID, text: try $0("text") as String) }
        }
        guard let latest else { return }
        let text = SpannedText(latest.text)
        var random = StoryRandom(11, UInt64(bitPattern: latest.id.rawValue))
        let isCodedTwice = random.happens(120)
        for span in text.sentences() {
            guard let degrees = text.words(span).flatMap({ coding($0) }) else { continue }
            try await desk.mentions.mark(span, of: .message(latest.id), as: degrees, by: first)
            guard isCodedTwice else { continue }
            // Two who code alike nine times in ten.
            let other = random.happens(900) ? degrees : Degrees.presets[random.within(0...2)]
            try await desk.mentions.mark(span, of: .message(latest.id), as: other, by: second)
        }
    }

    /// The practice manager says what sentences are about that a model has read, those first that tell most.
    func audit(
        _ count: Int, by owner: Actor, as kind: (String) -> StartingModel.Kind = StoryMarks.kind
    ) async throws {
        guard count > 0 else { return }
        while try await desk.proposals.work() > 0 {}
        var left = count
        while left > 0 {
            let next = try await desk.proposals.queue(until: Month(today), limit: min(left, 12), for: owner)
                .next
            guard !next.isEmpty else { return }
            for proposal in next {
                try await desk.proposals.check(proposal.id, as: kind(proposal.words), by: owner)
            }
            left -= next.count
        }
    }
}
