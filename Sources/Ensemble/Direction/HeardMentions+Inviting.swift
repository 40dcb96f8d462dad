import Database
import Localization

/// A customer says themselves what their words are about, behind a link in a mail.
extension HeardMentions {
    /// So long after they were asked nobody asks the same customer again.
    static let rest = Span.days(30)

    /// Asks a customer by mail what their words are about.
    /// - Throws: `Fault.notFound`, `Fault.conflict` where they were asked already or lately, want to be asked nothing,
    ///   or have no address.
    public func invite(_ source: SaidText.Source, by actor: Actor) async throws {
        let agent = try actor.requireAgent()
        let now = clock()
        try await database.write { db in
            let said = try SaidText.find(source, in: db)
            let customer = try Customers.find(said.customer, in: db)
            guard try Surveys.allows(customer.id, in: db) else {
                throw Fault.conflict("This customer wants to be asked nothing.")
            }
            guard let address = customer.addresses.first(where: { $0.bouncedAt == nil })?.address else {
                throw Fault.conflict("This customer has no address that takes mail.")
            }
            let since = now - Self.rest
            let lately: Int64? = try db.value(
                """
                SELECT id FROM mention_invitations
                WHERE source = \(source.number) OR (customer = \(customer.id) AND asked_at > \(since)) LIMIT 1
                """)
            guard lately == nil else {
                throw Fault.conflict("They were asked already, for these words or within a month.")
            }
            let id = try Identifier<MentionInvitation>(rawValue: db.newID())
            try db.execute(
                """
                INSERT INTO mention_invitations (id, source_kind, source, customer, asked_by, asked_at)
                VALUES (\(id), \(source.kind), \(source.number), \(customer.id), \(agent), \(now))
                """)
            let notice = try letter(id, to: address, of: customer, said, at: now, in: db)
            try Jobs.add(.sendNotice, payload: notice, runAt: now, at: now, in: db)
            var data: [String: String] = [:]
            if case .answer(let response) = source { data["response"] = response.description }
            try Events.record(
                .mentionInvited, by: actor, conversation: said.conversation, message: source.message,
                customer: customer.id, data: data, at: now, in: db)
        }
    }

    private func letter(
        _ id: Identifier<MentionInvitation>, to address: String, of customer: Customer, _ said: SaidText,
        at now: Moment, in db: any Connection
    ) throws -> Notice {
        let business = try Settings.business(in: db)
        let r = Customers.reader(in: customer.language, of: business, at: now)
        return Notice(
            to: address, subject: r("What did you mean? \(business.name) asks"),
            text: """
                \(r("We read what you wrote on \(r.date(said.saidAt.milliseconds)) and would rather ask you than guess what mattered to you in it: what you got, how you were treated, or what it stands for."))

                \(r("Here are your own words; a click each is enough:"))

                \(baseURL)\(path(of: id))

                \(r("If you do not want to, do nothing: we will not ask about them again."))
                """)
    }

    // MARK: The link

    /// The page behind the link in the mail; nobody can make one up.
    func path(of id: Identifier<MentionInvitation>) -> String {
        "/meant/\(id)-\(seal.sign("meant \(id)"))"
    }

    /// What somebody was asked about, behind a link.
    /// - Throws: `Fault.notFound` for a link that is made up.
    public func invitation(behind link: String) async throws -> MentionInvitation {
        try await database.read { db in try invitation(behind: link, in: db) }
    }

    private func invitation(behind link: String, in db: any Connection) throws -> MentionInvitation {
        let parts = link.split(separator: "-", maxSplits: 1).map(String.init)
        guard parts.count == 2, let id = Identifier<MentionInvitation>(parts[0]),
            seal.isSigned("meant \(id)", by: parts[1]),
            let row = try db.row(
                """
                SELECT source_kind, source, customer, answered_at FROM mention_invitations WHERE id = \(id)
                """)
        else { throw Fault.notFound("This link no longer works.") }
        let (source, customer): (SaidText.Source, Customer.ID) = (
            try SaidText.Source(row: row), try row("customer")
        )
        let own = try Self.of(source, in: db).filter { $0.coder == .customer(customer) }
        return MentionInvitation(
            id: id, said: try SaidText.find(source, in: db), own: own, answeredAt: try row("answered_at"))
    }

    /// Keeps what a customer says their sentences were about; what they leave open is open.
    /// - Parameter answers: by sentence; one that is none of the text's is passed over.
    /// - Throws: `Fault.notFound`, `Fault.invalid` where nothing is said.
    public func answer(_ answers: [TextSpan: Degrees], behind link: String) async throws {
        let now = clock()
        try await database.write { db in
            let invitation = try invitation(behind: link, in: db)
            let (said, actor) = (invitation.said, Actor.customer(invitation.said.customer))
            let known = Set(invitation.sentences)
            let answers = answers.filter { known.contains($0.key) }
            guard !answers.isEmpty || !invitation.own.isEmpty else {
                throw Fault.invalid("Nothing is answered yet: please choose for one sentence at least.")
            }
            for mark in invitation.own where answers[mark.span] == nil {
                try Self.remove(mark, of: said, by: actor, at: now, in: db)
            }
            for (span, degrees) in answers.sorted(by: { $0.key.begin < $1.key.begin }) {
                try Self.mark(
                    span, of: said.source, as: degrees, .customer(said.customer), by: actor, at: now, in: db)
            }
            try db.execute(
                "UPDATE mention_invitations SET answered_at = \(now) WHERE id = \(invitation.id)")
        }
    }
}

/// What a customer was asked about.
public struct MentionInvitation: Sendable {
    public let id: Identifier<MentionInvitation>
    public let said: SaidText
    /// What they said of it.
    public let own: [Mention]
    public let answeredAt: Moment?

    /// What they are shown, and can say something of.
    var sentences: [TextSpan] {
        let text = SpannedText(said.text)
        return text.sentences().prefix(40).filter { (text.words($0)?.count ?? 0) <= 1_000 }
    }
}
