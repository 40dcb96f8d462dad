import Localization
import Markup

/// What a survey asks, in every language, and by which rules.
struct SurveyEditPage: Page {
    let survey: Survey
    let typed: SurveyContent
    let rules: Survey.Rules
    let mailboxes: [Mailbox]
    let problem: String?
    let frame: Frame

    static var samples: [SurveyEditPage] { Samples.surveyEditPages }

    private var path: String { "/surveys/\(survey.id)" }

    func title(_ r: Reader) -> String { r("Change: \(survey.content.title(in: r.language.tag))") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet"><p class="meta"><a href="\(path)">\(survey.content.title(in: r.language.tag))</a><span>\(survey.kind.name(r))</span></p>
        <h1>\(title(r))</h1>
        <form class="fields" method="post" action="\(path)">\(frame.csrfField)\(Field.problem(problem))
        \(asking(r))\(words(r))
        <p class="quiet">\(r("Whoever was asked already keeps the words they were asked; new words are a new version. {name} stands for your business’s name."))</p>
        <p class="actions"><button class="button">\(r("Save"))</button> <a href="\(path)">\(r("Back"))</a></p></form></div>
        """
    }

    // MARK: Rules

    private func asking(_ r: Reader) -> HTML {
        let occasions = Survey.Occasion.allCases.map { (value: $0.rawValue, words: $0.name(r)) }
        let boxes =
            [(value: "", words: r("Any mailbox"))]
            + mailboxes.map { (value: $0.id.description, words: "\($0.name) (\($0.address))") }
        return """
            <fieldset><legend>\(r("When and whom"))</legend>
            \(Field.choice("when", r("When it asks"), occasions, chosen: rules.when.rawValue))
            <div class="two">\(number("delay", r("Hours after resolving"), rules.delayHours))\
            \(number("share", r("Asked of a hundred"), rules.share))\
            \(number("rest", r("Days of rest since they were asked anything"), rules.restDays))\
            \(number("open", r("Days in which it can be answered"), rules.openDays))</div>
            \(Field.choice("mailbox", r("Conversations of"), boxes, chosen: rules.mailbox?.description ?? ""))</fieldset>
            """
    }

    private func number(_ name: String, _ label: String, _ value: Int) -> HTML {
        Field.number(name, label, value: String(value))
    }

    // MARK: Words

    private func words(_ r: Reader) -> HTML {
        let languages = SurveyContent.languages.map { (value: $0.tag, words: $0.name) }
        let titles = SurveyContent.languages.map { language in
            Field.text(
                "title-\(language.tag)", r("Title: \(language.name)"), value: typed.title[language.tag] ?? "",
                required: false)
        }
        let count = survey.kind == .custom ? SurveyContent.mostQuestions : typed.questions.count
        return """
            <fieldset><legend>\(r("What it is called"))</legend>
            \(Field.choice("language", r("Its own language, for who reads none of the others"), languages, chosen: typed.language))\(titles)</fieldset>
            \((0..<count).map { question($0, r) })
            """
    }

    private func question(_ place: Int, _ r: Reader) -> HTML {
        let known = typed.questions.indices.contains(place) ? typed.questions[place] : nil
        let texts = SurveyContent.languages.map { language in
            Field.area(
                "words-\(place)-\(language.tag)", r("Question: \(language.name)"),
                value: known?.words[language.tag] ?? "", rows: 2, required: false)
        }
        return """
            <fieldset><legend>\(r("Question \(r.number(place + 1))"))</legend>\(if: survey.kind == .custom, scale(place, known, r))\(texts)\
            \(if: survey.kind == .custom, options(place, known, r))</fieldset>
            """
    }

    private func scale(_ place: Int, _ known: SurveyQuestion?, _ r: Reader) -> HTML {
        let scales: [SurveyQuestion.Scale] = [.quality, .satisfaction, .yesNo, .choice, .text]
        return Field.choice(
            "scale-\(place)", r("How it is answered"), scales.map { (value: $0.rawValue, words: $0.name(r)) },
            chosen: known?.scale.rawValue)
    }

    private func options(_ place: Int, _ known: SurveyQuestion?, _ r: Reader) -> HTML {
        let texts = SurveyContent.languages.map { language in
            Field.area(
                "options-\(place)-\(language.tag)", r("Options, one a line: \(language.name)"),
                value: known?.options.map { $0[language.tag] ?? "" }.joined(separator: "\n").nonEmpty ?? "",
                rows: 3,
                required: false)
        }
        return """
            <details class="whole"\(flag: "open", if: known?.scale == .choice)><summary>\(r("Options, for one of several"))</summary>\(texts)</details>
            """
    }

    // MARK: What was typed

    /// What a form says a survey asks.
    static func content(_ form: Form, for survey: Survey) -> SurveyContent {
        func wording(_ name: String) -> Wording {
            Dictionary(
                uniqueKeysWithValues: SurveyContent.languages.compactMap { language in
                    form.text("\(name)-\(language.tag)").map { (language.tag, $0) }
                })
        }
        let own = survey.content.questions
        let count = survey.kind == .custom ? SurveyContent.mostQuestions : own.count
        let questions = (0..<count).compactMap { place -> SurveyQuestion? in
            let words = wording("words-\(place)")
            guard survey.kind == .custom else {
                return SurveyQuestion(own[place].key, own[place].scale, words)
            }
            guard !words.isEmpty else { return nil }
            let scale = form["scale-\(place)"].flatMap(SurveyQuestion.Scale.init) ?? .quality
            return SurveyQuestion(
                "", scale, words, options: scale == .choice ? options(form, place) : [])
        }
        return SurveyContent(
            language: form["language"] ?? survey.content.language, title: wording("title"),
            questions: questions)
    }

    private static func options(_ form: Form, _ place: Int) -> [Wording] {
        let lines = SurveyContent.languages.map { language in
            (
                language.tag,
                (form["options-\(place)-\(language.tag)"] ?? "").split(whereSeparator: \.isNewline)
                    .map { String($0).oneLine }
            )
        }
        let count = min(lines.map(\.1.count).max() ?? 0, SurveyContent.mostOptions + 1)
        return (0..<count).map { row in
            Dictionary(
                uniqueKeysWithValues: lines.compactMap { tag, texts in
                    texts.indices.contains(row) && !texts[row].isEmpty ? (tag, texts[row]) : nil
                })
        }
    }

    /// - Throws: `Fault.invalid` for a number that is none.
    static func rules(_ form: Form) throws(Fault) -> Survey.Rules {
        func number(_ name: String) throws(Fault) -> Int {
            guard let number = form.text(name).flatMap({ Int($0) }) else {
                throw .invalid("Please give hours, days and the share as whole numbers.")
            }
            return number
        }
        guard let when = form["when"].flatMap(Survey.Occasion.init) else {
            throw .invalid("Please say when it asks.")
        }
        return Survey.Rules(
            when: when, delayHours: try number("delay"), share: try number("share"),
            restDays: try number("rest"),
            openDays: try number("open"), mailbox: form.identifier("mailbox"))
    }
}

extension SurveyQuestion.Scale {
    func name(_ r: Reader) -> String {
        switch self {
        case .quality: r("From very bad to very good (1 to 5)")
        case .satisfaction: r("From very dissatisfied to very satisfied (1 to 5)")
        case .yesNo: r("Yes or no")
        case .choice: r("One of several")
        case .text: r("In words")
        case .ease: r("How easy it was (1 to 7)")
        case .recommend: r("How likely they would recommend (0 to 10)")
        case .associations: r("Up to three words")
        }
    }
}
