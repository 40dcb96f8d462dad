import Localization

extension Event {
    /// What happened around the offering and our part in it.
    func offeringSentence(for r: Reader, by who: String) -> String? {
        switch kind {
        case .offeringChosen:
            guard let name = data["name"] else {
                return r("\(who) says it is about nothing of the catalogue")
            }
            return r("\(who) says it is about \(name)")
        case .roleTold:
            guard let part = data["part"].flatMap(RoleStatement.Part.init) else { return nil }
            let words = part.name(for: r)
            return data["why"]?.nonEmpty.map { r("\(who) told our part: \(words). The reason: \($0)") }
                ?? r("\(who) told our part: \(words)")
        default: return nil
        }
    }
}
