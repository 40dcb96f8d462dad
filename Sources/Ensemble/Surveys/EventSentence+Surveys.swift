import Localization

extension Event {
    /// What happened to a question, as the history of a conversation tells it.
    func surveySentence(for r: Reader, by who: String, _ what: String) -> String? {
        switch kind {
        case .surveyAsked:
            return actorKind == "agent"
                ? r("\(who) asked the customer: \(what)") : r("The customer was asked: \(what)")
        case .surveyNotAsked: return notAsked(r, what, by: who)
        case .surveyBounced:
            return r("The question “\(what)” did not arrive: \(r.said(data["why"] ?? ""))")
        case .surveyAnswered: return answered(r, what)
        case .surveyAnswerChanged:
            return said.map { r("The customer changed their answer to “\(what)”: \($0)") }
                ?? r("The customer changed their answer to “\(what)”")
        case .quotesAllowed: return r("The customer may be quoted without their name")
        case .quotesRefused: return r("The customer may not be quoted any more")
        default: return nil
        }
    }

    private var said: String? { data["values"] ?? data["words"] }

    private func answered(_ r: Reader, _ what: String) -> String {
        said.map { r("The customer answered “\(what)”: \($0)") } ?? r("The customer answered “\(what)”")
    }

    /// Whom chance did not choose is no news; what somebody tried is.
    private func notAsked(_ r: Reader, _ what: String, by who: String) -> String? {
        guard let why = data["why"].flatMap(SurveyAsk.WhyNot.init) else { return nil }
        if actorKind == "agent" {
            return r("\(who) wanted to ask “\(what)”, and could not: \(why.name(r))")
        }
        guard why != .notDrawn, why != .resting else { return nil }
        return r("“\(what)” was not asked: \(why.name(r))")
    }
}
