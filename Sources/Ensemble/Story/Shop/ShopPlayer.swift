import Database
import Localization
import Mail

/// Plays the repair shop's year through the real doors: from repair to advice, without anybody steering.
final class ShopPlayer {
    static let name = "Rivet & Reed"
    static let signIn = (email: "hanna@rivet.example", password: "rivet-story")

    let host: StoryPlayer
    let script: ShopScript
    var desk: Desk { host.desk }
    var clock: StoryClock { host.clock }

    var owner = Actor.system
    var bench = Actor.system
    var mailbox: Mailbox.ID?
    var offerings: [ShopMatter: Offering.ID] = [:]
    var activities: [ShopWork: Activity.ID] = [:]
    var open: [Int: Papers] = [:]
    private var count = StoryPlayer.Count()

    /// What was written in a matter.
    struct Papers {
        let conversation: Conversation.ID
        var estimate: Estimate.ID?
        var invoice: Invoice.ID?
    }

    init(_ host: StoryPlayer, _ script: ShopScript) { (self.host, self.script) = (host, script) }

    func play(audits: Int) async throws -> StoryPlayer.Count {
        try await setUp()
        for beat in script.beats {
            try await host.outgo(until: Moment(milliseconds: beat.at))
            clock.now = max(clock.now, Moment(milliseconds: beat.at))
            do {
                try await perform(beat)
            } catch let fault as Fault where fault.kind == .conflict || fault.kind == .notFound {
                count.refused.append(fault.message.english)
            }
        }
        clock.now = Moment(milliseconds: script.ending)
        try await host.outgo(until: clock.now)
        try await read()
        try await desk.catchUp()
        try await host.audit(audits, by: owner) { words in
            ShopMatter.about[words].flatMap { Degrees.presets[$0].most } ?? .none
        }
        return count
    }

    private func perform(_ beat: ShopScript.Beat) async throws {
        let matter = script.matters[beat.matter]
        var random = StoryRandom(matter.seed, UInt64(beat.step.rawValue + 1))
        if beat.step == .ask {
            open[beat.matter] = try await ask(matter, number: beat.matter, &random)
            return
        }
        guard var papers = open[beat.matter] else { return }
        switch beat.step {
        case .ask: break
        case .tell: try await tell(matter, &papers, &random)
        case .accept: try await accept(matter, papers)
        case .work: try await work(matter, papers, &random)
        case .bill: try await bill(matter, &papers)
        case .thank: try await thank(matter, papers, number: beat.matter, &random)
        case .pay: try await pay(papers)
        }
        open[beat.matter] = papers
    }

    // MARK: Words

    private func ask(_ matter: ShopScript.Matter, number: Int, _ random: inout StoryRandom) async throws
        -> Papers?
    {
        let words = said(matter.kind.asks, random.within(1...3), &random)
        let receipt = try await receive(
            "Hello,\r\n\r\n\(words)\r\n\r\n\(person(matter).name)", of: matter,
            subject: random.one(of: matter.kind.subjects), id: "shop.\(number).0@people.example")
        count.conversations += 1
        return receipt.conversation.map { Papers(conversation: $0) }
    }

    private func thank(
        _ matter: ShopScript.Matter, _ papers: Papers, number: Int, _ random: inout StoryRandom
    ) async throws {
        if random.happens(600) {
            let latest = try await desk.conversations.find(papers.conversation)
            let answered: String? = try await desk.database.read { db in
                try db.value(
                    """
                    SELECT message_id FROM messages
                    WHERE conversation = \(papers.conversation) AND author_kind = 'agent' AND kind = 'message'
                    ORDER BY id DESC LIMIT 1
                    """)
            }
            _ = try await receive(
                said(matter.kind.thanks, random.within(1...2), &random), of: matter,
                subject: "Re: \(latest.subject)", id: "shop.\(number).1@people.example", answering: answered)
        }
        try await desk.conversations.resolve(papers.conversation, by: bench)
    }

    private func said(_ sentences: [ShopMatter.Sentence], _ count: Int, _ random: inout StoryRandom) -> String
    {
        var left = sentences
        return (0..<min(count, left.count)).map { _ in left.remove(at: random.below(left.count)).words }
            .joined(separator: " ")
    }

    private func receive(
        _ text: String, of matter: ShopScript.Matter, subject: String, id: String, answering: String? = nil
    ) async throws -> Incoming.Receipt {
        guard let mailbox else { return .duplicate(nil) }
        let person = person(matter)
        var head = [
            "From: \"\(person.name)\" <\(person.address)>", "To: hello@rivet.example", "Subject: \(subject)",
            "Message-ID: <\(id)>", "Date: \(StoryCalendar.mailDate(clock.now.milliseconds))",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
        ]
        if let answering { head.append("In-Reply-To: <\(answering)>") }
        let raw = Array((head.joined(separator: "\r\n") + "\r\n\r\n" + text + "\r\n").utf8)
        let receipt = try await desk.incoming.receive(raw, at: mailbox)
        count.messages += 1
        if let conversation = receipt.conversation { try await mark(in: conversation) }
        return receipt
    }

    func person(_ matter: ShopScript.Matter) -> (name: String, address: String) {
        let names = StoryNames.english
        let first = names.first[matter.customer % names.first.count]
        let last = names.last[(matter.customer / names.first.count + matter.customer * 7) % names.last.count]
        return ("\(first) \(last)", "customer-\(matter.customer)@people.example")
    }

    /// Marks the latest that a customer wrote, as the owner reads it; a colleague codes some of it again.
    private func mark(in conversation: Conversation.ID) async throws {
        try await host.mark(in: conversation, by: owner, again: bench) { words in
            ShopMatter.about[words].map { Degrees.presets[$0] }
        }
    }
}
