import Database
import Localization

/// One time that a customer was asked, or could have been and was not.
public struct SurveyAsk: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<SurveyAsk>

    public enum Via: String, Sendable, CaseIterable, Codable, Bindable, Readable { case mail, portal }

    /// Why somebody was not asked. The raw values are stored: never change one.
    public enum WhyNot: String, Sendable, CaseIterable, Codable, Bindable, Readable {
        /// The conversation went on.
        case reopened
        case merged
        /// Held back as spam.
        case suspended
        /// A bill of it is contested.
        case disputed
        /// The customer is one of us.
        case `internal`
        /// No person wrote in it.
        case automatic
        /// They asked not to be asked.
        case refused
        /// There is no address at which they can be reached.
        case unreachable
        /// They were asked the same this month.
        case asked
        /// They were asked something not long ago.
        case resting
        /// Chance did not choose them.
        case notDrawn = "not-drawn"
        /// The survey no longer asks.
        case paused
    }

    public let id: ID
    public let survey: Survey.ID
    public let version: Int
    public let customer: Customer.ID
    public let conversation: Conversation.ID?
    public let offering: Offering.ID?
    public let month: Month
    public let via: Via
    public let address: String?
    public let language: String
    /// What chance said, of 0…9999; `nil` where a person chose.
    public let draw: Int?
    public let whyNot: WhyNot?
    public let askedAt: Moment
    public let deliveredAt: Moment?
    public let seenAt: Moment?
    public let answeredAt: Moment?
    public let bouncedAt: Moment?
    public let bouncedWhy: String?
    public let expiresAt: Moment
    /// For lists.
    public internal(set) var customerName = ""

    /// Whether an answer is taken at a moment.
    func isOpen(at now: Moment) -> Bool { whyNot == nil && now < expiresAt }
}

extension SurveyAsk {
    static let columns: SQL = """
        survey_asks.id, survey_asks.survey, survey_asks.version, survey_asks.customer,
        survey_asks.conversation, survey_asks.offering, survey_asks.month, survey_asks.via,
        survey_asks.address, survey_asks.language, survey_asks.draw, survey_asks.why_not,
        survey_asks.asked_at, survey_asks.delivered_at, survey_asks.seen_at, survey_asks.answered_at,
        survey_asks.bounced_at, survey_asks.bounced_why, survey_asks.expires_at
        """

    init(row: Row) throws {
        id = try row("id")
        survey = try row("survey")
        version = try row("version")
        customer = try row("customer")
        conversation = try row("conversation")
        offering = try row("offering")
        month = Month(number: try row("month"))
        via = try row("via")
        address = try row("address")
        language = try row("language")
        draw = try row("draw")
        whyNot = try row("why_not")
        askedAt = try row("asked_at")
        deliveredAt = try row("delivered_at")
        seenAt = try row("seen_at")
        answeredAt = try row("answered_at")
        bouncedAt = try row("bounced_at")
        bouncedWhy = try row("bounced_why")
        expiresAt = try row("expires_at")
    }
}

extension SurveyAsk.WhyNot {
    func name(_ r: Reader) -> String {
        switch self {
        case .reopened: r("the conversation went on")
        case .merged: r("the conversation was merged")
        case .suspended: r("held back as spam")
        case .disputed: r("a bill is contested")
        case .internal: r("one of the team")
        case .automatic: r("no person wrote")
        case .refused: r("asked not to be asked")
        case .unreachable: r("no address that works")
        case .asked: r("asked the same this month already")
        case .resting: r("asked not long ago")
        case .notDrawn: r("not drawn")
        case .paused: r("the survey does not ask any more")
        }
    }

    /// Why somebody of the team cannot ask.
    var fault: Fault {
        switch self {
        case .reopened, .notDrawn: .conflict("This customer can’t be asked now.")
        case .merged: .conflict("The conversation was merged into another one: ask there.")
        case .suspended: .conflict("The conversation is held back as spam.")
        case .disputed: .conflict("A bill of this conversation is contested: first settle that.")
        case .internal: .conflict("This is one of the team.")
        case .automatic: .conflict("No person has written in this conversation.")
        case .refused: .conflict("This customer asked not to be asked.")
        case .unreachable: .conflict("There is no address at which this customer can be reached.")
        case .asked: .conflict("This customer was asked the same this month already.")
        case .resting: .conflict("This customer was asked something not long ago.")
        case .paused: .conflict("This survey does not ask at the moment.")
        }
    }
}
