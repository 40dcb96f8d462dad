import Hummingbird
import Localization

/// `/settings/mailboxes`: the addresses customers write to.
struct MailboxRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("settings/mailboxes", use: list)
        router.get("settings/mailboxes/new", use: new)
        router.post("settings/mailboxes", use: add)
        router.get("settings/mailboxes/:id", use: show)
        router.post("settings/mailboxes/:id", use: change)
        router.post("settings/mailboxes/:id/closure", use: close)
        router.post("settings/mailboxes/:id/reopening", use: reopen)
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        let page = MailboxesPage(
            mailboxes: try await desk.mailboxes.all(), closed: try await desk.mailboxes.closed(),
            health: try await desk.mailboxes.health(),
            teams: try await desk.teams.all(), hasServer: desk.configuration.smtp != nil,
            frame: try await desk.frame(
                context, place: "settings", notice: Done.words(request, context.reader)))
        return .html(page, context.reader)
    }

    @Sendable func new(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        return try await page(nil, MailboxForm(), fault: nil, context)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        let mailbox = try await desk.mailboxes.find(context.id())
        return try await page(mailbox.id, MailboxForm(mailbox), fault: nil, context)
    }

    private func page(
        _ id: Mailbox.ID?, _ form: MailboxForm, fault: Fault?, test: MailboxTest? = nil,
        _ context: DeskContext
    ) async throws -> Response {
        let page = MailboxPage(
            id: id, form: form, teams: try await desk.teams.all(),
            problem: fault.map { context.reader($0.message) }, test: test,
            frame: try await desk.frame(context, place: "settings"))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func add(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let form = MailboxForm(context.form)
        do {
            let mailbox = try await desk.mailboxes.add(form.checked(keeping: nil), by: actor)
            if context.form["then"] == "test" { return try await test(mailbox.id, by: actor, context) }
            return .redirect(to: "/settings/mailboxes", saying: .added)
        } catch let fault as Fault {
            return try await page(nil, form, fault: fault, context)
        }
    }

    @Sendable func change(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let mailbox = try await desk.mailboxes.find(context.id())
        var form = MailboxForm(context.form)
        form.address = mailbox.address
        do {
            try await desk.mailboxes.change(mailbox.id, to: form.checked(keeping: mailbox), by: actor)
            if context.form["then"] == "test" { return try await test(mailbox.id, by: actor, context) }
            return .redirect(to: "/settings/mailboxes", saying: .saved)
        } catch let fault as Fault {
            form.imap.hasPassword = mailbox.imap != nil
            form.smtp.hasPassword = mailbox.smtp?.password != nil
            return try await page(mailbox.id, form, fault: fault, context)
        }
    }

    /// The page of a mailbox, with what trying its servers showed.
    private func test(_ id: Mailbox.ID, by actor: Actor, _ context: DeskContext) async throws -> Response {
        let test = try await desk.test(id, by: actor)
        return try await page(
            id, MailboxForm(try await desk.mailboxes.find(id)), fault: nil, test: test, context)
    }

    @Sendable func close(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        try await desk.mailboxes.close(context.id(), by: actor)
        return .redirect(to: "/settings/mailboxes", saying: .closed)
    }

    @Sendable func reopen(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        try await desk.mailboxes.reopen(context.id(), by: actor)
        return .redirect(to: "/settings/mailboxes", saying: .reopened)
    }
}
