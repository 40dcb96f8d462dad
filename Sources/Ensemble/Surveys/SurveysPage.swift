import Localization
import Markup

/// What customers are asked.
struct SurveysPage: Page {
    let surveys: [Survey]
    let problem: String?
    let frame: Frame

    static var samples: [SurveysPage] { Samples.surveysPages }

    func title(_ r: Reader) -> String { r("Surveys") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><header class="inbox-head"><h1>\(r("Surveys"))</h1>\
        <p class="quiet">\(r("What customers are asked, with links in a mail, in their own place, or by hand"))</p></header>
        \(Field.problem(problem))
        \(surveys.isEmpty ? "<p class=\"empty\">\(r("Nobody is asked anything yet."))</p>" : HTML("<ul class=\"tiles\">\(surveys.map { tile($0, r) })</ul>"))
        \(if: frame.viewer?.isAdministrator == true, adding(r))</section>
        """
    }

    private func tile(_ survey: Survey, _ r: Reader) -> HTML {
        """
        <li><a class="card" href="/surveys/\(survey.id.description)"><strong>\(survey.content.title(in: r.language.tag))</strong>\
        <span class="quiet">\(survey.kind.name(r)) · \(survey.state.name(r))</span></a></li>
        """
    }

    private func adding(_ r: Reader) -> HTML {
        let kinds = Survey.Kind.allCases.map { (value: $0.rawValue, words: "\($0.name(r)): \($0.words(r))") }
        return """
            <form class="card fields" method="post" action="/surveys">\(frame.csrfField)<h2>\(r("A new survey"))</h2>
            \(Field.choice("kind", r("What it measures"), kinds, chosen: Survey.Kind.csat.rawValue))
            <p class="actions"><button class="button">\(r("Begin"))</button></p></form>
            """
    }
}

/// The surveys that can be asked in a conversation, and what was answered in it: beside the stage.
struct SurveyCard {
    let surveys: [Survey]
    let answers: [SurveyResponse]
    let conversation: Conversation.ID
    let business: String
    let csrf: HTML

    func body(_ r: Reader) -> HTML {
        guard !surveys.isEmpty || !answers.isEmpty else { return "" }
        return """
            <section class="card" id="surveys" data-live><h2>\(r("What they say of it"))</h2>\
            \(answers.map { answer($0, r) })\(asking(r))</section>
            """
    }

    private func answer(_ response: SurveyResponse, _ r: Reader) -> HTML {
        let at = response.changedAt.milliseconds
        let view = SurveyReplyView(
            reply: response.reply, content: response.content, business: business, language: r.language.tag)
        return """
            <div class="survey-said"><p><a href="/surveys/\(response.survey.description)">\(response.content.title(in: r.language.tag))</a> \
            <small class="quiet">\(r.ago(at))\(if: !response.earlier.isEmpty, ", \(r("changed"))")</small></p>\(view.body(r))</div>
            """
    }

    private func asking(_ r: Reader) -> HTML {
        guard !surveys.isEmpty else { return "" }
        let choices = surveys.map { (value: $0.id.description, words: $0.content.title(in: r.language.tag)) }
        return """
            <details class="whole"><summary>\(r("Ask the customer"))</summary>
            <form class="fields" method="post" action="/conversations/\(conversation.description)/surveys">\(csrf)\
            \(Field.choice("survey", r("Which question"), choices, chosen: nil, scope: "ask-"))\
            <p class="actions"><button class="button small">\(r("Ask by mail"))</button></p></form></details>
            """
    }
}
