import Database
import Localization
import Mail

/// Who was asked, and what they are going to answer.
final class StoryAudience {
    struct Answer {
        let at: Moment
        /// The end of the link in the mail they got.
        let token: String
        let conversation: Conversation.ID
        let isAssociation: Bool
        let language: StoryLanguage
    }

    /// In the order of time.
    fileprivate(set) var waiting: [Answer] = []
    fileprivate var seen = SurveyAsk.ID(rawValue: 0)

    fileprivate func add(_ answer: Answer) {
        let place = waiting.firstIndex { $0.at > answer.at } ?? waiting.count
        waiting.insert(answer, at: place)
    }
}

/// The clinic asks some of its patients what it was like, and some answer,
/// by the links in their mail: from what happened to them.
extension StoryPlayer {
    /// Association first, so that the end result rests for whom it draws.
    func beginSurveys(by owner: Actor) async throws {
        let rules: [(Survey.Kind, delay: Int, share: Int)] = [(.association, 20, 25), (.endResult, 24, 60)]
        for (kind, delay, share) in rules {
            let id = try await desk.surveys.add(
                kind, rules: Survey.Rules(when: .resolved, delayHours: delay, share: share, restDays: 60),
                by: owner)
            try await desk.surveys.move(id, to: .asking, by: owner)
        }
    }

    /// Whom a question has reached since the last look; somewhat fewer than half will answer.
    func noteAsked() async throws {
        let asked = try await desk.database.read { [seen = audience.seen] db in
            try db.rows(
                """
                SELECT \(SurveyAsk.columns), surveys.kind FROM survey_asks
                JOIN surveys ON surveys.id = survey_asks.survey
                WHERE survey_asks.id > \(seen) AND survey_asks.delivered_at IS NOT NULL ORDER BY survey_asks.id
                """
            ).map { (try SurveyAsk(row: $0), try $0("kind") as Survey.Kind) }
        }
        for (ask, kind) in asked {
            audience.seen = max(audience.seen, ask.id)
            guard let conversation = ask.conversation, let address = ask.address,
                let token = try await token(to: address)
            else { continue }
            var random = StoryRandom(seed: 8, conversation)
            guard random.happens(450) else { continue }
            audience.add(
                .init(
                    at: ask.askedAt + .minutes(Int64(random.within(20...4_000))), token: token,
                    conversation: conversation, isAssociation: kind == .association,
                    language: StoryLanguage(rawValue: String(ask.language.prefix(2))) ?? .english))
        }
    }

    /// What stands in the mail that they just got.
    private func token(to address: String) async throws -> String? {
        let bytes: [UInt8]? = try await desk.database.read { db in
            try db.value(
                "SELECT bytes FROM unsent_mail WHERE recipients = \(address) ORDER BY id DESC LIMIT 1")
        }
        guard let bytes else { return nil }
        let text = try MailReader.parse(RawMail.expand(bytes, limit: Incoming.sizeLimit)).text ?? ""
        guard let start = text.range(of: "/survey/") else { return nil }
        return String(text[start.upperBound...].prefix { $0.isLetter || $0.isNumber })
    }

    /// The next in line answers.
    func answerNext() async throws {
        let answer = audience.waiting.removeFirst()
        clock.now = max(clock.now, answer.at)
        if let reply {
            let own = try await desk.database.read { db in try reply(answer, db) }
            try await desk.surveys.answer(.link(answer.token), with: own, quoting: false)
            return
        }
        let lived = try await desk.database.read { db in try Lived(in: answer.conversation, db: db) }
        var random = StoryRandom(seed: 9, answer.conversation)
        let reply =
            answer.isAssociation
            ? lived.associations(answer.language, &random) : lived.endResult(answer.language, &random)
        try await desk.surveys.answer(.link(answer.token), with: reply, quoting: random.happens(550))
    }

    // MARK: What the practice manager makes of it

    /// Says what the name is to stand for.
    func intend(_ ideas: [StoryIdea.Intended], by owner: Actor) async throws {
        for idea in ideas { try await desk.nameIdeas.intend(idea.rawValue, by: owner) }
    }

    /// Reads what patients wrote, whatever the language.
    func readWords(by owner: Actor) async throws {
        let intended = try await desk.nameIdeas.intended(by: owner)
        for phrase in try await desk.nameIdeas.phrases(by: owner) {
            guard let idea = StoryIdea.saying(phrase.words) else { continue }
            let tie = idea.tie.flatMap { tie in
                intended.first { $0.words == tie.intended.rawValue }.map {
                    IdeaTie($0.id, isAgainst: tie.isAgainst)
                }
            }
            try await desk.nameIdeas.read(phrase.words, as: idea.name, tie: tie, by: owner)
        }
    }
}

