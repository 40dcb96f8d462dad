import Localization

/// What somebody does about a cost or something agreed, through the door for it.
enum StoryJobAct: Equatable, Sendable {
    /// Staff say which offering it is about.
    case offering(StoryService)
    /// Somebody asked what it costs: it is to be told by a day.
    case costAsked
    case role(RoleStatement.Part, whom: String, why: String)

    // What is told.
    case tell(EstimateContent, words: String)
    case look
    case ask(String)
    case revise(words: String)
    case accept(plan: Int?, byPhone: Bool)
    case decline(String, byPhone: Bool)
    case change(EstimateContent, words: String)
    case answerChange(Bool, byPhone: Bool)

    // What is done.
    case limit(Int64, stops: Bool, tellsCustomer: Bool)
    case waitUntil(Int64)
    case book(WorkEntry.Work, as: StoryWork? = nil, override: String?)
    case plan(StoryService, words: String)
    case step(StorySteps.Party)
    case promise(String, due: Int64)
    case keepPromise
    case releasePromise(String)

    // What is billed.
    case bill(words: String)
    case lookAtBill
    case choosePlan(Int)
    case adjustPlan
    case pay(Part)
    case dispute(String)
    case settle(String, takesBack: Bool)
    case writeOff(String)

    /// Staff see that nothing is left to do for now.
    case close

    enum Part: Equatable, Sendable { case rest, half, part }
}
