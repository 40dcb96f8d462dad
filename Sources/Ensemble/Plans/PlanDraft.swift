import Localization

/// A plan before it is begun: what templates, recurrences, blueprints and
/// accepted estimates make plans from.
public struct PlanDraft: Equatable, Sendable, Codable {
    public var name: String
    public var steps: [StepDraft]

    public init(name: String, steps: [StepDraft] = []) {
        self.name = name
        self.steps = steps
    }

    static let stepLimit = 200

    /// - Throws: `Fault.invalid`.
    func check() throws(Fault) {
        guard let name = name.oneLine.nonEmpty else { throw .invalid("Please give the plan a name.") }
        guard name.count <= 200 else { throw .invalid("The name of a plan has at most 200 characters.") }
        guard steps.count <= Self.stepLimit else { throw .invalid("A plan has at most 200 steps.") }
        for (place, step) in steps.enumerated() {
            try step.check()
            guard step.after.allSatisfy({ (0..<place).contains($0) }) else {
                throw .invalid("A step can only come after steps that stand before it.")
            }
        }
    }
}

/// A step before it is in a plan.
public struct StepDraft: Equatable, Sendable, Codable {
    public enum Owner: Equatable, Sendable, Codable {
        case customer
        case us(agent: Agent.ID?, team: Team.ID?)
        case partner(name: String, address: String)
    }

    public var title: String
    public var instructions = ""
    public var owner: Owner = .us(agent: nil, team: nil)
    public var kind: Step.Kind = .task
    public var questions: [Question] = []
    public var isShown = true
    public var givesFiles = false
    public var note = ""
    /// How long it may take once it can begin.
    public var minutes: Int?
    public var dueAt: Moment?
    /// The places of the steps that must be done before, counted from 0.
    public var after: [Int] = []
    public var blueprintStep: Int64?

    public init(_ title: String, owner: Owner = .us(agent: nil, team: nil), kind: Step.Kind = .task) {
        self.title = title
        self.owner = owner
        self.kind = kind
    }

    static let titleLimit = 200
    static let textLimit = 10_000
    /// Ten years.
    static let minutesLimit = 10 * 366 * 24 * 60

    /// - Throws: `Fault.invalid`.
    func check() throws(Fault) {
        guard let title = title.oneLine.nonEmpty else { throw .invalid("Please say what is to be done.") }
        guard title.count <= Self.titleLimit else {
            throw .invalid(
                "What is to be done has at most 200 characters; the rest belongs into the instructions.")
        }
        guard instructions.count <= Self.textLimit, note.count <= Self.textLimit else {
            throw .invalid("Instructions and notes have at most 10,000 characters.")
        }
        if kind == .form { try Question.check(questions) }
        if let minutes, !(1...Self.minutesLimit).contains(minutes) {
            throw .invalid("A step takes from a minute to ten years.")
        }
        if case .partner(let name, let address) = owner {
            guard name.oneLine.nonEmpty != nil else { throw .invalid("Please say which partner does it.") }
            _ = try EmailAddress.check(address)
        }
    }
}
