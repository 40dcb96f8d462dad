import Database
import Localization

/// A signed-in browser.
public struct Session: Equatable, Sendable {
    public enum Who: Equatable, Sendable {
        case agent(Agent)
        case customer(Customer.ID)
    }

    /// Names the session without giving its secret away.
    public let tokenHash: String
    public let who: Who
    /// Of a customer: what they read, and where they live, as far as it is known.
    var ownLanguage: String?
    var ownZone: String?
    public let createdAt: Moment
    public let seenAt: Moment
    public let address: String
    public let browser: String
}

/// Who is signed in where. The cookie is a random word; the database holds
/// only its hash, and a session can be ended from another browser.
public struct Sessions: Sendable {
    let database: any Database
    let clock: Clock
    let randomness: Randomness

    /// Agents stay signed in for two weeks after their last visit, customers for a quarter of a year.
    static let agentLife = Span.days(14)
    static let customerLife = Span.days(90)
    /// A visit is noted at most this often, so that reading pages writes nothing.
    static let visitNoted = Span.minutes(2)

    /// Starts a session for an agent.
    /// - Returns: the word for the cookie.
    public func start(agent: Agent.ID, address: String, browser: String) async throws -> String {
        try await start(agent: agent, customer: nil, life: Self.agentLife, address: address, browser: browser)
    }

    /// Starts a session for a customer.
    /// - Returns: the word for the cookie.
    public func start(customer: Customer.ID, address: String, browser: String) async throws -> String {
        try await start(
            agent: nil, customer: customer, life: Self.customerLife, address: address, browser: browser)
    }

    private func start(
        agent: Agent.ID?, customer: Customer.ID?, life: Span, address: String, browser: String
    ) async throws -> String {
        let token = randomness.token()
        let now = clock()
        try await database.write { db in
            try db.execute("DELETE FROM sessions WHERE expires_at < \(now)")
            try db.execute(
                """
                INSERT INTO sessions (token_hash, agent, customer, created_at, seen_at, expires_at, address, browser)
                VALUES (\(Digest.sha256(token)), \(agent), \(customer), \(now), \(now), \(now + life),
                    \(address.shortened(to: 100)), \(browser.oneLine.shortened(to: 200)))
                """)
        }
        return token
    }

    /// The session behind a cookie, `nil` when it has ended or its agent is shut out.
    public func find(_ token: String) async throws -> Session? {
        let hash = Digest.sha256(token)
        let now = clock()
        let session = try await database.read { db in try Self.find(hash, at: now, in: db) }
        if let session, now - session.seenAt > Self.visitNoted { try await noteVisit(session, at: now) }
        return session
    }

    static func find(_ hash: String, at now: Moment, in db: any Connection) throws -> Session? {
        let row = try db.row(
            """
            SELECT sessions.token_hash, sessions.agent, sessions.customer, sessions.created_at AS started_at,
                sessions.seen_at, sessions.address, sessions.browser, \(Agent.columns),
                customers.language AS own_language, customers.time_zone AS own_zone
            FROM sessions LEFT JOIN agents ON agents.id = sessions.agent
            LEFT JOIN customers ON customers.id = sessions.customer
            WHERE sessions.token_hash = \(hash) AND sessions.expires_at > \(now) AND agents.disabled_at IS NULL
            """)
        return try row.map { row in
            var session = try Session(row: row)
            session.ownLanguage = try row("own_language")
            session.ownZone = try row("own_zone")
            return session
        }
    }

    func noteVisit(_ session: Session, at now: Moment) async throws {
        let life = if case .agent = session.who { Self.agentLife } else { Self.customerLife }
        _ = try await database.write { db in
            try db.execute(
                """
                UPDATE sessions SET seen_at = \(now), expires_at = \(now + life)
                WHERE token_hash = \(session.tokenHash)
                """)
        }
    }

    /// The sessions of one agent, latest visit first.
    public func all(of agent: Agent.ID) async throws -> [Session] {
        try await database.read { db in
            try db.rows(
                """
                SELECT sessions.token_hash, sessions.agent, sessions.customer, sessions.created_at AS started_at,
                    sessions.seen_at, sessions.address, sessions.browser, \(Agent.columns)
                FROM sessions JOIN agents ON agents.id = sessions.agent
                WHERE sessions.agent = \(agent) ORDER BY sessions.seen_at DESC, sessions.token_hash
                """
            ).map(Session.init(row:))
        }
    }

    /// Ends one session; ending an ended one changes nothing.
    public func end(_ tokenHash: String, of agent: Agent.ID? = nil) async throws {
        _ = try await database.write { db in
            if let agent {
                try db.execute("DELETE FROM sessions WHERE token_hash = \(tokenHash) AND agent = \(agent)")
            } else {
                try db.execute("DELETE FROM sessions WHERE token_hash = \(tokenHash)")
            }
        }
    }

    /// Ends all sessions of an agent but one.
    public func endOthers(of agent: Agent.ID, except tokenHash: String?) async throws {
        _ = try await database.write { db in
            try db.execute(
                "DELETE FROM sessions WHERE agent = \(agent) AND token_hash <> \(tokenHash ?? "")")
        }
    }
}

extension Session {
    init(row: Row) throws {
        tokenHash = try row("token_hash")
        if let customer: Customer.ID = try row("customer") {
            who = .customer(customer)
        } else {
            who = .agent(try Agent(row: row))
        }
        createdAt = try row("started_at")
        seenAt = try row("seen_at")
        address = try row("address")
        browser = try row("browser")
    }
}
