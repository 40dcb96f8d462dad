import Localization
import Markup

/// What a customer was asked and what they answered, in their own place.
struct OwnSurveysPage: Page {
    let own: Surveys.Own
    let frame: Frame

    static var samples: [OwnSurveysPage] { Samples.ownSurveysPages }

    func title(_ r: Reader) -> String { r("What you told us") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><header class="inbox-head"><h1>\(r("What you told us"))</h1></header>
        \(OwnQuestionsView(open: own.open).body(r))
        \(answered(r))\(consent(r))\(quoting(r))</section>
        """
    }

    private func answered(_ r: Reader) -> HTML {
        guard !own.answered.isEmpty else {
            return "<p class=\"empty\">\(r("You have not answered any question yet."))</p>"
        }
        return HTML("\(own.answered.map { OwnAnswerView(response: $0, business: frame.business).body(r) })")
    }

    private func quoting(_ r: Reader) -> HTML {
        let words =
            own.mayQuote
            ? r("We may show your words to others, without your name.")
            : r("We show your words to nobody outside \(frame.business).")
        return """
            <section class="card"><h2>\(r("May we quote you?"))</h2><p>\(words)</p><form method="post" action="/my/surveys/consent">\(frame.csrfField)\
            <input type="hidden" name="what" value="quotes"><input type="hidden" name="may" value="\(own.mayQuote ? 0 : 1)"><button class="button small plain">\
            \(own.mayQuote ? r("Don’t quote me any more") : r("You may quote me without my name"))</button></form></section>
            """
    }

    private func consent(_ r: Reader) -> HTML {
        let words =
            own.mayAsk
            ? r("We may ask you now and then what it was like with us.")
            : r("You asked not to be asked any more.")
        return """
            <section class="card"><h2>\(r("May we ask?"))</h2><p>\(words)</p><form method="post" action="/my/surveys/consent">\(frame.csrfField)\
            <input type="hidden" name="may" value="\(own.mayAsk ? 0 : 1)"><button class="button small plain">\
            \(own.mayAsk ? r("Don’t ask me any more") : r("You may ask me again"))</button></form></section>
            """
    }
}

/// What can be answered now, in the customer's own place.
struct OwnQuestionsView {
    let open: [(ask: SurveyAsk, title: String)]

    func body(_ r: Reader) -> HTML {
        guard !open.isEmpty else { return "" }
        let links = open.map {
            "<li><a href=\"/my/surveys/\($0.ask.id.description)\">\($0.title)</a></li>" as HTML
        }
        return """
            <section class="card"><h2>\(r("A question to you"))</h2><ul class="plain-list">\(links)</ul></section>
            """
    }
}

/// One of a customer's own answers.
struct OwnAnswerView {
    let response: SurveyResponse
    let business: String

    func body(_ r: Reader) -> HTML {
        let at = response.changedAt.milliseconds
        let view = SurveyReplyView(
            reply: response.reply, content: response.content, business: business, language: r.language.tag)
        return """
            <section class="card"><h2>\(response.content.title(in: r.language.tag))</h2>\
            <p class="quiet"><time datetime="\(r.iso(at))">\(r.dateTime(at))</time></p>\(view.body(r))</section>
            """
    }
}
