import Localization

extension Event {
    /// What was marked in a customer's words.
    func mentionSentence(for r: Reader, by who: String) -> String? {
        let words = data["words"] ?? ""
        let degrees = data["degrees"].flatMap { Degrees($0) }?.name(r) ?? ""
        switch kind {
        case .mentionMarked: return r("\(who) marked “\(words)” as \(degrees)")
        case .mentionChanged: return r("\(who) marked “\(words)” as \(degrees) instead")
        case .mentionRemoved: return r("\(who) took the mark of “\(words)” back")
        case .mentionInvited: return r("\(who) asked the customer what their words are about")
        case .proposalChecked:
            let kind = StartingModel.Kind.allCases.first { $0.name == data["kind"] } ?? .none
            return r("\(who) checked “\(words)”: \(kind.words(r))")
        default: return nil
        }
    }
}
