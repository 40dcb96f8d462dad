import Hummingbird
import Localization

/// `/survey/…`: a question behind a link that cannot be guessed. No signing
/// in. Looking at a link, which programs that check mail do too, never
/// answers and never unsubscribes.
struct SurveyAnswerRoutes {
    let desk: Desk
    /// Who tries links, or answers again and again, is slowed down.
    let byAddress = Throttle(limit: 60, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        let one = router.group("survey/:link")
        one.get(use: show)
        one.post("answer", use: answer)
        one.get("unsubscribe", use: ask)
        one.post("refusal", use: refuse)
        // What mail programs do by themselves when somebody presses their button (RFC 8058).
        router.get("api/survey/:link/refusal", use: lead)
        router.post("api/survey/:link/refusal", use: refuseAtOnce)
    }

    private func token(_ context: DeskContext) -> String { context.parameters.get("link") ?? "" }
    private func path(_ context: DeskContext) -> String { Surveys.path(token(context)) }

    private func isCustomer(_ context: DeskContext) -> Bool {
        if case .agent = context.session?.who { false } else { true }
    }

    /// A link that is made up counts against whoever tries it.
    private func known<T>(_ context: DeskContext, _ look: () async throws -> T) async throws -> T {
        do {
            return try await look()
        } catch let fault as Fault where fault.kind == .notFound {
            try byAddress.count(context.address, at: desk.clock())
            throw fault
        }
    }

    private func question(_ context: DeskContext) async throws -> Surveys.Question {
        try await known(context) {
            try await desk.surveys.look(.link(token(context)), isCustomer: isCustomer(context))
        }
    }

    // MARK: Answering

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let question = try await question(context)
        let marked = Self.marked(request, question)
        return .unlisted(.html(try await page(question, marked, nil, request, context), context.reader))
    }

    /// What was clicked in the mail, beside what was answered before.
    static func marked(_ request: Request, _ question: Surveys.Question) -> SurveyReply {
        var marked = question.reply ?? SurveyReply()
        guard let first = question.content.questions.first,
            let value = request.query("a").flatMap({ Int($0) }),
            first.values?.contains(value) == true
        else { return marked }
        marked.values[first.key] = value
        return marked
    }

    private func page(
        _ question: Surveys.Question, _ marked: SurveyReply, _ fault: Fault?, quoting: Bool? = nil,
        _ request: Request, _ context: DeskContext
    ) async throws -> SurveyAnswerPage {
        SurveyAnswerPage(
            question: question, marked: marked, path: path(context), isLink: true, quoting: quoting,
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.customerFrame(context))
    }

    @Sendable func answer(request: Request, context: DeskContext) async throws -> Response {
        let question = try await question(context)
        try requireCustomer(context)
        let reply = SurveyFields.reply(context.form, to: question.content)
        let quoting = context.form["quote"] == "1"
        do {
            try byAddress.count(context.address, at: desk.clock())
            try await desk.surveys.answer(.link(token(context)), with: reply, quoting: quoting)
            return .redirect(to: path(context))
        } catch let fault as Fault where fault.kind != .notFound {
            let page = try await page(question, reply, fault, quoting: quoting, request, context)
            return .unlisted(.html(page, context.reader, status: FaultMiddleware.status(of: fault.kind)))
        }
    }

    private func requireCustomer(_ context: DeskContext) throws(Fault) {
        guard isCustomer(context) else {
            throw .forbidden("You are signed in as one of the team: only the customer answers here.")
        }
    }

    // MARK: Asking no more

    @Sendable func ask(request: Request, context: DeskContext) async throws -> Response {
        let question = try await known(context) {
            try await desk.surveys.look(.link(token(context)), isCustomer: false)
        }
        let page = SurveyRefusalPage(
            isRefused: !question.mayAsk, path: path(context), frame: try await desk.customerFrame(context))
        return .unlisted(.html(page, context.reader))
    }

    @Sendable func refuse(request: Request, context: DeskContext) async throws -> Response {
        try requireCustomer(context)
        try await known(context) { try await desk.surveys.refuse(token(context), through: .link) }
        return .redirect(to: "\(path(context))/unsubscribe")
    }

    /// Somebody opened the address of the mail's header: a page asks before anything happens.
    @Sendable func lead(request: Request, context: DeskContext) async throws -> Response {
        .redirect(to: "\(path(context))/unsubscribe")
    }

    @Sendable func refuseAtOnce(request: Request, context: DeskContext) async throws -> Response {
        try await known(context) { try await desk.surveys.refuse(token(context), through: .mailProgram) }
        return .noContent
    }
}

extension Response {
    /// Found by its link alone, which is told to no other page.
    static func unlisted(_ response: Response) -> Response {
        var response = response.byLinkAlone
        response.headers[.referrerPolicy] = "no-referrer"
        return response
    }
}
