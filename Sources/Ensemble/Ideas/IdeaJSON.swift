import Localization

/// An idea as programs read it.
struct IdeaJSON: Encodable {
    let id: Int64
    let need: String
    let solution: String
    let status: String
    let reason: String?
    let votes: Int
    let comments: Int
    let author: String
    let customer: Int64?
    let profile: String?
    let tags: [String]
    let answer: String?
    let mergedInto: Int64?
    let isHeld: Bool
    let createdAt: Int64

    init(_ idea: Idea) {
        id = idea.id.rawValue
        need = idea.need
        solution = idea.solution
        status = idea.status.rawValue
        reason = idea.reason
        votes = idea.votes
        comments = idea.comments
        author = idea.authorName
        customer = if case .customer(let id) = idea.author { id.rawValue } else { nil }
        profile = idea.profile?.description
        tags = idea.tags
        answer = idea.answer?.text
        mergedInto = idea.mergedInto?.rawValue
        isHeld = idea.heldAt != nil
        createdAt = idea.createdAt.milliseconds
    }

    var text: String { "\(id)\t\(votes)\t\(status)\t\(need.oneLine)" }
}
