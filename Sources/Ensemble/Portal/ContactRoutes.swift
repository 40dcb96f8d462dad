import Hummingbird
import Localization

/// `/contact`: the web form, for anybody.
struct ContactRoutes {
    let desk: Desk
    /// By address of the sender and by mail address: a flood of either is slowed down.
    let byAddress = Throttle(limit: 30, per: .minutes(10))
    let bySender = Throttle(limit: 10, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("contact", use: show)
        router.post("contact", use: send)
        router.get("contact/thanks", use: thank)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        var typed = ContactPage.Typed(mailbox: request.query("mailbox").flatMap { Mailbox.ID($0) })
        typed.offering = request.query("offering").flatMap { Offering.ID($0) }
        return try await page(typed, fault: nil, context)
    }

    @Sendable func send(request: Request, context: DeskContext) async throws -> Response {
        var typed = Self.typed(in: context.form)
        do {
            let own = try await ownAddress(context)
            if let own { typed.address = own.address }
            let now = desk.clock()
            try byAddress.count(context.address, at: now)
            try ContactStamp.check(
                context.form["stamp"] ?? "", at: now,
                soonest: own == nil ? ContactStamp.soonest : .seconds(0),
                seal: desk.seal)
            // Who is signed in is slowed down by the throttle of addresses alone.
            if own == nil { try bySender.count(typed.address.trimmed.folded, at: now) }
            let id = try await desk.conversations.openFromForm(
                self.request(typed, own, context), channel: own == nil ? .form : .portal)
            // What was chosen may have gone meanwhile; the message counts all the same.
            if let offering = typed.offering, (try? await desk.offerings.published(offering)) != nil {
                try await desk.conversations.setOffering(id, to: offering, by: .system)
            }
            return .redirect(
                to: own == nil ? "/contact/thanks?number=\(id)" : "/my/conversations/\(id)?done=sent")
        } catch let fault as Fault {
            return try await page(typed, fault: fault, context)
        }
    }

    private static func typed(in form: Form) -> ContactPage.Typed {
        ContactPage.Typed(
            name: form["name"] ?? "", address: form["address"] ?? "", subject: form["subject"] ?? "",
            text: form["text"] ?? "", mailbox: form.identifier("mailbox"),
            offering: form.identifier("offering"))
    }

    private func request(
        _ typed: ContactPage.Typed, _ own: (name: String, address: String)?, _ context: DeskContext
    ) async throws -> Conversations.WebRequest {
        let mailboxes = try await desk.mailboxes.all()
        var request = Conversations.WebRequest(
            name: own?.name ?? typed.name, address: typed.address, subject: typed.subject, text: typed.text,
            language: context.reader.language.tag, mailbox: mailboxes.first { $0.id == typed.mailbox }?.id,
            files: try context.form.newFiles())
        request.stamp = context.form["stamp"]
        // Kept all the same, where staff can recover it: a browser may have filled the field by itself.
        if own == nil, context.form.text("website") != nil {
            request.suspension = "Filled a field that people do not see"
        }
        return request
    }

    /// The signed-in customer, who need not say who they are.
    private func ownAddress(_ context: DeskContext) async throws -> (name: String, address: String)? {
        guard case .customer(let id) = context.session?.who else { return nil }
        let customer = try await desk.customers.find(id)
        guard let address = customer.addresses.first?.address else { return nil }
        return (customer.name, address)
    }

    private func page(_ typed: ContactPage.Typed, fault: Fault?, _ context: DeskContext) async throws
        -> Response
    {
        let now = desk.clock()
        // Who is told what was wrong need not wait again.
        let stamp = context.form["stamp"].flatMap { stamp in
            ContactStamp.moment(in: stamp, seal: desk.seal).map {
                now - $0 > ContactStamp.latest ? nil : stamp
            } ?? nil
        }
        var problem = fault.map { context.reader($0.message) }
        if let words = problem, !context.form.files.isEmpty {
            problem = context.reader("\(words) Please choose your files again.")
        }
        let page = ContactPage(
            typed: typed, mailboxes: try await desk.mailboxes.all(),
            stamp: stamp ?? ContactStamp.make(at: now, seal: desk.seal, randomness: desk.randomness),
            offerings: try await desk.offerings.all(onlyPublic: true), problem: problem,
            frame: try await desk.customerFrame(context))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func thank(request: Request, context: DeskContext) async throws -> Response {
        let number = request.query("number").flatMap { Conversation.ID($0) }
        return .html(
            ContactThanksPage(number: number, frame: try await desk.customerFrame(context)), context.reader)
    }
}
