/// What comes to patients' minds at the clinic's name, as they write it.
enum StoryIdea: CaseIterable {
    case doctors, surprise, told, waits, near, kind

    /// As the practice manager reads it.
    var name: String {
        switch self {
        case .doctors: "good doctors"
        case .surprise: "surprise bills"
        case .told: "they tell you first"
        case .waits: "long waits"
        case .near: "near my home"
        case .kind: "kind people"
        }
    }

    var favour: Int {
        switch self {
        case .doctors, .told: 2
        case .kind, .near: 1
        case .waits: -1
        case .surprise: -2
        }
    }

    /// What the practice manager intends and this says, or says the opposite of.
    var tie: (intended: Intended, isAgainst: Bool)? {
        switch self {
        case .doctors: (.medicine, false)
        case .told: (.price, false)
        case .surprise: (.price, true)
        case .waits: (.time, true)
        case .near, .kind: nil
        }
    }

    /// What the clinic's name is to stand for.
    enum Intended: String, CaseIterable {
        case medicine = "good medicine"
        case time = "time for you"
        /// From the turn of the year on.
        case price = "you know the price before"
    }

    /// In a customer's own words; the more frequent the earlier.
    func words(in language: StoryLanguage) -> [String] {
        switch (self, language) {
        case (.doctors, .german): ["gute Ärzte", "gute Ärzte", "kompetente Ärztinnen"]
        case (.doctors, .spanish): ["buenos médicos"]
        case (.doctors, .french): ["de bons médecins"]
        case (.doctors, .english): ["good doctors", "good doctors", "Good doctors", "they know what they do"]
        case (.surprise, .german): ["überraschende Rechnungen"]
        case (.surprise, .spanish): ["facturas sorpresa"]
        case (.surprise, .french): ["des factures surprises"]
        case (.surprise, .english): ["surprise bills", "surprise bills", "bills out of the blue"]
        case (.told, .german): ["sie sagen es vorher"]
        case (.told, .spanish): ["te lo dicen antes"]
        case (.told, .french): ["on vous le dit avant"]
        case (.told, .english): ["they tell you first", "they tell you first", "no surprises any more"]
        case (.waits, .german): ["lange Wartezeiten"]
        case (.waits, .spanish): ["largas esperas"]
        case (.waits, .french): ["de longues attentes"]
        case (.waits, .english): ["long waits"]
        case (.near, .german): ["gleich um die Ecke"]
        case (.near, .spanish): ["cerca de casa"]
        case (.near, .french): ["près de chez moi"]
        case (.near, .english): ["near my home"]
        case (.kind, .german): ["freundliche Leute"]
        case (.kind, .spanish): ["gente amable"]
        case (.kind, .french): ["des gens gentils"]
        case (.kind, .english): ["kind people", "friendly"]
        }
    }

    /// From what experience; empty where they would not say.
    func why(in language: StoryLanguage) -> String {
        switch (self, language) {
        case (.surprise, .german): "Ein Posten, von dem mir niemand etwas gesagt hatte."
        case (.surprise, .spanish): "Una línea de la que nadie me habló."
        case (.surprise, .french): "Une ligne dont personne ne m'avait parlé."
        case (.surprise, .english): "A line nobody had told me about."
        case (.told, .german): "Ich kannte den Preis vor dem Termin."
        case (.told, .spanish): "Supe el precio antes de la visita."
        case (.told, .french): "J'avais le prix avant la visite."
        case (.told, .english): "I had the price before the visit."
        default: ""
        }
    }

    /// The idea that a phrase of the story's says.
    static func saying(_ phrase: String) -> StoryIdea? {
        allCases.first { idea in
            StoryLanguage.allCases.contains { idea.words(in: $0).contains { $0.folded == phrase.folded } }
        }
    }
}
