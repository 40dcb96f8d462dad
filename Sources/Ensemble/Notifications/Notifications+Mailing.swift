import Database
import Localization

/// News by mail, for those who want it: one mail for each conversation while
/// it is unseen, and only to who is not at the desk.
extension Notifications {
    /// When an agent wants mail. The raw values are stored: never change one.
    public enum Mail: String, Sendable, CaseIterable, Bindable, Readable {
        case never
        /// When they have not looked at the desk for `patience`.
        case away
    }

    static let patience = Span.minutes(10)
    /// A mail tells so many characters of what was written.
    static let excerptLimit = 1_000

    /// - Throws: `Fault.forbidden`.
    public func mail(for actor: Actor) async throws -> Mail {
        let agent = try actor.requireAgent()
        return try await database.read { db in try Self.mail(for: agent, in: db) }
    }

    static func mail(for agent: Agent.ID, in db: any Connection) throws -> Mail {
        try db.value("SELECT choice FROM notification_mail WHERE agent = \(agent)") ?? .never
    }

    /// - Throws: `Fault.forbidden`.
    public func setMail(_ choice: Mail, by actor: Actor) async throws {
        let agent = try actor.requireAgent()
        let now = clock()
        try await database.write { db in
            guard try Self.mail(for: agent, in: db) != choice else { return }
            try db.execute(
                """
                INSERT INTO notification_mail (agent, choice) VALUES (\(agent), \(choice))
                ON CONFLICT (agent) DO UPDATE SET choice = excluded.choice
                """)
            let name = try Agents.find(agent, in: db).name
            try Events.record(.agentChanged, by: actor, data: ["name": name], at: now, in: db)
        }
    }

    private static func key(_ id: Notification.ID) -> String { "notification:\(id)" }

    static func mailLater(_ id: Notification.ID, at now: Moment, in db: any Connection) throws {
        try Jobs.add(.mailNotification, key: key(id), payload: id, runAt: now + patience, at: now, in: db)
    }

    /// Mails a notification if it is still unseen and its agent has not
    /// looked; looks again later while they are at the desk.
    func mail(_ job: Job) async throws {
        let id = try JSON.value(Notification.ID.self, from: job.payload)
        let now = clock()
        try await database.write { db in
            guard let line = try Self.unmailed(id, in: db) else { return }
            let agent = try Agents.find(line.notification.agent, in: db)
            guard agent.disabledAt == nil, try Self.mail(for: agent.id, in: db) == .away else { return }
            if let looked = try Self.lastLook(of: agent.id, in: db), now - looked < Self.patience {
                try Jobs.finish(job, in: db)
                return try Jobs.add(
                    .mailNotification, key: Self.key(id), payload: id, runAt: looked + Self.patience, at: now,
                    in: db)
            }
            let notice = try notice(of: line, to: agent, at: now, in: db)
            try db.execute("UPDATE notifications SET mailed_at = \(now) WHERE id = \(id)")
            try Jobs.add(.sendNotice, payload: notice, runAt: now, at: now, in: db)
        }
    }

    private static func unmailed(_ id: Notification.ID, in db: any Connection) throws -> Line? {
        try db.row(
            """
            SELECT \(Line.columns) FROM notifications \(Line.joins)
            WHERE notifications.id = \(id) AND notifications.seen_at IS NULL AND notifications.mailed_at IS NULL
            """
        ).map(Line.init(row:))
    }

    private static func lastLook(of agent: Agent.ID, in db: any Connection) throws -> Moment? {
        try db.value("SELECT MAX(seen_at) FROM sessions WHERE agent = \(agent)")
    }

    private func notice(of line: Line, to agent: Agent, at now: Moment, in db: any Connection) throws
        -> Notice
    {
        let business = try Settings.business(in: db)
        let language = languages.best(for: nil, preferred: agent.language ?? business.language)
        let zone = Zone.named(agent.timeZone ?? business.timeZone) ?? .utc
        let r = Reader(language: language, zone: zone, now: now.milliseconds)
        let subject = line.subject.nonEmpty ?? r("(no subject)")
        let number = line.notification.conversation.description
        let text = [
            "\(line.sentence(r)) · \(line.customerName): \(subject)",
            try Self.excerpt(of: line, r, in: db).map(Self.quoted),
            line.more(r),
            baseURL + line.path,
            "-- \n"
                + r(
                    "You get this mail because you have not looked for 10 minutes. You can choose otherwise under your name:"
                ) + "\n\(baseURL)/me",
        ]
        return Notice(
            to: agent.email, subject: r("News in conversation \(number): \(subject)"),
            text: text.compactMap { $0 }.joined(separator: "\n\n"))
    }

    /// What was written. A note's words go out only to who is named in it.
    private static func excerpt(of line: Line, _ r: Reader, in db: any Connection) throws -> String? {
        let kind: Message.Kind
        switch line.notification.kind {
        case .wrote, .asked: kind = .message
        case .mentioned: kind = .note
        case .failed, .unclear, .declined: return line.reason(r)
        case .disputed, .money, .bounced, .broken, .untold, .missed, .step, .assigned, .woke, .team, .limit,
            .accepted:
            return nil
        }
        let text: String? = try db.value(
            "SELECT text FROM messages WHERE id = \(line.notification.message) AND kind = \(kind)")
        return text?.trimmed.nonEmpty?.shortened(to: excerptLimit)
    }

    private static func quoted(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { "> \($0)" }
            .joined(separator: "\n")
    }
}
