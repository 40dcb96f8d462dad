import Database
import Localization

/// What came to one customer's mind in a period: their latest answer in it.
public struct NameAnswer: Equatable, Sendable {
    /// One idea of it; the same idea in two phrases is one.
    public struct Idea: Equatable, Sendable {
        /// Folded; what phrases are counted together by.
        public let key: String
        /// As it is shown.
        public let shown: String
        /// As the customer wrote it.
        public let words: String
        /// From 1.
        public let position: Int
        /// From −2 to 2; `nil` where they did not say.
        public let favour: Int?
        public let why: String
        public let tie: IdeaTie?
    }

    public let customer: Customer.ID
    public let response: SurveyResponse.ID
    public let survey: Survey.ID
    public let conversation: Conversation.ID?
    public let month: Month
    public let answeredAt: Moment
    public let language: String
    /// In the order in which they were written.
    public var ideas: [Idea]
    /// What was done for them in the year before they answered.
    public var lived: Set<NameExperience> = []
    public var mayQuote = false
    /// For lists.
    public var customerName = ""

    func idea(_ key: String) -> Idea? { ideas.first { $0.key == key } }
    func says(_ intended: IntendedIdea.ID, isAgainst: Bool) -> Idea? {
        ideas.first { $0.tie == IdeaTie(intended, isAgainst: isAgainst) }
    }
}

/// What a customer went through, from the desk's records; beside it, what comes to their mind.
public enum NameExperience: String, Sendable, CaseIterable {
    /// A bill whose cost had been told before.
    case told
    /// A bill with a line that nobody had announced, or above what was told.
    case surprised
    /// They contested a bill.
    case contested
    /// A plan to pay was offered before the bill.
    case plan
    /// A promise to them was broken, or kept late.
    case promise
    /// A matter of theirs came back after it was resolved.
    case reopened
}

extension NameExperience {
    func name(_ r: Reader) -> String {
        switch self {
        case .told: r("told the cost before")
        case .surprised: r("a bill that surprised")
        case .contested: r("contested a bill")
        case .plan: r("offered a plan to pay")
        case .promise: r("a promise broken or late")
        case .reopened: r("a matter that came back")
        }
    }
}
