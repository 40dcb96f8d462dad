/// Somebody the clinic serves: the same for the same place in the story, so
/// that a million of them need no memory.
struct StoryCustomer: Equatable, Sendable {
    let index: Int
    let first: String
    let last: String
    let email: String
    let language: StoryLanguage
    let phone: String
    /// What stands under their mails; empty for most.
    let signature: String
    let writesHTML: Bool

    var name: String { "\(first) \(last)" }

    /// The customer whose knee the pictures of the desk show is number 0.
    init(index: Int, seed: UInt64) {
        self.index = index
        var random = StoryRandom(seed, 0xc0, UInt64(index))
        language = index == 0 ? .english : Self.languages[random.below(Self.languages.count)]
        (first, last) = index == 0 ? ("Dana", "Whitfield") : Self.name(index, language)
        let domain = random.one(of: ["mail.example", "post.example", "inbox.example", "home.example"])
        let names = Self.plain(first) + "." + Self.plain(last)
        // Pairs of names repeat after a while; the place in the story does not.
        let repeats = language != .english || index >= StoryNames.english.pairs
        email =
            index == 0 ? "dana.whitfield@mail.example" : names + (repeats ? String(index) : "") + "@" + domain
        let line = random.within(0...9_999)
        phone = "(555) 01\(line / 1_000)-\(String(10_000 + line).dropFirst())"
        signature =
            switch random.below(10) {
            case 0, 1: "Sent from my phone"
            case 2: "\(first) \(last)\n\(phone)"
            case 3:
                "\(first) \(last)\n\(random.within(2...190)) \(random.one(of: StoryNames.streets)), \(StoryCast.town)\n\(phone)"
            default: ""
            }
        writesHTML = random.happens(450)
    }

    private static let languages: [StoryLanguage] =
        Array(repeating: .english, count: 44) + [.spanish, .spanish, .spanish, .german, .german, .french]

    private static func name(_ index: Int, _ language: StoryLanguage) -> (String, String) {
        let names = StoryNames.of(language)
        // A step without a common divisor visits every pair before one repeats.
        let place = (index &* 7_919) % names.pairs
        return (names.first[place % names.first.count], names.last[place / names.first.count])
    }

    /// Lower case letters without marks, for an address.
    static func plain(_ name: String) -> String {
        var plain = ""
        for scalar in name.lowercased().unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": plain.unicodeScalars.append(scalar)
            default: plain += letters[scalar] ?? ""
            }
        }
        return plain
    }

    private static let letters: [Unicode.Scalar: String] = [
        "á": "a", "à": "a", "â": "a", "ã": "a", "ä": "ae", "å": "a", "ą": "a", "ç": "c", "ć": "c", "č": "c",
        "é": "e", "è": "e", "ê": "e", "ë": "e", "ę": "e", "ễ": "e", "í": "i", "î": "i", "ï": "i", "ł": "l",
        "ñ": "n", "ń": "n", "ó": "o", "ô": "o", "ö": "oe", "ø": "o", "ś": "s", "š": "s", "ß": "ss", "ú": "u",
        "ü": "ue", "ý": "y", "ž": "z",
    ]
}
