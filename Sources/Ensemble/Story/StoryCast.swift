/// The clinic of the story and the people who work there.
///
/// Everything is invented; the addresses are of names that RFC 2606 reserves.
enum StoryCast {
    static let clinic = "Larkspur Clinic"
    static let town = "Port Alder"
    static let street = "14 Quay Street"
    static let domain = "larkspur.example"
    static let website = "https://larkspur.example"
    static let phone = "(555) 010-0140"
    static let timeZone = "America/New_York"
    static let language = "en"

    /// Everybody on the staff signs in with it; it protects nothing but a demonstration.
    static let password = "larkspur-story"

    /// A group of staff that conversations are given to.
    enum Team: String, CaseIterable, Sendable {
        case frontDesk = "Front desk"
        case nurses = "Nurses"
        case doctors = "Doctors"
        case billing = "Billing"
    }

    /// An address of the clinic.
    enum Mailbox: String, CaseIterable, Sendable {
        case hello, nurses, billing, referrals

        var address: String { "\(rawValue)@\(StoryCast.domain)" }

        var name: String {
            switch self {
            case .hello: StoryCast.clinic
            case .nurses: "\(StoryCast.clinic), nurses"
            case .billing: "\(StoryCast.clinic), billing"
            case .referrals: "\(StoryCast.clinic), referrals"
            }
        }

        /// Who gets what arrives here.
        var team: Team {
            switch self {
            case .hello: .frontDesk
            case .nurses: .nurses
            case .billing: .billing
            case .referrals: .doctors
            }
        }

        /// Markdown, under every answer from here.
        var signature: String {
            "\(name)  \n\(StoryCast.street), \(StoryCast.town) · \(StoryCast.phone)"
        }
    }

    /// Somebody who answers.
    enum Member: String, CaseIterable, Sendable {
        case ines, mira, tom, priya, joel, amara, henrik, elena, noor, beth

        var name: String {
            switch self {
            case .ines: "Ines Calloway"
            case .mira: "Mira Sandoval"
            case .tom: "Tom Okafor"
            case .priya: "Priya Raman"
            case .joel: "Joel Brandt"
            case .amara: "Dr. Amara Osei"
            case .henrik: "Dr. Henrik Lund"
            case .elena: "Dr. Elena Marquez"
            case .noor: "Noor Haddad"
            case .beth: "Beth Kowalski"
            }
        }

        /// How patients are answered: "Mira", but "Dr. Osei".
        var shortName: String {
            let words = name.split(separator: " ")
            return words.first == "Dr." ? "Dr. \(words[words.count - 1])" : String(words[0])
        }

        var post: String {
            switch self {
            case .ines: "practice manager"
            case .mira, .tom: "front desk"
            case .priya, .joel: "nurse"
            case .amara: "family doctor"
            case .henrik: "orthopedist"
            case .elena: "internist"
            case .noor: "physiotherapist"
            case .beth: "billing"
            }
        }

        var email: String { "\(rawValue)@\(StoryCast.domain)" }

        /// The practice manager runs the desk; everybody else answers.
        var isAdministrator: Bool { self == .ines }

        var teams: [Team] {
            switch self {
            case .ines: [.frontDesk, .billing]
            case .mira, .tom: [.frontDesk]
            case .priya, .joel: [.nurses]
            case .amara, .henrik, .elena: [.doctors]
            case .noor: [.doctors, .nurses]
            case .beth: [.billing]
            }
        }

        static let doctors: [Member] = [.amara, .henrik, .elena]
        static let nurses: [Member] = [.priya, .joel]

        /// Who takes a conversation of this team, written in this language.
        static func answering(_ team: Team, in language: StoryLanguage, _ random: inout StoryRandom) -> Member
        {
            switch (language, team) {
            case (.german, _): .joel
            case (.spanish, .billing), (.spanish, .frontDesk): .mira
            case (.spanish, _): .elena
            case (.french, _): .amara
            case (.english, .frontDesk): random.one(of: [.mira, .mira, .tom])
            case (.english, .nurses): random.one(of: [.priya, .priya, .joel])
            case (.english, .doctors): random.one(of: [.amara, .henrik, .elena, .noor])
            case (.english, .billing): random.one(of: [.beth, .beth, .beth, .ines])
            }
        }
    }
}

/// A language that the clinic's customers write in.
enum StoryLanguage: String, CaseIterable, Sendable {
    case english = "en"
    case german = "de"
    case spanish = "es"
    case french = "fr"
}
