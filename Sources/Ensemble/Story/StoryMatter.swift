/// Something that customers write to the clinic about, and what is said.
///
/// Written as text, one matter after another:
///
///     # the-key
///     mailbox=hello; tags=appointment; share=80>60; cost=visit
///     subject> Moving my appointment
///     ask> I can't come on {weekday}.
///     answer> No trouble at all.
///
/// A line `word>` begins a text and the following lines continue it; a blank
/// line in it is a new paragraph. `share` is how often the matter comes up at
/// the beginning and at the end of the year. `cost` says what is going to be
/// done and billed. The first word of the matter's key may say its
/// language, as `de-`.
struct StoryMatter: Sendable {
    /// What a text is for.
    enum Part: String, CaseIterable, Sendable {
        case subject
        /// The customer's first message.
        case ask
        /// The first answer of the staff.
        case answer
        /// What the customer writes when the answer was not the end.
        case again
        /// The answer to that.
        case reply
        case thanks
        /// Between staff.
        case note
        /// A doctor's word to the staff.
        case doctor
        /// What the customer writes when it comes up again after all.
        case reopen
        /// The answer to that.
        case settle
    }

    let key: String
    var language = StoryLanguage.english
    var mailbox = StoryCast.Mailbox.hello
    var tags: [String] = []
    var share = (early: 0, late: 0)
    /// What is going to be done and billed, if anything.
    var service: StoryService?
    /// Whether something is going to be billed.
    var costs: Bool { service != nil }
    /// What the first message carries, if anything.
    var encloses: Enclosure?
    /// Whether the answer waits for somebody outside: a lab, an insurer.
    var waitsForPartner = false
    /// Whether somebody should look at it before the others.
    var urgent = false
    private var texts: [Part: [StoryTemplate]] = [:]

    enum Enclosure: String, Sendable { case paper, photo }

    func texts(_ part: Part) -> [StoryTemplate] { texts[part] ?? [] }

    /// How often it comes up, so far into the year.
    ///
    /// The clinic sets its course in the middle of the year; from then to the
    /// ninth month the share goes from the early to the late one.
    /// - Parameter progress: thousandths of the year.
    func share(at progress: Int) -> Int {
        share.early + (share.late - share.early) * StoryMatter.turn(progress) / 1_000
    }

    /// How much of the change has happened, in thousandths.
    static func turn(_ progress: Int) -> Int {
        min(max((progress - StoryCourse.turn) * 1_000 / 240, 0), 1_000)
    }

    /// Reads the matters of a text.
    ///
    /// It is the project's own text, so a mistake in it is found by a test and
    /// here only leaves something out.
    static func read(_ text: String) -> [StoryMatter] {
        var matters: [StoryMatter] = []
        var part: Part?
        var lines: [Substring] = []

        func finish() {
            if let part, !matters.isEmpty {
                let joined = lines.joined(separator: "\n").trimmingBlankLines
                matters[matters.count - 1].texts[part, default: []].append(StoryTemplate(paragraphs: joined))
            }
            (part, lines) = (nil, [])
        }

        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("# ") {
                finish()
                matters.append(StoryMatter(key: String(line.dropFirst(2))))
            } else if let (next, rest) = beginning(line) {
                finish()
                (part, lines) = (next, [rest])
            } else if part != nil {
                lines.append(line)
            } else if !line.isEmpty, !matters.isEmpty {
                matters[matters.count - 1].readTraits(line)
            }
        }
        finish()
        return matters
    }

    private init(key: String) {
        self.key = key
        language = key.split(separator: "-").first.flatMap { StoryLanguage(rawValue: String($0)) } ?? .english
    }

    private static func beginning(_ line: Substring) -> (Part, Substring)? {
        guard let sign = line.firstIndex(of: ">"), let part = Part(rawValue: String(line[..<sign])) else {
            return nil
        }
        return (part, line[line.index(after: sign)...].drop { $0 == " " })
    }

    private mutating func readTraits(_ line: Substring) {
        for trait in line.split(separator: ";") {
            let words = trait.split(separator: "=", maxSplits: 1).map { $0.trimmingSpaces }
            switch (words.first, words.dropFirst().first) {
            case ("mailbox", let name?): mailbox = StoryCast.Mailbox(rawValue: name) ?? .hello
            case ("tags", let names?): tags = names.split(separator: ",").map(\.trimmingSpaces)
            case ("share", let shares?):
                let numbers = shares.split(separator: ">").compactMap { Int($0) }
                share = (numbers.first ?? 0, numbers.last ?? 0)
            case ("encloses", let kind?): encloses = Enclosure(rawValue: kind)
            case ("cost", let service?): self.service = StoryService(rawValue: service)
            case ("partner", nil): waitsForPartner = true
            case ("urgent", nil): urgent = true
            default: continue
            }
        }
    }
}

extension Substring {
    /// Without the spaces around it.
    var trimmingSpaces: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}

extension String {
    /// Without the empty lines around it.
    var trimmingBlankLines: String {
        String(drop { $0.isNewline }.reversed().drop { $0.isNewline }.reversed())
    }
}
