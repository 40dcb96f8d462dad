import HTTPTypes
import Hummingbird
import Localization
import NIOCore

/// `/told/…`: what a customer was told something will cost, behind a link
/// that cannot be guessed. No signing in.
struct ToldRoutes {
    let desk: Desk
    /// Who tries links, or answers again and again, is slowed down.
    let byAddress = Throttle(limit: 60, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        let one = router.group("told/:link")
        one.get(use: show)
        one.get("pdf", use: paper)
        one.post("acceptance", use: accept)
        one.post("refusal", use: decline)
        one.post("question", use: ask)
    }

    private func link(_ context: DeskContext) -> String { context.parameters.get("link") ?? "" }

    private func isCustomer(_ context: DeskContext) -> Bool {
        if case .agent = context.session?.who { false } else { true }
    }

    /// Kept until something changes: a customer comes back to it, and shows it to others.
    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let response = try await desk.pages.page(PageCache.key(request, context)) {
            let page = try await page(
                ToldPage.Typed(), fault: nil, Done.words(request, context.reader), context)
            return .page(Layout.render(page, context.reader))
        }
        return response.byLinkAlone
    }

    private func page(
        _ typed: ToldPage.Typed, fault: Fault?, _ notice: String?, _ context: DeskContext
    ) async throws -> ToldPage {
        return ToldPage(
            told: try await look(context), path: "/told/\(link(context))", typed: typed,
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.customerFrame(context, notice: notice))
    }

    /// Links that open nothing are counted: nobody tries many of them.
    private func look(_ context: DeskContext) async throws -> Told {
        do {
            return try await desk.estimates.look(behind: link(context), isCustomer: isCustomer(context))
        } catch let fault as Fault where fault.kind == .notFound {
            try byAddress.count(context.address, at: desk.clock())
            throw fault
        }
    }

    @Sendable func paper(request: Request, context: DeskContext) async throws -> Response {
        let told = try await look(context)
        return .pdf(
            try await EstimatePaper(told, desk.settings.letterhead()).bytes(context.reader),
            name: "\(told.estimate.kind.rawValue)-\(told.estimate.reference).pdf")
    }

    @Sendable func accept(request: Request, context: DeskContext) async throws -> Response {
        let form = context.form
        let typed = ToldPage.Typed(name: form["name"] ?? "", plan: form["plan"].flatMap { Int($0) })
        return try await answer(typed, context) { answering in
            _ = try await desk.estimates.accept(
                behind: link(context), version: form["version"]?.nonEmpty, answering)
            return .accepted
        }
    }

    @Sendable func decline(request: Request, context: DeskContext) async throws -> Response {
        let form = context.form
        let typed = ToldPage.Typed(
            name: form["name"] ?? "", why: form["why"] ?? "", opened: .refusal)
        return try await answer(typed, context) { answering in
            _ = try await desk.estimates.decline(behind: link(context), answering)
            return .declined
        }
    }

    @Sendable func ask(request: Request, context: DeskContext) async throws -> Response {
        let typed = ToldPage.Typed(question: context.form["question"] ?? "", opened: .question)
        return try await answer(typed, context) { _ in
            try await desk.estimates.ask(
                behind: link(context), typed.question, through: desk.conversations)
            return .asked
        }
    }

    private func answer(
        _ typed: ToldPage.Typed, _ context: DeskContext,
        _ act: (Estimates.Answering) async throws -> Done
    ) async throws -> Response {
        guard isCustomer(context) else {
            throw Fault.forbidden(
                "You are signed in as one of the team: note what you heard on the estimate.")
        }
        let isSignedIn = if case .customer = context.session?.who { true } else { false }
        let answering = Estimates.Answering(
            name: typed.name, address: context.address, channel: isSignedIn ? .portal : .link,
            words: typed.why, plan: typed.plan)
        do {
            try byAddress.count(context.address, at: desk.clock())
            return .redirect(to: "/told/\(link(context))", saying: try await act(answering))
        } catch let fault as Fault where fault.kind != .notFound {
            let page = try await page(typed, fault: fault, nil, context)
            return Response.html(page, context.reader, status: FaultMiddleware.status(of: fault.kind))
                .byLinkAlone
        }
    }
}

extension HTTPField.Name {
    static let robots = HTTPField.Name("X-Robots-Tag")!
}

extension Response {
    /// A sheet to print or keep.
    static func pdf(_ bytes: [UInt8], name: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "application/pdf", .contentDisposition: "inline; filename=\"\(name)\"",
                .cacheControl: "private, no-store",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
