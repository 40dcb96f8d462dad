/// Whoever does something: every door is told, and refuses those who may not.
public enum Actor: Equatable, Sendable {
    case agent(Agent.ID, Agent.Role)
    case customer(Customer.ID)
    /// Ensemble itself: mail that arrives, timers that run out.
    case system

    /// An agent's id. The doors of the desk start with it.
    /// - Throws: `Fault.forbidden` for anybody who is not on the team.
    func requireAgent() throws(Fault) -> Agent.ID {
        guard case .agent(let id, _) = self else { throw .forbidden("Only the team can do that.") }
        return id
    }

    /// - Throws: `Fault.forbidden` for anybody but an administrator (or Ensemble itself).
    func requireAdministrator() throws(Fault) {
        switch self {
        case .agent(_, .administrator), .system: return
        default: throw .forbidden("Only an administrator can do that.")
        }
    }

    /// Passes agents and Ensemble itself.
    func requireStaff() throws(Fault) {
        if case .customer = self { throw .forbidden("Only the team can do that.") }
    }

    var kind: String {
        switch self {
        case .agent: "agent"
        case .customer: "customer"
        case .system: "system"
        }
    }

    var rawID: Int64? {
        switch self {
        case .agent(let id, _): id.rawValue
        case .customer(let id): id.rawValue
        case .system: nil
        }
    }
}
