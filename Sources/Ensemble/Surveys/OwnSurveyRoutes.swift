import HTTPTypes
import Hummingbird
import Localization

/// `/my/surveys`: what the customer was asked and answered, and whether they may be asked.
struct OwnSurveyRoutes {
    let desk: Desk
    let byCustomer = Throttle(limit: 60, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("my/surveys", use: list)
        router.post("my/surveys/consent", use: decide)
        let one = router.group("my/surveys/:id")
        one.get(use: show)
        one.post("answer", use: answer)
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        let page = OwnSurveysPage(
            own: try await desk.surveys.own(of: context.customer()),
            frame: try await desk.customerFrame(context, notice: Done.words(request, context.reader)))
        return .html(page, context.reader)
    }

    @Sendable func decide(request: Request, context: DeskContext) async throws -> Response {
        let customer = try context.customer()
        let what = context.form["what"].flatMap(Surveys.Consent.init) ?? .surveys
        try await desk.surveys.setConsent(
            of: customer, what, to: context.form["may"] == "1", by: .customer(customer))
        return .redirect(to: "/my/surveys", saying: .saved)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let question = try await desk.surveys.look(
            .own(context.id(), context.customer()), isCustomer: true)
        return .html(
            try await page(question, SurveyAnswerRoutes.marked(request, question), nil, context),
            context.reader)
    }

    private func page(
        _ question: Surveys.Question, _ marked: SurveyReply, _ fault: Fault?, quoting: Bool? = nil,
        _ context: DeskContext
    ) async throws -> SurveyAnswerPage {
        SurveyAnswerPage(
            question: question, marked: marked, path: "/my/surveys/\(question.ask.id)", isLink: false,
            quoting: quoting,
            problem: fault.map { context.reader($0.message) }, frame: try await desk.customerFrame(context))
    }

    @Sendable func answer(request: Request, context: DeskContext) async throws -> Response {
        let proof = Surveys.Proof.own(try context.id(), try context.customer())
        let question = try await desk.surveys.look(proof, isCustomer: true)
        let reply = SurveyFields.reply(context.form, to: question.content)
        let quoting = context.form["quote"] == "1"
        do {
            try byCustomer.count("\(question.ask.customer)", at: desk.clock())
            try await desk.surveys.answer(proof, with: reply, quoting: quoting)
            return .redirect(to: "/my/surveys/\(question.ask.id)")
        } catch let fault as Fault where fault.kind != .notFound {
            return .html(
                try await page(question, reply, fault, quoting: quoting, context), context.reader,
                status: FaultMiddleware.status(of: fault.kind))
        }
    }
}
