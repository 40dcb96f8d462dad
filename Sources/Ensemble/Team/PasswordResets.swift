import Database
import Localization

/// What becomes of a forgotten password: a link in a mail, at which a new
/// one is chosen.
public struct PasswordResets: Sendable {
    let database: any Database
    let clock: Clock
    let links: OneTimeLinks
    let languages: Languages
    /// The address people use, for the link.
    let baseURL: String

    /// Mails a link at which a new password can be chosen, for an hour and once.
    ///
    /// An address that nobody on the team has is answered alike and costs the
    /// same writing. The mail goes to the address as it is kept.
    /// - Throws: `Fault.invalid` for what is no mail address.
    public func sendLink(to address: String, in reader: Reader) async throws {
        let address = try EmailAddress.check(address)
        let now = clock()
        try await database.write { db in
            let agent = try db.row(
                """
                SELECT \(Agent.columns) FROM agents
                WHERE email_key = \(address.folded) AND disabled_at IS NULL
                """
            ).map(Agent.init(row:))
            let token = try links.make(.password, for: agent?.id.rawValue ?? Self.nobody, in: db)
            guard let agent else { return }
            let notice = notice(
                to: agent, token: token, business: try Settings.business(in: db).name,
                in: reader.speaking(agent.language, of: languages))
            try Jobs.add(.sendNotice, payload: notice, runAt: now, at: now, in: db)
        }
    }

    /// No agent has this number; a link made for it is never sent and opens nothing.
    private static let nobody: Int64 = 0

    private func notice(to agent: Agent, token: String, business: String, in r: Reader) -> Notice {
        Notice(
            to: agent.email, subject: r("A new password for \(business)"),
            text: """
                \(r("Somebody, probably you, wants a new password for \(agent.email). Choose it here:"))

                \(baseURL)/password/\(token)

                \(r("The link works once and for an hour. If it was not you, you need not do anything."))
                """)
    }

    /// Whom a link was made for, without using it up.
    /// - Returns: `nil` when the link no longer works.
    public func agent(behind token: String) async throws -> Agent? {
        try await database.read { db in try links.agent(behind: token, for: .password, in: db) }
    }

    /// Sets the new password. All of the agent's sessions end.
    /// - Throws: `Fault.invalid` when the link no longer works or the password is too short.
    public func reset(by token: String, to password: String) async throws -> Agent {
        try await links.setPassword(by: token, for: .password, to: password)
    }
}
