import Database
import Localization

extension WorkLog {
    /// Sets up to what may be worked; `nil` lifts the limit.
    /// - Parameter why: a limit that holds is raised, weakened or lifted with a reason only, and one that
    ///   stops by an administrator.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.forbidden`, `Fault.conflict`.
    public func setLimit(
        _ limit: SpendLimit?, on conversation: Conversation.ID, because why: String? = nil, by actor: Actor
    ) async throws {
        let agent = try actor.requireAgent()
        let now = clock()
        try await database.write { db in
            let id = try Conversations.living(conversation, in: db).id
            // Who books meanwhile waits, and so does who sets it as well.
            try db.execute(
                "UPDATE spend_limits SET amount = amount WHERE \(Conversations.within("conversation", id))")
            let why = why?.oneLine.nonEmpty
            let isWeaker = try Self.mayWeaken(to: limit, on: id, because: why, by: actor, in: db)
            var data: [String: String] = [:]
            if isWeaker { data["why"] = why }
            guard let limit else {
                let theirs = try Conversations.theirs("conversation", id, in: db)
                try db.execute("DELETE FROM spend_limits WHERE \(theirs)")
                return try Events.record(.limitSet, by: actor, conversation: id, data: data, at: now, in: db)
            }
            guard limit.amount.minorUnits > 0, limit.amount.minorUnits <= CostLine.limit else {
                throw Fault.invalid("A limit is an amount above zero.")
            }
            let currency = try Settings.terms(in: db).currency
            guard limit.amount.currency == currency else {
                throw Fault.conflict("Amounts in \(limit.amount.currency) and \(currency) cannot be added.")
            }
            try db.execute(
                """
                INSERT INTO spend_limits (conversation, amount, currency, at_limit, tell_customer, set_by, set_at)
                VALUES (\(id), \(limit.amount.minorUnits), \(currency), \(limit.atLimit),
                    \(limit.tellsCustomer), \(agent), \(now))
                ON CONFLICT (conversation) DO UPDATE SET amount = excluded.amount,
                    currency = excluded.currency, at_limit = excluded.at_limit,
                    tell_customer = excluded.tell_customer, set_by = excluded.set_by, set_at = excluded.set_at
                """)
            data["amount"] = Reader(now: now.milliseconds).money(limit.amount)
            try Events.record(.limitSet, by: actor, conversation: id, data: data, at: now, in: db)
            try Self.alert(Conversations.find(id, in: db), at: now, in: db)
        }
    }

    /// Whether a limit that holds would hold less, which takes a reason, and an administrator where it stops:
    /// else it would be a way past it.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`.
    private static func mayWeaken(
        to limit: SpendLimit?, on conversation: Conversation.ID, because why: String?, by actor: Actor,
        in db: any Connection
    ) throws -> Bool {
        let balance = try balance(of: conversation, in: db)
        guard let present = balance.limit, let ceiling = balance.ceiling else { return false }
        if let limit, limit.amount.minorUnits <= ceiling.minorUnits,
            limit.atLimit == .stop || present.atLimit == .ask
        {
            return false
        }
        if present.atLimit == .stop { try actor.requireAdministrator() }
        guard why != nil else {
            throw Fault.invalid("Please say why the limit that was set is raised, weakened or lifted.")
        }
        return true
    }

    /// Says once for each level that it was passed: on the conversation, and
    /// to the customer where that was chosen, with how old the figure is.
    static func alert(_ conversation: Conversation, at now: Moment, in db: any Connection) throws {
        let balance = try balance(of: conversation.id, in: db)
        guard let limit = balance.limit, let ceiling = balance.ceiling, let percent = balance.percent else {
            return
        }
        var highest: Int?
        for level in SpendLimit.levels where percent >= level {
            let isNew = try db.execute(
                """
                INSERT INTO limit_alerts (conversation, limit_amount, level, used, at)
                VALUES (\(conversation.id), \(ceiling.minorUnits), \(level), \(balance.used.minorUnits), \(now))
                ON CONFLICT (conversation, limit_amount, level) DO NOTHING
                """)
            if isNew == 1 { highest = level }
        }
        guard let level = highest else { return }
        let r = Reader(now: now.milliseconds)
        try Events.record(
            .limitPassed, by: .system, conversation: conversation.id,
            data: [
                "level": String(level), "used": r.money(balance.used), "amount": r.money(ceiling),
                "as_of": balance.asOf.map { String($0.milliseconds) } ?? "",
            ], at: now, in: db)
        if limit.tellsCustomer { try tell(conversation, level, balance, ceiling, at: now, in: db) }
        if level == 100 { try Conversations.reopen(conversation, by: .system, as: nil, at: now, in: db) }
    }

