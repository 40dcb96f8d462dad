import Database
import Localization

/// What a customer is told something will cost, before it is done.
public struct Estimate: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Estimate>

    public enum Kind: String, Sendable, CaseIterable, Codable, Bindable, Readable {
        /// A range, with what it assumes.
        case estimate
        /// A fixed offer.
        case quote
        /// An addition to what was accepted.
        case change
    }

    public let id: ID
    /// The same for all versions.
    public let number: Int
    public let version: Int
    public let conversation: Conversation.ID
    public let base: ID?
    public let state: EstimateState
    public let content: EstimateContent
    /// What it comes to, tax and all.
    public let gross: Spread
    public let fingerprint: String?
    public let message: Message.ID?
    public let madeBy: Agent.ID
    public let createdAt: Moment
    public let deliveredAt: Moment?
    public let seenAt: Moment?
    public let acknowledgedAt: Moment?
    public let answer: Answer?
    public let supersededBy: ID?

    /// Who accepted or declined, when and how.
    public struct Answer: Equatable, Sendable {
        public enum Channel: String, Sendable, Bindable, Readable { case link, portal, phone }

        public let at: Moment
        public let name: String
        public let channel: Channel
        /// From where: the address of the browser; `nil` by phone.
        public let address: String?
        /// Who heard it, by phone.
        public let agent: Agent.ID?
        /// Why it was declined, or what was said.
        public let words: String
        /// Which of the plans offered was chosen, counted from 0.
        public let plan: Int?
    }

    public var kind: Kind { content.kind }
    /// Sent, and it can still be taken back.
    public var isOnItsWay: Bool { state == .drafted && message != nil }
    /// Whether the team can still change it.
    public var isEditable: Bool { state == .drafted && message == nil }
    var money: (Int64) -> Money { { Money($0, content.currency) } }
    /// The plan to pay that was chosen.
    public var plan: PayTerms? {
        answer?.plan.flatMap { content.plans.indices.contains($0) ? content.plans[$0] : nil }
    }
}

/// All that an estimate says.
public struct EstimateContent: Equatable, Sendable {
    public var kind: Estimate.Kind
    /// What it is for, as the customer reads it.
    public var title: String
    public var currency: String
    public var taxIncluded: Bool
    public var lines: [CostLine]
    /// Taken off the whole, in minor units.
    public var discount: Int64
    public var assumptions: String
    public var exclusions: String
    public var notes: String
    public var validUntil: Day?
    /// When the work is to begin.
    public var workDay: Day?
    /// To be paid on accepting, in minor units.
    public var deposit: Int64
    public var plans: [PayTerms]

    public init(
        kind: Estimate.Kind = .estimate, title: String, currency: String, taxIncluded: Bool = false,
        lines: [CostLine] = [], discount: Int64 = 0, assumptions: String = "", exclusions: String = "",
        notes: String = "", validUntil: Day? = nil, workDay: Day? = nil, deposit: Int64 = 0,
        plans: [PayTerms] = []
    ) {
        self.kind = kind
        self.title = title
        self.currency = currency
        self.taxIncluded = taxIncluded
        self.lines = lines
        self.discount = discount
        self.assumptions = assumptions
        self.exclusions = exclusions
        self.notes = notes
        self.validUntil = validUntil
        self.workDay = workDay
        self.deposit = deposit
        self.plans = plans
    }

    /// What the lines come to.
    public var sums: CostSums { CostSums(lines, discount: discount, taxIncluded: taxIncluded) }

    static let linesLimit = 5_000
    static let plansLimit = 5

    /// What must hold of a draft.
    /// - Throws: `Fault.invalid`.
    func check() throws(Fault) {
        guard title.count <= 300 else { throw .invalid("A title has at most 300 characters.") }
        guard lines.count <= Self.linesLimit else {
            throw .invalid("An estimate has at most 5,000 lines.")
        }
        guard max(assumptions.count, exclusions.count, notes.count) <= 20_000 else {
            throw .invalid("That is more text than a customer would read.")
        }
        for line in lines { try line.check() }
        if kind == .quote, let loose = lines.first(where: { !$0.price.isFixed }) {
            throw .invalid(
                "A quote is a fixed offer: “\(loose.text.shortened(to: 60))” has a range. Make it an estimate."
            )
        }
        try checkSums()
        guard plans.count <= Self.plansLimit else {
            throw .invalid("At most five ways to pay can be offered.")
        }
        for plan in plans { try plan.check() }
    }

    private func checkSums() throws(Fault) {
        let most = lines.reduce(Int64(0)) { $0 + $1.amount(.high) }
        guard most <= CostLine.limit else { throw .invalid("That is more money than Ensemble can count.") }
        let least = lines.reduce(Int64(0)) { $0 + $1.amount(.low) }
        guard discount >= 0, lines.isEmpty ? discount == 0 : discount <= least else {
            throw .invalid("The discount must not be more than what the lines come to at least.")
        }
        guard deposit >= 0, lines.isEmpty || deposit <= sums.low.gross else {
            throw .invalid("A deposit is at most what it will cost at least.")
        }
    }

    /// What must hold before it is sent.
    /// - Throws: `Fault.invalid`.
    func checkBeforeSending(today: Day) throws(Fault) {
        try check()
        guard !lines.isEmpty else { throw .invalid("There are no lines yet: say what it costs.") }
        guard !title.trimmed.isEmpty else { throw .invalid("Please say in a few words what it is for.") }
        if let validUntil, validUntil < today {
            throw .invalid("It would have expired already: choose a later last day.")
        }
        if let workDay, workDay < today {
            throw .invalid("The work would have begun already: a cost is told before.")
        }
    }
}

extension Estimate.Kind {
    func name(for r: Reader) -> String {
        switch self {
        case .estimate: r("Estimate")
        case .quote: r("Quote")
        case .change: r("Change order")
        }
    }
}

extension Estimate {
    /// `12` or `12.2`: the number, and the version from the second on.
    public var reference: String { Self.reference(number, version: version) }

    static func reference(_ number: Int, version: Int) -> String {
        version == 1 ? "\(number)" : "\(number).\(version)"
    }
}
