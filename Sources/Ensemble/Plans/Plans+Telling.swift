import Database
import Localization

/// The plan is sent: to the customer as a message of the conversation, to a
/// partner as a letter with a link of their own.
extension Plans {
    /// Sends the customer their plan, and nobody else, as an answer in the
    /// conversation that can be taken back like any other. From then on they
    /// are told of their steps as it becomes their move.
    /// - Parameters:
    ///   - text: what is written above the link.
    ///   - atOnce: without the time in which it can be taken back.
    /// - Throws: `Fault.notFound`, `Fault.conflict` for a plan without anything in it that they see, `Fault.invalid`.
    @discardableResult
    public func send(_ id: Plan.ID, text: String, atOnce: Bool = false, by actor: Actor) async throws
        -> Message.ID
    {
        let agent = try actor.requireAgent()
        let now = clock()
        return try await database.write { [seal] db in
            let plan = try Self.find(id, in: db)
            try Self.requireGoing(plan)
            guard plan.steps.contains(where: \.isShown) else {
                throw Fault.conflict("There is nothing in this plan yet that the customer sees.")
            }
            let conversation = try Conversations.living(plan.conversation, in: db)
            var reply = Conversations.Reply(
                text: "\(text.trimmed)\n\n\(PlanLink.address(of: plan, desk))",
                recipients: try Conversations.customerAlone(in: conversation, in: db), then: .open,
                atOnce: atOnce)
            reply.leavesDraft = true
            if !atOnce,
                let known = try Conversations.justWritten(
                    reply, by: agent, in: conversation.id, at: now, db: db)
            {
                return known
            }
            let message = try Conversations.reply(
                conversation.id, with: reply, by: actor, seal: seal, at: now, in: db)
            if plan.toldAt == nil {
                try db.execute("UPDATE plans SET told_at = \(now), told_with = \(message) WHERE id = \(id)")
            }
            try Self.markTold(plan.ready.filter { $0.owner == .customer }, at: now, in: db)
            try Events.record(
                .planSent, by: actor, conversation: plan.conversation, data: ["name": plan.name], at: now,
                in: db)
            try Self.settle(id, by: actor, at: now, outside: desk, in: db)
            return message
        }
    }

    /// Makes the customer's link anew; the old one opens nothing any more.
    /// - Throws: `Fault.notFound`.
    public func renewLink(of id: Plan.ID, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            let plan = try Self.find(id, in: db)
            try db.execute("UPDATE plans SET round = round + 1 WHERE id = \(id)")
            try Events.record(
                .planLinkRenewed, by: actor, conversation: plan.conversation, data: ["name": plan.name],
                at: now,
                in: db)
        }
    }

    /// Hands a partner their part: a letter with the link, now and whenever it becomes their move.
    /// - Throws: `Fault.notFound`, `Fault.conflict` when the referral has ended or nothing is theirs to do.
    public func handOver(to partner: Plan.Partner.ID, of id: Plan.ID, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            let plan = try Self.find(id, in: db)
            try Self.requireGoing(plan)
            guard let partner = plan.partner(partner) else {
                throw Fault.notFound("There is no such partner.")
            }
            guard partner.endedAt == nil else { throw Fault.conflict("The work of this partner has ended.") }
            let theirs = plan.steps.filter { $0.owner == .partner(partner.id) && $0.state == .todo }
            guard !theirs.isEmpty else { throw Fault.conflict("Nothing in this plan is theirs to do.") }
            try db.execute("UPDATE plan_partners SET told_at = \(now) WHERE id = \(partner.id)")
            try Self.tellPartner(partner, plan, theirs, at: now, outside: desk, in: db)
            try Self.markTold(theirs.filter(plan.isReady), at: now, in: db)
            try Events.record(
                .partnerTold, by: actor, conversation: plan.conversation,
                data: ["name": partner.name, "plan": plan.name], at: now, in: db)
            try Self.settle(id, by: actor, at: now, outside: desk, in: db)
        }
    }

    /// Ends a referral: the partner's link opens nothing any more, and what is left of their steps is ours.
    /// - Throws: `Fault.notFound`.
    public func endReferral(to partner: Plan.Partner.ID, of id: Plan.ID, by actor: Actor) async throws {
        try actor.requireStaff()
        let now = clock()
        try await database.write { db in
            let plan = try Self.find(id, in: db)
            guard let partner = plan.partner(partner) else {
                throw Fault.notFound("There is no such partner.")
            }
            guard partner.endedAt == nil else { return }
            try db.execute("UPDATE plan_partners SET ended_at = \(now) WHERE id = \(partner.id)")
            try db.execute(
                """
                UPDATE plan_steps SET owner = 'us', partner = NULL, told_at = NULL
                WHERE partner = \(partner.id) AND state = 'todo'
                """)
            try Events.record(
                .referralEnded, by: actor, conversation: plan.conversation,
                data: ["name": partner.name, "plan": plan.name], at: now, in: db)
            try Self.settle(id, by: actor, at: now, outside: desk, in: db)
        }
    }

    /// Whether the customer has a plan: it was sent, and its letter can't be taken back any more.
    static let isTold: SQL = "told_at IS NOT NULL AND NOT \(Conversations.isUndoable("plans.told_with"))"

    /// Before a conversation becomes another customer's: the links to its plans open nothing any more, the
    /// other one has not been told of them, what holds anything of the first one's is over, and nothing
    /// begins anew by itself.
    static func forget(in conversation: Conversation.ID, by actor: Actor, at now: Moment, db: any Connection)
        throws
    {
        let held: [Plan.ID] = try db.rows(
            """
            SELECT id FROM plans WHERE conversation = \(conversation) AND ended_at IS NULL AND \(holdsTheirs)
            ORDER BY id
            """
        ).map { try $0("id") }
        for id in held { try end(find(id, in: db), .stopped, by: actor, at: now, in: db) }
        try stopRepeating(in: conversation, by: actor, at: now, db: db)
        try db.execute(
            """
            UPDATE plan_steps SET told_at = NULL WHERE owner = 'customer' AND state = 'todo'
                AND plan IN (SELECT id FROM plans WHERE conversation = \(conversation))
            """)
        try db.execute(
            """
            UPDATE plans SET round = round + 1, told_at = NULL, told_with = NULL
            WHERE conversation = \(conversation)
            """)
    }

    /// Whether something of the customer's stands in a plan: answers, files, words, what they did.
    private static let holdsTheirs: SQL = """
        EXISTS (SELECT 1 FROM plan_steps WHERE plan_steps.plan = plans.id
            AND (plan_steps.answers <> '[]' OR plan_steps.returned IS NOT NULL OR plan_steps.mends = 1
                OR (plan_steps.owner = 'customer' AND plan_steps.state = 'done')
                OR EXISTS (SELECT 1 FROM plan_step_files WHERE plan_step_files.step = plan_steps.id)))
        """

    /// The answer with which a plan was sent is taken back: nobody was told.
    static func takeBack(_ message: Message.ID, in db: any Connection) throws {
        let plan: Plan.ID? = try db.value(
            "UPDATE plans SET told_at = NULL, told_with = NULL WHERE told_with = \(message) RETURNING id")
        guard let plan else { return }
        try db.execute("UPDATE plan_steps SET told_at = NULL WHERE plan = \(plan) AND owner = 'customer'")
    }
}
