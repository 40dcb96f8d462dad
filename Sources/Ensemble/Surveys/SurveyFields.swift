import Localization
import Markup

/// The questions of a survey as a form, and what came back in it.
struct SurveyFields {
    let question: Surveys.Question
    /// What is marked and written already.
    let marked: SurveyReply
    let business: String

    private var content: SurveyContent { question.content }
    /// The language in which they were asked: the one of the mail.
    private var language: String { question.ask.language }

    func body(_ r: Reader) -> HTML {
        """
        \(content.questions.map { field($0, r) })
        \(Field.area("comment", r("Is there anything you would like to add?"), value: marked.comment, rows: 3, required: false))
        """
    }

    private func words(_ question: SurveyQuestion) -> String {
        question.text(in: language, of: content, business: business)
    }

    private func field(_ question: SurveyQuestion, _ r: Reader) -> HTML {
        switch question.scale {
        case .text:
            Field.area(
                "t-\(question.key)", words(question), value: marked.texts[question.key] ?? "", rows: 4,
                required: false)
        case .associations: associations(question, r)
        case .ease, .recommend: scale(question, r)
        case .satisfaction, .quality, .yesNo, .choice: choices(question, r)
        }
    }

    // MARK: One of several

    private func choices(_ question: SurveyQuestion, _ r: Reader) -> HTML {
        // The best stands first, as people read it.
        let values = question.values.map(Array.init) ?? []
        let ordered = question.scale == .choice ? values : values.reversed()
        let ways = ordered.map { value -> HTML in
            """
            <label class="way"><input type="radio" name="q-\(question.key)" value="\(value)"\(flag: "checked", if: marked.values[question.key] == value)> \
            <span>\(question.name(of: value, in: language, of: content, r))</span></label>
            """
        }
        return "<fieldset class=\"survey-choices\"><legend>\(words(question))</legend>\(ways)</fieldset>"
    }

    /// Numbers in a row, with words at both ends.
    private func scale(_ question: SurveyQuestion, _ r: Reader) -> HTML {
        guard let range = question.values else { return "" }
        let marks = range.map { value -> HTML in
            let name = question.name(of: value, in: language, of: content, r)
            return """
                <label><input type="radio" name="q-\(question.key)" value="\(value)"\(flag: "checked", if: marked.values[question.key] == value)>\
                <span>\(r.number(value))\(if: !name.isEmpty, "<span class=\"hidden\"> \(name)</span>")</span></label>
                """
        }
        let low = question.name(of: range.lowerBound, in: language, of: content, r)
        let high = question.name(of: range.upperBound, in: language, of: content, r)
        return """
            <fieldset class="survey-scale"><legend>\(words(question))</legend><div class="survey-numbers">\(marks)</div>\
            <p class="survey-ends" aria-hidden="true"><span>\(low)</span><span>\(high)</span></p></fieldset>
            """
    }

    // MARK: What comes to mind

    private func associations(_ question: SurveyQuestion, _ r: Reader) -> HTML {
        let places = (1...SurveyContent.mostAssociations).map { place -> HTML in
            let known = marked.associations.indices.contains(place - 1) ? marked.associations[place - 1] : nil
            return """
                <div class="survey-idea">\(Field.text("word-\(place)", first(place, r), value: known?.words ?? "", required: place == 1))\
                \(Field.choice("favour-\(place)", r("Is that good or bad?"), Self.favours(r), chosen: known?.favour.map(String.init) ?? ""))\
                \(Field.text("why-\(place)", r("Why, or from what experience?"), value: known?.why ?? "", required: false))</div>
                """
        }
        return """
            <fieldset class="survey-ideas"><legend>\(words(question))</legend>\
            <p class="quiet">\(r("Up to three words or phrases, the first that comes first. There is no wrong answer."))</p>\(places)</fieldset>
            """
    }

    private func first(_ place: Int, _ r: Reader) -> String {
        switch place {
        case 1: r("What comes first")
        case 2: r("What else")
        default: r("And what else")
        }
    }

    static func favours(_ r: Reader) -> [(value: String, words: String)] {
        [("", r("I’d rather not say"))]
            + [2, 1, 0, -1, -2].map { (value: String($0), words: favour($0, r)) }
    }

    static func favour(_ value: Int, _ r: Reader) -> String {
        switch value {
        case 2: r("very good")
        case 1: r("good", context: "quality")
        case 0: r("neither good nor bad")
        case -1: r("bad")
        default: r("very bad")
        }
    }

    // MARK: What came back

    /// What a form says; numbers that are none are as if they were not sent.
    static func reply(_ form: Form, to content: SurveyContent) -> SurveyReply {
        var reply = SurveyReply(comment: form["comment"] ?? "")
        for question in content.questions {
            reply.values[question.key] = form["q-\(question.key)"].flatMap { Int($0) }
            reply.texts[question.key] = form["t-\(question.key)"]
        }
        reply.associations = (1...SurveyContent.mostAssociations).compactMap { place in
            form.text("word-\(place)").map {
                SurveyReply.Association(
                    $0, favour: form["favour-\(place)"].flatMap { Int($0) }, why: form["why-\(place)"] ?? "")
            }
        }
        return reply
    }
}
