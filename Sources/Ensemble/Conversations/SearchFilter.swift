import Database
import Localization

/// The filters of a search as conditions on conversations.
struct SearchFilter {
    /// Who searches: `mine` and `me`.
    let agent: Agent.ID
    let zone: Zone
    let db: any Connection

    /// Each behind an `AND`.
    func all(_ filters: [Search.Filter]) throws -> SQL {
        try filters.reduce("") { sum, filter in
            guard let condition = try condition(filter) else { return sum }
            return filter.isExcluded ? sum + " AND NOT (\(condition))" : sum + " AND (\(condition))"
        }
    }

    /// - Returns: `nil` where what was typed is no day: it narrows nothing.
    private func condition(_ filter: Search.Filter) throws -> SQL? {
        switch filter.name {
        case .is: state(filter.value)
        case .from: from(filter.value)
        case .assignee: try assigned(filter.value)
        case .step: Plans.hasStep(of: filter.value, for: agent)
        case .tag:
            """
            EXISTS (SELECT 1 FROM conversation_tags JOIN tags ON tags.id = conversation_tags.tag
                WHERE conversation_tags.conversation = conversations.id AND tags.name_key = \(filter.value))
            """
        case .before: filter.day.map { "conversations.last_message_at < \($0.start(in: zone))" }
        case .after: filter.day.map { "conversations.last_message_at >= \($0.start(in: zone))" }
        }
    }

    private func state(_ word: String) -> SQL {
        switch word {
        case "new": "conversations.state = 'new'"
        case "open": "conversations.state IN ('new', 'open') AND conversations.suspended_at IS NULL"
        case "waiting", "resolved", "merged": "conversations.state = \(word)"
        case "suspended": "conversations.suspended_at IS NOT NULL"
        case "unassigned": "conversations.assignee IS NULL"
        case "mine": "conversations.assignee IS NOT NULL AND conversations.assignee = \(agent)"
        default: "1 = 0"
        }
    }

    /// Part of the address, or the beginning of a name or of a word in it.
    private func from(_ text: String) -> SQL {
        """
        EXISTS (SELECT 1 FROM participants WHERE participants.conversation = conversations.id
            AND (participants.address_key LIKE \(Self.containing(text)) ESCAPE '\\'
                OR EXISTS (SELECT 1 FROM customer_names WHERE customer_names.customer = participants.customer
                    AND customer_names.name_key >= \(text) AND customer_names.name_key < \(text + "\u{10FFFF}"))))
        """
    }

    /// Colleagues are few: their names are compared here, where letters of every script fold.
    private func assigned(_ name: String) throws -> SQL {
        switch name {
        case "me": return "conversations.assignee IS NOT NULL AND conversations.assignee = \(agent)"
        case "none", "nobody": return "conversations.assignee IS NULL"
        default:
            let ids = try db.rows("SELECT id, name, email_key FROM agents").filter { row in
                let (full, email): (String, String) = (try row("name"), try row("email_key"))
                return full.folded.contains(name) || email.contains(name)
            }.map { try $0("id") as Agent.ID }
            guard !ids.isEmpty else { return "1 = 0" }
            return "conversations.assignee IS NOT NULL AND conversations.assignee IN \(list: ids)"
        }
    }

    /// A pattern for `LIKE` that holds the text as it stands.
    private static func containing(_ text: String) -> String {
        let escaped = text.map { "%_\\".contains($0) ? "\\\($0)" : String($0) }.joined()
        return "%\(escaped)%"
    }
}
