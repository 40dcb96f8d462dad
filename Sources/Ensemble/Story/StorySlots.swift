import Localization

/// What fills the places of the texts of one conversation: drawn once, so
/// that the date in the question is the date in the answer.
struct StorySlots: Sendable {
    let customer: StoryCustomer
    let staff: StoryCast.Member
    private(set) var doctor = StoryCast.Member.amara
    /// What it costs, in cents: the amounts of the texts.
    private(set) var cost = Spread(0)
    private let language: StoryLanguage
    private var drawn: [StoryTemplate.Slot: String] = [:]

    init(
        customer: StoryCustomer, staff: StoryCast.Member, friend: StoryCustomer, at: Int64,
        service: StoryService? = nil, random: inout StoryRandom
    ) {
        self.customer = customer
        self.staff = staff
        language = customer.language
        drawPeople(friend, &random)
        drawThings(&random)
        drawDays(at, &random)
        drawAmounts(at, service, &random)
    }

    subscript(slot: StoryTemplate.Slot) -> String {
        switch slot {
        case .first: customer.first
        case .last: customer.last
        case .name: customer.name
        case .phone: customer.phone
        case .staff: staff.shortName
        case .clinic: StoryCast.clinic
        case .town: StoryCast.town
        default: drawn[slot] ?? ""
        }
    }

    private mutating func drawPeople(_ friend: StoryCustomer, _ random: inout StoryRandom) {
        // A doctor who answers speaks of a colleague, not of herself.
        doctor = random.one(of: StoryCast.Member.doctors.filter { $0 != staff })
        drawn[.doctor] = doctor.shortName
        drawn[.nurse] = random.one(of: StoryCast.Member.nurses).shortName
        drawn[.child] = random.one(of: StoryNames.children)
        drawn[.friend] = friend.name
    }

    private mutating func drawThings(_ random: inout StoryRandom) {
        let words = StoryThings.of(language)
        drawn[.part] = random.one(of: words.parts)
        drawn[.test] = random.one(of: words.tests)
        drawn[.scan] = random.one(of: words.scans)
        drawn[.specialist] = random.one(of: words.specialists)
        drawn[.job] = random.one(of: words.jobs)
        let drug = random.one(of: StoryThings.drugs)
        drawn[.drug] = drug.name
        drawn[.dose] = drug.dose
        drawn[.insurer] = random.one(of: StoryThings.insurers)
        drawn[.lab] = random.one(of: StoryThings.labs)
        drawn[.partner] = random.one(of: StoryThings.partners)
        drawn[.pharmacy] = random.one(of: StoryThings.pharmacies)
        drawn[.file] = "LC-\(random.within(20_000...89_999))"
    }

    private mutating func drawDays(_ at: Int64, _ random: inout StoryRandom) {
        let today = StoryCalendar.dayNumber(at)
        let day = Self.openDay(today + Int64(random.within(2...16)))
        let later = Self.openDay(day + Int64(random.within(1...8)))
        let weekdays = StoryCalendar.weekdays(language)
        drawn[.weekday] = weekdays[StoryCalendar.weekday(day)]
        drawn[.date] = StoryCalendar.date(day, language)
        drawn[.weekday2] = weekdays[StoryCalendar.weekday(later)]
        drawn[.date2] = StoryCalendar.date(later, language)
        drawn[.time] = time(random.within(16...22) * 30)
        drawn[.time2] = time(random.within(26...34) * 30)
        let past = today - Int64(random.within(3...24))
        drawn[.ago] = StoryCalendar.date(past, language)
        drawn[.month] = StoryCalendar.months(language)[StoryCalendar.civil(today - 32).month - 1]
    }

    private mutating func drawAmounts(
        _ at: Int64, _ service: StoryService?, _ random: inout StoryRandom
    ) {
        // A third must be whole cents, and no amount should look made up.
        let amount =
            random.within(service?.prices ?? 16...212) * 300
            + (random.happens(400) ? random.within(0...9) * 15 : 0)
        let (low, high) = (amount * 17 / 20 / 500 * 500, amount * 5 / 4 / 500 * 500 + 500)
        cost = Spread(Int64(low), Int64(amount), Int64(high))
        drawn[.amount] = money(amount)
        drawn[.third] = money(amount / 3)
        drawn[.low] = money(low)
        drawn[.high] = money(high)
        drawn[.told] = money(amount * random.within(25...60) / 100 / 500 * 500)
        drawn[.number] = String(
            StoryCalendar.civil(StoryCalendar.dayNumber(at)).year % 100 * 10_000 + Int64(random.below(9_999)))
    }

