import Database

/// Conversations by the steps in them.
extension Plans {
    /// Whether a conversation has a step that can be done now: one's own or one's teams' (`me`), anybody's of
    /// ours (`us`), the customer's (`customer`), a partner's (`partner`).
    static func hasStep(of whom: String, for agent: Agent.ID) -> SQL {
        let owner: SQL
        switch whom {
        case "me", "mine":
            owner = """
                (plan_steps.agent = \(agent) OR (plan_steps.agent IS NULL
                    AND plan_steps.team IN (SELECT team FROM team_members WHERE agent = \(agent))))
                """
        case "us", "customer", "partner": owner = "plan_steps.owner = \(whom)"
        default: return "1 = 0"
        }
        return """
            conversations.id IN (SELECT plans.conversation FROM plan_steps JOIN plans ON plans.id = plan_steps.plan
                WHERE plans.ended_at IS NULL AND plan_steps.state = 'todo' AND plan_steps.ready_at IS NOT NULL
                    AND \(owner))
            """
    }
}
