import Localization

/// What somebody answers to a survey.
public struct SurveyReply: Codable, Equatable, Sendable {
    /// One thing that comes to mind at the name.
    public struct Association: Codable, Equatable, Sendable {
        public var words: String
        /// From −2, very unfavourable, to 2; `nil` where they did not say.
        public var favour: Int?
        public var why: String

        public init(_ words: String, favour: Int? = nil, why: String = "") {
            self.words = words
            self.favour = favour
            self.why = why
        }
    }

    /// By the key of the question.
    public var values: [String: Int]
    public var texts: [String: String]
    public var associations: [Association]
    public var comment: String

    public init(
        values: [String: Int] = [:], texts: [String: String] = [:], associations: [Association] = [],
        comment: String = ""
    ) {
        self.values = values
        self.texts = texts
        self.associations = associations
        self.comment = comment
    }

    private static let mostWords = 200
    private static let mostText = 4_000

    /// The same without white space and what was left empty.
    /// - Throws: `Fault.invalid` where nothing is answered, or something that was not asked.
    func checked(against content: SurveyContent) throws(Fault) -> SurveyReply {
        var reply = SurveyReply(comment: comment.trimmed)
        for question in content.questions {
            if let value = values[question.key] {
                guard question.values?.contains(value) == true else {
                    throw .invalid("That answer is not one of those that can be given.")
                }
                reply.values[question.key] = value
            }
            if question.scale == .text, let text = texts[question.key]?.nonEmpty {
                guard text.count <= Self.mostText else {
                    throw .invalid("An answer is at most 4,000 characters long.")
                }
                reply.texts[question.key] = text.trimmed
            }
        }
        if content.questions.contains(where: { $0.scale == .associations }) {
            reply.associations = try checkedAssociations()
        }
        guard reply.comment.count <= Self.mostText else {
            throw .invalid("An answer is at most 4,000 characters long.")
        }
        guard !reply.values.isEmpty || !reply.texts.isEmpty || !reply.associations.isEmpty else {
            throw .invalid("Nothing is answered yet: please choose or write something.")
        }
        return reply
    }

    private func checkedAssociations() throws(Fault) -> [Association] {
        var kept: [Association] = []
        for association in associations.prefix(SurveyContent.mostAssociations) {
            let words = association.words.oneLine
            guard !words.isEmpty else { continue }
            guard words.count <= Self.mostWords, association.why.count <= Self.mostText else {
                throw .invalid("Please say it in fewer words: 200 characters, and 4,000 for the why.")
            }
            guard association.favour.map({ (-2...2).contains($0) }) ?? true else {
                throw .invalid("That answer is not one of those that can be given.")
            }
            // The same word twice is one.
            guard !kept.contains(where: { $0.words.folded == words.folded }) else { continue }
            kept.append(Association(words, favour: association.favour, why: association.why.trimmed))
        }
        return kept
    }
}

/// A reply as it is kept.
public struct SurveyResponse: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<SurveyResponse>

    public let id: ID
    public let ask: SurveyAsk.ID
    public let survey: Survey.ID
    /// The version that it answers.
    public let version: Int
    public let customer: Customer.ID
    public let conversation: Conversation.ID?
    public let reply: SurveyReply
    public let via: SurveyAsk.Via
    public let answeredAt: Moment
    /// When they last changed their mind; `answeredAt` where they never did.
    public let changedAt: Moment

    /// What was asked, in all its languages.
    public internal(set) var content: SurveyContent
    /// What they had answered before, oldest first.
    public internal(set) var earlier: [(reply: SurveyReply, at: Moment)] = []
    /// Who answered, and in what matter, for lists.
    public internal(set) var customerName = ""
    public internal(set) var offeringName: String?
    /// Whether the customer lets their words be shown without their name.
    public internal(set) var mayQuote = false

    public static func == (one: Self, other: Self) -> Bool {
        one.id == other.id && one.reply == other.reply && one.changedAt == other.changedAt
    }
}
