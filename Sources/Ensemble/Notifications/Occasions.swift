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
        .estimateDeclined,
    ]

    private struct Place {
        let id: Conversation.ID
        let assignee: Agent.ID?
        let team: Team.ID?
        let isOpen: Bool
        let isSuspended: Bool
        let mergedInto: Conversation.ID?
    }

    private struct Words {
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
                estimate: event.estimate, level: event.data["level"].flatMap { Int($0) }, at: event.at)
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
        var agents = Set(event.estimate.flatMap { authors[$0] }.map { [$0] } ?? [])
        if let assignee = place.assignee {
            if try !Self.wasHandedOn(after: event, by: [.assigned], in: db) { agents.insert(assignee) }
        } else if let team = place.team, try !Self.wasHandedOn(after: event, by: [.teamSet], in: db) {
            agents.formUnion(members[team] ?? [])
        }
        if kind == .limit, agents.isDisjoint(with: people) {
            agents = try whoSetTheLimit(of: place, in: db)
        }
        return agents.sorted { $0.rawValue < $1.rawValue }.map { (kind, $0) }
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

    // MARK: Reading

    private static func members(in db: any Connection) throws -> [Team.ID: [Agent.ID]] {
        var members: [Team.ID: [Agent.ID]] = [:]
        for row in try db.rows("SELECT team, agent FROM team_members ORDER BY team, agent") {
            members[try row("team"), default: []].append(try row("agent"))
        }
        return members
    }

    private static func places(_ ids: [Conversation.ID], in db: any Connection) throws
        -> [Conversation.ID: Place]
    {
        guard !ids.isEmpty else { return [:] }
        var places: [Conversation.ID: Place] = [:]
        for row in try db.rows(
            """
            SELECT id, assignee, team, state, suspended_at, merged_into FROM conversations WHERE id IN \(list: ids)
            """)
        {
            let state: String = try row("state")
            let suspended: Moment? = try row("suspended_at")
            let place = Place(
                id: try row("id"), assignee: try row("assignee"), team: try row("team"),
                isOpen: state == "new" || state == "open", isSuspended: suspended != nil,
                mergedInto: try row("merged_into"))
            places[place.id] = place
        }
        // What a conversation was merged into is itself never merged on: its number is kept up to date.
        let further = Set(places.values.compactMap(\.mergedInto)).subtracting(places.keys)
        return try places.merging(Self.places(Array(further), in: db)) { one, _ in one }
    }

    private static func messages(_ ids: [Message.ID], in db: any Connection) throws -> [Message.ID: Words] {
        guard !ids.isEmpty else { return [:] }
        var messages: [Message.ID: Words] = [:]
        for row in try db.rows(
            """
            SELECT id, author_kind, author, classification, CASE WHEN kind = 'note' THEN text ELSE '' END AS note
            FROM messages WHERE id IN \(list: ids)
            """)
        {
            let kind: String = try row("author_kind")
            let classification: Message.Classification = try row("classification")
            messages[try row("id")] = Words(
                author: kind == "agent" ? try row("author") : nil,
                isOfCustomer: kind == "customer" && [.person, .unreadable].contains(classification),
                text: try row("note"))
        }
        return messages
    }

    private static func authors(_ ids: [Estimate.ID], in db: any Connection) throws -> [Estimate.ID: Agent.ID]
    {
        guard !ids.isEmpty else { return [:] }
        let rows = try db.rows("SELECT id, made_by FROM estimates WHERE id IN \(list: Array(Set(ids)))")
        return Dictionary(
            try rows.map { (try $0("id"), try $0("made_by")) }, uniquingKeysWith: { one, _ in one })
    }

    /// Whether the conversation was another's, or another team's, when it happened: who has it now
    /// was told of that instead.
    private static func wasHandedOn(after event: Event, by kinds: [Event.Kind], in db: any Connection) throws
        -> Bool
    {
        guard let conversation = event.conversation else { return false }
        return try db.row(
            """
            SELECT id FROM events WHERE conversation = \(conversation) AND id > \(event.id)
                AND kind IN \(list: kinds) LIMIT 1
            """) != nil
    }

    private static func whoWaited(before event: Event, in db: any Connection) throws -> Agent.ID? {
        guard let conversation = event.conversation else { return nil }
        return try db.value(
            """
            SELECT CASE WHEN actor_kind = 'agent' THEN actor END AS agent FROM events
            WHERE conversation = \(conversation) AND id < \(event.id) AND kind = \(Event.Kind.waits)
            ORDER BY id DESC LIMIT 1
            """)
    }
}
