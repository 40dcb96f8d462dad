import Localization

/// A text in several languages, by tag: `["en": "How was it?"]`.
public typealias Wording = [String: String]

extension Wording {
    /// The text in a language (`de` for `de-AT`), else in the default one.
    func text(in language: String, or fallback: String) -> String {
        self[language]?.nonEmpty ?? self[SurveyContent.base(of: language)]?.nonEmpty ?? self[fallback] ?? ""
    }
}

/// One question of a survey.
public struct SurveyQuestion: Codable, Equatable, Sendable {
    /// How it is answered. The raw values are stored: never change one.
    public enum Scale: String, Codable, CaseIterable, Sendable {
        /// 1 to 5, from very dissatisfied to very satisfied.
        case satisfaction
        /// 1 to 7, from "not at all" to "completely".
        case ease
        /// 0 to 10, from "not at all likely" to "extremely likely".
        case recommend
        /// 1 to 5, from very bad to very good.
        case quality
        /// 0 or 1.
        case yesNo = "yes-no"
        /// One of the options, counted from 0.
        case choice
        case text
        /// Up to three words or phrases.
        case associations
    }

    /// By which its answers are known, through all versions in which it is the same question.
    public var key: String
    public var scale: Scale
    public var words: Wording
    /// Of a choice alone.
    public var options: [Wording]

    public init(_ key: String, _ scale: Scale, _ words: Wording, options: [Wording] = []) {
        self.key = key
        self.scale = scale
        self.words = words
        self.options = options
    }

    /// The values it can have; `nil` for words.
    public var values: ClosedRange<Int>? {
        switch scale {
        case .satisfaction, .quality: 1...5
        case .ease: 1...7
        case .recommend: 0...10
        case .yesNo: 0...1
        case .choice: options.isEmpty ? nil : 0...(options.count - 1)
        case .text, .associations: nil
        }
    }

    /// The values that count as good, where some do.
    public var good: ClosedRange<Int>? {
        switch scale {
        case .satisfaction, .quality: 4...5
        case .ease: 5...7
        case .recommend: 9...10
        case .yesNo: 1...1
        case .choice, .text, .associations: nil
        }
    }
}

/// What a version of a survey asks, in every language it has.
public struct SurveyContent: Codable, Equatable, Sendable {
    /// The language in which every text is there.
    public var language: String
    /// What it is called, for the team and as the subject of the mail.
    public var title: Wording
    public var questions: [SurveyQuestion]

    public init(language: String, title: Wording, questions: [SurveyQuestion]) {
        self.language = language
        self.title = title
        self.questions = questions
    }

    static let mostQuestions = 5
    static let mostOptions = 10
    static let mostAssociations = 3

    /// The keys of the end result, in their order: the four sides of it, and all in all.
    static let endResult = sides + [overall]
    /// What of it is crossed.
    static let sides = ["core", "service", "money", "promise"]
    /// What the sides go with.
    static let overall = "overall"

    /// The languages in which it can be written: each without its countries.
    static let languages = Translations.languages.all.filter { !$0.tag.contains("-") }

    static func base(of tag: String) -> String { String(tag.prefix { $0 != "-" }) }

    func title(in language: String) -> String { title.text(in: language, or: self.language) }
    func question(_ key: String) -> SurveyQuestion? { questions.first { $0.key == key } }

    /// - Throws: `Fault.invalid` for what cannot be asked.
    func check(_ kind: Survey.Kind) throws(Fault) {
        guard Self.languages.contains(where: { $0.tag == language }) else {
            throw .invalid("There is no such language.")
        }
        guard title[language]?.nonEmpty != nil else {
            throw .invalid("A survey needs a title in its own language.")
        }
        guard !questions.isEmpty else { throw .invalid("There is no question in it yet.") }
        guard questions.count <= Self.mostQuestions else {
            throw .invalid("A survey has at most five questions: fewer people answer longer ones.")
        }
        for text in title.values where text.count > 200 {
            throw .invalid("A title has at most 200 characters.")
        }
        for question in questions { try check(question) }
        let keys = questions.map(\.key)
        // Surveys from before it was asked go without "all in all".
        let isOlder = kind == .endResult && keys == Self.sides
        guard kind == .custom || isOlder || keys == Self.keys(of: kind) else {
            throw .invalid("The questions of this kind are set; only their words are yours.")
        }
    }

