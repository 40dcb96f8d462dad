import Localization

/// A thing that the clinic does and bills, as its catalogue says it.
enum StoryService: String, CaseIterable, Sendable {
    case visit, checkup, scan, vaccination, physiotherapy, brace, opinion
    /// Offered from the turn of the year on.
    case wellness

    var name: String {
        switch self {
        case .visit: "A visit to a doctor"
        case .checkup: "First visit and check-up"
        case .scan: "Scan of a joint"
        case .vaccination: "Vaccination"
        case .physiotherapy: "Six sessions of physiotherapy"
        case .brace: "Brace, fitted"
        case .opinion: "Second opinion"
        case .wellness: "A year of staying well"
        }
    }

    /// The line of a bill for somebody's time.
    var time: String {
        switch self {
        case .visit, .checkup: "Time with the doctor"
        case .scan: "Positioning and reading"
        case .vaccination: "Talk and injection"
        case .physiotherapy: "First look and plan of exercises"
        case .brace: "Measuring and fitting"
        case .opinion: "Reading of your papers"
        case .wellness: "Talks, four in the year"
        }
    }

    /// The line of a bill for what is used, or done elsewhere.
    var material: String {
        switch self {
        case .visit: "Laboratory, usual panel"
        case .checkup: "Laboratory, full panel"
        case .scan: "Scan"
        case .vaccination: "Vaccine"
        case .physiotherapy: "Sessions of physiotherapy"
        case .brace: "Brace"
        case .opinion: "Written opinion"
        case .wellness: "Your program, and the evenings of the group"
        }
    }

    /// What now and then turns out to be needed on the day.
    var extra: String {
        switch self {
        case .visit, .checkup, .opinion, .wellness: "Laboratory, external"
        case .scan: "Contrast"
        case .vaccination: "Blood test before the vaccine"
        case .physiotherapy: "A seventh session"
        case .brace: "Second pair of straps"
        }
    }

    /// A quarter of an hour, in cents.
    var quarter: Int64 {
        switch self {
        case .visit, .checkup, .opinion, .wellness: 3_000
        case .scan, .physiotherapy: 2_400
        case .vaccination, .brace: 2_000
        }
    }

    /// What it likely costs, in units of three dollars, so that it parts into three.
    var prices: ClosedRange<Int> {
        switch self {
        case .visit: 30...80
        case .checkup: 45...100
        case .scan: 60...210
        case .vaccination: 20...40
        case .physiotherapy: 80...190
        case .brace: 30...150
        case .opinion: 50...120
        case .wellness: 90...190
        }
    }

    /// A fixed offer, not a range.
    var isQuoted: Bool { self == .vaccination || self == .brace }

    /// Whether the clinic's blueprint is its script: its plan begins with the acceptance.
    var hasBlueprint: Bool { self == .visit || self == .checkup }

    /// The partner who does a part of it.
    var partner: (name: String, address: String)? {
        switch self {
        case .scan: ("Bayview Imaging", "desk@bayview.example")
        case .physiotherapy: ("Cove Physiotherapy", "hello@cove.example")
        default: nil
        }
    }

    /// Whether the catalogue has it from the beginning of the story on.
    var isThereFirst: Bool { self != .wellness }

    /// What it is made of. Telling what it costs and what the choice is takes a fifth of a visit: it becomes a
    /// part of what is paid for.
    private func profile(isTold: Bool) -> OfferingText.Profile {
        switch self {
        case .visit, .checkup: isTold ? OfferingText.Profile(8, 70, 22) : OfferingText.Profile(8, 84, 8)
        case .scan: OfferingText.Profile(35, 55, 10)
        case .vaccination: OfferingText.Profile(50, 40, 10)
        case .physiotherapy: isTold ? OfferingText.Profile(5, 70, 25) : OfferingText.Profile(5, 85, 10)
        case .brace: OfferingText.Profile(65, 30, 5)
        case .opinion: OfferingText.Profile(5, 45, 50)
        case .wellness: OfferingText.Profile(5, 30, 65)
        }
    }

    /// What the catalogue says: a price on request at first; after the course
    /// was set what it typically costs, what can change that and how it can be paid.
    func text(isTold: Bool) -> OfferingText {
        let (low, high) = (Int64(prices.lowerBound) * 255, Int64(prices.upperBound) * 375)
        return OfferingText(
            name: name, summary: "\(time). \(material).", description: "", profile: profile(isTold: isTold),
            evidence: isTold
                ? "Points given by Ines from the hours of the months before, and what is told in them."
                : "Points given by Ines from the hours of last year.",
            priceModel: isTold ? .range : .request, currency: "USD",
            price: isTold ? Spread(low, (low + high) / 2, high) : Spread(0), unit: "", taxRate: 0,
            changes: isTold ? "\(extra), if it turns out to be needed. We ask you first." : "",
            payment: isTold ? "At once, or in three parts without interest." : "",
            scope: Scope(
                includes: [time, material], excludes: ["What your insurance asks of you"],
                notDone: partner.map {
                    [
                        Scope.NotDone(
                            what: "The part that \($0.name) does", why: "They have the room and the machine.",
                            whom: $0.name)
                    ]
                } ?? []))
    }
}
