import Database

/// An employee who answers customers.
public struct Agent: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Agent>

    /// What an agent may do: everything, or everything but run the place.
    public enum Role: String, Sendable, CaseIterable, Bindable, Readable { case administrator, agent }

    public let id: ID
    public var name: String
    public var email: String
    public var role: Role
    /// BCP 47, or `nil` to follow the browser.
    public var language: String?
    /// A name of the IANA zone table, or `nil` for the business's own.
    public var timeZone: String?
    /// Whether single-key shortcuts are switched off.
    public var keysOff: Bool
    /// `false` until the invitation is taken up.
    public var hasPassword: Bool
    public let createdAt: Moment
    public var disabledAt: Moment?

    /// One or two letters for the round mark beside the name.
    var initials: String { Agent.initials(of: name) }

    static func initials(of name: String) -> String {
        let words = name.split(whereSeparator: \.isWhitespace)
        guard let first = words.first?.first else { return "?" }
        guard words.count > 1, let last = words.last?.first else { return String(first).uppercased() }
        return (String(first) + String(last)).uppercased()
    }
}

extension Agent {
    static let columns: SQL = """
        agents.id, agents.name, agents.email, agents.role, agents.language, agents.time_zone, agents.keys_off,
        agents.password_hash IS NOT NULL AS has_password, agents.created_at, agents.disabled_at
        """

    init(row: Row) throws {
        id = try row("id")
        name = try row("name")
        email = try row("email")
        role = try row("role")
        language = try row("language")
        timeZone = try row("time_zone")
        keysOff = try row("keys_off")
        hasPassword = try row("has_password")
        createdAt = try row("created_at")
        disabledAt = try row("disabled_at")
    }
}

/// A group of agents that conversations can be given to.
public struct Team: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Team>
    public let id: ID
    public var name: String
}
