import Database
import Localization

extension WorkLog {
    /// All that the page shows.
    /// - Throws: `Fault.notFound`.
    func view(_ conversation: Conversation.ID, for actor: Actor) async throws -> WorkPage.View {
        let agent = try actor.requireAgent()
        return try await database.read { db in
            let conversation = try Conversations.living(conversation, in: db)
            return WorkPage.View(
                conversation: conversation,
                customerName: try Customers.find(conversation.customer, in: db).displayName,
                entries: try Self.of(conversation.id, in: db),
                balance: try Self.balance(of: conversation.id, in: db), terms: try Settings.terms(in: db),
                agentNames: try Agents.names(in: db),
                timer: try Self.timer(of: agent, on: conversation.id, in: db),
                activities: try Activities.all(in: db))
        }
    }
}
