import Localization

extension Event {
    /// The event as a sentence of a conversation's history, in the reader's
    /// language; `nil` for what the history shows as a message anyway.
    /// - Parameter name: the present name of the agent who did it, if it was one.
    func sentence(for r: Reader, by name: String?) -> String? {
        let who = name ?? data["by"] ?? (actorKind == "customer" ? r("The customer") : r("Ensemble"))
        let what = data["name"] ?? ""
        switch kind {
        case .conversationOpened, .replied, .noted: return nil
        case .messageReceived: return estimate == nil ? nil : estimateSentence(for: r, by: who)
        case .replyUndone: return r("\(who) took a reply back before it was sent")
        case .messageSent: return nil
        case .messageFailed: return r("A message could not be delivered: \(r.said(data["why"] ?? ""))")
        case .messageUnclear:
            return r("It is not certain whether a message was sent: \(r.said(data["why"] ?? ""))")
        case .assigned: return assignment(for: r, by: who, to: what)
        case .teamSet:
            return what.isEmpty ? r("\(who) took it from its team") : r("\(who) gave it to the team \(what)")
        case .prioritySet:
            return r("\(who) set the priority to \(Conversation.Priority.name(data["to"], for: r))")
        case .subjectSet: return r("\(who) changed the subject from “\(data["from"] ?? "")”")
        case .tagged: return r("\(who) added the tag \(what)")
        case .untagged: return r("\(who) removed the tag \(what)")
        case .waits: return waiting(for: r, by: who)
        case .resolved: return r("\(who) resolved it")
        case .reopened: return r("\(who) reopened it")
        case .woke: return r("The wait is over")
        case .suspended: return r("Suspended: \(r.said(data["why"] ?? ""))")
        case .recovered: return r("\(who) recovered it from Suspended")
        case .merged: return r("\(who) merged conversation \(data["number"] ?? "") into this one")
        case .participantAdded: return r("\(what) joined the conversation")
        case .customerChanged: return r("\(who) changed what is known of the customer")
        case .addressBounced: return r("Mail to \(what) comes back: \(r.said(data["why"] ?? ""))")
        case .customerAdded, .agentAdded, .agentRoleSet, .agentDisabled, .agentEnabled, .agentInvited,
            .agentChanged, .passwordSet, .teamAdded, .teamChanged, .teamRemoved, .tokenMade, .tokenRevoked,
            .mailboxAdded, .mailboxChanged, .mailboxClosed, .mailboxReopened, .settingChanged,
            .planTemplateRemoved, .blueprintAdded, .blueprintChanged, .blueprintPublished, .blueprintTied,
            .blueprintUntied, .policyAdded, .policyChanged, .offeringAdded, .offeringChanged, .offeringMoved,
            .templateKept,
            .templateRemoved,
            .codeBookChanged, .emphasisDeclared, .declarationLinkMade, .declarationLinkEnded, .courseSet,
            .courseEnded, .activityAdded, .activityChanged, .activityEnded:
            return deskSentence(for: r, by: who)
        case .mentionMarked, .mentionChanged, .mentionRemoved, .mentionInvited, .proposalChecked:
            return mentionSentence(for: r, by: who)
        case .offeringChosen, .roleTold: return offeringSentence(for: r, by: who)
        case .estimateBegun, .estimateDiscarded, .estimateSent, .estimateSeen, .estimateAccepted,
            .estimateDeclined, .estimateExpired, .estimateReminded, .estimateConfirmed, .estimateUnconfirmed:
            return estimateSentence(for: r, by: who)
        case .invoiceBegun, .invoiceDiscarded, .invoiceIssued, .invoiceReminded, .invoiceWrittenOff,
            .paymentReceived, .depositReceived, .planChosen, .planAdjusted, .payPlanKept, .payPlanDone,
            .payPlanBroken, .payPlanResumed, .instalmentMissed, .disputeOpened,
            .disputeClosed:
            return billingSentence(for: r, by: who)
        case .refunded, .paymentFailed, .moneyUnclear, .moneySettled: return moneySentence(for: r, by: who)
        case .tellDue:
            let day = data["due"].flatMap { Day($0) }.map(r.date) ?? ""
            return r("The cost is to be told by \(day): \(data["pack"] ?? "")")
        case .tellOverdue:
            let day = data["due"].flatMap { Day($0) }.map(r.date) ?? ""
            return r("The cost was to be told by \(day), and was not")
        case .tellReleased:
            return r("\(who) noted that the cost need not be told any more: \(data["why"] ?? "")")
        case .workBooked, .workRemoved, .limitSet, .limitPassed: return workSentence(for: r, by: who)
        case .planBegun, .planDone, .planStopped, .planSent, .planLinkRenewed, .planRecurs, .planRecursNoMore,
            .stepAdded, .stepChanged, .stepRemoved, .stepDone, .stepSkipped, .stepReturned, .stepReady,
            .partnerTold,
            .referralEnded, .planTemplateKept, .promised, .promiseKept, .promiseKeptLate, .promiseBroken,
            .promiseReleased:
            return planSentence(for: r, by: who, what)
        case .surveyAdded, .surveyChanged, .surveyMoved, .surveyAsked, .surveyNotAsked, .surveyDelivered,
            .surveySeen, .surveyBounced, .surveyAnswered, .surveyAnswerChanged, .surveysRefused,
            .surveysAllowed, .quotesAllowed, .quotesRefused, .ideaIntended, .intentionEnded, .wordsRead:
            return surveySentence(for: r, by: who, what)
        case .costRateSet, .offeringCostSet, .alternativeNamed, .alternativeEnded:
            return profitSentence(for: r, by: who)
        case .decisionProposed, .decisionTaken, .decisionReviewed: return decisionSentence(for: r, by: who)
        case .ideaSuggested, .ideaVoted, .ideaUnvoted, .ideaCommented, .ideaMoved, .ideaAnswered,
            .ideaReworded, .ideaShown, .ideaDismissed, .ideaCommentShown, .ideaCommentRemoved, .ideaMerged,
            .ideaLinked, .ideaUnlinked, .ideasCompared, .ideaOffered, .ideaWithdrawn, .trialBegun,
            .trialAnswered, .trialUnnamed, .ideaFilesAdded, .ideaFileShown, .ideaFileRemoved, .ideaTold,
            .releaseDrafted,
            .releaseChanged,
            .releaseDiscarded,
            .releasePublished, .releasesRefused, .releasesAllowed:
            return ideaSentence(for: r, by: who, what)
        }
    }

    private func assignment(for r: Reader, by who: String, to whom: String) -> String {
        if whom.isEmpty { return r("\(who) left it to anybody") }
        return data["self"] == nil ? r("\(who) assigned it to \(whom)") : r("\(who) took it")
    }

    private func waiting(for r: Reader, by who: String) -> String {
        switch data["on"] {
        case "customer": return r("Now it is the customer’s move")
        case "team": return r("\(who) waits for the team")
        case "partner": return r("\(who) waits for a partner")
        default:
            guard let until = data["until"].flatMap(Int64.init) else { return r("\(who) put it aside") }
            return r("\(who) put it aside until \(r.dateTime(until))")
        }
    }
}
