import Localization

extension Event {
    /// What happened to an idea, as the history of a conversation tells it.
    func ideaSentence(for r: Reader, by who: String, _ what: String) -> String? {
        switch kind {
        case .ideaLinked: r("\(who) noted that this is about the idea “\(what)”")
        case .ideaUnlinked: r("\(who) noted that this is not about the idea “\(what)”")
        case .ideaTold: r("The customer was told what was made: \(what)")
        default: nil
        }
    }
}
