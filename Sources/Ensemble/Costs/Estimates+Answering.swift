import Database
import Localization

/// What a customer makes of what they were told: accept, decline, ask.
extension Estimates {
    /// Who answers, and from where.
    public struct Answering: Sendable {
        /// The name typed, which is the record.
        public var name: String
        /// The address of the browser.
        public var address: String?
        public var channel: Estimate.Answer.Channel
        /// Who heard it by phone.
        public var agent: Agent.ID?
        /// Why it is declined; what was said by phone.
        public var words: String
        public var plan: Int?

        public init(
            name: String, address: String? = nil, channel: Estimate.Answer.Channel = .link,
            agent: Agent.ID? = nil, words: String = "", plan: Int? = nil
        ) {
            self.name = name.oneLine
            self.address = address
            self.channel = channel
            self.agent = agent
            self.words = words.trimmed
            self.plan = plan
        }

        /// - Throws: `Fault.invalid`.
        func check(_ estimate: Estimate) throws(Fault) {
            guard !name.isEmpty, name.count <= 200 else {
                throw .invalid("Please type your name: it says who decided this.")
            }
            guard words.count <= 5_000 else { throw .invalid("That is more than 5,000 characters.") }
            guard plan.map(estimate.content.plans.indices.contains) ?? true else {
                throw .invalid("Please choose one of the ways to pay that are offered.")
            }
        }
    }

    /// Accepts what was told. Of two who accept at once, one does.
    /// - Parameter version: the fingerprint of what the person had before
    ///   them, where they had a page; anything else is refused.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict`.
    public func accept(behind link: String, version: String? = nil, _ answering: Answering) async throws
        -> Estimate
    {
        try await answer(link, .accept, version: version, answering)
    }

    /// Declines what was told, with the reason if there is one.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict`.
    public func decline(behind link: String, _ answering: Answering) async throws -> Estimate {
        try await answer(link, .decline, version: nil, answering)
    }

    private func answer(
        _ link: String, _ move: EstimateState.Move, version: String?, _ answering: Answering
    ) async throws -> Estimate {
        let now = clock()
        return try await database.write { db in
            let estimate = try behind(link, in: db)
            guard version == nil || version == estimate.fingerprint else {
                throw Fault.conflict("This page shows another version. Please load it again.")
            }
            let customer = try Conversations.find(estimate.conversation, in: db).customer
            return try answer(estimate, move, answering, by: .customer(customer), at: now, in: db)
        }
    }

    /// Records what was heard by phone, in the name of who said it.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict`.
    @discardableResult
    public func record(
        _ isAccepted: Bool, of id: Estimate.ID, name: String, words: String = "", plan: Int? = nil,
        by actor: Actor
    ) async throws -> Estimate {
        let agent = try actor.requireAgent()
        let now = clock()
        let answering = Answering(name: name, channel: .phone, agent: agent, words: words, plan: plan)
        return try await database.write { db in
            let estimate = try Self.find(id, in: db)
            return try answer(
                estimate, isAccepted ? .accept : .decline, answering, by: actor, at: now, in: db)
        }
    }

    private func answer(
        _ estimate: Estimate, _ move: EstimateState.Move, _ answering: Answering, by actor: Actor,
        at now: Moment, in db: any Connection
    ) throws -> Estimate {
        try answering.check(estimate)
        _ = try Self.theirs(estimate, in: db)
        var estimate = estimate
        // Whoever has the link has the mail: the post was only slower in saying so.
        if estimate.isOnItsWay {
            try Self.deliver(estimate.id, at: now, in: db)
            estimate = try Self.find(estimate.id, in: db)
        }
        try EstimateVersions.of(estimate.number, in: db).checkHolds(estimate.id)
        let state = try estimate.state(at: now, in: db).after(move)
        let changed = try db.execute(
            """
            UPDATE estimates SET state = \(state), answered_at = \(now), answer_name = \(answering.name),
                answer_address = \(answering.address), answer_channel = \(answering.channel),
                answer_agent = \(answering.agent), answer_words = \(answering.words),
                answer_plan = \(state == .accepted ? answering.plan : nil),
                acknowledged_at = COALESCE(acknowledged_at, \(now)), changed_at = \(now)
            WHERE id = \(estimate.id) AND state IN \(list: [EstimateState.delivered, .acknowledged])
            """)
        guard changed == 1 else {
            _ = try Self.find(estimate.id, in: db).state.after(move)
            throw Fault.conflict("Somebody has just answered this. Please load the page again.")
        }
        let answered = try Self.find(estimate.id, in: db)
        try follow(answered, by: actor, at: now, in: db)
        return answered
    }

