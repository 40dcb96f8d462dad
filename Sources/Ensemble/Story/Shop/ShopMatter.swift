/// What people write to the repair shop about, and what comes of it.
enum ShopMatter: String, CaseIterable {
    case repair, parts, advice, evening

    /// A sentence and the place of what it is about among `Degrees.presets`; `nil`: about none of them.
    typealias Sentence = (words: String, about: Int?)

    var name: String {
        switch self {
        case .repair: "Repair of a machine"
        case .parts: "Parts, to be fitted or sent"
        case .advice: "Advice: mend, keep or leave"
        case .evening: "An evening of mending"
        }
    }

    /// How it is shared out between product, service and idea, as the owner sees it.
    var profile: OfferingText.Profile {
        switch self {
        case .repair: OfferingText.Profile(25, 70, 5)
        case .parts: OfferingText.Profile(75, 20, 5)
        case .advice: OfferingText.Profile(5, 35, 60)
        case .evening: OfferingText.Profile(10, 30, 60)
        }
    }

    /// Of a hundred matters at the beginning and at the end of the year. Nobody set a course: it drifts.
    var share: (early: Int, late: Int) {
        switch self {
        case .repair: (66, 38)
        case .parts: (26, 16)
        case .advice: (8, 36)
        case .evening: (0, 10)
        }
    }

    func share(at progress: Int) -> Int {
        share.early * (1_000 - progress) + share.late * progress
    }

    /// The kind of work its hours are booked on.
    var work: ShopWork {
        switch self {
        case .repair: .bench
        case .parts: .orders
        case .advice, .evening: .advice
        }
    }

    /// Quarters of an hour.
    var quarters: ClosedRange<Int> {
        switch self {
        case .repair: 2...9
        case .parts: 1...2
        case .advice: 4...8
        case .evening: 2...3
        }
    }

    /// What is used, in whole euros; `nil` where nothing is.
    var material: ClosedRange<Int>? {
        switch self {
        case .repair: 8...70
        case .parts: 15...95
        case .advice: nil
        case .evening: 6...9
        }
    }

    var time: String {
        switch self {
        case .repair: "Time at the bench"
        case .parts: "Finding and ordering"
        case .advice: "Looking at it together"
        case .evening: "The evening"
        }
    }

    var subjects: [String] {
        switch self {
        case .repair:
            ["My sander stops", "Drill smokes", "Lawn mower", "Vacuum cleaner", "Can you mend this?"]
        case .parts: ["Guide rail", "A new cord", "Blade for a saw", "Battery"]
        case .advice:
            ["Worth mending?", "Before I buy a new one", "Which one lasts?", "Your opinion, please"]
        case .evening: ["The evening of mending", "Learning to do it myself"]
        }
    }

    var asks: [Sentence] {
        switch self {
        case .repair:
            [
                ("The belt sander stops after two minutes.", 0), ("My drill smokes when I lean on it.", 0),
                ("The mower of my father does not start any more.", 0),
                ("It makes a noise like a bag of spoons.", 0), ("Can I bring it on Saturday?", 1),
                ("How long would you need for it?", 1), ("Please call me before you order anything.", 1),
                ("Last time it was done in two days.", 1),
            ]
        case .parts:
            [
                ("I need the guide rail for the small saw.", 0), ("Do you have a cord that fits?", 0),
                ("The battery holds for ten minutes only.", 0), ("Could you send it by mail?", 1),
                ("The blade you sent is too short.", 0),
            ]
        case .advice:
            [
                ("Is it worth mending at all, or do I throw good money after bad?", 2),
                ("I would rather understand it than have it done.", 2),
                ("Which one would still be mended in twenty years?", 2),
                ("You told me last time not to buy a new one, and you were right.", 2),
                ("Could you show me how to keep it sharp by myself?", 4),
                ("I don't want to throw things away any more.", 2),
            ]
        case .evening:
            [
                ("I would like to come to the evening of mending.", 2),
                ("My daughter wants to learn how a motor works.", 2), ("Is there still room on Thursday?", 1),
            ]
        }
    }

    var thanks: [Sentence] {
        switch self {
        case .repair:
            [
                ("It runs like new.", 0), ("Fast as always.", 1), ("You kept your word about the price.", 2),
                ("It stopped again after a week.", 0),
            ]
        case .parts: [("It fits.", 0), ("It came the next day.", 1)]
        case .advice:
            [
                ("Nobody else tells me honestly when not to buy.", 2), ("Now I know what to look for.", 2),
                ("You saved me four hundred euros.", 2), ("You took the time.", 1),
            ]
        case .evening: [("I mended the toaster by myself.", 2), ("It was a good evening.", 4)]
        }
    }

    /// What comes to mind at the shop's name, after a matter like this.
    var idea: ShopIdea {
        switch self {
        case .repair: .quick
        case .parts: .parts
        case .advice, .evening: .honest
        }
    }

    /// What any sentence of the shop's customers is about.
    static let about: [String: Int] = Dictionary(
        allCases.flatMap { ($0.asks + $0.thanks).compactMap { one in one.about.map { (one.words, $0) } } },
        uniquingKeysWith: { one, _ in one })
}

/// A kind of work of the shop's.
enum ShopWork: CaseIterable {
    case bench, orders, advice

    var text: Activity.Text {
        switch self {
        case .bench:
            Activity.Text(
                "Bench", OfferingText.Profile(20, 75, 5),
                evidence: "Half an hour in each ten is the part itself.")
        case .orders:
            Activity.Text(
                "Parts and orders", OfferingText.Profile(65, 30, 5), evidence: "It is about the thing.")
        case .advice:
            Activity.Text(
                "Advice and teaching", OfferingText.Profile(5, 35, 60),
                evidence: "What to keep, what to leave, and how to do it oneself.")
        }
    }
}

/// What comes to mind at the shop's name.
enum ShopIdea: String, CaseIterable {
    case quick = "quick repairs"
    case parts = "they have the part"
    case honest = "honest advice"
    case hidden = "hard to find"

    var words: [String] {
        switch self {
        case .quick: ["quick repairs", "fast", "done in two days"]
        case .parts: ["they have the part", "every screw there is"]
        case .honest: ["honest advice", "honest", "they tell you not to buy"]
        case .hidden: ["hard to find", "in the back yard"]
        }
    }

    var favour: Int { self == .hidden ? -1 : self == .honest ? 2 : 1 }

    static func saying(_ phrase: String) -> ShopIdea? {
        allCases.first { idea in idea.words.contains { $0.folded == phrase.folded } }
    }
}
