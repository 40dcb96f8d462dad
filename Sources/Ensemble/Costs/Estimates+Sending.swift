import Database
import Localization

extension Estimates {
    /// Sends an estimate to the customer as a message of the conversation:
    /// the words, what it comes to, and the link to its page. From then on
    /// it stays as it is; earlier versions give way to it.
    /// - Parameters:
    ///   - words: what the agent says to it; may be empty.
    ///   - atOnce: without the time in which it can be taken back.
    /// - Throws: `Fault.notFound`, `Fault.invalid`, `Fault.conflict`.
    @discardableResult
    public func send(_ id: Estimate.ID, words: String = "", atOnce: Bool = false, by actor: Actor)
        async throws -> Message.ID
    {
        let now = clock()
        return try await database.write { [seal] db in
            let draft = try Self.editable(id, in: db)
            let conversation = try Conversations.living(draft.conversation, in: db)
            let r = try Customers.reader(for: conversation.customer, at: now, in: db)
            try draft.content.checkBeforeSending(today: r.thisDay)
            try EstimateVersions.of(draft.number, in: db).checkSending(id)
            try Self.checkTheirs(draft, in: conversation, db: db)
            var reply = Conversations.Reply(
                text: letter(draft, words, r),
                recipients: try Conversations.customerAlone(in: conversation, in: db), atOnce: atOnce)
            reply.leavesDraft = true
            let message = try Conversations.reply(
                conversation.id, with: reply, by: actor, seal: seal, at: now, in: db)
            let with = try SentWith(draft.content.lines, in: conversation.id, db: db)
            try db.execute(
                """
                UPDATE estimates SET message = \(message), sent_with = \(JSON.text(with)),
                    fingerprint = \(draft.content.fingerprint(with: with)), changed_at = \(now)
                WHERE id = \(id)
                """)
            try Events.record(
                .estimateSent, by: actor, conversation: conversation.id, message: message,
                data: draft.facts(r), at: now, in: db)
            return message
        }
    }

    /// What was written for one customer is not made over to another, whose matter it was merged with.
    /// - Throws: `Fault.conflict`.
    private static func checkTheirs(_ estimate: Estimate, in living: Conversation, db: any Connection) throws
    {
        guard try Conversations.find(estimate.conversation, in: db).customer == living.customer else {
            throw Fault.conflict(
                "This was written for somebody else, whose matter was joined with this one. Please write it anew."
            )
        }
    }

    /// What the customer reads in the mail.
    private func letter(_ estimate: Estimate, _ words: String, _ r: Reader) -> String {
        let cost = CostWords(estimate).sentence(r)
        var text = words.trimmed.isEmpty ? "" : words.trimmed + "\n\n"
        text += "**\(estimate.heading(r))**\n\n\(cost)"
        if let day = estimate.content.validUntil { text += "\n" + r("Valid until \(r.date(day)).") }
        text += "\n\n" + r("Read it whole, accept or decline it, or ask about it, without signing in:")
        return text + "\n\n<\(baseURL)\(path(of: estimate.id))>"
    }

    // MARK: The link

    /// The unguessable address of the customer's page.
    func path(of id: Estimate.ID) -> String { Self.path(of: id, seal: seal) }

    static func path(of id: Estimate.ID, seal: Seal) -> String {
        "/told/\(id)-\(seal.sign("estimate \(id)"))"
    }

    /// The estimate behind a link.
    /// - Throws: `Fault.notFound` for a link that is made up, or whose estimate has not been sent:
    ///   while its mail can be taken back nobody has it.
    func behind(_ link: String, in db: any Connection) throws -> Estimate {
        let nothing = Fault.notFound("There is nothing behind this link. Please look at your mail again.")
        let parts = link.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let id = Estimate.ID(String(parts[0])),
            seal.isSigned("estimate \(id)", by: String(parts[1]))
        else { throw nothing }
        // What was thrown away, or taken back before it went, is nothing to a stranger.
        guard
            let row = try db.row(
                """
                SELECT \(Estimate.columns) FROM estimates
                WHERE id = \(id) AND message IS NOT NULL AND NOT \(Conversations.isUndoable("estimates.message"))
                """)
        else { throw nothing }
        return try Estimate(row: row, lines: Self.lines(of: id, in: db))
    }

    // MARK: What becomes of the message

