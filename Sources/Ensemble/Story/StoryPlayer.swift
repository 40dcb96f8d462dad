import Database
import Foundation
import Localization
import Mail
import Synchronization

/// Plays the clinic's story through the real doors, with a moving clock:
/// mail comes in by the door for mail, answers go out by the outbox.
struct StoryPlayer {
    let desk: Desk
    let customers: Int
    let clock: StoryClock
    let audience = StoryAudience()
    /// What those who are asked answer; `nil`: as patients of the clinic do.
    var reply: (@Sendable (StoryAudience.Answer, any Connection) throws -> SurveyReply)?

    struct Count: Sendable {
        var conversations = 0
        var messages = 0
        /// Why the desk would not do something: it did not fit any more.
        var refused: [String] = []
    }

    /// With whom one can sign in afterwards.
    static let signIn = (email: StoryCast.Member.ines.email, password: StoryCast.password)

    /// Plays the whole story into an empty desk.
    /// - Parameters:
    ///   - address: the database, which is made; nothing in it is waited for on the disk until the end.
    ///   - ending: the story's last moment.
    ///   - audits: how many of the model's proposals are checked at the end.
    static func play(
        _ kind: StoryKind = .clinic, into address: String, configuration: Configuration, customers: Int,
        ending: Moment, seed: UInt64 = 1,
        audits: Int = 0, progress: @Sendable (Count) -> Void = { _ in }
    ) async throws -> Count {
        var options = DatabaseOptions()
        options.durable = false
        let database = try await Databases.open(address, options: options)
        do {
            let count = try await play(
                kind, on: database, configuration: configuration, customers: customers, ending: ending,
                seed: seed,
                audits: audits, progress: progress)
            await database.close()
            return count
        } catch {
            await database.close()
            throw error
        }
    }

    static func play(
        _ kind: StoryKind = .clinic, on database: any Database, configuration: Configuration, customers: Int,
        ending: Moment,
        seed: UInt64 = 1, audits: Int = 0,
        progress: @Sendable (Count) -> Void = { _ in }
    ) async throws -> Count {
        let shop =
            kind == .shop
            ? ShopScript(seed: seed, customers: customers, ending: ending.milliseconds) : nil
        let script = StoryScript(seed: seed, customers: customers, ending: ending.milliseconds)
        let clock = StoryClock(at: Moment(milliseconds: shop?.beginning ?? script.beginning))
        var configuration = configuration
        // The story's mail goes nowhere.
        configuration.smtp = nil
        let desk = try await Desk.open(
            database, configuration: configuration, clock: Clock { clock.now },
            randomness: StoryPlayer.randomness(seed: seed))
        var player = StoryPlayer(desk: desk, customers: customers, clock: clock)
        if let shop {
            player.reply = { try ShopPlayer.reply(to: $0, in: $1) }
            return try await ShopPlayer(player, shop).play(audits: audits)
        }
        return try await player.play(script, audits: audits, progress: progress)
    }

    /// Bytes that are the same each time.
    static func randomness(seed: UInt64) -> Randomness {
        let random = Mutex(StoryRandom(seed, 7))
        return Randomness { count in
            random.withLock { random in (0..<count).map { _ in UInt8(random.next() & 255) } }
        }
    }

    private func play(_ script: StoryScript, audits: Int, progress: (Count) -> Void) async throws -> Count {
        let stage = try await setTheStage()
        var count = Count()
        var course = StoryCourse.Step.allCases[...]
        for act in script {
            while let step = course.first, script.moment(step.progress) <= act.at {
                course.removeFirst()
                try await outgo(until: Moment(milliseconds: script.moment(step.progress)))
                clock.now = max(clock.now, Moment(milliseconds: script.moment(step.progress)))
                try await perform(step, on: stage)
            }
            try await outgo(until: Moment(milliseconds: act.at))
            clock.now = Moment(milliseconds: act.at)
            try await perform(act, on: stage, &count)
            if act.isLast { stage.forget(act.conversation) }
            if count.messages % 1_000 == 0 { progress(count) }
        }
        clock.now = Moment(milliseconds: script.ending)
        try await outgo(until: clock.now)
        try await readWords(by: stage.actor(.ines))
        try await desk.catchUp()
        try await audit(audits, by: stage.actor(.ines))
        return count
    }

    // MARK: The cast

    private func setTheStage() async throws -> StoryStage {
        let stage = StoryStage()
        let administrator = StoryCast.Member.ines
        let first = try await desk.agents.addFirst(
            name: administrator.name, email: administrator.email, password: StoryCast.password)
        stage.agents[administrator] = .agent(first.id, first.role)
        try await desk.settings.change(
            to: Settings.Business(
                name: StoryCast.clinic, timeZone: StoryCast.timeZone, language: StoryCast.language),
            by: .system)
        try await desk.settings.setLook(accent: StoryLogo.accent, logo: StoryLogo.bytes(), by: .system)
        let hash = await Passwords.hash(StoryCast.password)
        for member in StoryCast.Member.allCases where member != administrator {
            let agent = try await desk.agents.add(
                name: member.name, email: member.email, role: .agent, by: .system)
            _ = try await desk.database.write { db in
                try db.execute("UPDATE agents SET password_hash = \(hash) WHERE id = \(agent.id)")
            }
            stage.agents[member] = .agent(agent.id, .agent)
        }
        for team in StoryCast.Team.allCases {
            let made = try await desk.teams.add(name: team.rawValue, by: .system)
            let members = StoryCast.Member.allCases.filter { $0.teams.contains(team) }.compactMap {
                stage.agents[$0]?.rawID
            }
            try await desk.teams.setMembers(made.id, to: members.map(Agent.ID.init(rawValue:)), by: .system)
            stage.teams[team] = made.id
        }
        for mailbox in StoryCast.Mailbox.allCases {
            let made = try await desk.mailboxes.add(
                Mailboxes.Form(
                    name: mailbox.name, address: mailbox.address, signature: mailbox.signature,
                    team: stage.teams[mailbox.team]),
                by: .system)
            stage.mailboxes[mailbox] = made.id
        }
        return stage
    }

