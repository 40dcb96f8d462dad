import Database
import Localization

/// Whoever is not signed in votes by a link in a mail, once. Nobody's post
/// box is filled by a stranger, and one person with many suffixes is one.
extension Ideas {
    static let linkLife = Span.days(2)
    /// Mails to one post box in a day, whatever the idea.
    static let linksADay = 4

    /// Mails a link by which a vote is given. What comes of it is not told:
    /// a post box that has had its mails gets no more of them, without a word.
    /// - Throws: `Fault.invalid`, `Fault.notFound`, `Fault.signInNeeded`, `Fault.conflict`.
    public func sendLink(for id: Idea.ID, to address: String, in reader: Reader) async throws {
        let address = try EmailAddress.check(address)
        let now = clock()
        let token = randomness.token()
        try await database.write { db in
            let idea = try Self.seen(id, by: .nobody, in: db)
            guard idea.takesVotes else {
                throw Fault.conflict("This is decided: votes are no longer counted.")
            }
            try mailLink(token, for: idea, to: address, reader, at: now, in: db)
        }
    }

    func mailLink(
        _ token: String, for idea: Idea, to address: String, _ reader: Reader, at now: Moment,
        in db: any Connection
    ) throws {
        let ballot = Self.ballot(address)
        try db.execute("DELETE FROM idea_links WHERE expires_at < \(now - .days(7))")
        let made: Int =
            try db.value(
                "SELECT COUNT(*) FROM idea_links WHERE ballot = \(ballot) AND made_at > \(now - .days(1))")
            ?? 0
        guard made < Self.linksADay else { return }
        try db.execute(
            """
            INSERT INTO idea_links (token_hash, idea, address, ballot, language, made_at, expires_at)
            VALUES (\(Digest.sha256(token)), \(idea.id), \(address), \(ballot), \(reader.language.tag), \(now),
                \(now + Self.linkLife))
            """)
        let business = try Settings.business(in: db).name
        let notice = Notice(
            to: address, subject: reader("Your vote at \(business)"),
            text: """
                \(reader("Somebody, probably you, wants to vote for this:"))

                \(idea.need)

                \(reader("Here you say so, with one button:"))

                \(baseURL)\(Self.linkPath(token))

                \(reader("It works once and for two days. If it was not you, you need not do anything."))
                """)
        try Jobs.add(.sendNotice, payload: notice, runAt: now, at: now, in: db)
    }

    /// The page behind a link.
    static func linkPath(_ token: String) -> String { "/idea-vote/\(token)" }

    /// The address without what many post boxes let one add at will.
    static func ballot(_ address: String) -> String {
        let parts = address.folded.split(separator: "@", maxSplits: 1)
        guard parts.count == 2, let name = parts[0].split(separator: "+").first else { return address.folded }
        return "\(name)@\(parts[1])"
    }

    /// For what a link votes; looking uses nothing up.
    /// - Returns: `nil` where it was used, is too old or made up: which, is not told.
    public func look(behind token: String) async throws -> Idea? {
        let now = clock()
        return try await database.read { db in
            let id: Idea.ID? = try db.value(
                """
                SELECT idea FROM idea_links
                WHERE token_hash = \(Digest.sha256(token)) AND used_at IS NULL AND expires_at > \(now)
                """)
            return try id.map { try Self.living($0, in: db) }
        }
    }

    /// Votes by a link, and uses it up.
    /// - Returns: the idea as it stands then.
    /// - Throws: `Fault.notFound` for a link that no longer works, `Fault.conflict` where it is decided.
    public func vote(by token: String) async throws -> Idea {
        let now = clock()
        return try await database.write { db in
            let row = try db.row(
                """
                UPDATE idea_links SET used_at = \(now)
                WHERE token_hash = \(Digest.sha256(token)) AND used_at IS NULL AND expires_at > \(now)
                RETURNING idea, address, ballot, language
                """)
            guard let row else { throw Fault.notFound("This link no longer works.") }
            let idea = try Self.living(row("idea"), in: db)
            let customer = try Customers.meet(
                address: row("address"), name: nil, language: try row("language"), at: now, in: db)
            if case .customer(customer) = idea.author {
                try db.execute("UPDATE ideas SET is_proven = 1 WHERE id = \(idea.id)")
            }
            try Self.cast(
                Ballot(customer: customer, source: .link, ballot: try row("ballot"), by: .customer(customer)),
                for: idea, at: now, in: db)
            try Self.follow(idea.id, customer, at: now, in: db)
            return try Self.find(idea.id, in: db)
        }
    }
}
