import Localization
import Markup

/// Where a customer answers: behind a link without signing in, or in their
/// own place. What they clicked in the mail is marked; nothing is answered
/// until they press the button.
struct SurveyAnswerPage: Page {
    let question: Surveys.Question
    let marked: SurveyReply
    /// The address of this page; the answer is posted below it.
    let path: String
    /// Whether it stands behind a link, rather than in the customer's own place.
    let isLink: Bool
    /// What was ticked before something was wrong.
    var quoting: Bool?
    let problem: String?
    let frame: Frame

    static var samples: [SurveyAnswerPage] { Samples.surveyAnswerPages }

    private var content: SurveyContent { question.content }

    func title(_ r: Reader) -> String { content.title(in: question.ask.language) }

    func body(_ r: Reader) -> HTML {
        """
        <article class="sheet told survey"><h1>\(title(r))</h1>
        \(standing(r))
        \(if: question.isOpen, form(r))
        \(foot(r))</article>
        """
    }

    private func standing(_ r: Reader) -> HTML {
        if let at = question.answeredAt {
            let more =
                question.isOpen
                ? r("You can change it until \(r.date(question.ask.expiresAt.milliseconds)).")
                : r("It can’t be changed any more.")
            return """
                <div class="told-yes" role="status"><p>\(Icon.check) <strong>\(r("Thank you. Your answer has arrived."))</strong></p>\
                <p class="quiet">\(r.dateTime(at.milliseconds)) · \(more)</p>\(question.isOpen ? "" : given(r))</div>
                """
        }
        guard !question.isOpen else { return "" }
        return
            "<div class=\"move over\" role=\"status\"><strong>\(r("This question is closed: answers are no longer taken."))</strong></div>"
    }

    private func given(_ r: Reader) -> HTML {
        guard let reply = question.reply else { return "" }
        return SurveyReplyView(
            reply: reply, content: content, business: frame.business, language: question.ask.language
        ).body(r)
    }

    private func form(_ r: Reader) -> HTML {
        let fields = SurveyFields(question: question, marked: marked, business: frame.business)
        let words = question.answeredAt == nil ? r("Send my answer") : r("Change my answer")
        return """
            <form class="card answer fields" method="post" action="\(path)/answer">\(frame.csrfField)\(Field.problem(problem))
            \(fields.body(r))
            \(Field.tick("quote", r("You may show my words to others, without my name."), isOn: quoting ?? question.mayQuote))
            <p><button class="button large">\(Icon.check) \(words)</button></p>
            <p class="quiet">\(r("Nothing is sent before you press the button. The team of \(frame.business) sees your answer with your name; other customers do not."))</p></form>
            """
    }

    private func foot(_ r: Reader) -> HTML {
        guard isLink else { return "<p><a href=\"/my/surveys\">\(r("All you told us"))</a></p>" }
        return """
            <p class="quiet">\(question.mayAsk ? "<a href=\"\(path)/unsubscribe\">\(r("Don’t ask me any more"))</a>" as HTML : HTML(escaping: r("You asked not to be asked any more.")))</p>
            """
    }
}

/// Before somebody is asked no more: one button.
struct SurveyRefusalPage: Page {
    let isRefused: Bool
    let path: String
    let frame: Frame

    static var samples: [SurveyRefusalPage] {
        [false, true].map {
            SurveyRefusalPage(isRefused: $0, path: "/survey/sample", frame: .sampleVisitor)
        }
    }

    func title(_ r: Reader) -> String { r("Don’t ask me any more") }

    func body(_ r: Reader) -> HTML {
        """
        <section class="sheet told"><h1>\(title(r))</h1>\(isRefused ? done(r) : asking(r))</section>
        """
    }

    private func asking(_ r: Reader) -> HTML {
        """
        <p>\(r("\(frame.business) will not ask you for your opinion again. What you write to us is answered as before."))</p>
        <form method="post" action="\(path)/refusal">\(frame.csrfField)<button class="button">\(r("Don’t ask me any more"))</button></form>
        """
    }

    private func done(_ r: Reader) -> HTML {
        """
        <div class="told-yes" role="status"><p>\(Icon.check) <strong>\(r("We will not ask you again."))</strong></p></div>
        <p class="quiet">\(r("If you change your mind, you can say so in your own place."))</p>
        """
    }
}

/// An answer in words, for whoever may read it.
struct SurveyReplyView {
    let reply: SurveyReply
    let content: SurveyContent
    let business: String
    let language: String

    func body(_ r: Reader) -> HTML {
        let rows = content.questions.compactMap { question -> HTML? in
            guard let said = said(question, r) else { return nil }
            return "<dt>\(question.text(in: language, of: content, business: business))</dt><dd>\(said)</dd>"
        }
        let comment = reply.comment.nonEmpty.map {
            "<dt>\(r("Comment"))</dt><dd>\(PlainText.html($0))</dd>" as HTML
        }
        return "<dl class=\"answers survey-reply\">\(rows)\(comment)</dl>"
    }

    private func said(_ question: SurveyQuestion, _ r: Reader) -> HTML? {
        if question.scale == .associations {
            guard !reply.associations.isEmpty else { return nil }
            return
                "<ul class=\"plain-list\">\(reply.associations.map { "<li>\(idea($0, r))</li>" as HTML })</ul>"
        }
        if let value = reply.values[question.key] {
            let label = question.label(of: value, in: language, of: content, r)
            guard let range = question.values, question.scale != .choice, question.scale != .yesNo else {
                return HTML(escaping: label)
            }
            return HTML(escaping: r("\(label) (of \(r.number(range.upperBound)))"))
        }
        return reply.texts[question.key].map { PlainText.html($0) }
    }

    private func idea(_ idea: SurveyReply.Association, _ r: Reader) -> HTML {
        """
        <strong>\(idea.words)</strong>\(idea.favour.map { " <small class=\"quiet\">\(SurveyFields.favour($0, r))</small>" as HTML })\
        \(idea.why.nonEmpty.map { "<br>\($0)" as HTML })
        """
    }
}
