import Localization

extension Event {
    /// What was changed that belongs to no conversation, as a sentence of its list.
    func deskSentence(for r: Reader, by who: String) -> String? {
        peopleSentence(for: r, by: who) ?? settingSentence(for: r, by: who)
            ?? scriptSentence(for: r, by: who) ?? directionSentence(for: r, by: who)
    }

    private var what: String { data["name"] ?? "" }

    private func peopleSentence(for r: Reader, by who: String) -> String? {
        switch kind {
        case .agentAdded: r("\(who) added \(what) to the team")
        case .agentRoleSet:
            r("\(who) set what \(what) may do: \(data["role"].flatMap(Agent.Role.init)?.name(for: r) ?? "")")
        case .agentDisabled: r("\(who) shut \(what) out")
        case .agentEnabled: r("\(who) let \(what) back in")
        case .agentInvited: r("\(who) invited \(what)")
        case .agentChanged: r("\(who) changed what \(what) chose")
        case .passwordSet: r("\(who) set the password of \(what)")
        case .teamAdded: r("\(who) added the team \(what)")
        case .teamChanged: r("\(who) changed the team \(what)")
        case .teamRemoved: r("\(who) ended the team \(what)")
        case .tokenMade: r("\(who) made the token \(what)")
        case .tokenRevoked: r("\(who) revoked the token \(what)")
        case .customerAdded: r("A customer was added")
        default: nil
        }
    }

    private func settingSentence(for r: Reader, by who: String) -> String? {
        switch kind {
        case .mailboxAdded: r("\(who) added the mailbox \(what)")
        case .mailboxChanged: r("\(who) changed the mailbox \(what)")
        case .mailboxClosed: r("\(who) closed the mailbox \(what)")
        case .mailboxReopened: r("\(who) reopened the mailbox \(what)")
        case .settingChanged:
            if let policy = data["policy"] {
                r("\(who) switched the rules that hold from \(data["from"] ?? "") to \(policy)")
            } else if data["accent"] != nil || data["logo"] != nil {
                r("\(who) changed the look")
            } else {
                r("\(who) changed the settings: \(what)")
            }
        case .policyAdded: r("\(who) added the policy \(what)")
        case .policyChanged: r("\(who) changed the policy \(what): version \(data["version"] ?? "")")
        case .offeringAdded: r("\(who) added the offering \(what)")
        case .offeringChanged:
            switch data["policy"] {
            case "": r("\(who) let the rules of the business hold for \(what)")
            case let policy?: r("\(who) switched the rules that hold for \(what) to \(policy)")
            case nil: r("\(who) changed the offering \(what): version \(data["version"] ?? "")")
            }
        case .offeringMoved:
            r(
                "\(who) moved the offering \(what): \(data["to"].flatMap(Offering.State.init)?.name(for: r) ?? "")"
            )
        default: nil
        }
    }

    private func scriptSentence(for r: Reader, by who: String) -> String? {
        switch kind {
        case .templateKept: r("\(who) kept the template “\(what)”")
        case .templateRemoved, .planTemplateRemoved: r("\(who) removed the template “\(what)”")
        case .blueprintAdded: r("\(who) began the blueprint “\(what)”")
        case .blueprintChanged: r("\(who) changed the blueprint “\(what)”")
        case .blueprintPublished:
            r("\(who) published the blueprint “\(what)”: version \(data["version"] ?? "")")
        case .blueprintTied: r("\(who) tied \(data["offering"] ?? "") to the blueprint “\(what)”")
        case .blueprintUntied: r("\(who) took \(data["offering"] ?? "") from its blueprint")
        case .activityAdded: r("\(who) added the kind of work \(what)")
        case .activityChanged: r("\(who) changed the kind of work \(what)")
        case .activityEnded: r("\(who) ended the kind of work \(what)")
        default: nil
        }
    }

    private func directionSentence(for r: Reader, by who: String) -> String? {
        switch kind {
        case .codeBookChanged: r("\(who) changed the code book: version \(data["version"] ?? "")")
        case .emphasisDeclared: r("\(who) declared where the emphasis lies: \(data["points"] ?? "")")
        case .declarationLinkMade: r("\(who) made \(what) a link to declare by")
        case .declarationLinkEnded: r("\(who) ended the link of \(what) to declare by")
        case .courseSet: r("\(who) set a course until \(data["until"] ?? "")")
        case .courseEnded: r("\(who) ended the course: \(data["why"] ?? "")")
        default: nil
        }
    }
}
