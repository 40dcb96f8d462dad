import Localization

extension Event {
    /// What was decided, and what came of it.
    func decisionSentence(for r: Reader, by who: String) -> String? {
        let question = data["question"] ?? ""
        switch kind {
        case .decisionProposed: return r("\(who) wrote down what is to be decided: “\(question)”")
        case .decisionTaken:
            let option = data["option"]?.nonEmpty ?? r("Do nothing")
            return r("\(who) decided “\(question)”: \(option)")
        case .decisionReviewed:
            let verdict = data["verdict"].flatMap(Decision.Verdict.init)?.name(r) ?? ""
            return r("\(who) looked at “\(question)” again: \(verdict)")
        default: return nil
        }
    }
}
