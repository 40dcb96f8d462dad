import Database
import Localization

/// What is to be done in a conversation, step by step, each step owned by the
/// customer, by us or by a partner, and seen by those it concerns.
public struct Plan: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Plan>

    public enum Ending: String, Sendable, Bindable, Readable { case done, stopped }

    public let id: ID
    public let conversation: Conversation.ID
    public var name: String
    /// The version of a blueprint that it performs.
    public let blueprint: Int64?
    let round: Int64
    /// Since when the customer has it.
    public var toldAt: Moment?
    public let createdAt: Moment
    public var endedAt: Moment?
    public var ending: Ending?
    public var steps: [Step] = []
    public var partners: [Partner] = []

    public var isOver: Bool { endedAt != nil }

    /// An outside business that does steps of the plan.
    public struct Partner: Identifiable, Equatable, Sendable {
        public typealias ID = Identifier<Partner>
        public let id: ID
        public let name: String
        public let address: String
        let round: Int64
        public let toldAt: Moment?
        /// When the referral ended: the link no longer works.
        public let endedAt: Moment?
    }

    /// Whether nothing stands in a step's way.
    public func isReady(_ step: Step) -> Bool {
        guard step.state == .todo, !isOver else { return false }
        return step.needs.allSatisfy { needed in steps.first { $0.id == needed }?.state != .todo }
    }

    var ready: [Step] { steps.filter(isReady) }

    func partner(_ id: Partner.ID?) -> Partner? { partners.first { $0.id == id } }
}

/// One step of a plan.
public struct Step: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Step>

    public enum Owner: Equatable, Sendable {
        case customer
        /// Somebody of ours; named, or of a team, or anybody.
        case us(agent: Agent.ID?, team: Team.ID?)
        case partner(Plan.Partner.ID)

        var word: String {
            switch self {
            case .customer: "customer"
            case .us: "us"
            case .partner: "partner"
            }
        }

        var isUs: Bool { word == "us" }
    }

    public enum Kind: String, Sendable, CaseIterable, Codable, Bindable, Readable {
        /// To be done, and ticked off.
        case task
        /// Files are to be handed in.
        case upload
        /// Questions are to be answered.
        case form
        /// Something is to be approved, or returned with the reason.
        case approval
    }

    public enum State: String, Sendable, Bindable, Readable { case todo, done, skipped }

    public let id: ID
    public let plan: Plan.ID
    public let place: Int
    public let title: String
    public let instructions: String
    public let owner: Owner
    public let kind: Kind
    public let questions: [Question]
    public let answers: [String]
    /// Whether the customer sees it. What happens behind the scenes isn't shown.
    public let isShown: Bool
    public let givesFiles: Bool
    /// For the team alone.
    public let note: String
    /// How long it may take once it can begin.
    public let minutes: Int?
    public let dueAt: Moment?
    public let state: State
    public let returned: String?
    public let readyAt: Moment?
    public let toldAt: Moment?
    public let doneAt: Moment?
    public let doneBy: String?
    public let blueprintStep: Int64?
    public var needs: [Step.ID] = []
    public var files: [StepFile] = []
    /// Put before what was returned, in the words of whoever returned it: of this plan alone.
    public var isMending = false
}

/// A question of a step's form.
public struct Question: Equatable, Sendable, Codable {
    public var words: String
    /// To be chosen from; empty: written freely.
    public var choices: [String] = []
    public var isOptional = false

    /// Reads questions as they are typed, one a line: `Left or right? : left | right`, with a
    /// final `?` in brackets, `(?)`, for what need not be answered.
    static func read(_ text: String) throws(Fault) -> [Question] {
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
        guard lines.count <= most else { throw .invalid("A form has at most 40 questions.") }
        return lines.map { line in
            var words = line
            let isOptional = words.hasSuffix("(?)")
            if isOptional { words = String(words.dropLast(3)).trimmed }
            var choices: [String] = []
            if let colon = words.range(of: " : ", options: .backwards),
                words[colon.upperBound...].contains("|")
            {
                choices = words[colon.upperBound...].split(separator: "|").map { String($0).trimmed }
                    .filter { !$0.isEmpty }
                words = String(words[..<colon.lowerBound]).trimmed
            }
            return Question(words: words.shortened(to: longest), choices: choices, isOptional: isOptional)
        }
    }

    static let most = 40
    static let longest = 300

    /// - Throws: `Fault.invalid` for questions that could not be shown or answered.
    static func check(_ questions: [Question]) throws(Fault) {
        guard !questions.isEmpty else { throw .invalid("A form needs at least one question.") }
        guard questions.count <= most else { throw .invalid("A form has at most 40 questions.") }
        for question in questions {
            guard question.words.oneLine.nonEmpty != nil, question.words.count <= longest else {
                throw .invalid("Each question has words, at most 300 characters.")
            }
            guard question.choices.count <= most,
                question.choices.allSatisfy({ $0.oneLine.nonEmpty != nil && $0.count <= longest })
            else {
                throw .invalid("A question has at most 40 choices, each with words, at most 300 characters.")
            }
        }
    }

    /// As it is typed.
    var line: String {
        words + (choices.isEmpty ? "" : " : " + choices.joined(separator: " | ")) + (isOptional ? " (?)" : "")
    }
}

extension Question {
    /// Choices and whether it need not be answered can be left out.
    public init(from decoder: any Decoder) throws {
        let keys = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            words: try keys.decode(String.self, forKey: .words),
            choices: try keys.decodeIfPresent([String].self, forKey: .choices) ?? [],
            isOptional: try keys.decodeIfPresent(Bool.self, forKey: .isOptional) ?? false)
    }
}

/// A file that was handed in with a step.
public struct StepFile: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<StepFile>
    public let id: ID
    public let name: String
    public let contentType: String
    /// In bytes.
    public let size: Int
    let sha256: String
    /// A partner's is for the team.
    var isByPartner = false
}
