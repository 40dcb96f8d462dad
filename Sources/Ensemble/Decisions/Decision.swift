import Database
import Localization

/// Something that is decided on figures: what would set it off is written
/// before, the options with what each would do, then the choice, and later
/// what came of it. What was written is never changed.
public struct Decision: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Decision>

    public let id: ID
    public let text: Text
    /// For pages; `nil`: the business.
    public let offeringName: String?
    public let proposedBy: String
    public let proposedAt: Moment
    public let choice: Choice?
    public let review: Review?

    /// What is to be decided.
    public struct Text: Equatable, Sendable {
        public var question: String
        public var kind: Kind
        /// `nil`: the business.
        public var offering: Offering.ID?
        public var trigger: DecisionTrigger
        /// The first is to do nothing.
        public var options: [DecisionOption]

        public init(
            _ question: String, kind: Kind, offering: Offering.ID? = nil, trigger: DecisionTrigger,
            options: [DecisionOption]
        ) {
            self.question = question
            self.kind = kind
            self.offering = offering
            self.trigger = trigger
            self.options = options
        }
    }

    /// How far it goes.
    public enum Kind: String, Sendable, CaseIterable, Bindable, Readable {
        case adapt, shift, pivot
        case moveOn = "move-on"
    }

    public struct Choice: Equatable, Sendable {
        /// The option's place; 0: nothing is done.
        public let option: Int
        public let why: String
        /// What is done for customers, where profit gains and they lose.
        public let remedy: String
        public let by: String
        public let at: Moment
        public let reviewOn: Day
    }

    public struct Review: Equatable, Sendable {
        public let verdict: Verdict
        public let words: String
        public let by: String
        public let at: Moment
    }

    public enum Verdict: String, Sendable, CaseIterable, Bindable, Readable {
        case cameTrue = "came-true"
        case didNot = "did-not"
        case cannotTell = "cannot-tell"
    }

    /// How far it has come.
    public enum State: Equatable, Sendable { case proposed, inEffect, reviewed }

    public var state: State { review != nil ? .reviewed : choice != nil ? .inEffect : .proposed }

    func isDue(on day: Day) -> Bool { review == nil && choice.map { $0.reviewOn <= day } ?? false }
    var chosen: DecisionOption? { choice.map { text.options[$0.option] } }

    static let mostOptions = 5
}

/// One of the things that can be done, with what it is expected to do.
public struct DecisionOption: Equatable, Sendable {
    /// Empty for doing nothing.
    public var words: String
    public var profit: Expected
    public var customer: Expected

    public init(_ words: String, profit: Expected, customer: Expected) {
        self.words = words
        self.profit = profit
        self.customer = customer
    }

    /// Which way, and in words how much.
    public struct Expected: Equatable, Sendable {
        public var way: Way
        public var words: String

        public init(_ way: Way, _ words: String = "") {
            self.way = way
            self.words = words
        }
    }

    public enum Way: String, Sendable, CaseIterable, Bindable, Readable {
        case better, same, worse, unclear
    }

    /// Profitable and against the customer: never simply chosen.
    public var isTemptation: Bool { profit.way == .better && customer.way == .worse }
}

/// What sets a decision off, written before: which figure, which threshold, by when.
public struct DecisionTrigger: Equatable, Sendable {
    public var figure: DecisionFigure
    public var side: Side
    /// Ten-thousandths of the whole, 0 to 10,000.
    public var threshold: Int
    public var by: Day

    public init(_ figure: DecisionFigure, _ side: Side, _ threshold: Int, by day: Day) {
        self.figure = figure
        self.side = side
        self.threshold = threshold
        by = day
    }

    public enum Side: String, Sendable, CaseIterable, Bindable, Readable {
        case atLeast = "at-least"
        case atMost = "at-most"
    }

    public var share: Double { Double(threshold) / 10_000 }

    /// Whether it is reached, beyond what chance alone could do.
    public enum Standing: Equatable, Sendable {
        /// The whole interval lies on its side.
        case reached
        /// The interval holds the threshold.
        case notToldApart
        case notReached
        /// Too few to say.
        case unknown
    }

    public func standing(_ evidence: DecisionEvidence?) -> Standing {
        guard let evidence, let value = evidence.value else { return .unknown }
        let (low, high) = (evidence.low ?? value, evidence.high ?? value)
        let (isReached, isMissed) =
            side == .atLeast ? (low >= share, high < share) : (high <= share, low > share)
        return isReached ? .reached : isMissed ? .notReached : .notToldApart
    }
}

extension Decision.Text {
    /// - Throws: `Fault.invalid`.
    func checked(on day: Day) throws(Fault) -> Decision.Text {
        var text = self
        text.question = question.oneLine
        guard !text.question.isEmpty, text.question.count <= 300 else {
            throw .invalid("Please write the question, in up to 300 characters.")
        }
        guard (0...10_000).contains(trigger.threshold) else {
            throw .invalid("A threshold lies between 0 and 100 percent.")
        }
        guard trigger.by >= day, trigger.by.number - day.number <= 1_096 else {
            throw .invalid("The day of the trigger lies ahead, within three years.")
        }
        text.options = options.enumerated().map { place, option in option.trimmed(isNothing: place == 0) }
        guard (2...Decision.mostOptions).contains(options.count) else {
            throw .invalid("Please write at least one option beside doing nothing.")
        }
        for (place, option) in text.options.enumerated() {
            guard place == 0 || !option.words.isEmpty else {
                throw .invalid("Please say what each option is.")
            }
            guard option.words.count <= 300, option.profit.words.count <= 300,
                option.customer.words.count <= 300
            else { throw .invalid("Options and their effects are said in up to 300 characters each.") }
        }
        return text
    }
}

extension DecisionOption {
    func trimmed(isNothing: Bool) -> DecisionOption {
        DecisionOption(
            isNothing ? "" : words.oneLine, profit: .init(profit.way, profit.words.oneLine),
            customer: .init(customer.way, customer.words.oneLine))
    }
}
