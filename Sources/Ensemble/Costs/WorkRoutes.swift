import Hummingbird
import Localization

/// `/conversations/…/work`: time and material, the timer, the limit.
struct WorkRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        let one = router.group("conversations/:id")
        one.get("work", use: show)
        one.post("work", use: book)
        one.post("timer", use: startTimer)
        one.post("timer/stop", use: stopTimer)
        one.post("timer/removal", use: discardTimer)
        one.post("limit", use: setLimit)
        router.post("work/:id/removal", use: remove)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        try await page(nil, fault: nil, Done.words(request, context.reader), context)
    }

    private func page(_ typed: WorkPage.Typed?, fault: Fault?, _ notice: String?, _ context: DeskContext)
        async throws -> Response
    {
        let view = try await desk.work.view(context.id(), for: context.actor())
        let page = WorkPage(
            view: view, typed: typed ?? WorkPage.Typed(day: context.reader.thisDay.description),
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "", notice: notice))
        return .html(page, after: fault, context)
    }

    @Sendable func book(request: Request, context: DeskContext) async throws -> Response {
        let form = context.form
        let typed = WorkPage.Typed(
            kind: form["kind"].flatMap(WorkEntry.Kind.init) ?? .time, text: form["text"] ?? "",
            day: form["day"] ?? "", quantity: form["quantity"] ?? "", price: form["price"] ?? "",
            tax: form["tax"] ?? "", isBillable: form["billable"] != nil, isShown: form["shown"] != nil,
            override: form["override"] ?? "", activity: form["activity"] ?? "")
        return try await answering(typed, context) {
            let work = try typed.work(try await desk.settings.terms())
            try await desk.work.book(
                work, on: context.id(), override: typed.override.nonEmpty, by: context.actor())
        }
    }

    @Sendable func remove(request: Request, context: DeskContext) async throws -> Response {
        let conversation = try await desk.work.remove(context.id(), by: context.actor())
        return .redirect(to: "/conversations/\(conversation)/work", saying: .removed)
    }

    @Sendable func startTimer(request: Request, context: DeskContext) async throws -> Response {
        try await answering(nil, context) {
            try await desk.work.startTimer(on: context.id(), by: context.actor())
        }
    }

    @Sendable func stopTimer(request: Request, context: DeskContext) async throws -> Response {
        let form = context.form
        return try await answering(nil, context) {
            let terms = try await desk.settings.terms()
            let price = try Money.read(form["price"]?.nonEmpty ?? "0", in: terms.currency)
            _ = try await desk.work.stopTimer(
                form["text"] ?? "", price: price.minorUnits, taxRate: terms.taxRates.first ?? 0,
                isBillable: price.minorUnits > 0, isShown: form["shown"] != nil,
                override: form["override"]?.nonEmpty,
                activity: form["activity"].flatMap { Activity.ID($0) }, by: context.actor())
        }
    }

    @Sendable func discardTimer(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        try await desk.work.discardTimer(on: id, by: context.actor())
        return .redirect(to: "/conversations/\(id)/work", saying: .removed)
    }

    @Sendable func setLimit(request: Request, context: DeskContext) async throws -> Response {
        let form = context.form
        return try await answering(nil, context) {
            let terms = try await desk.settings.terms()
            let limit = try form["amount"]?.nonEmpty.map { text in
                SpendLimit(
                    try Money.read(text, in: terms.currency),
                    atLimit: form["at_limit"].flatMap(SpendLimit.AtLimit.init) ?? .ask,
                    tellsCustomer: form["tell"] != nil)
            }
            try await desk.work.setLimit(
                limit, on: context.id(), because: form["why"]?.nonEmpty, by: context.actor())
        }
    }

    private func answering(
        _ typed: WorkPage.Typed?, _ context: DeskContext, _ act: () async throws -> Void
    ) async throws -> Response {
        do {
            try await act()
            return .redirect(
                to: "/conversations/\(try context.id(of: Conversation.self))/work", saying: .saved)
        } catch let fault as Fault where ![.notFound, .signInNeeded].contains(fault.kind) {
            return try await page(typed, fault: fault, nil, context)
        }
    }
}

extension WorkPage.Typed {
    /// - Throws: `Fault.invalid`.
    func work(_ terms: Terms) throws(Fault) -> WorkEntry.Work {
        guard let day = Day(day) else {
            throw .invalid("“\(day.shortened(to: 40))” is not a day: write it like 2026-03-31.")
        }
        let line = try CostLine(
            text: text, offering: nil, quantity: quantity, unit: nil, low: nil, likely: price, high: nil,
            tax: tax, discount: nil, currency: terms.currency)
        return WorkEntry.Work(
            kind, text, on: day, quantity: line.quantity, price: line.price.likely, taxRate: line.taxRate,
            isBillable: isBillable, isShown: isShown, activity: Activity.ID(activity))
    }
}
