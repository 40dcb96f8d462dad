import Database
import Localization

/// The shop as it is set up, and what its customers answer when they are asked.
extension ShopPlayer {
    func setUp() async throws {
        let first = try await desk.agents.addFirst(
            name: "Hanna Reed", email: Self.signIn.email, password: Self.signIn.password)
        owner = .agent(first.id, first.role)
        try await desk.settings.change(
            to: Settings.Business(name: Self.name, timeZone: "America/New_York", language: "en"), by: .system)
        let colleague = try await desk.agents.add(
            name: "Otto Rivet", email: "otto@rivet.example", role: .agent, by: .system)
        bench = .agent(colleague.id, .agent)
        let hash = await Passwords.hash(Self.signIn.password)
        _ = try await desk.database.write { db in
            try db.execute("UPDATE agents SET password_hash = \(hash) WHERE id = \(colleague.id)")
        }
        let team = try await desk.teams.add(name: "Workshop", by: .system)
        mailbox = try await desk.mailboxes.add(
            Mailboxes.Form(
                name: Self.name, address: "hello@rivet.example",
                signature: "\(Self.name), in the back yard", team: team.id), by: .system
        ).id
        var terms = Terms()
        terms.currency = "EUR"
        terms.address = "\(Self.name)\n3 Mill Lane"
        terms.bank = "\(Self.name), Harbor Bank, account 0099 4410 02"
        try await desk.settings.change(to: terms, by: owner)
        try await setUpDirection()
    }

    private func setUpDirection() async throws {
        for kind in ShopWork.allCases {
            activities[kind] = try await desk.activities.add(kind.text, by: owner)
        }
        for matter in ShopMatter.allCases {
            let range = matter.material ?? 0...0
            let low = Int64(matter.quarters.lowerBound) * Self.quarter + Int64(range.lowerBound) * 100
            let high = Int64(matter.quarters.upperBound) * Self.quarter + Int64(range.upperBound) * 100
            let id = try await desk.offerings.add(
                OfferingText(
                    name: matter.name, summary: "\(matter.time).", description: "", profile: matter.profile,
                    evidence: "As Hanna and Otto see it.", priceModel: .range, currency: "EUR",
                    price: Spread(low, (low + high) / 2, high), unit: "", taxRate: 0,
                    changes: "What is found when it is open. We ask you first.",
                    payment: "By transfer, within two weeks.",
                    scope: Scope(includes: [matter.time], excludes: [], notDone: [])), by: owner)
            try await desk.offerings.move(id, to: .offered, by: owner)
            offerings[matter] = id
        }
        try await sayCosts()
        try await desk.declarations.declare(.init(30, 60, 10), by: owner)
        try await desk.declarations.declare(.init(35, 55, 10), by: bench)
        try await host.beginSurveys(by: owner)
        for idea in [ShopIdea.quick, .parts] {
            try await desk.nameIdeas.intend(idea.rawValue, by: owner)
        }
    }

    /// Two at one bench, by how many customers the shop has; a part of the material is theirs to keep.
    private func sayCosts() async throws {
        let minutes = max(60, host.customers * 25)
        try await desk.profits.set(
            CostRate(
                from: Month(Day(clock.now, in: .utc)) - 1, cost: Money(Int64(minutes) * 70, "EUR"),
                minutes: minutes, answer: 5), by: owner)
        for (_, offering) in offerings.sorted(by: { $0.value < $1.value }) {
            try await desk.profits.set(
                OfferingCost(offering: offering, fixed: Money(0, "EUR"), material: 7_000), by: owner)
        }
    }

    /// Hanna reads what came to their minds.
    func read() async throws {
        let intended = try await desk.nameIdeas.intended(by: owner)
        for phrase in try await desk.nameIdeas.phrases(by: owner) {
            guard let idea = ShopIdea.saying(phrase.words) else { continue }
            let tie = intended.first { $0.words == idea.rawValue }.map { IdeaTie($0.id, isAgainst: false) }
            try await desk.nameIdeas.read(phrase.words, as: idea.rawValue, tie: tie, by: owner)
        }
    }

    /// What a customer answers, from the matter they were asked about.
    static func reply(to answer: StoryAudience.Answer, in db: any Connection) throws -> SurveyReply {
        let name = try Conversations.offering(of: answer.conversation, in: db)?.text.name
        let matter = ShopMatter.allCases.first { $0.name == name } ?? .repair
        var random = StoryRandom(31, UInt64(bitPattern: answer.conversation.rawValue))
        var reply = SurveyReply()
        guard !answer.isAssociation else {
            var ideas = [matter.idea]
            if random.happens(200) { ideas.append(.hidden) }
            reply.associations = ideas.map { .init(random.one(of: $0.words), favour: $0.favour, why: "") }
            return reply
        }
        func rating(_ good: Int) -> Int { random.happens(good) ? random.within(4...5) : random.within(1...3) }
        let core = rating(matter == .repair ? 780 : 880)
        reply.values = [
            "core": core, "service": rating(840), "money": rating(850), "promise": rating(820),
            SurveyContent.overall: core,
        ]
        return reply
    }
}
