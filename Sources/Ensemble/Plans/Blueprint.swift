import Database
import Localization

/// The script of an offering, step by step in lanes.
public struct Blueprint: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Blueprint>

    public let id: ID
    public let name: String
    public let createdAt: Moment
    public var versions: [Version] = []

    /// The latest that was published.
    public var current: Version? { versions.last { $0.publishedAt != nil } }
    /// What is being written.
    public var draft: Version? { versions.last { $0.publishedAt == nil } }

    public struct Version: Identifiable, Equatable, Sendable {
        public typealias ID = Identifier<Version>
        public let id: ID
        /// 1, 2, 3 …
        public let number: Int
        public var steps: [BlueprintStep]
        public let createdAt: Moment
        public let publishedAt: Moment?
        public let publishedBy: String?
    }
}

/// A step of a blueprint.
///
/// Source: Shostack 1984; Bitner, Ostrom and Morgan 2008; MEASURES, section 10.
public struct BlueprintStep: Identifiable, Equatable, Sendable, Codable {
    /// From what the customer sees to what they never do. Between `customer`
    /// and `onstage` lies the line of interaction, between `onstage` and
    /// `backstage` that of visibility, before `support` that of internal interaction.
    public enum Lane: String, Sendable, CaseIterable, Codable {
        case evidence, customer, onstage, backstage, support

        public var isVisible: Bool { self == .evidence || self == .customer || self == .onstage }
    }

    /// Stays the same from version to version.
    public var id: Int
    public var lane: Lane
    public var title: String
    public var actor = ""
    public var instructions = ""
    public var inputs = ""
    public var outputs = ""
    /// The time it should take.
    public var minutes: Int?
    /// What can go wrong; empty: nothing is known.
    public var fail = ""
    /// The way back when it does.
    public var recovery = ""
    /// Whether somebody waits here.
    public var isWait = false
    public var waitOwner = ""
    public var expectation = ""
    /// What price becomes known or owed; empty: none.
    public var cost = ""
    /// The steps whose cost this step tells beforehand.
    public var tells: [Int] = []
    /// Whether nothing can be undone from here on.
    public var isIrreversible = false
    public var kind = Step.Kind.task
    /// What a form asks; absent for other kinds.
    public var questions: [Question]?

    public init(id: Int = 0, _ lane: Lane, _ title: String) {
        self.id = id
        self.lane = lane
        self.title = title
    }

    /// - Throws: `Fault.invalid`.
    func check() throws(Fault) {
        guard let title = title.oneLine.nonEmpty, title.count <= StepDraft.titleLimit else {
            throw .invalid("A step needs a name of at most 200 characters.")
        }
        for words in [actor, instructions, inputs, outputs, fail, recovery, waitOwner, expectation, cost] {
            guard words.count <= StepDraft.textLimit else {
                throw .invalid("Each field of a step has at most 10,000 characters.")
            }
        }
        if kind == .form { try Question.check(questions ?? []) }
        if let minutes, !(1...StepDraft.minutesLimit).contains(minutes) {
            throw .invalid("A step takes from a minute to ten years.")
        }
    }
}
