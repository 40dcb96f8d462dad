import Localization

/// A survey as programs read it.
struct SurveyJSON: Encodable {
    let id: Int64
    let kind: String
    let state: String
    let title: String
    let when: String
    let delayHours: Int
    let share: Int
    let restDays: Int
    let openDays: Int
    let mailbox: Int64?
    let version: Int
    let language: String
    let questions: [SurveyQuestion]

    init(_ survey: Survey) {
        id = survey.id.rawValue
        kind = survey.kind.rawValue
        state = survey.state.rawValue
        title = survey.content.title(in: survey.content.language)
        when = survey.rules.when.rawValue
        delayHours = survey.rules.delayHours
        share = survey.rules.share
        restDays = survey.rules.restDays
        openDays = survey.rules.openDays
        mailbox = survey.rules.mailbox?.rawValue
        version = survey.version
        language = survey.content.language
        questions = survey.content.questions
    }

    var text: String { "\(id)\t\(kind)\t\(state)\t\(when)\t\(title)" }
}

/// The figures of a survey as programs read them.
struct SurveyFiguresJSON: Encodable {
    let survey: SurveyJSON
    let from: String
    let until: String
    let asked: Int
    let delivered: Int
    let opened: Int
    let answered: Int
    let bounced: Int
    let notAsked: [String: Int]
    let figures: [String: DirectionCommands.Value]
    /// How often each value was given, by the key of its question.
    let values: [String: [String: Int]]

    init(_ figures: Surveys.Figures) {
        survey = SurveyJSON(figures.survey)
        from = figures.scope.from.description
        until = figures.scope.until.description
        asked = figures.all.asked
        delivered = figures.all.delivered
        opened = figures.all.seen
        answered = figures.all.answered
        bounced = figures.all.bounced
        notAsked = Dictionary(
            figures.all.notAsked.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { one, _ in one })
        self.figures = Dictionary(
            figures.named(figures.all).compactMap { named in
                named.figure.map { (named.name, DirectionCommands.Value($0)) }
            }, uniquingKeysWith: { one, _ in one })
        values = figures.all.values.mapValues { counts in
            Dictionary(counts.map { (String($0.key), $0.value) }, uniquingKeysWith: { one, _ in one })
        }
    }

    var lines: [String] {
        let counts =
            "asked \(asked)\tdelivered \(delivered)\topened \(opened)\tanswered \(answered)\tcame back \(bounced)"
        let reasons = notAsked.sorted { $0.key < $1.key }.map { "not asked, \($0.key)\t\($0.value)" }
        let measured = figures.sorted { $0.key < $1.key }.map { name, figure in
            "\(name)\t\(figure.value)\t\(figure.low) to \(figure.high)\tn = \(figure.n)\t\(figure.method)"
        }
        return [survey.text, counts] + reasons + measured
    }
}

/// An answer as programs read it.
struct SurveyAnswerJSON: Encodable {
    let id: Int64
    let survey: Int64
    let version: Int
    let customer: Int64
    let conversation: Int64?
    let via: String
    /// Milliseconds since 1970 UTC.
    let answered: Int64
    let changed: Int64
    let reply: SurveyReply

    init(_ response: SurveyResponse) {
        id = response.id.rawValue
        survey = response.survey.rawValue
        version = response.version
        customer = response.customer.rawValue
        conversation = response.conversation?.rawValue
        via = response.via.rawValue
        answered = response.answeredAt.milliseconds
        changed = response.changedAt.milliseconds
        reply = response.reply
    }

    var text: String {
        let values = reply.values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let words = reply.associations.map(\.words) + [reply.comment.oneLine]
        return "\(id)\t\(conversation.map(String.init) ?? "-")\t"
            + (values + words).filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
