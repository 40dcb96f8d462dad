import Database

/// A piece of work to do later.
public struct Job: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Job>

    /// What kinds there are. The raw values are stored: never change one.
    public enum Kind: String, Sendable, CaseIterable, Bindable, Readable {
        /// Hand a message to the mail server.
        case sendMessage = "message.send"
        /// Hand a message to the mail server for one recipient who was put off.
        case sendToPutOff = "message.send-put-off"
        /// Send a mail that belongs to no conversation: invitations, sign-in links.
        case sendNotice = "notice.send"
        /// A wait that ends at a moment.
        case wake = "conversation.wake"
        /// Say that the last day of an estimate is near.
        case remindOfEstimate = "estimate.remind"
        /// End an estimate whose last day is over.
        case expireEstimate = "estimate.expire"
        /// Mail what an agent has not seen.
        case mailNotification = "notification.mail"
        /// Remove what agents have seen long ago.
        case forgetNotifications = "notification.forget"
        /// Say that something is due, or was missed.
        case remindOfInvoice = "invoice.remind"
        /// A plan that begins anew.
        case planRepeat = "plan.repeat"
        /// The time of a promise is over.
        case promiseDue = "promise.due"
        /// The last day to tell a cost is over.
        case tellOverdue = "tell.overdue"
        /// Ask a provider what became of a payment.
        case askProvider = "payment.ask"
        /// Have a provider give money back.
        case giveBack = "payment.give-back"
        /// Some time after resolving: ask what it was like.
        case askSurvey = "survey.ask"
        /// Hand a question to the mail server.
        case sendSurvey = "survey.send"
        /// Say to the owner what changed in a month.
        case writeLetter = "letter.write"
        /// Tell the next people what was made.
        case tellRelease = "release.tell"
    }

    public let id: ID
    public let kind: Kind
    public let payload: String
    public let runAt: Moment
    /// How often it was tried.
    public let attempts: Int
    public let leasedUntil: Moment?
    /// Why it failed last.
    public let problem: String?
    public let deadAt: Moment?
    public let createdAt: Moment
}

extension Job {
    static let columns: SQL =
        "id, kind, payload, run_at, attempts, leased_until, problem, dead_at, created_at"

    init(row: Row) throws {
        id = try row("id")
        kind = try row("kind")
        payload = try row("payload")
        runAt = try row("run_at")
        attempts = try row("attempts")
        leasedUntil = try row("leased_until")
        problem = try row("problem")
        deadAt = try row("dead_at")
        createdAt = try row("created_at")
    }
}

/// Why a job did not do its work.
enum JobFailure: Error, Equatable {
    /// Worth trying again: after the given time, or by the usual back-off.
    case later(String, after: Span? = nil)
    /// Not worth trying again.
    case never(String)
}