/// What a patient went through: their answers follow from it.
private struct Lived {
    /// They were billed for something.
    let isBilled: Bool
    /// With a line that nobody had announced, or they contested it.
    let isSurprised: Bool
    let isTold: Bool
    let isPromiseBroken: Bool

    init(in conversation: Conversation.ID, db: any Connection) throws {
        // The latest bill, of whatever matter: that is the one they remember.
        let row = try db.row(
            """
            SELECT told, CASE WHEN unannounced > 0
                    OR EXISTS (SELECT 1 FROM disputes WHERE disputes.invoice = invoices.id) THEN 1 ELSE 0 END AS surprise
            FROM invoices JOIN conversations ON conversations.id = invoices.conversation
            WHERE conversations.customer = (SELECT customer FROM conversations WHERE id = \(conversation))
                AND invoices.kind = 'invoice' AND invoices.issued_at IS NOT NULL
            ORDER BY invoices.issued_at DESC, invoices.id DESC LIMIT 1
            """)
        isBilled = row != nil
        isSurprised = try row?("surprise") ?? false
        isTold = try row?("told") as Int64? != nil && !isSurprised
        isPromiseBroken =
            try db.row(
                "SELECT id FROM promises WHERE conversation = \(conversation) AND state = 'broken' LIMIT 1")
            != nil
    }

    func endResult(_ language: StoryLanguage, _ random: inout StoryRandom) -> SurveyReply {
        var reply = SurveyReply()
        let core = Self.rating(good: 860, &random)
        let service = Self.rating(good: 820, &random)
        (reply.values["core"], reply.values["service"]) = (core, service)
        if isBilled {
            reply.values["money"] = Self.rating(good: isSurprised ? 140 : isTold ? 880 : 600, &random)
        }
        reply.values["promise"] = Self.rating(good: isPromiseBroken ? 150 : 800, &random)
        // Trouble with the money spoils what was good; good money delights nobody.
        let spoilt = min(0, (reply.values["money"] ?? 4) - 3)
        let served = (2 * core + service + random.within(0...2)) / 3
        reply.values[SurveyContent.overall] = min(5, max(1, served + spoilt))
        if random.happens(350) { reply.comment = comment(in: language) }
        return reply
    }

    private func comment(in language: StoryLanguage) -> String {
        if isSurprised {
            return switch language {
            case .german:
                "Die Behandlung war gut. Von dem Posten auf der Rechnung hat mir niemand etwas gesagt."
            case .spanish: "La atención fue buena. Nadie me habló de esa línea de la factura."
            case .french: "Les soins étaient bons. Personne ne m'avait parlé de cette ligne."
            case .english: "The care was good. Nobody told me about that line on the bill."
            }
        }
        if isTold {
            return switch language {
            case .german: "Ich wusste vorher, was es kostet. Danke."
            case .spanish: "Sabía lo que iba a costar antes de venir. Gracias."
            case .french: "Je savais ce que cela coûterait avant de venir. Merci."
            case .english: "I knew what it would cost before I came. Thank you."
            }
        }
        return switch language {
        case .german: "Alle waren freundlich zu mir."
        case .spanish: "Todos fueron amables conmigo."
        case .french: "Tout le monde a été gentil avec moi."
        case .english: "Everybody was kind to me."
        }
    }

    private static func rating(good: Int, _ random: inout StoryRandom) -> Int {
        random.happens(good) ? random.within(4...5) : random.within(1...3)
    }

    func associations(_ language: StoryLanguage, _ random: inout StoryRandom) -> SurveyReply {
        var ideas: [StoryIdea] = []
        if isSurprised { ideas.append(.surprise) }
        if isTold { ideas.append(.told) }
        if random.happens(750) { ideas.append(.doctors) }
        if random.happens(250) { ideas.append(.waits) }
        if random.happens(200) { ideas.append(.kind) }
        if ideas.isEmpty { ideas.append(.near) }
        return SurveyReply(
            associations: ideas.prefix(SurveyContent.mostAssociations).map { idea in
                .init(
                    random.one(of: idea.words(in: language)), favour: idea.favour, why: idea.why(in: language)
                )
            })
    }
}

extension StoryRandom {
    fileprivate init(seed: UInt64, _ conversation: Conversation.ID) {
        self.init(seed, UInt64(bitPattern: conversation.rawValue))
    }
}
