import Database
import Hummingbird
import Localization

/// `/invoices`: what customers are billed, on the desk.
struct InvoiceRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("invoices", use: list)
        router.post("conversations/:id/invoices", use: begin)
        let one = router.group("invoices/:id")
        one.get(use: show)
        one.post(use: save)
        one.get("pdf", use: paper)
        one.post("removal", use: discard)
        one.post("payment", use: pay)
        one.post("refund", use: refund)
        one.post("plan", use: adjust)
        one.post("credit", use: credit)
        one.post("dispute", use: noteDispute)
        one.post("settlement", use: settle)
        one.post("write-off", use: writeOff)
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        let isAll = request.query("show") == "all"
        let (invoices, next) = try await desk.invoices.list(
            onlyOwed: !isAll, after: request.query("after").flatMap { Keyset($0) }, for: context.actor())
        let page = InvoicesPage(
            invoices: invoices, isAll: isAll, next: next,
            frame: try await desk.frame(context, place: "invoices"))
        return .html(page, context.reader)
    }

    @Sendable func begin(request: Request, context: DeskContext) async throws -> Response {
        let beginning = context.form["from"].flatMap(Invoices.Beginning.init) ?? .both
        let ids = try await desk.invoices.beginAll(
            beginning, in: context.id(of: Conversation.self), by: context.actor())
        return ids.count == 1
            ? .redirect(to: "/invoices/\(ids[0])") : .redirect(to: "/invoices/\(ids[0])", saying: .begunApart)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        try await page(
            context.id(), form: nil, blanks: request.query("more") == nil ? 1 : 5, fault: nil,
            Done.words(request, context.reader), context)
    }

    private func page(
        _ id: Invoice.ID, form: InvoiceForm?, blanks: Int = 1, fault: Fault?, _ notice: String?,
        _ context: DeskContext
    ) async throws -> Response {
        let bill = try await desk.invoices.bill(id, for: context.actor())
        let r = context.reader
        let (conversation, accepted) = try await desk.database.read { db in
            let living = try Conversations.living(bill.invoice.conversation, in: db).id
            return (
                living,
                try Invoices.accepted(
                    in: bill.invoice.conversation, currency: bill.invoice.content.currency, db: db)
            )
        }
        let places = accepted.flatMap { estimate in
            estimate.content.lines.enumerated().map { place, line in
                (
                    place: InvoiceLine.Told(estimate.id, line: place),
                    words:
                        "\(estimate.kind.name(for: r)) \(estimate.reference): \(line.text.shortened(to: 60))"
                )
            }
        }
        let page = InvoicePage(
            bill: bill, conversation: conversation, form: form ?? InvoiceForm(bill.invoice.content),
            blanks: blanks, places: places, link: desk.invoices.path(of: id),
            problem: fault.map { r($0.message) },
            frame: try await desk.frame(context, place: "invoices", notice: notice))
        // The draft holds its own; what was typed beside it is put back.
        guard form != nil else { return .html(page, after: fault, context) }
        return .html(page, r, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    /// One form: it saves, adds lines, or issues.
    @Sendable func save(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Invoice.self)
        let actor = try context.actor()
        let form = InvoiceForm(context.form)
        do {
            let present = try await desk.invoices.find(id)
            try await desk.invoices.save(form.content(present.content), as: id, by: actor)
            switch context.form["then"] {
            case "issue":
                try await desk.invoices.issue(id, words: form.letter, by: actor)
                return .redirect(to: "/invoices/\(id)", saying: .sent)
            case let then where form.letter.nonEmpty != nil:
                // What is said to it goes out with the mail, and until then stands nowhere but on the page.
                var kept = try await InvoiceForm(desk.invoices.find(id).content)
                kept.letter = form.letter
                return try await page(
                    id, form: kept, blanks: then == "more" ? 5 : 1, fault: nil, nil, context)
            case "more": return .redirect(to: "/invoices/\(id)?more=1#lines")
            default: return .redirect(to: "/invoices/\(id)", saying: .saved)
            }
        } catch let fault as Fault where fault.kind != .notFound {
            return try await page(id, form: form, fault: fault, nil, context)
        }
    }

    @Sendable func paper(request: Request, context: DeskContext) async throws -> Response {
        let bill = try await desk.invoices.bill(context.id(), for: context.actor())
        return .pdf(
            try await InvoicePaper(bill, desk.settings.letterhead()).bytes(context.reader),
            name: "invoice-\(bill.invoice.number ?? "draft").pdf")
    }

    @Sendable func discard(request: Request, context: DeskContext) async throws -> Response {
        let conversation = try await desk.invoices.discard(context.id(), by: context.actor())
        return .redirect(to: "/conversations/\(conversation)")
    }

    @Sendable func pay(request: Request, context: DeskContext) async throws -> Response {
        let form = context.form
        return try await answering(context) { id, actor in
            let currency = try await desk.invoices.find(id).content.currency
            try await desk.invoices.pay(id, Invoices.Receipt(form, in: currency), by: actor)
        }
    }

    /// Money that was given back by hand, or is to be by the provider.
    @Sendable func refund(request: Request, context: DeskContext) async throws -> Response {
        let form = context.form
        return try await answering(context) { id, actor in
            let currency = try await desk.invoices.find(id).content.currency
            guard form["through"] == "stripe" else {
                return try await desk.payments.refund(id, Invoices.Receipt(form, in: currency), by: actor)
            }
            let amount = try Money.read(form["amount"] ?? "", in: currency).minorUnits
            try await desk.payments.refundThroughProvider(id, amount, by: actor)
        }
    }

    /// The team and the customer agreed on another way to pay.
    @Sendable func adjust(request: Request, context: DeskContext) async throws -> Response {
        let form = context.form
        return try await answering(context) { id, actor in
            let currency = try await desk.invoices.find(id).content.currency
            guard let way = PayTermsForm.all(form).first else {
                throw Fault.invalid("A plan says either how many parts there are, or how large each is.")
            }
            try await desk.invoices.adjustPlan(id, to: way.terms(currency), by: actor)
        }
    }

    @Sendable func credit(request: Request, context: DeskContext) async throws -> Response {
        let id = try await desk.invoices.beginCredit(to: context.id(), by: context.actor())
        return .redirect(to: "/invoices/\(id)")
    }

    @Sendable func noteDispute(request: Request, context: DeskContext) async throws -> Response {
        let form = context.form
        return try await answering(context) { id, actor in
            try await desk.invoices.noteDispute(
                id, name: form["name"] ?? "", why: form["why"] ?? "", by: actor)
        }
    }

    @Sendable func settle(request: Request, context: DeskContext) async throws -> Response {
        try await answering(context) { id, actor in
            try await desk.invoices.settle(id, outcome: context.form["outcome"] ?? "", by: actor)
        }
    }

    @Sendable func writeOff(request: Request, context: DeskContext) async throws -> Response {
        let why = context.form["why"] ?? ""
        _ = try context.administrator()
        return try await answering(context) { id, actor in
            try await desk.invoices.writeOff(id, because: why, by: actor)
        }
    }

    private func answering(
        _ context: DeskContext, _ act: (Invoice.ID, Actor) async throws -> Void
    ) async throws -> Response {
        let id = try context.id(of: Invoice.self)
        let actor = try context.actor()
        do {
            try await act(id, actor)
            return .redirect(to: "/invoices/\(id)", saying: .saved)
        } catch let fault as Fault where ![.notFound, .forbidden].contains(fault.kind) {
            return try await page(id, form: nil, fault: fault, nil, context)
        }
    }
}

