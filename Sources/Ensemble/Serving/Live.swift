import Database
import Foundation
import Synchronization

/// Brings news to open pages: what happened in a conversation, who looks at
/// it or types. One listener on the database serves them all.
final class Live: Sendable {
    /// What a page hears.
    enum News: Sendable, Equatable {
        /// Something changed; 0 stands for anything.
        case change(conversation: Int64)
        case presence(Presence)
        /// Something is new for one agent, or no longer new.
        case notification(agent: Int64)
    }

    /// Somebody at a conversation.
    struct Presence: Codable, Equatable, Sendable {
        var conversation: Int64
        var agent: Int64
        var name: String
        /// `viewing`, `typing` or `gone`.
        var what: String
        var at: Int64
    }

    static let presenceChannel = "presence"
    /// Who has not been heard of for so long is gone.
    static let presenceLife = Span.seconds(40)

    /// `nil` once it is closed.
    private let listeners = Mutex<[Int: AsyncStream<News>.Continuation]?>([:])
    private let presences = Mutex<[String: Presence]>([:])
    private let next = Mutex(0)

    /// Follows the database until it closes or the task is cancelled.
    func follow(_ database: any Database) async {
        for await announcement in database.announcements() { hear(announcement) }
    }

    private func hear(_ announcement: Announcement) {
        switch announcement.channel {
        case Events.channel:
            ChangeCount.grow()
            let conversation = announcement.payload.split(separator: " ").last.flatMap { Int64($0) } ?? 0
            send(.change(conversation: conversation))
        case Notifications.channel:
            ChangeCount.grow()
            if let agent = Int64(announcement.payload) { send(.notification(agent: agent)) }
        case "*":
            ChangeCount.grow()
            send(.change(conversation: 0))
        case Self.presenceChannel:
            guard let presence = try? JSON.value(Presence.self, from: announcement.payload) else { return }
            note(presence)
            send(.presence(presence))
        default: break
        }
    }

    private func note(_ presence: Presence) {
        presences.withLock { presences in
            presences["\(presence.conversation) \(presence.agent)"] = presence.what == "gone" ? nil : presence
            if presences.count > 1_000 {
                presences = presences.filter { presence.at - $0.value.at < Self.presenceLife.milliseconds }
            }
        }
    }

    /// Who is at a conversation now.
    func present(at conversation: Conversation.ID, now: Moment) -> [Presence] {
        presences.withLock { presences in
            presences.values.filter {
                $0.conversation == conversation.rawValue
                    && now.milliseconds - $0.at < Self.presenceLife.milliseconds
            }.sorted { $0.name < $1.name }
        }
    }

    private func send(_ news: News) {
        for listener in listeners.withLock({ Array(($0 ?? [:]).values) }) { listener.yield(news) }
    }

    /// The news from now on; none where it is closed. A slow reader loses the oldest.
    func news() -> AsyncStream<News> {
        let key = next.withLock { next in
            next += 1
            return next
        }
        return AsyncStream(bufferingPolicy: .bufferingNewest(100)) { continuation in
            let isOpen = listeners.withLock { listeners in
                listeners?[key] = continuation
                return listeners != nil
            }
            guard isOpen else { return continuation.finish() }
            continuation.onTermination = { [weak self] _ in
                self?.listeners.withLock { _ = $0?.removeValue(forKey: key) }
            }
        }
    }

    /// Ends all streams: the server stops.
    func close() {
        let last = listeners.withLock { listeners in
            defer { listeners = nil }
            return Array((listeners ?? [:]).values)
        }
        for listener in last { listener.finish() }
    }
}
