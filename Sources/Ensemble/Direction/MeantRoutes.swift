import Hummingbird
import Localization

/// `/meant/…`: a customer says what their own words were about, behind the link in their mail.
struct MeantRoutes {
    let desk: Desk
    let byAddress = Throttle(limit: 60, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("meant/:link", use: show)
        router.post("meant/:link", use: answer)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        try await page(nil, Done.words(request, context.reader), context)
    }

    private func page(_ fault: Fault?, _ notice: String?, _ context: DeskContext) async throws -> Response {
        let link = context.parameters.get("link") ?? ""
        let page = MeantPage(
            invitation: try await known(context) { try await desk.mentions.invitation(behind: link) },
            path: "/meant/\(link)", problem: fault.map { context.reader($0.message) },
            frame: try await desk.customerFrame(context, notice: notice))
        return Response.html(
            page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok
        ).byLinkAlone
    }

    @Sendable func answer(request: Request, context: DeskContext) async throws -> Response {
        let link = context.parameters.get("link") ?? ""
        do {
            try await known(context) {
                try await desk.mentions.answer(Self.answers(context.form), behind: link)
            }
            return .redirect(to: "/meant/\(link)", saying: .saved)
        } catch let fault as Fault where fault.kind == .invalid || fault.kind == .conflict {
            return try await page(fault, nil, context)
        }
    }

    /// `s12-40`: the sentence; its value: the degrees.
    private static func answers(_ form: Form) -> [TextSpan: Degrees] {
        var answers: [TextSpan: Degrees] = [:]
        for name in form.names where name.hasPrefix("s") {
            guard let span = TextSpan(String(name.dropFirst())),
                let degrees = form[name].flatMap({ Degrees($0) })
            else { continue }
            answers[span] = degrees
        }
        return answers
    }

    /// Made-up links are counted by the address from which they come.
    private func known<T>(_ context: DeskContext, _ look: () async throws -> T) async throws -> T {
        do {
            return try await look()
        } catch let fault as Fault where fault.kind == .notFound {
            try byAddress.count(context.address, at: desk.clock())
            throw fault
        }
    }
}