    private static func openDay(_ day: Int64) -> Int64 {
        let weekday = StoryCalendar.weekday(day)
        return weekday < 5 ? day : day + Int64(7 - weekday)
    }

    /// "9:30 am", "9.30 Uhr", "9:30", "9 h 30".
    private func time(_ minutes: Int) -> String {
        let (hour, minute) = (minutes / 60, StoryCalendar.two(minutes % 60))
        return switch language {
        case .english: "\((hour + 11) % 12 + 1):\(minute) \(hour < 12 ? "am" : "pm")"
        case .german: "\(hour).\(minute) Uhr"
        case .spanish: "\(hour):\(minute)"
        case .french: "\(hour) h \(minute)"
        }
    }

    /// "$1,240" or "$86.50"; "1.240 $" in German, "1 240 $" in French.
    private func money(_ cents: Int) -> String {
        let thousands =
            switch language {
            case .english: ","
            case .german, .spanish: "."
            case .french: "\u{a0}"
            }
        let whole = cents / 100
        var text =
            whole < 1_000
            ? "\(whole)" : "\(whole / 1_000)\(thousands)\(String(1_000 + whole % 1_000).dropFirst())"
        if cents % 100 != 0 { text += (language == .english ? "." : ",") + StoryCalendar.two(cents % 100) }
        return language == .english ? "$" + text : text + "\u{a0}$"
    }
}

/// The things that a conversation may be about.
struct StoryThings: Sendable {
    let parts: [String]
    let tests: [String]
    let scans: [String]
    let specialists: [String]
    let jobs: [String]

    static func of(_ language: StoryLanguage) -> StoryThings {
        switch language {
        case .english: english
        case .german: german
        case .spanish: spanish
        case .french: french
        }
    }

    static let english = StoryThings(
        parts: [
            "left knee", "right knee", "shoulder", "lower back", "hip", "ankle", "wrist", "neck", "elbow",
        ],
        tests: [
            "blood count", "thyroid panel", "cholesterol test", "vitamin D test", "blood sugar test",
            "urine test",
        ],
        scans: ["CT scan", "joint scan", "bone scan", "scan"],
        specialists: ["cardiologist", "dermatologist", "neurologist", "rheumatologist", "hand surgeon"],
        jobs: [
            "I drive a bus", "I teach third grade", "I work nights at the cannery",
            "I'm on my feet in a kitchen all day",
            "I lift boxes for a living", "I sit at a desk all day", "I run the ferry's ticket booth",
        ])

    static let german = StoryThings(
        parts: ["linken Knie", "rechten Knie", "Handgelenk", "Sprunggelenk"],
        tests: ["Blutbild", "Schilddrüsenwert", "Cholesterinwert"],
        scans: ["MRT", "Röntgen", "Ultraschall"],
        specialists: ["Kardiologen", "Hautarzt", "Neurologen"],
        jobs: ["Ich arbeite im Schichtdienst", "Ich bin nur noch bis Monatsende in Port Alder"])

    static let spanish = StoryThings(
        parts: ["rodilla", "espalda", "muñeca", "cadera"],
        tests: ["análisis de sangre", "análisis de tiroides", "control de azúcar"],
        scans: ["resonancia", "radiografía", "ecografía"],
        specialists: ["cardiólogo", "dermatólogo", "neurólogo"],
        jobs: ["Trabajo de noche en la fábrica", "Trabajo en una cocina"])

    static let french = StoryThings(
        parts: ["genou", "poignet", "dos"],
        tests: ["bilan sanguin", "bilan thyroïdien", "dosage du cholestérol"],
        scans: ["radio", "échographie", "IRM"],
        specialists: ["cardiologue", "dermatologue", "neurologue"],
        jobs: ["Je travaille de nuit", "Je suis souvent en déplacement"])

    static let drugs = [
        (name: "metformin", dose: "500 mg"), (name: "lisinopril", dose: "10 mg"),
        (name: "levothyroxine", dose: "75 mcg"), (name: "atorvastatin", dose: "20 mg"),
        (name: "omeprazole", dose: "20 mg"), (name: "amlodipine", dose: "5 mg"),
        (name: "sertraline", dose: "50 mg"),
        (name: "naproxen", dose: "250 mg"),
    ]
    static let insurers = [
        "Northline Health", "Coastal Mutual", "Beacon Shield", "Fairwater", "Union Plan 12",
    ]
    static let labs = ["Tidewater Lab", "Crane Point Laboratory"]
    static let partners = ["Bayview Imaging", "Cove Physiotherapy", "Alder Bay Hospital", "Seaward Eye Care"]
    static let pharmacies = ["Harbor Pharmacy", "the pharmacy on Mill Street", "Quay Drugs"]
}
