import Database

/// Something that the owner wants the name to stand for.
public struct IntendedIdea: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<IntendedIdea>

    public let id: ID
    /// In the owner's words.
    public let words: String
    public let since: Moment
    /// `nil` while it is intended.
    public let endedAt: Moment?

    /// More would be no idea any more.
    static let most = 5
}

extension IntendedIdea {
    static let columns: SQL = "id, words, made_at, ended_at"

    init(row: Row) throws {
        id = try row("id")
        words = try row("words")
        since = try row("made_at")
        endedAt = try row("ended_at")
    }
}

/// What an idea that is heard has to do with one that is intended.
public struct IdeaTie: Equatable, Sendable {
    public let intended: IntendedIdea.ID
    /// Whether it says the opposite.
    public let isAgainst: Bool

    public init(_ intended: IntendedIdea.ID, isAgainst: Bool = false) {
        self.intended = intended
        self.isAgainst = isAgainst
    }
}
