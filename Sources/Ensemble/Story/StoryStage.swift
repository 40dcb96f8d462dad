/// What the desk made of the story's names.
final class StoryStage {
    var agents: [StoryCast.Member: Actor] = [:]
    var teams: [StoryCast.Team: Team.ID] = [:]
    var mailboxes: [StoryCast.Mailbox: Mailbox.ID] = [:]
    var offerings: [StoryService: Offering.ID] = [:]
    var activities: [StoryWork: Activity.ID] = [:]
    var blueprint: Blueprint.ID?
    var decision: Decision.ID?
    var wishes: [StoryWish: Idea.ID] = [:]
    /// Those that were made.
    var made: Set<StoryWish> = []
    var release: Release.ID?
    /// How many wishes were noted, surprises among them seen, and looks at the board taken.
    var (noted, surprises, looks) = (0, 0, 0)
    var conversations: [Int: Conversation.ID] = [:]
    var messages: [Int: [Int: Message.ID]] = [:]
    var papers: [Int: Papers] = [:]

    /// What was written in a conversation, by the story's number of it.
    struct Papers {
        var estimate: Estimate.ID?
        var change: Estimate.ID?
        var invoice: Invoice.ID?
        var plan: Plan.ID?
        var promise: Promise.ID?
    }

    func actor(_ member: StoryCast.Member) -> Actor { agents[member] ?? .system }

    /// Nothing refers to a conversation any more.
    func forget(_ conversation: Int) {
        conversations[conversation] = nil
        messages[conversation] = nil
        papers[conversation] = nil
    }
}
