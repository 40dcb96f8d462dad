import Database
import Localization

/// One side of what came out in the end, as a customer says it.
public enum ResultSide: String, Sendable, CaseIterable {
    case core, service, money, promise

    func name(_ r: Reader) -> String {
        switch self {
        case .core: r("The matter itself")
        case .service: r("The service")
        case .money: r("The money")
        case .promise: r("What was promised")
        }
    }
}

/// A stage that a matter goes through, as the desk's records have it.
public enum ResultStage: String, Sendable, CaseIterable {
    /// The first answer came within a day.
    case answered
    /// The cost was told before the work; of those who were billed.
    case told
    /// Every promise was kept in time; of those to whom one was made.
    case promises
    /// Done, and it never came back.
    case once
    /// Billed as told; of those who were billed.
    case asTold = "as-told"
    /// No bill was contested; of those who were billed.
    case uncontested

    func name(_ r: Reader) -> String {
        switch self {
        case .answered: r("Answered within a day")
        case .told: r("Told the cost before")
        case .promises: r("Promises kept in time")
        case .once: r("Done without coming back")
        case .asTold: r("Billed as told")
        case .uncontested: r("Bill not contested")
        }
    }
}

/// A customer in a period: what they said of it last, and how their matters went.
public struct ResultCustomer: Equatable, Sendable {
    public let customer: Customer.ID
    /// What they said from 1 to 5; a side that does not concern them is absent.
    public var ratings: [ResultSide: Int] = [:]
    /// All in all, from 1 to 5.
    public var overall: Int?
    public var response: SurveyResponse.ID?
    public var survey: Survey.ID?
    public var conversation: Conversation.ID?
    public var answeredAt: Moment?
    /// Whether every matter of theirs passed a stage; absent where none came that way.
    public var stages: [ResultStage: Bool] = [:]
    /// For lists.
    public var name = ""

    func isGood(_ side: ResultSide) -> Bool? { ratings[side].map { $0 >= 4 } }

    /// Good or not on all four sides, in their order; `nil` where one was not answered.
    var pattern: [Bool]? {
        let sides = ResultSide.allCases.compactMap(isGood)
        return sides.count == ResultSide.allCases.count ? sides : nil
    }

    /// Both the matter and the money were answered.
    var joint: (coreGood: Bool, moneyGood: Bool)? {
        guard let core = isGood(.core), let money = isGood(.money) else { return nil }
        return (core, money)
    }
}
