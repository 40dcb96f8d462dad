import Localization

/// A thing that the clinic does and bills, as its catalogue says it.
enum StoryService: String, CaseIterable, Sendable {
    case visit, checkup, scan, vaccination, physiotherapy, brace, opinion

    var name: String {
        switch self {
        case .visit: "A visit to a doctor"
        case .checkup: "First visit and check-up"
        case .scan: "Scan of a joint"
        case .vaccination: "Vaccination"
        case .physiotherapy: "Six sessions of physiotherapy"
        case .brace: "Brace, fitted"
        case .opinion: "Second opinion"
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
        }
    }

    /// What now and then turns out to be needed on the day.
    var extra: String {
        switch self {
        case .visit, .checkup, .opinion: "Laboratory, external"
        case .scan: "Contrast"
        case .vaccination: "Blood test before the vaccine"
        case .physiotherapy: "A seventh session"
        case .brace: "Second pair of straps"
        }
    }

    /// A quarter of an hour, in cents.
    var quarter: Int64 {
        switch self {
        case .visit, .checkup, .opinion: 3_000
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

    private var points: OfferingText.Profile {
        switch self {
        case .brace, .vaccination: OfferingText.Profile(50, 40, 10)
        default: OfferingText.Profile(10, 80, 10)
        }
    }

    /// What the catalogue says: a price on request at first; after the course
    /// was set what it typically costs, what can change that and how it can be paid.
    func text(isTold: Bool) -> OfferingText {
        let (low, high) = (Int64(prices.lowerBound) * 255, Int64(prices.upperBound) * 375)
        return OfferingText(
            name: name, summary: "\(time). \(material).", description: "", profile: points,
            evidence: "Points given by Ines from the hours of last year.",
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
