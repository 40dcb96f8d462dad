import Database

/// One line of the history: who did what to what, when.
public struct Event: Identifiable, Equatable, Sendable {
    public typealias ID = Identifier<Event>

    /// What happened. The raw values are stored and sent out: never change one.
    public enum Kind: String, Sendable, CaseIterable, Bindable, Readable {
        case conversationOpened = "conversation.opened"
        case messageReceived = "message.received"
        case replied = "message.replied"
        case replyUndone = "message.undone"
        case messageSent = "message.sent"
        case messageFailed = "message.failed"
        case messageUnclear = "message.unclear"
        case noted = "note.added"
        case assigned = "conversation.assigned"
        case teamSet = "conversation.team"
        case prioritySet = "conversation.priority"
        case subjectSet = "conversation.subject"
        case tagged = "conversation.tagged"
        case untagged = "conversation.untagged"
        case waits = "conversation.waiting"
        case resolved = "conversation.resolved"
        case reopened = "conversation.reopened"
        case woke = "conversation.woke"
        case suspended = "conversation.suspended"
        case recovered = "conversation.recovered"
        case merged = "conversation.merged"
        case participantAdded = "participant.added"
        case customerAdded = "customer.added"
        case customerChanged = "customer.changed"
        case addressBounced = "customer.bounced"
        case agentAdded = "agent.added"
        case agentRoleSet = "agent.role"
        case agentDisabled = "agent.disabled"
        case agentEnabled = "agent.enabled"
        case agentInvited = "agent.invited"
        case agentChanged = "agent.changed"
        case passwordSet = "agent.password"
        case teamAdded = "team.added"
        case teamChanged = "team.changed"
        case teamRemoved = "team.removed"
        case tokenMade = "token.made"
        case tokenRevoked = "token.revoked"
        case mailboxAdded = "mailbox.added"
        case mailboxChanged = "mailbox.changed"
        case mailboxClosed = "mailbox.closed"
        case mailboxReopened = "mailbox.reopened"
        case settingChanged = "setting.changed"
        case offeringAdded = "offering.added"
        case offeringChanged = "offering.changed"
        case offeringMoved = "offering.moved"
        case offeringChosen = "conversation.offering"
        case roleTold = "role.told"
        case estimateBegun = "estimate.begun"
        case estimateDiscarded = "estimate.discarded"
        case estimateSent = "estimate.sent"
        case estimateSeen = "estimate.seen"
        case estimateAccepted = "estimate.accepted"
        case estimateDeclined = "estimate.declined"
        case estimateExpired = "estimate.expired"
        case estimateReminded = "estimate.reminded"
        case workBooked = "work.booked"
        case workRemoved = "work.removed"
        case limitSet = "limit.set"
        case limitPassed = "limit.passed"
        case invoiceBegun = "invoice.begun"
        case invoiceDiscarded = "invoice.discarded"
        case invoiceIssued = "invoice.issued"
        case invoiceReminded = "invoice.reminded"
        case invoiceWrittenOff = "invoice.written-off"
        case paymentReceived = "payment.received"
        case depositReceived = "deposit.received"
        case planChosen = "payment.plan"
        case planAdjusted = "payment.plan.adjusted"
        case payPlanKept = "payment.plan.kept"
        case payPlanDone = "payment.plan.done"
        case payPlanBroken = "payment.plan.broken"
        case payPlanResumed = "payment.plan.resumed"
        case instalmentMissed = "payment.missed"
        case disputeOpened = "dispute.opened"
        case disputeClosed = "dispute.closed"
        case refunded = "payment.refunded"
        case moneyUnclear = "payment.unclear"
        case moneySettled = "payment.settled"
        case tellDue = "tell.due"
        case tellOverdue = "tell.overdue"
        case tellReleased = "tell.released"
        case templateKept = "estimate.template"
        case templateRemoved = "estimate.template.removed"
        case planBegun = "plan.begun"
        case planDone = "plan.done"
        case planStopped = "plan.stopped"
        case planSent = "plan.sent"
        case planLinkRenewed = "plan.link"
        case planRecurs = "plan.recurs"
        case planRecursNoMore = "plan.recurs-no-more"
        case stepAdded = "step.added"
        case stepChanged = "step.changed"
        case stepRemoved = "step.removed"
        case stepDone = "step.done"
        case stepSkipped = "step.skipped"
        case stepReturned = "step.returned"
        case partnerTold = "partner.told"
        case referralEnded = "partner.ended"
        case planTemplateKept = "plan.template-kept"
        case planTemplateRemoved = "plan.template-removed"
        case blueprintAdded = "blueprint.added"
        case blueprintChanged = "blueprint.changed"
        case blueprintPublished = "blueprint.published"
        case blueprintTied = "blueprint.tied"
        case blueprintUntied = "blueprint.untied"
        case promised = "promise.made"
        case promiseKept = "promise.kept"
        case promiseKeptLate = "promise.late"
        case promiseBroken = "promise.broken"
        case promiseReleased = "promise.released"
        case mentionMarked = "mention.marked"
        case mentionChanged = "mention.changed"
        case mentionRemoved = "mention.removed"
        case proposalChecked = "proposal.checked"
        case codeBookChanged = "code-book.changed"
        case emphasisDeclared = "emphasis.declared"
        case declarationLinkMade = "declaration-link.made"
        case declarationLinkEnded = "declaration-link.ended"
        case courseSet = "course.set"
        case courseEnded = "course.ended"
        case activityAdded = "activity.added"
        case activityChanged = "activity.changed"
        case activityEnded = "activity.ended"
        case surveyAdded = "survey.added"
        case surveyChanged = "survey.changed"
        case surveyMoved = "survey.moved"
        case surveyAsked = "survey.asked"
        case surveyNotAsked = "survey.not-asked"
        case surveyDelivered = "survey.delivered"
        case surveySeen = "survey.seen"
        case surveyBounced = "survey.bounced"
        case surveyAnswered = "survey.answered"
        case surveyAnswerChanged = "survey.answer-changed"
        case surveysRefused = "surveys.refused"
        case surveysAllowed = "surveys.allowed"
        case quotesAllowed = "quotes.allowed"
        case quotesRefused = "quotes.refused"
        case ideaIntended = "idea.intended"
        case intentionEnded = "idea.ended"
        case wordsRead = "words.read"
        case costRateSet = "cost-rate.set"
        case offeringCostSet = "offering-cost.set"
        case decisionProposed = "decision.proposed"
        case decisionTaken = "decision.taken"
        case decisionReviewed = "decision.reviewed"
        case ideaSuggested = "idea.suggested"
        case ideaVoted = "idea.voted"
        case ideaUnvoted = "idea.unvoted"
        case ideaCommented = "idea.commented"
        case ideaMoved = "idea.moved"
        case ideaAnswered = "idea.answered"
        case ideaReworded = "idea.reworded"
        case ideaShown = "idea.shown"
        case ideaDismissed = "idea.dismissed"
        case ideaCommentShown = "idea.comment-shown"
        case ideaCommentRemoved = "idea.comment-removed"
        case ideaMerged = "idea.merged"
        case ideaLinked = "idea.linked"
        case ideaUnlinked = "idea.unlinked"
        case ideaTold = "idea.told"
        case releaseDrafted = "release.drafted"
        case releaseChanged = "release.changed"
        case releaseDiscarded = "release.discarded"
        case releasePublished = "release.published"
        case releasesRefused = "releases.refused"
        case releasesAllowed = "releases.allowed"
    }

    public let id: ID
    /// The number of the transaction that wrote it.
    public let tx: Int64
    public let at: Moment
    public let kind: Kind
    public let actorKind: String
    public let actor: Int64?
    public let conversation: Conversation.ID?
    public let message: Message.ID?
    public let customer: Customer.ID?
    /// What the kind needs beside: names as they were then, old and new values.
    public let data: [String: String]
}

extension Event {
    static let columns: SQL =
        "events.tx, events.id, events.at, events.kind, events.actor_kind, events.actor, events.conversation, events.message, events.customer, events.data"

    init(row: Row) throws {
        id = try row("id")
        tx = try row("tx")
        at = try row("at")
        kind = try row("kind")
        actorKind = try row("actor_kind")
        actor = try row("actor")
        conversation = try row("conversation")
        message = try row("message")
        customer = try row("customer")
        let text: String = try row("data")
        data = text == "{}" ? [:] : try JSON.value([String: String].self, from: text)
    }
}