    // MARK: The acts

    private func perform(_ act: StoryAct, on stage: StoryStage, _ count: inout Count) async throws {
        switch act.kind {
        case .mail(let mail): try await receive(mail, act, on: stage, &count)
        case .form(let form):
            let id = try await desk.conversations.openFromForm(
                Conversations.WebRequest(
                    name: form.from.name, address: form.from.address, subject: form.subject, text: form.text,
                    language: form.from.language.rawValue, mailbox: stage.mailboxes[form.mailbox],
                    files: form.files.map(NewFile.init(story:))),
                channel: .form)
            stage.conversations[act.conversation] = id
            count.conversations += 1
            count.messages += 1
            try await mark(in: id, on: stage)
        default:
            guard let id = stage.conversations[act.conversation] else { return }
            do {
                try await perform(act, in: id, on: stage, &count)
            } catch let fault as Fault where fault.kind == .conflict || fault.kind == .notFound {
                // The script can't know of everything the desk decides; what no longer fits is left out.
                count.refused.append(fault.message.english)
            }
        }
    }

    private func receive(_ mail: StoryMail, _ act: StoryAct, on stage: StoryStage, _ count: inout Count)
        async throws
    {
        guard let mailbox = stage.mailboxes[mail.mailbox] else { return }
        var names: [Int: String] = [:]
        if let quote = mail.quote, let id = stage.messages[act.conversation]?[quote.message] {
            names[quote.message] = try await desk.conversations.message(id, by: .system).messageID
        }
        let raw = mail.raw { [names] in names[$0] }
        let receipt = try await desk.incoming.receive(raw, at: mailbox)
        if case .opened = receipt { count.conversations += 1 }
        count.messages += 1
        if let id = receipt.conversation, stage.conversations[act.conversation] == nil {
            stage.conversations[act.conversation] = id
        }
        if let id = receipt.conversation { try await mark(in: id, on: stage) }
    }

    private func perform(_ act: StoryAct, in id: Conversation.ID, on stage: StoryStage, _ count: inout Count)
        async throws
    {
        let actor = stage.actor
        switch act.kind {
        case .mail, .form: break
        case .portal(_, let person, let text, let files):
            guard let customer = try await desk.customers.find(address: person.address) else { return }
            try await desk.conversations.ownReply(
                id, text: text, files: files.map(NewFile.init(story:)), by: customer)
            count.messages += 1
            try await mark(in: id, on: stage)
        case .reply(let place, let member, let text, let files):
            let message = try await desk.conversations.reply(
                id, with: Conversations.Reply(text: text, files: files.map(NewFile.init(story:))),
                by: actor(member))
            stage.messages[act.conversation, default: [:]][place] = message
            count.messages += 1
        case .note(let member, let text): try await desk.conversations.note(id, text: text, by: actor(member))
        case .assign(let to, let member):
            try await desk.conversations.assign(
                id, to: actor(to).rawID.map(Agent.ID.init(rawValue:)), by: actor(member))
        case .tag(let name, let member):
            try await desk.conversations.tag(id, with: name, by: actor(member))
            try await hear(name, in: id, by: actor(member), on: stage)
        case .raise(let priority, let member):
            try await desk.conversations.setPriority(
                id, to: priority == .high ? .high : .urgent, by: actor(member))
        case .wait(let wait, let member):
            try await desk.conversations.wait(id, for: Conversation.Wait(wait), by: actor(member))
        case .resolve(let member): try await desk.conversations.resolve(id, by: actor(member))
        case .confirm(let person):
            guard let customer = try await desk.customers.find(address: person.address) else { return }
            try await desk.conversations.ownResolve(id, by: customer)
            try await lookAtBoard(customer, on: stage)
        case .recover(let member): try await desk.conversations.recover(id, by: actor(member))
        case .job(let job, let member, let person):
            count.messages += try await perform(
                job,
                in: Scene(
                    conversation: id, number: act.conversation, staff: actor(member), person: person,
                    stage: stage))
        }
    }

    // MARK: What runs in the background of a real desk

    /// Works off what falls due before a moment: mail goes out, waits end, those who were asked answer.
    func outgo(until moment: Moment) async throws {
        let worker = JobWorker(desk: desk, logger: .init(label: "story"), places: 1)
        while true {
            let due = try await desk.jobs.nextDue()
            if let answer = audience.waiting.first, answer.at <= min(due ?? moment, moment) {
                try await answerNext()
                continue
            }
            guard let due, due <= moment else { break }
            clock.now = max(clock.now, due)
            if try await worker.step() == 0 { break }
            try await noteAsked()
        }
    }
}

/// The moment of the story.
final class StoryClock: Sendable {
    private let moment: Mutex<Moment>

    init(at moment: Moment) { self.moment = Mutex(moment) }

    var now: Moment {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }
}

extension NewFile {
    init(story file: StoryFile) {
        self.init(name: file.name, contentType: file.type, bytes: file.bytes)
    }
}

extension Conversation.Wait {
    fileprivate init(_ wait: StoryWait) {
        switch wait {
        case .customer: self = .customer
        case .partner: self = .partner
        case .until(let moment): self = .until(Moment(milliseconds: moment))
        }
    }
}