/// `/bill/…`: a bill, behind a link that cannot be guessed. No signing in.
struct BillRoutes {
    let desk: Desk
    let byAddress = Throttle(limit: 60, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        let one = router.group("bill/:link")
        one.get(use: show)
        one.get("pdf", use: paper)
        one.post("plan", use: choosePlan)
        one.post("dispute", use: dispute)
    }

    private func link(_ context: DeskContext) -> String { context.parameters.get("link") ?? "" }

    private func isCustomer(_ context: DeskContext) -> Bool {
        if case .agent = context.session?.who { false } else { true }
    }

    /// Kept until something changes: a bill is looked at more than once before it is paid.
    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let response = try await desk.pages.page(PageCache.key(request, context)) {
            let page = try await page(
                BillPage.Typed(), fault: nil, Done.words(request, context.reader), context)
            return .page(Layout.render(page, context.reader))
        }
        return response.byLinkAlone
    }

    /// Links that open nothing are counted: nobody tries many of them.
    private func look(_ context: DeskContext) async throws -> Invoices.Bill {
        do {
            return try await desk.invoices.look(behind: link(context), isCustomer: isCustomer(context))
        } catch let fault as Fault where fault.kind == .notFound {
            try byAddress.count(context.address, at: desk.clock())
            throw fault
        }
    }

    private func page(_ typed: BillPage.Typed, fault: Fault?, _ notice: String?, _ context: DeskContext)
        async throws -> BillPage
    {
        BillPage(
            bill: try await look(context), path: "/bill/\(link(context))", typed: typed,
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.customerFrame(context, notice: notice))
    }

    @Sendable func paper(request: Request, context: DeskContext) async throws -> Response {
        let bill = try await look(context)
        return .pdf(
            try await InvoicePaper(bill, desk.settings.letterhead()).bytes(context.reader),
            name: "invoice-\(bill.invoice.number ?? "").pdf")
    }

    @Sendable func choosePlan(request: Request, context: DeskContext) async throws -> Response {
        let form = context.form
        let typed = BillPage.Typed(name: form["name"] ?? "", plan: form["plan"].flatMap { Int($0) })
        return try await answering(typed, context) {
            try await desk.invoices.choosePlan(behind: link(context), typed.plan ?? -1, name: typed.name)
        }
    }

    @Sendable func dispute(request: Request, context: DeskContext) async throws -> Response {
        let form = context.form
        let typed = BillPage.Typed(name: form["name"] ?? "", why: form["why"] ?? "", isDispute: true)
        return try await answering(typed, context) {
            try await desk.invoices.dispute(behind: link(context), name: typed.name, why: typed.why)
        }
    }

    private func answering(_ typed: BillPage.Typed, _ context: DeskContext, _ act: () async throws -> Void)
        async throws -> Response
    {
        guard isCustomer(context) else {
            throw Fault.forbidden("You are signed in as one of the team: note what you heard on the invoice.")
        }
        do {
            try byAddress.count(context.address, at: desk.clock())
            try await act()
            return .redirect(to: "/bill/\(link(context))", saying: .saved)
        } catch let fault as Fault where fault.kind != .notFound {
            let page = try await page(typed, fault: fault, nil, context)
            return Response.html(page, context.reader, status: FaultMiddleware.status(of: fault.kind))
                .byLinkAlone
        }
    }
}
