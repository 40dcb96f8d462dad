import Database
import Localization

/// What somebody of ours promised a customer by when.
public struct Promise: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Promise>

    public enum State: String, Sendable, CaseIterable, Bindable, Readable {
        case open
        /// In time.
        case kept
        /// Kept, but after its time.
        case late
        /// Its time is over and it is not kept.
        case broken
        /// Those to whom it was made need it no more.
        case released

        /// Whether something is still to be done for it.
        public var isDue: Bool { self == .open || self == .broken }
    }

    public let id: ID
    public let conversation: Conversation.ID
    public let words: String
    public let dueAt: Moment
    public let agent: Agent.ID
    public let state: State
    public let createdAt: Moment
    public let endedAt: Moment?
    public let why: String?
}

/// A promise on its way.
public struct PromiseDraft: Equatable, Sendable {
    public var words: String
    public var dueAt: Moment

    public init(_ words: String, by dueAt: Moment) {
        self.words = words
        self.dueAt = dueAt
    }

    /// - Throws: `Fault.invalid`.
    func check(at now: Moment) throws(Fault) {
        guard let words = words.oneLine.nonEmpty else { throw .invalid("Please say what you promise.") }
        guard words.count <= 300 else { throw .invalid("A promise has at most 300 characters.") }
        guard dueAt > now else { throw .invalid("A promise needs a day that is not past.") }
        guard dueAt < now + .days(3_660) else {
            throw .invalid("A promise is for the next ten years at most.")
        }
    }
}

extension Promise {
    static let columns: SQL = "id, conversation, words, due_at, agent, state, created_at, ended_at, why"

    init(row: Row) throws {
        id = try row("id")
        conversation = try row("conversation")
        words = try row("words")
        dueAt = try row("due_at")
        agent = try row("agent")
        state = try row("state")
        createdAt = try row("created_at")
        endedAt = try row("ended_at")
        why = try row("why")
    }
}
