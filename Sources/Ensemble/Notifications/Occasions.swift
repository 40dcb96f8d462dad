import Database

/// Who wants to know of what, and what has to be known to say so; read once
/// for many events.
///
/// Whose a conversation is, is asked when the event is read: who has handed
/// it on meanwhile need not hear of it.
struct Occasions {
    static let kinds: Set<Event.Kind> = [
        .assigned, .messageReceived, .messageFailed, .messageUnclear, .woke, .noted, .merged,
        .conversationOpened, .teamSet, .recovered, .reopened, .limitPassed, .estimateAccepted,
        .estimateDeclined, .stepReady, .disputeOpened, .moneyUnclear, .paymentFailed, .promiseBroken,
        .tellOverdue, .instalmentMissed,
    ]

    struct Place {
        let id: Conversation.ID
        let assignee: Agent.ID?
        let team: Team.ID?
        let isOpen: Bool
        let isSuspended: Bool
        let mergedInto: Conversation.ID?
    }

    struct Words {
        let author: Agent.ID?
        let isOfCustomer: Bool
        /// Of notes only.
        let text: String
    }

    private let people: Set<Agent.ID>
    private let administrators: Set<Agent.ID>
    private let mentions: Mentions
    private let members: [Team.ID: [Agent.ID]]
    private let places: [Conversation.ID: Place]
    private let messages: [Message.ID: Words]
    /// Who wrote the estimates that something happened to.
    private let authors: [Estimate.ID: Agent.ID]
    /// Who wants a mail when they don't look.
    let wantsMail: Set<Agent.ID>
    /// What each does not want to be told of.
    private let muted: [Agent.ID: Set<Notification.Topic>]

    init(of events: [Event], in db: any Connection) throws {
        let agents = try Agents.all(in: db)
        people = Set(agents.map(\.id))
        administrators = Set(agents.filter { $0.role == .administrator }.map(\.id))
        mentions = Mentions(among: agents)
        members = try Self.members(in: db)
        places = try Self.places(Array(Set(events.compactMap(\.conversation))), in: db)
        messages = try Self.messages(Array(Set(events.compactMap(\.message))), in: db)
        wantsMail = Set(
            try db.rows("SELECT agent FROM notification_mail WHERE choice = \(Notifications.Mail.away)")
                .map { try $0("agent") })
        authors = try Self.authors(events.compactMap(\.estimate), in: db)
        muted = try Notifications.muted(in: db)
    }

    /// Whoever is on the team, and did not do it themselves.
    func all(of event: Event, in db: any Connection) throws -> [Occasion] {
        guard let place = place(of: event), !place.isSuspended else { return [] }
        let actor = event.actorKind == "agent" ? event.actor.map(Agent.ID.init(rawValue:)) : nil
        return try concerned(by: event, at: place, in: db).compactMap { kind, agent in
            guard agent != actor, people.contains(agent), !isMuted(kind, by: agent) else { return nil }
            return Occasion(
                kind: kind, agent: agent, conversation: place.id, message: event.message, actor: actor,
                estimate: event.estimate,
                step: event.kind == .stepReady ? event.data["step"].flatMap(Step.ID.init) : nil,
                level: event.data["level"].flatMap { Int($0) }, at: event.at)
        }
    }

