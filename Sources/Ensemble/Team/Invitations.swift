import Database
import Localization

/// How people come onto the team: by a link in a mail, at which they choose
/// their password.
public struct Invitations: Sendable {
    let database: any Database
    let clock: Clock
    let links: OneTimeLinks
    let languages: Languages
    /// The address people use, for the link.
    let baseURL: String

    /// Adds somebody to the team and mails them the link, which works for a week.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.conflict` when the address is taken.
    @discardableResult
    public func invite(
        name: String, email: String, role: Agent.Role, by actor: Actor, in reader: Reader
    ) async throws -> Agent {
        try actor.requireAdministrator()
        let now = clock()
        return try await database.write { db in
            let agent = try Agents.add(
                name: name, email: email, role: role, hash: nil, by: actor, at: now, in: db)
            try send(to: agent, by: actor, in: reader, at: now, db: db)
            return agent
        }
    }

    /// Mails somebody a fresh link, if they have not chosen a password yet.
    /// - Throws: `Fault.forbidden`, `Fault.notFound`, `Fault.conflict` for who is in already or shut out.
    public func inviteAgain(_ id: Agent.ID, by actor: Actor, in reader: Reader) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            let agent = try Agents.find(id, in: db)
            guard !agent.hasPassword, agent.disabledAt == nil else {
                throw Fault.conflict("\(agent.name) needs no invitation.")
            }
            try send(to: agent, by: actor, in: reader, at: now, db: db)
        }
    }

    private func send(to agent: Agent, by actor: Actor, in reader: Reader, at now: Moment, db: any Connection)
        throws
    {
        let token = try links.make(.invitation, for: agent.id.rawValue, in: db)
        let r = reader.speaking(agent.language, of: languages)
        let business = try Settings.business(in: db).name
        let text = """
            \(r("You are invited to answer the customers of \(business), with the address \(agent.email)."))

            \(r("Choose your password here, within a week:"))

            \(baseURL)/invitation/\(token)
            """
        let notice = Notice(to: agent.email, subject: r("Your invitation to \(business)"), text: text)
        try Jobs.add(.sendNotice, payload: notice, runAt: now, at: now, in: db)
        try Events.record(.agentInvited, by: actor, data: ["name": agent.name], at: now, in: db)
    }

    /// Whom a link was made for, without using it up.
    /// - Returns: `nil` when the link no longer works.
    public func invited(by token: String) async throws -> Agent? {
        try await database.read { db in try links.agent(behind: token, for: .invitation, in: db) }
    }

    /// Takes an invitation up: the link is used and the password chosen.
    /// - Throws: `Fault.invalid` when the link no longer works or the password is too short.
    public func accept(_ token: String, password: String) async throws -> Agent {
        try await links.setPassword(by: token, for: .invitation, to: password)
    }
}
