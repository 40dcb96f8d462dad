import Database
import Localization

/// What a customer said in their own words, wherever they said it.
public struct SaidText: Sendable {
    /// Where: no message and no answer have the same number.
    public enum Source: Hashable, Sendable {
        case message(Message.ID)
        /// To a survey.
        case answer(SurveyResponse.ID)

        var number: Int64 {
            switch self {
            case .message(let id): id.rawValue
            case .answer(let id): id.rawValue
            }
        }

        var message: Message.ID? { if case .message(let id) = self { id } else { nil } }

        /// As it is stored: never change one.
        var kind: String {
            switch self {
            case .message: "message"
            case .answer: "answer"
            }
        }

        init(_ kind: String, _ number: Int64) {
            self =
                kind == "answer"
                ? .answer(SurveyResponse.ID(rawValue: number)) : .message(Message.ID(rawValue: number))
        }

        init(row: Row) throws { self.init(try row("source_kind"), try row("source")) }

        /// Of the page on which it is marked.
        var path: String {
            switch self {
            case .message(let id): "/messages/\(id)/mentions"
            case .answer(let id): "/answers/\(id)/mentions"
            }
        }

        /// Where the customer is asked to mark it.
        var invitationPath: String {
            switch self {
            case .message(let id): "/messages/\(id)/mentions/invitation"
            case .answer(let id): "/answers/\(id)/mentions/invitation"
            }
        }
    }

    public let source: Source
    public let text: String
    public let customer: Customer.ID
    public let customerName: String
    public let conversation: Conversation.ID?
    /// Where it stands whole, for the team.
    public let place: String
    public let saidAt: Moment

    /// - Throws: `Fault.notFound`, `Fault.conflict` for words that are not a customer's.
    static func find(_ source: Source, in db: any Connection) throws -> SaidText {
        switch source {
        case .message(let id): try SaidText(message: id, in: db)
        case .answer(let id): try SaidText(answer: id, in: db)
        }
    }

    private init(message id: Message.ID, in db: any Connection) throws {
        guard let row = try db.row("SELECT \(Message.columns) FROM messages WHERE id = \(id)") else {
            throw Fault.notFound("There is no such message.")
        }
        let message = try Message(row: row)
        guard message.kind == .message, case .customer = message.author else {
            throw Fault.conflict("Only what customers say is marked.")
        }
        self.init(message)
    }

    /// A customer's message.
    init(_ message: Message) {
        source = .message(message.id)
        text = message.text
        if case .customer(let id) = message.author { customer = id } else { customer = 0 }
        customerName = message.fromName.nonEmpty ?? message.fromAddress
        conversation = message.conversation
        place = "/conversations/\(message.conversation)#m\(message.id)"
        saidAt = message.createdAt
    }

    private init(answer id: SurveyResponse.ID, in db: any Connection) throws {
        let row = try db.row(
            """
            SELECT survey_responses.survey, survey_responses.customer, survey_responses.conversation,
                survey_responses.content, survey_responses.answered_at, customers.name
            FROM survey_responses JOIN customers ON customers.id = survey_responses.customer
            WHERE survey_responses.id = \(id)
            """)
        guard let row else { throw Fault.notFound("There is no such answer.") }
        self.init(
            source: .answer(id), text: try JSON.value(SurveyReply.self, from: row("content")).words,
            customer: try row("customer"), customerName: try row("name"),
            conversation: try row("conversation"),
            place: "/surveys/\(try row("survey") as Survey.ID)/answers#answer-\(id)",
            saidAt: try row("answered_at"))
    }

    init(
        source: Source, text: String, customer: Customer.ID, customerName: String,
        conversation: Conversation.ID?, place: String, saidAt: Moment
    ) {
        (self.source, self.text, self.customer, self.customerName) = (source, text, customer, customerName)
        (self.conversation, self.place, self.saidAt) = (conversation, place, saidAt)
    }

    /// Lets those who mark it at once wait for each other: only one of them counts.
    static func wait(for source: Source, in db: any Connection) throws {
        switch source {
        case .message(let id): try db.execute("UPDATE messages SET kind = kind WHERE id = \(id)")
        case .answer(let id): try db.execute("UPDATE survey_responses SET via = via WHERE id = \(id)")
        }
    }

    /// In which it was said, where the business is.
    func month(in db: any Connection) throws -> Month {
        Month(Day(saidAt, in: Zone.named(try Settings.business(in: db).timeZone) ?? .utc))
    }
}

extension SurveyReply {
    /// All that was written, a line each: what came to mind with its why, texts by the key of their question, the comment.
    var words: String {
        let minds = associations.flatMap { [$0.words, $0.why] }
        let written = texts.sorted { $0.key < $1.key }.map(\.value)
        return (minds + written + [comment]).filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