    private func concerned(by event: Event, at place: Place, in db: any Connection) throws
        -> [(Notification.Kind, Agent.ID)]
    {
        let words = event.message.flatMap { messages[$0] }
        switch event.kind {
        case .assigned:
            guard let agent = event.data["to"].flatMap(Agent.ID.init) else {
                return try team(of: place, after: event, in: db)
            }
            return [(.assigned, agent)]
        case .messageReceived where event.estimate != nil:
            return try aboutCost(.asked, event, at: place, in: db)
        case .messageReceived:
            guard words?.isOfCustomer == true, let agent = place.assignee,
                try !Self.wasHandedOn(after: event, by: [.assigned], in: db)
            else { return [] }
            return [(.wrote, agent)]
        case .estimateAccepted: return try aboutCost(.accepted, event, at: place, in: db)
        case .estimateDeclined: return try aboutCost(.declined, event, at: place, in: db)
        case .limitPassed: return try aboutCost(.limit, event, at: place, in: db)
        case .stepReady: return whoseStep(event).map { (.step, $0) }
        case .disputeOpened: return try caring(.disputed, event, at: place, in: db)
        case .moneyUnclear: return try caring(.money, event, at: place, in: db)
        case .paymentFailed: return try caring(.bounced, event, at: place, in: db)
        case .tellOverdue: return try caring(.untold, event, at: place, in: db)
        case .instalmentMissed: return try caring(.missed, event, at: place, in: db)
        // Whoever promised, too.
        case .promiseBroken:
            return try caring(
                .broken, event, at: place, and: event.data["agent"].flatMap(Agent.ID.init), in: db)
        case .messageFailed: return words?.author.map { [(.failed, $0)] } ?? []
        case .messageUnclear: return words?.author.map { [(.unclear, $0)] } ?? []
        case .woke: return try Self.whoWaited(before: event, in: db).map { [(.woke, $0)] } ?? []
        case .noted: return mentions.people(in: words?.text ?? "").sorted().map { (.mentioned, $0) }
        // What a colleague begins at the desk is theirs.
        case .conversationOpened where event.actorKind == "agent": return []
        case .conversationOpened, .teamSet, .recovered, .reopened:
            return try team(of: place, after: event, in: db)
        default: return []
        }
    }

    private func team(of place: Place, after event: Event, in db: any Connection) throws
        -> [(Notification.Kind, Agent.ID)]
    {
        guard place.assignee == nil, place.isOpen, let team = place.team,
            try !Self.wasHandedOn(after: event, by: [.assigned, .teamSet], in: db)
        else { return [] }
        return (members[team] ?? []).map { (.team, $0) }
    }

    /// Who wrote the estimate, and whoever looks after the conversation; where nobody does, its team.
    private func aboutCost(
        _ kind: Notification.Kind, _ event: Event, at place: Place, in db: any Connection
    ) throws -> [(Notification.Kind, Agent.ID)] {
        var agents = try carers(of: place, after: event, in: db)
        if let author = event.estimate.flatMap({ authors[$0] }) { agents.insert(author) }
        if kind == .limit, agents.isDisjoint(with: people) {
            agents = try whoSetTheLimit(of: place, in: db)
        }
        return agents.sorted { $0.rawValue < $1.rawValue }.map { (kind, $0) }
    }

    /// Whoever looks after a conversation in which something goes wrong; where nobody does, its team.
    private func caring(
        _ kind: Notification.Kind, _ event: Event, at place: Place, and other: Agent.ID? = nil,
        in db: any Connection
    ) throws -> [(Notification.Kind, Agent.ID)] {
        var agents = try carers(of: place, after: event, in: db)
        if let other { agents.insert(other) }
        return agents.sorted { $0.rawValue < $1.rawValue }.map { (kind, $0) }
    }

    private func carers(of place: Place, after event: Event, in db: any Connection) throws -> Set<Agent.ID> {
        if let assignee = place.assignee {
            return try Self.wasHandedOn(after: event, by: [.assigned], in: db) ? [] : [assignee]
        }
        guard let team = place.team, try !Self.wasHandedOn(after: event, by: [.teamSet], in: db) else {
            return []
        }
        return Set(members[team] ?? [])
    }

    /// The agent whose step it is, or everybody of the team whose it is.
    private func whoseStep(_ event: Event) -> [Agent.ID] {
        if let agent = event.data["agent"].flatMap(Agent.ID.init) { return [agent] }
        return event.data["team"].flatMap(Team.ID.init).flatMap { members[$0] } ?? []
    }

    /// A limit is never passed unheard: where nobody looks after the conversation, whoever set it is told;
    /// where they are gone, the administrators.
    private func whoSetTheLimit(of place: Place, in db: any Connection) throws -> Set<Agent.ID> {
        let setter: Agent.ID? = try db.value(
            "SELECT set_by FROM spend_limits WHERE conversation = \(place.id)")
        return setter.flatMap { people.contains($0) ? [$0] : nil } ?? administrators
    }

    private func isMuted(_ kind: Notification.Kind, by agent: Agent.ID) -> Bool {
        kind.topic.map { muted[agent]?.contains($0) ?? false } ?? false
    }

    /// Where it happened, or what that was merged into.
    private func place(of event: Event) -> Place? {
        guard let place = event.conversation.flatMap({ places[$0] }) else { return nil }
        return place.mergedInto.map { places[$0] } ?? place
    }
}