    private func check(_ question: SurveyQuestion) throws(Fault) {
        guard question.words[language]?.nonEmpty != nil else {
            throw .invalid("Every question needs its words in the survey’s own language.")
        }
        for text in question.words.values where text.count > 500 {
            throw .invalid("A question has at most 500 characters.")
        }
        guard question.scale == .choice else { return }
        guard (2...Self.mostOptions).contains(question.options.count) else {
            throw .invalid("A question with options has 2 to 10 of them.")
        }
        for option in question.options {
            guard option[language]?.nonEmpty != nil, option.values.allSatisfy({ $0.count <= 200 }) else {
                throw .invalid("Every option has 1 to 200 characters in the survey’s own language.")
            }
        }
    }

    static func keys(of kind: Survey.Kind) -> [String] {
        switch kind {
        case .endResult: endResult
        case .custom: []
        default: [kind.rawValue]
        }
    }
}

extension SurveyContent {
    /// The usual words of a kind, in every language Ensemble speaks; `{name}` is the business's name.
    static func usual(_ kind: Survey.Kind, language: String) -> SurveyContent {
        let language = languages.contains { $0.tag == base(of: language) } ? base(of: language) : "en"
        var titles: Wording = [:]
        var words: [String: Wording] = [:]
        for language in languages {
            let r = Reader(language: language, now: 0)
            titles[language.tag] = title(kind, r)
            for (key, text) in questions(kind, r) { words[key, default: [:]][language.tag] = text }
        }
        return SurveyContent(
            language: language, title: titles,
            questions: keys(of: kind).map { SurveyQuestion($0, scale(of: kind), words[$0] ?? [:]) })
    }

    private static func scale(of kind: Survey.Kind) -> SurveyQuestion.Scale {
        switch kind {
        case .csat: .satisfaction
        case .ces: .ease
        case .nps: .recommend
        case .association: .associations
        case .endResult: .quality
        case .custom: .text
        }
    }

    private static func title(_ kind: Survey.Kind, _ r: Reader) -> String {
        switch kind {
        case .csat: r("Were you satisfied?")
        case .ces: r("Was it easy?")
        case .nps: r("Would you recommend us?")
        case .association: r("What comes to mind?")
        case .endResult: r("What came of it?")
        case .custom: r("A question to you")
        }
    }

    private static func questions(_ kind: Survey.Kind, _ r: Reader) -> [(String, String)] {
        switch kind {
        case .csat: [("csat", r("How satisfied are you with how your matter was handled?"))]
        case .ces: [("ces", r("{name} made it easy for me to get my matter handled."))]
        case .nps: [("nps", r("How likely are you to recommend {name} to somebody you know?"))]
        case .association: [("association", r("When you hear {name}, what comes to mind?"))]
        case .endResult:
            [
                ("core", r("How good was what you came to us for?")),
                ("service", r("How good was the way you were treated?")),
                ("money", r("How good was it with the money: what it cost, and how you were told?")),
                ("promise", r("How well did we keep what we had promised?")),
                (overall, r("All in all, how good was it?")),
            ]
        case .custom: []
        }
    }
}

extension SurveyQuestion {
    /// The question as a customer reads it.
    func text(in language: String, of content: SurveyContent, business: String) -> String {
        words.text(in: language, or: content.language).replacing("{name}", with: business)
    }

    /// What a value means.
    func name(of value: Int, in language: String, of content: SurveyContent, _ r: Reader) -> String {
        switch scale {
        case .satisfaction:
            [
                r("very dissatisfied"), r("dissatisfied"), r("neither"), r("satisfied"), r("very satisfied"),
            ].at(value - 1)
        case .quality:
            [r("very bad"), r("bad"), r("in between"), r("good", context: "quality"), r("very good")]
                .at(value - 1)
        case .yesNo: value == 1 ? r("Yes") : r("No")
        case .choice:
            options.indices.contains(value)
                ? options[value].text(in: language, or: content.language) : ""
        case .ease: value == 1 ? r("not at all") : value == 7 ? r("completely") : ""
        case .recommend: value == 0 ? r("not at all likely") : value == 10 ? r("extremely likely") : ""
        case .text, .associations: ""
        }
    }

    /// What is shown for a value: its number, or its words where numbers say nothing.
    func label(of value: Int, in language: String, of content: SurveyContent, _ r: Reader) -> String {
        let name = name(of: value, in: language, of: content, r)
        switch scale {
        case .yesNo, .choice: return name
        default: return name.isEmpty ? r.number(value) : "\(r.number(value)) · \(name)"
        }
    }
}

extension [String] {
    fileprivate func at(_ place: Int) -> String { indices.contains(place) ? self[place] : "" }
}
