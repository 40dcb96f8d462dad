import Localization
import Markup

/// The answers behind a number, the latest first.
struct SurveyAnswersPage: Page {
    let survey: Survey
    let responses: [SurveyResponse]
    /// What is looked at, in the words of its question.
    let choice: String?
    /// The address of this page without its place in the list.
    let path: String
    let next: Int64?
    let frame: Frame

    static var samples: [SurveyAnswersPage] { Samples.surveyAnswersPages }

    func title(_ r: Reader) -> String { r("Answers to “\(survey.content.title(in: r.language.tag))”") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet"><p class="meta"><a href="/surveys/\(survey.id.description)">\(survey.content.title(in: r.language.tag))</a></p>
        <header class="inbox-head"><h1>\(title(r))</h1>\(choice.map { "<p class=\"quiet\">\($0)</p>" as HTML })\
        <a class="button small plain" href="\(SurveyLinks.table(path))">\(r("As CSV"))</a></header>
        \(responses.isEmpty ? "<p class=\"empty\">\(r("There is none."))</p>" : HTML("\(responses.map { answer($0, r) })"))
        \(next.map { "<p class=\"pages\"><a href=\"\(path)&amp;after=\($0)\">\(r("Next"))</a></p>" as HTML })</section>
        """
    }

    private func answer(_ response: SurveyResponse, _ r: Reader) -> HTML {
        let view = SurveyReplyView(
            reply: response.reply, content: response.content, business: frame.business,
            language: r.language.tag)
        let place = response.conversation.map {
            "<a href=\"/conversations/\($0.description)\">\(r("Conversation \($0.description)"))</a>" as HTML
        }
        return """
            <article class="card survey-answer" id="answer-\(response.id.description)"><p class="meta"><a href="/customers/\(response.customer.description)">\(response.customerName)</a>\
            \(place)\(response.offeringName.map { "<span>\($0)</span>" as HTML })<span>\(r.dateTime(response.changedAt.milliseconds))</span></p>
            \(view.body(r))\(earlier(response, r))\(marking(response, r))\(quoting(response, r))</article>
            """
    }

    /// Where what they wrote is marked as product, service or idea.
    private func marking(_ response: SurveyResponse, _ r: Reader) -> HTML {
        guard !response.reply.words.isEmpty else { return "" }
        return
            "<p><a class=\"quiet\" href=\"\(SaidText.Source.answer(response.id).path)\">\(r("Mark what it is about"))</a></p>"
    }

    /// What the customer said of being quoted, and a button for what they told the team.
    private func quoting(_ response: SurveyResponse, _ r: Reader) -> HTML {
        let words =
            response.mayQuote
            ? r("They may be quoted without their name.") : r("They did not say that they may be quoted.")
        return """
            <form class="survey-quoting" method="post" action="/surveys/\(survey.id.description)/answers/\(response.id.description)/quoting">\(frame.csrfField)\
            <span class="quiet">\(words)</span><input type="hidden" name="may" value="\(response.mayQuote ? 0 : 1)">\
            <button class="button small plain">\(response.mayQuote ? r("They took it back") : r("They told us they agree"))</button></form>
            """
    }

    private func earlier(_ response: SurveyResponse, _ r: Reader) -> HTML {
        guard !response.earlier.isEmpty else { return "" }
        let items = response.earlier.map { earlier -> HTML in
            let view = SurveyReplyView(
                reply: earlier.reply, content: response.content, business: frame.business,
                language: r.language.tag)
            return
                "<li><small class=\"quiet\">\(r.dateTime(earlier.at.milliseconds))</small>\(view.body(r))</li>"
        }
        return """
            <details class="whole"><summary>\(r("What they answered before"))</summary><ul class="plain-list">\(items)</ul></details>
            """
    }
}

/// Who was asked, or was not and why, the latest first.
struct SurveyAsksPage: Page {
    let survey: Survey
    let asks: [SurveyAsk]
    let show: Surveys.Show
    let why: SurveyAsk.WhyNot?
    let links: SurveyLinks
    let next: Int64?
    let frame: Frame

    static var samples: [SurveyAsksPage] { Samples.surveyAsksPages }

    private var path: String { links.asks(show, why: why) }

    func title(_ r: Reader) -> String { r("Asked: \(survey.content.title(in: r.language.tag))") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet wide clarity"><p class="meta"><a href="/surveys/\(survey.id.description)">\(survey.content.title(in: r.language.tag))</a></p>
        <header class="inbox-head"><h1>\(title(r))</h1><p class="quiet">\(why.map { $0.name(r) } ?? show.name(r))</p>\
        <a class="button small plain" href="\(SurveyLinks.table(path))">\(r("As CSV"))</a></header>
        \(others(r))\(asks.isEmpty ? "<p class=\"empty\">\(r("There is none."))</p>" : table(r))
        \(next.map { "<p class=\"pages\"><a href=\"\(path)&amp;after=\($0)\">\(r("Next"))</a></p>" as HTML })</section>
        """
    }

    private func others(_ r: Reader) -> HTML {
        let items = Surveys.Show.allCases.map { other -> HTML in
            "<a href=\"\(links.asks(other))\"\(attribute: "aria-current", other == show ? "page" : nil)>\(other.name(r))</a>"
        }
        return "<nav class=\"clarity-others\" aria-label=\"\(r("Which of them"))\">\(items)</nav>"
    }

    private func table(_ r: Reader) -> HTML {
        let table = StackedTable(heads: [
            .init(r("Customer")), .init(r("Conversation")), .init(r("Asked")), .init(r("Delivered")),
            .init(r("Opened")),
            .init(r("Answered")), .init(r("Stands")),
        ])
        func when(_ moment: Moment?) -> HTML {
            moment.map {
                "<time datetime=\"\(r.iso($0.milliseconds))\">\(r.shortDate($0.milliseconds))</time>"
            } ?? "–"
        }
        let rows = asks.map { ask -> HTML in
            let place = ask.conversation.map {
                "<a href=\"/conversations/\($0.description)\">\($0.description)</a>" as HTML
            }
            return table.row(
                [
                    "<a href=\"/customers/\(ask.customer.description)\">\(ask.customerName)</a>",
                    place ?? "–",
                    when(ask.askedAt), when(ask.deliveredAt), when(ask.seenAt), when(ask.answeredAt),
                    HTML(escaping: standing(ask, r)),
                ], bad: ask.bouncedAt != nil ? [6] : [])
        }
        return table.body(rows)
    }

    private func standing(_ ask: SurveyAsk, _ r: Reader) -> String {
        if let why = ask.whyNot { return r("not asked: \(why.name(r))") }
        if let why = ask.bouncedWhy { return r("came back: \(r.said(why))") }
        return ask.answeredAt == nil ? r("silent") : r("answered")
    }
}

extension Surveys.Show {
    func name(_ r: Reader) -> String {
        switch self {
        case .asked: r("Asked")
        case .delivered: r("Delivered")
        case .seen: r("Opened")
        case .answered: r("Answered")
        case .silent: r("Silent")
        case .bounced: r("Came back")
        case .notAsked: r("Not asked")
        }
    }
}
