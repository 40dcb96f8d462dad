import Hummingbird
import Localization

/// `/messages/…/mentions` and `/answers/…/mentions`: what a customer's words are about; `/direction/code-book`: by which rules.
struct MentionRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        for (place, source) in [("messages", Self.message), ("answers", Self.answer)] {
            router.get("\(place)/:id/mentions") { request, context in
                try await show(source(context), request, context)
            }
            router.post("\(place)/:id/mentions") { _, context in try await mark(source(context), context) }
            router.post("\(place)/:id/mentions/invitation") { _, context in
                try await invite(source(context), context)
            }
        }
        router.post("mentions/:id/degrees", use: change)
        router.post("mentions/:id/removal", use: remove)
        router.get("direction/code-book", use: book)
        router.post("direction/code-book", use: write)
    }

    private static func message(_ context: DeskContext) throws -> SaidText.Source {
        .message(try context.id(of: Message.self))
    }

    private static func answer(_ context: DeskContext) throws -> SaidText.Source {
        .answer(try context.id(of: SurveyResponse.self))
    }

    private func show(_ source: SaidText.Source, _ request: Request, _ context: DeskContext) async throws
        -> Response
    {
        let selected = MentionPage.Selected(
            words: request.query("words") ?? "", near: request.query("near").flatMap { Int($0) } ?? 0)
        return try await page(source, selected, fault: nil, Done.words(request, context.reader), context)
    }

    private func page(
        _ source: SaidText.Source, _ selected: MentionPage.Selected, fault: Fault?, _ notice: String?,
        _ context: DeskContext
    ) async throws -> Response {
        let actor = try context.actor()
        let page = MentionPage(
            coding: try await desk.mentions.coding(source, for: actor), viewer: try actor.requireAgent(),
            isAdministrator: (try? actor.requireAdministrator()) != nil, selected: selected,
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "", notice: notice))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    private func mark(_ source: SaidText.Source, _ context: DeskContext) async throws -> Response {
        let (actor, form) = (try context.actor(), context.form)
        let selected = MentionPage.Selected(
            words: form["words"] ?? "", near: form["near"].flatMap { Int($0) } ?? 0)
        do {
            let degrees = try Self.degrees(form)
            if let words = selected.words.nonEmpty {
                try await desk.mentions.mark(
                    words: words, near: selected.near, of: source, as: degrees, by: actor)
            } else {
                guard let span = form["span"].flatMap({ TextSpan($0) }) else {
                    throw Fault.invalid("Please choose a sentence first.")
                }
                try await desk.mentions.mark(span, of: source, as: degrees, by: actor)
            }
            return .redirect(to: source.path, saying: .saved)
        } catch let fault as Fault where fault.kind == .invalid || fault.kind == .conflict {
            // A message that is no customer's has no such page.
            return try await page(source, selected, fault: fault, nil, context)
        }
    }

    @Sendable func change(request: Request, context: DeskContext) async throws -> Response {
        let source = try await desk.mentions.change(
            context.id(), to: Self.degrees(context.form), by: context.actor())
        return .redirect(to: source.path, saying: .saved)
    }

    @Sendable func remove(request: Request, context: DeskContext) async throws -> Response {
        let source = try await desk.mentions.remove(context.id(), by: context.actor())
        return .redirect(to: source.path, saying: .removed)
    }

    private func invite(_ source: SaidText.Source, _ context: DeskContext) async throws -> Response {
        do {
            try await desk.mentions.invite(source, by: context.actor())
            return .redirect(to: source.path, saying: .sent)
        } catch let fault as Fault where fault.kind == .conflict {
            return try await page(source, .init(), fault: fault, nil, context)
        }
    }

    /// A button's, or what was typed in percent.
    static func degrees(_ form: Form) throws(Fault) -> Degrees {
        if let preset = form["degrees"].flatMap({ Degrees($0) }) { return preset }
        let typed = ["product", "service", "idea"].map { form.text($0).map { Int($0) } ?? 0 }
        let parts = typed.compactMap { $0 }.filter { (0...100).contains($0) }
        guard parts.count == 3 else {
            throw .invalid("Product, service and idea are parts of a whole: together they make 100.")
        }
        return try Degrees(parts[0] * 10, parts[1] * 10, parts[2] * 10)
    }

    // MARK: The code book

    @Sendable func book(request: Request, context: DeskContext) async throws -> Response {
        try await bookPage(nil, fault: nil, Done.words(request, context.reader), context)
    }

    private func bookPage(
        _ typed: CodeBook.Rules?, fault: Fault?, _ notice: String?, _ context: DeskContext
    ) async throws -> Response {
        let actor = try context.actor()
        let page = CodeBookPage(
            book: try await desk.mentions.book(), typed: typed,
            isEditable: (try? actor.requireAdministrator()) != nil,
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "", notice: notice))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func write(request: Request, context: DeskContext) async throws -> Response {
        let form = context.form
        let rules = CodeBook.Rules(
            product: form["product"] ?? "", service: form["service"] ?? "", idea: form["idea"] ?? "",
            ties: form["ties"] ?? "")
        do {
            try await desk.mentions.write(rules, in: context.reader.language, by: context.actor())
            return .redirect(to: "/direction/code-book", saying: .saved)
        } catch let fault as Fault where fault.kind == .invalid {
            return try await bookPage(rules, fault: fault, nil, context)
        }
    }
}
