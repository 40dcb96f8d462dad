import Hummingbird
import Localization
import NIOCore

/// `/surveys/…`: what is asked and what came back. The team sees it and
/// asks; administrators write, start and end.
struct SurveyRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("surveys", use: list)
        router.post("surveys", use: begin)
        let one = router.group("surveys/:id")
        one.get(use: show)
        one.post(use: change)
        one.get("edit", use: edit)
        one.post("state", use: move)
        one.get("asks", use: asks)
        one.get("answers", use: answers)
        one.post("answers/:response/quoting", use: quote)
        one.get("figures.csv", use: figureTable)
        one.get("asks.csv", use: askTable)
        one.get("answers.csv", use: answerTable)
        router.post("conversations/:id/surveys", use: ask)
    }

    // MARK: What there is

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        try await list(nil, context)
    }

    private func list(_ fault: Fault?, _ context: DeskContext) async throws -> Response {
        let page = SurveysPage(
            surveys: try await desk.surveys.all(by: context.actor()),
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "surveys"))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func begin(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        do {
            guard let kind = context.form["kind"].flatMap(Survey.Kind.init) else {
                throw Fault.invalid("Please choose what it measures.")
            }
            let id = try await desk.surveys.add(kind, by: actor)
            return .redirect(to: "/surveys/\(id)/edit")
        } catch let fault as Fault where fault.kind == .invalid {
            return try await list(fault, context)
        }
    }

    // MARK: One survey

    /// What cannot be read is as if it were not there: links are typed and cut.
    private func scope(_ request: Request, _ r: Reader) -> Surveys.Scope {
        let until = request.query("until").flatMap { Month($0) } ?? Month(r.thisDay)
        let from = request.query("from").flatMap { Month($0) } ?? until - 11
        let offering: Offering.ID? = request.query("offering").flatMap {
            $0 == "none" ? Offering.ID(rawValue: 0) : Offering.ID($0)
        }
        return Surveys.Scope(from: min(from, until), until: until, offering: offering)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.actor()
        let id = try context.id(of: Survey.self)
        let scope = scope(request, context.reader)
        let notice = Done.words(request, context.reader)
        return try await desk.pages.page(PageCache.key(request, context)) {
            let page = try await page(id, scope, nil, notice, actor, context)
            return .page(Layout.render(page, context.reader))
        }
    }

    private func page(
        _ id: Survey.ID, _ scope: Surveys.Scope, _ fault: Fault?, _ notice: String?, _ actor: Actor,
        _ context: DeskContext
    ) async throws -> SurveyPage {
        SurveyPage(
            figures: try await desk.surveys.figures(id, scope, by: actor),
            offerings: try await desk.direction.offeringNames(),
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "surveys", notice: notice))
    }

    @Sendable func move(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let id = try context.id(of: Survey.self)
        do {
            guard let state = context.form["state"].flatMap(Survey.State.init) else {
                throw Fault.invalid("Please say what is to become of it.")
            }
            try await desk.surveys.move(id, to: state, by: actor)
            return .redirect(to: "/surveys/\(id)", saying: .saved)
        } catch let fault as Fault where fault.kind != .notFound {
            let page = try await page(id, scope(request, context.reader), fault, nil, actor, context)
            return .html(page, context.reader, status: FaultMiddleware.status(of: fault.kind))
        }
    }

    // MARK: Writing

    @Sendable func edit(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let survey = try await desk.surveys.find(context.id(), by: actor)
        return try await edit(survey, survey.content, survey.rules, nil, context)
    }

    private func edit(
        _ survey: Survey, _ typed: SurveyContent, _ rules: Survey.Rules, _ fault: Fault?,
        _ context: DeskContext
    ) async throws -> Response {
        let page = SurveyEditPage(
            survey: survey, typed: typed, rules: rules, mailboxes: try await desk.mailboxes.all(),
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "surveys"))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func change(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let survey = try await desk.surveys.find(context.id(), by: actor)
        let typed = SurveyEditPage.content(context.form, for: survey)
        do {
            let rules = try SurveyEditPage.rules(context.form)
            try await desk.surveys.change(survey.id, to: typed, rules: rules, by: actor)
            return .redirect(to: "/surveys/\(survey.id)", saying: .saved)
        } catch let fault as Fault where fault.kind != .notFound {
            return try await edit(survey, typed, survey.rules, fault, context)
        }
    }

    /// By hand, from a conversation.
    @Sendable func ask(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        let actor = try context.actor()
        guard let survey: Survey.ID = context.form.identifier("survey") else {
            throw Fault.invalid("Please choose a question.")
        }
        try await desk.surveys.ask(survey, in: id, by: actor)
        return .redirect(to: "/conversations/\(id)#surveys")
    }

    // MARK: Rows

    @Sendable func asks(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.actor()
        let survey = try await desk.surveys.find(context.id(), by: actor)
        let (show, why, scope) = looking(request, context.reader)
        let found = try await desk.surveys.asks(
            of: survey.id, show, why: why, scope: scope, after: request.query("after").flatMap { Int64($0) },
            by: actor)
        let page = SurveyAsksPage(
            survey: survey, asks: found.rows, show: show, why: why,
            links: SurveyLinks(survey: survey.id, scope: scope), next: found.next,
            frame: try await desk.frame(context, place: "surveys"))
        return .html(page, context.reader)
    }

    private func looking(_ request: Request, _ r: Reader) -> (Surveys.Show, SurveyAsk.WhyNot?, Surveys.Scope)
    {
        (
            request.query("show").flatMap(Surveys.Show.init) ?? .asked,
            request.query("why").flatMap(SurveyAsk.WhyNot.init), scope(request, r)
        )
    }

    private func choice(_ request: Request, _ r: Reader) -> Surveys.Choice {
        var choice = Surveys.Choice(idea: request.query("idea"), scope: scope(request, r))
        if let question = request.query("question"), let low = request.query("low").flatMap({ Int($0) }),
            let high = request.query("high").flatMap({ Int($0) }), low <= high
        {
            (choice.question, choice.values) = (question, low...high)
        }
        return choice
    }

    @Sendable func answers(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.actor()
        let survey = try await desk.surveys.find(context.id(), by: actor)
        let choice = choice(request, context.reader)
        let found = try await desk.surveys.answers(
            to: survey.id, choice, after: request.query("after").flatMap { Int64($0) }, by: actor)
        let links = SurveyLinks(survey: survey.id, scope: scope(request, context.reader))
        let page = SurveyAnswersPage(
            survey: survey, responses: found.rows, choice: words(choice, of: survey, context),
            path: links.answers(choice.question, choice.values, idea: choice.idea), next: found.next,
            frame: try await desk.frame(context, place: "surveys"))
        return .html(page, context.reader)
    }

    /// A customer told somebody of the team whether they may be quoted.
    @Sendable func quote(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.actor()
        let survey: Survey.ID = try context.id()
        guard let id = context.parameters.get("response").flatMap({ SurveyResponse.ID($0) }) else {
            throw Fault.notFound("There is no such answer.")
        }
        let customer = try await desk.surveys.customer(of: id, to: survey, by: actor)
        try await desk.surveys.setConsent(
            of: customer, .quotes, to: context.form["may"] == "1", by: actor)
        return .redirect(to: "/surveys/\(survey)/answers#answer-\(id)")
    }

    /// Which answers these are.
    private func words(_ choice: Surveys.Choice, of survey: Survey, _ context: DeskContext) -> String? {
        let r = context.reader
        if let idea = choice.idea { return "“\(idea)”" }
        guard let key = choice.question, let values = choice.values,
            let question = survey.content.question(key)
        else { return nil }
        let text = question.text(in: r.language.tag, of: survey.content, business: context.business.name)
        func label(_ value: Int) -> String {
            question.label(of: value, in: r.language.tag, of: survey.content, r)
        }
        let low = label(values.lowerBound)
        return values.count == 1 ? "\(text) \(low)" : r("\(text) From \(low) to \(label(values.upperBound))")
    }

    // MARK: For spreadsheets

    @Sendable func figureTable(request: Request, context: DeskContext) async throws -> Response {
        let figures = try await desk.surveys.figures(
            context.id(), scope(request, context.reader), by: context.actor())
        return .csv(
            ResponseBody(byteBuffer: ByteBuffer(bytes: figures.csv.bytes)),
            name: "survey-\(figures.survey.id)")
    }

    /// All rows, however many: written a page at a time.
    @Sendable func askTable(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.actor()
        let survey = try await desk.surveys.find(context.id(), by: actor)
        let r = context.reader
        let (show, why, scope) = looking(request, r)
        return .csv(CSV(SurveyTable.askHeads), name: "survey-\(survey.id)-asked") { after in
            let page = try await desk.surveys.asks(
                of: survey.id, show, why: why, scope: scope, after: after?.id, limit: 500, by: actor)
            var csv = CSV(continuing: ())
            for ask in page.rows { csv.add(SurveyTable.fields(ask, r)) }
            return (csv, page.next.map { Keyset(moment: .beginning, id: $0) })
        }
    }

    @Sendable func answerTable(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.actor()
        let survey = try await desk.surveys.find(context.id(), by: actor)
        let r = context.reader
        let choice = choice(request, r)
        return .csv(CSV(SurveyTable.answerHeads), name: "survey-\(survey.id)-answers") { after in
            let page = try await desk.surveys.answers(
                to: survey.id, choice, after: after?.id, limit: 500, by: actor)
            var csv = CSV(continuing: ())
            for response in page.rows { SurveyTable.rows(response, r).forEach { csv.add($0) } }
            return (csv, page.next.map { Keyset(moment: .beginning, id: $0) })
        }
    }
}