    /// What follows an answer: the timers go, the history says it, and it is our move.
    private func follow(_ estimate: Estimate, by actor: Actor, at now: Moment, in db: any Connection) throws {
        try Self.clearTimers(estimate.id, at: now, in: db)
        let conversation = try Conversations.living(estimate.conversation, in: db)
        let business = try Settings.business(in: db)
        let r = Reader(
            language: Translations.languages.language(business.language) ?? .english, now: now.milliseconds)
        var facts = estimate.facts(r)
        facts["by"] = estimate.answer?.name
        facts["channel"] = estimate.answer?.channel.rawValue
        if let why = estimate.answer?.words.nonEmpty { facts["why"] = why.oneLine.shortened(to: 300) }
        let isAccepted = estimate.state == .accepted
        try Events.record(
            isAccepted ? .estimateAccepted : .estimateDeclined, by: actor, conversation: conversation.id,
            customer: conversation.customer, data: facts, at: now, in: db)
        try Conversations.reopen(
            conversation, by: actor, as: conversation.isResolved ? .reopened : nil, because: .answered,
            at: now,
            in: db)
        guard isAccepted else { return }
        let outside = Plans.Outside(seal: seal, languages: Translations.languages, baseURL: baseURL)
        try Acceptance.follow(estimate, by: actor, at: now, outside: outside, in: db)
    }

    /// Asks something about an estimate: a message of the customer in its conversation, which is our move then.
    /// - Throws: `Fault.notFound`, `Fault.invalid`.
    @discardableResult
    public func ask(behind link: String, _ text: String, through conversations: Conversations) async throws
        -> Message.ID
    {
        try Conversations.checkText(text)
        let now = clock()
        let (conversation, customer, facts) = try await database.write { db in
            let estimate = try behind(link, in: db)
            let living = try Self.theirs(estimate, in: db)
            try Self.acknowledge(estimate, at: now, in: db)
            let facts = [
                "estimate": estimate.id.description, "kind": estimate.kind.rawValue,
                "number": estimate.reference,
            ]
            return (living.id, living.customer, facts)
        }
        return try await conversations.ownReply(conversation, text: text, about: facts, by: customer)
    }

    /// The conversation in which a customer's answer counts.
    /// - Throws: `Fault.conflict` where it has become another customer's: nobody's yes is recorded as theirs.
    static func theirs(_ estimate: Estimate, in db: any Connection) throws -> Conversation {
        let living = try Conversations.living(estimate.conversation, in: db)
        guard try Conversations.find(estimate.conversation, in: db).customer == living.customer else {
            throw Fault.conflict(
                "This matter was joined with somebody else’s. Please write to us: we tell you the cost anew.")
        }
        return living
    }

    // MARK: Seen

    /// What the customer's page shows; looking at it is noted, unless the team looks.
    /// - Throws: `Fault.notFound`.
    public func look(behind link: String, isCustomer: Bool) async throws -> Told {
        let now = clock()
        let told = try await database.read { db in try Told(behind(link, in: db), at: now, seal: seal, in: db)
        }
        guard isCustomer, told.estimate.seenAt == nil else { return told }
        return try await database.write { db in
            let estimate = try behind(link, in: db)
            if estimate.isOnItsWay { try Self.deliver(estimate.id, at: now, in: db) }
            try db.execute(
                "UPDATE estimates SET seen_at = \(now) WHERE id = \(estimate.id) AND seen_at IS NULL")
            try Self.acknowledge(Self.find(estimate.id, in: db), at: now, in: db)
            return try Told(Self.find(estimate.id, in: db), at: now, seal: seal, in: db)
        }
    }

    static func acknowledge(_ estimate: Estimate, at now: Moment, in db: any Connection) throws {
        let state = try estimate.state.after(.acknowledge)
        guard state != estimate.state else { return }
        try db.execute(
            """
            UPDATE estimates SET state = \(state), acknowledged_at = \(now), changed_at = \(now)
            WHERE id = \(estimate.id) AND state = \(estimate.state)
            """)
        try Events.record(
            .estimateSeen, by: .system, conversation: estimate.conversation,
            data: ["kind": estimate.kind.rawValue, "number": estimate.reference], at: now, in: db)
    }
}

extension Estimate {
    /// The state, also where its last day is over and the timer has not come round yet.
    func state(at now: Moment, in db: any Connection) throws -> EstimateState {
        guard state.isOpen, let day = content.validUntil else { return state }
        let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
        return day.end(in: zone) <= now ? try state.after(.expire) : state
    }
}
