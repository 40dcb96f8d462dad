import Hummingbird
import Localization

/// `/estimates`: what customers are told things will cost, on the desk.
struct EstimateRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("estimates", use: list)
        router.post("conversations/:id/estimates", use: begin)
        router.post("estimate-templates/:id/removal", use: removeTemplate)
        let one = router.group("estimates/:id")
        one.get(use: show)
        one.post(use: save)
        one.get("pdf", use: paper)
        one.post("removal", use: discard)
        one.post("revision", use: revise)
        one.post("change", use: change)
        one.post("answer", use: answer)
        one.post("deposit", use: payDeposit)
        one.post("template", use: keepTemplate)
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        let isAll = request.query("show") == "all"
        let (estimates, next) = try await desk.estimates.list(
            onlyOpen: !isAll, after: request.query("after").flatMap { Keyset($0) },
            for: context.actor())
        let page = EstimatesPage(
            estimates: estimates, isAll: isAll, next: next,
            frame: try await desk.frame(context, place: "estimates"))
        return .html(page, context.reader)
    }

    @Sendable func begin(request: Request, context: DeskContext) async throws -> Response {
        let form = context.form
        let kind = form["kind"].flatMap(Estimate.Kind.init) ?? .estimate
        let id = try await desk.estimates.begin(
            kind == .change ? .estimate : kind, in: context.id(of: Conversation.self),
            from: form.identifier("template"), by: context.actor())
        return .redirect(to: "/estimates/\(id)")
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Estimate.self)
        let view = try await desk.estimates.view(id, for: context.actor())
        let more = request.query("more") != nil
        return try await page(
            view, EstimateForm(view.told.estimate.content), blanks: more ? 5 : nil, fault: nil,
            Done.words(request, context.reader), context)
    }

    /// What was typed about an answer or a deposit stays in view, with what is wrong about it.
    private func page(_ id: Estimate.ID, after fault: Fault, _ context: DeskContext) async throws -> Response
    {
        let view = try await desk.estimates.view(id, for: context.actor())
        let page = EstimatePage(
            view: view, form: EstimateForm(view.told.estimate.content), blanks: 1,
            problem: context.reader(fault.message), frame: try await desk.frame(context, place: "estimates"))
        return .html(page, after: fault, context)
    }

    private func page(
        _ view: EstimatePage.View, _ form: EstimateForm, blanks: Int? = nil, fault: Fault?, _ notice: String?,
        _ context: DeskContext
    ) async throws -> Response {
        let page = EstimatePage(
            view: view, form: form, blanks: blanks ?? (form.lines.isEmpty ? 3 : 1),
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "estimates", notice: notice))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    /// One form: it saves, adds lines, or sends.
    @Sendable func save(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Estimate.self)
        let actor = try context.actor()
        let view = try await desk.estimates.view(id, for: actor)
        let form = EstimateForm(context.form, kind: view.told.estimate.kind)
        do {
            var content = try form.content(view.told.estimate.content)
            if context.form["then"] == "add", let offering: Offering.ID = context.form.identifier("add") {
                let version = try await desk.offerings.find(offering).version
                guard version.text.currency == content.currency else {
                    throw Fault.conflict(
                        "Amounts in \(version.text.currency) and \(content.currency) cannot be added.")
                }
                content.lines.append(CostLine(version, fixed: content.kind == .quote))
            }
            if context.form["then"] == "statements" {
                content.notes =
                    ([content.notes] + view.statements(for: content)).joined(separator: "\n").trimmed
            }
            try await desk.estimates.save(content, as: id, by: actor)
            if context.form["confirming"] != nil {
                // A box for what is seen now, or lacks now, says nothing more.
                let ticked = Set(context.form.all("confirmed").compactMap(PolicyPack.Content.init(rawValue:)))
                try await desk.estimates.confirm(ticked, of: id, onlyAsked: true, by: actor)
            }
            switch context.form["then"] {
            case "send":
                try await desk.estimates.send(id, words: form.words, by: actor)
                return .redirect(to: "/conversations/\(view.conversation.id)")
            case let then where form.words.nonEmpty != nil:
                // What is said to it goes out with the mail, and until then stands nowhere but on the page.
                let saved = try await desk.estimates.view(id, for: actor)
                var kept = EstimateForm(saved.told.estimate.content)
                kept.words = form.words
                return try await page(saved, kept, blanks: then == "more" ? 5 : nil, fault: nil, nil, context)
            case "more": return .redirect(to: "/estimates/\(id)?more=1#lines")
            case "add": return .redirect(to: "/estimates/\(id)#lines")
            default: return .redirect(to: "/estimates/\(id)", saying: .saved)
            }
        } catch let fault as Fault where fault.kind != .notFound {
            // What was typed stays in view, with what is wrong about it.
            let view = try await desk.estimates.view(id, for: actor)
            return try await page(view, form, fault: fault, nil, context)
        }
    }

    @Sendable func paper(request: Request, context: DeskContext) async throws -> Response {
        let view = try await desk.estimates.view(context.id(), for: context.actor())
        return .pdf(
            try await EstimatePaper(view.told, desk.settings.letterhead()).bytes(context.reader),
            name: "\(view.told.estimate.kind.rawValue)-\(view.told.estimate.reference).pdf")
    }

    @Sendable func discard(request: Request, context: DeskContext) async throws -> Response {
        let conversation = try await desk.estimates.discard(context.id(), by: context.actor())
        return .redirect(to: "/conversations/\(conversation)")
    }

    @Sendable func revise(request: Request, context: DeskContext) async throws -> Response {
        let id = try await desk.estimates.revise(context.id(), by: context.actor())
        return .redirect(to: "/estimates/\(id)")
    }

    @Sendable func change(request: Request, context: DeskContext) async throws -> Response {
        let base = try context.id(of: Estimate.self)
        let conversation = try await desk.estimates.find(base).conversation
        let id = try await desk.estimates.begin(
            .change, in: conversation, changing: base, by: context.actor())
        return .redirect(to: "/estimates/\(id)")
    }

    @Sendable func answer(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Estimate.self)
        let actor = try context.actor()
        do {
            try await desk.estimates.record(
                context.form["answer"] == "yes", of: id, name: context.form["name"] ?? "",
                words: context.form["words"] ?? "", plan: context.form["plan"].flatMap { Int($0) }, by: actor)
            return .redirect(to: "/estimates/\(id)", saying: .saved)
        } catch let fault as Fault where fault.kind != .notFound {
            return try await page(id, after: fault, context)
        }
    }

    @Sendable func payDeposit(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Estimate.self)
        let actor = try context.actor()
        do {
            let currency = try await desk.estimates.find(id).content.currency
            try await desk.invoices.payDeposit(
                on: id, Invoices.Receipt(context.form, in: currency), by: actor)
            return .redirect(to: "/estimates/\(id)", saying: .saved)
        } catch let fault as Fault where fault.kind != .notFound {
            return try await page(id, after: fault, context)
        }
    }

    @Sendable func keepTemplate(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Estimate.self)
        try await desk.estimates.keepTemplate(context.form["name"] ?? "", of: id, by: context.actor())
        return .redirect(to: "/estimates/\(id)", saying: .saved)
    }

    @Sendable func removeTemplate(request: Request, context: DeskContext) async throws -> Response {
        try await desk.estimates.removeTemplate(context.id(), by: context.actor())
        return .redirect(to: "/estimates", saying: .removed)
    }
}