    /// The mail server has taken a message: an estimate in it is delivered now, and older versions give way.
    static func noteSent(_ message: Message.ID, at now: Moment, in db: any Connection) throws {
        let id: Estimate.ID? = try db.value(
            "SELECT id FROM estimates WHERE message = \(message) AND state = \(EstimateState.drafted)")
        if let id { try deliver(id, at: now, in: db) }
    }

    static func deliver(_ id: Estimate.ID, at now: Moment, in db: any Connection) throws {
        guard
            let row = try db.row(
                """
                SELECT number, conversation FROM estimates
                WHERE id = \(id) AND state = \(EstimateState.drafted) AND message IS NOT NULL
                """)
        else { return }
        let before = try EstimateVersions.of(row("number"), in: db)
        var versions = before
        versions.deliver(id)
        for (old, new) in zip(before.all, versions.all) where old != new {
            try db.execute(
                """
                UPDATE estimates SET state = \(new.state), superseded_by = \(new.gaveWayTo), changed_at = \(now),
                    delivered_at = COALESCE(delivered_at, \(new.id == id ? now : nil as Moment?))
                WHERE id = \(new.id)
                """)
        }
        // What gave way to another on its way need not be told any more.
        guard versions[id]?.state == .delivered else {
            return try Tells.forgetRevision(id, at: now, in: db)
        }
        try Tells.noteTold(by: id, in: row("conversation"), at: now, in: db)
        try Self.setTimers(id, at: now, in: db)
    }

    /// A message was taken back before it went: the estimate in it is a draft again.
    /// - Throws: `Fault.conflict` where it was answered on the phone meanwhile.
    static func noteUndone(_ message: Message.ID, in db: any Connection) throws {
        let answered: Estimate.ID? = try db.value(
            "SELECT id FROM estimates WHERE message = \(message) AND state <> \(EstimateState.drafted)")
        guard answered == nil else {
            throw Fault.conflict("They have answered this already: it can’t be taken back.")
        }
        try db.execute(
            """
            UPDATE estimates SET message = NULL, fingerprint = NULL, sent_with = NULL
            WHERE message = \(message) AND state = \(EstimateState.drafted)
            """)
    }

    /// All versions, oldest first, without their lines.
    static func versions(of number: Int, in db: any Connection) throws -> [Estimate] {
        try db.rows(
            "SELECT \(Estimate.columns) FROM estimates WHERE number = \(number) ORDER BY version LIMIT 200"
        ).map { try Estimate(row: $0) }
    }

    /// Begins the next version of what was sent, to be changed and sent in its place.
    /// - Throws: `Fault.notFound`, `Fault.conflict` where it was accepted, a newer version exists, or its matter
    ///   was merged with another customer's.
    public func revise(_ id: Estimate.ID, by actor: Actor) async throws -> Estimate.ID {
        let now = clock()
        return try await database.write { db in
            let old = try Self.find(id, in: db)
            guard !old.isEditable else { throw Fault.conflict("It has not been sent yet: just change it.") }
            if old.state == .accepted { _ = try old.state.after(.supersede) }
            let newest = try Self.versions(of: old.number, in: db).last
            guard newest?.id == id else { throw Fault.conflict("There is a newer version already.") }
            let living = try Conversations.living(old.conversation, in: db)
            try Self.checkTheirs(old, in: living, db: db)
            var content = old.content
            let r = try Customers.reader(for: living.customer, at: now, in: db)
            if let day = content.validUntil, day < r.thisDay {
                content.validUntil = r.thisDay + (try Settings.terms(in: db).validDays)
            }
            return try Self.add(
                content, to: living.id, changing: old.base,
                number: (old.number, version: old.version + 1), by: actor, at: now, in: db)
        }
    }
}

extension EstimateContent {
    /// SHA-256 of all that it says, and of what stands beside it, by which the accepted version is known for
    /// good: of its JSON, a line feed, and the JSON of the other.
    func fingerprint(with sent: SentWith) -> String {
        Digest.sha256(JSON.text(EstimateJSON(self)) + "\n" + JSON.text(sent))
    }
}

extension Estimate {
    /// `Estimate 12: Crown, upper left`.
    func heading(_ r: Reader) -> String {
        "\(kind.name(for: r)) \(reference): \(content.title.oneLine)"
    }

    /// What its events say of it.
    func facts(_ r: Reader) -> [String: String] {
        [
            "kind": kind.rawValue, "number": reference, "id": id.description,
            "amount": r.money(money(gross.likely)), "version": String(version),
        ]
    }
}