    private static func tell(
        _ conversation: Conversation, _ level: Int, _ balance: WorkBalance, _ ceiling: Money, at now: Moment,
        in db: any Connection
    ) throws {
        let customer = try Customers.find(conversation.customer, in: db)
        guard let address = customer.addresses.first?.address else { return }
        let r = try Customers.reader(for: conversation.customer, at: now, in: db)
        let used = r.money(balance.used)
        let asOf = r.dateTime((balance.asOf ?? now).milliseconds)
        let subject = conversation.subject
        let text =
            level == 100
            ? r(
                "“\(subject)”: \(used) of \(r.money(ceiling)) are used up, as of \(asOf). We ask you before we go on."
            )
            : r(
                "“\(subject)”: \(used) of \(r.money(ceiling)) are used, as of \(asOf). That is \(level) percent or more."
            )
        try Jobs.add(
            .sendNotice, key: nil,
            payload: Notice(to: address, subject: r("How much is used: \(subject)"), text: text), runAt: now,
            at: now, in: db)
    }

    // MARK: The timer

    /// Starts an agent's timer on a conversation; one that runs elsewhere is booked first.
    /// - Throws: `Fault.notFound`.
    public func startTimer(on conversation: Conversation.ID, by actor: Actor) async throws {
        let agent = try actor.requireAgent()
        let now = clock()
        try await database.write { db in
            let id = try Conversations.living(conversation, in: db).id
            try db.execute(
                """
                INSERT INTO work_timers (agent, conversation, started_at) VALUES (\(agent), \(id), \(now))
                ON CONFLICT (agent) DO NOTHING
                """)
            let running: Conversation.ID? = try db.value(
                "SELECT conversation FROM work_timers WHERE agent = \(agent)")
            guard let running, try Conversations.living(running, in: db).id == id else {
                throw Fault.conflict("Your timer runs on another conversation: stop it there first.")
            }
        }
    }

    /// Stops an agent's timer and books what it ran, at least a minute.
    /// - Throws: `Fault.notFound`, `Fault.conflict` past the limit; the timer runs on then.
    public func stopTimer(
        _ text: String, price: Int64, taxRate: Int, isBillable: Bool, isShown: Bool = false,
        override: String? = nil, activity: Activity.ID? = nil, by actor: Actor
    ) async throws -> Conversation.ID {
        let agent = try actor.requireAgent()
        let now = clock()
        return try await database.write { db in
            guard
                let row = try db.row(
                    "SELECT conversation, started_at FROM work_timers WHERE agent = \(agent)")
            else { throw Fault.notFound("Your timer does not run.") }
            let conversation: Conversation.ID = try row("conversation")
            let started: Moment = try row("started_at")
            let minutes = max(1, ((now - started).milliseconds + 30_000) / 60_000)
            let zone = Zone.named(try Settings.business(in: db).timeZone) ?? .utc
            let work = WorkEntry.Work(
                .time, text, on: Day(now, in: zone), quantity: (minutes * 1_000 + 30) / 60, price: price,
                taxRate: taxRate, isBillable: isBillable, isShown: isShown, activity: activity)
            _ = try Self.book(work, on: conversation, override: override, by: actor, at: now, in: db)
            try db.execute("DELETE FROM work_timers WHERE agent = \(agent)")
            return try Conversations.living(conversation, in: db).id
        }
    }

    /// Throws away what an agent's timer ran on a conversation: nothing is booked.
    /// - Throws: `Fault.notFound` where it does not run there.
    public func discardTimer(on conversation: Conversation.ID, by actor: Actor) async throws {
        let agent = try actor.requireAgent()
        try await database.write { db in
            let id = try Conversations.living(conversation, in: db).id
            let gone = try db.execute(
                """
                DELETE FROM work_timers
                WHERE agent = \(agent) AND \(Conversations.within("conversation", id))
                """)
            guard gone == 1 else { throw Fault.notFound("Your timer does not run.") }
        }
    }

    /// Since when an agent's timer runs on a conversation.
    static func timer(of agent: Agent.ID, on conversation: Conversation.ID, in db: any Connection) throws
        -> Moment?
    {
        try db.value(
            """
            SELECT started_at FROM work_timers
            WHERE agent = \(agent) AND \(Conversations.within("conversation", conversation))
            """)
    }
}
