import Database
import Localization

/// A way of looking at the inbox.
public enum InboxView: String, Sendable, CaseIterable {
    case mine, unassigned, open, waiting, resolved, suspended

    func name(for r: Reader) -> String {
        switch self {
        case .mine: r("Mine")
        case .unassigned: r("Unassigned")
        case .open: r("All open")
        case .waiting: r("Waiting")
        case .resolved: r("Resolved")
        case .suspended: r("Suspended")
        }
    }

    /// The rows of a view. The text is that of its partial index, so that the index is used.
    func condition(for agent: Agent.ID) -> SQL {
        switch self {
        case .mine: "state IN ('new', 'open') AND suspended_at IS NULL AND assignee = \(agent)"
        case .unassigned: "state IN ('new', 'open') AND suspended_at IS NULL AND assignee IS NULL"
        case .open: "state IN ('new', 'open') AND suspended_at IS NULL"
        case .waiting: "state = 'waiting' AND suspended_at IS NULL"
        case .resolved: "state = 'resolved' AND suspended_at IS NULL"
        case .suspended: "suspended_at IS NOT NULL"
        }
    }

    /// By what a view is ordered: the longest wait first, but what is over by when it ended.
    var order: SQL {
        switch self {
        case .mine, .unassigned, .open, .waiting: "waiting_since"
        case .resolved: "resolved_at"
        case .suspended: "suspended_at"
        }
    }

    /// Whether it shows what is ours to do.
    var isOurMove: Bool { self == .mine || self == .unassigned || self == .open }

    var newestFirst: Bool { self == .resolved || self == .suspended }
}
