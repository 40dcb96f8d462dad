import HTTPTypes
import Hummingbird
import Localization
import NIOCore

/// Paying a bill or a deposit on a provider's page, and coming back.
struct PaymentRoutes {
    let desk: Desk
    let byAddress = Throttle(limit: 30, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        router.post("bill/:link/payments", use: begin)
        router.get("bill/:link/payments/:id", use: back)
        router.post("told/:link/payments", use: beginDeposit)
        router.get("told/:link/payments/:id", use: backFromDeposit)
        router.post("invoices/:id/money/:money", use: settle)
        router.post("estimates/:id/money/:money", use: settleDeposit)
    }

    private func link(_ context: DeskContext) -> String { context.parameters.get("link") ?? "" }

    @Sendable func begin(request: Request, context: DeskContext) async throws -> Response {
        let part = context.form["part"].flatMap(Payments.Part.init) ?? .all
        return try await away(to: "/bill/\(link(context))", context) {
            try await desk.payments.begin(part, behind: link(context))
        }
    }

    @Sendable func beginDeposit(request: Request, context: DeskContext) async throws -> Response {
        try await away(to: "/told/\(link(context))", context) {
            try await desk.payments.beginDeposit(behind: link(context))
        }
    }

    private func away(to path: String, _ context: DeskContext, _ begin: () async throws -> String)
        async throws -> Response
    {
        if case .agent = context.session?.who {
            throw Fault.forbidden("You are signed in as one of the team: note what you heard on the invoice.")
        }
        try byAddress.count(context.address, at: desk.clock())
        let url = try await begin()
        var response = Response.html(
            PayAwayPage(url: url, path: path, frame: try await desk.customerFrame(context)), context.reader)
        response.headers[.refresh] = "0; url=\(url)"
        return response
    }

    @Sendable func back(request: Request, context: DeskContext) async throws -> Response {
        try await returned(to: "/bill/\(link(context))", context) {
            try await desk.payments.look(context.id(), behind: link(context))
        }
    }

    @Sendable func backFromDeposit(request: Request, context: DeskContext) async throws -> Response {
        try await returned(to: "/told/\(link(context))", context) {
            try await desk.payments.lookAtDeposit(context.id(), behind: link(context))
        }
    }

    private func returned(
        to path: String, _ context: DeskContext, _ look: () async throws -> Payments.Look
    ) async throws -> Response {
        try byAddress.count(context.address, at: desk.clock())
        let page = PaymentReturnPage(
            try await look(), path: path, frame: try await desk.customerFrame(context))
        return Response.html(page, context.reader).byLinkAlone
    }

    @Sendable func settle(request: Request, context: DeskContext) async throws -> Response {
        let invoice = try context.id(of: Invoice.self)
        return try await settle(context, of: .bill(invoice), at: "/invoices/\(invoice)")
    }

    @Sendable func settleDeposit(request: Request, context: DeskContext) async throws -> Response {
        let estimate = try context.id(of: Estimate.self)
        return try await settle(context, of: .deposit(estimate), at: "/estimates/\(estimate)")
    }

    private func settle(_ context: DeskContext, of matter: Checkout.Matter, at path: String) async throws
        -> Response
    {
        let actor = try context.actor()
        try await desk.payments.settle(
            context.id("money"), of: matter, outcome: context.form["outcome"] ?? "", by: actor)
        return .redirect(to: path, saying: .saved)
    }
}

/// `POST /api/payments/stripe`: Stripe tells what happened. Believed by its signature alone.
struct PaymentHookRoutes {
    let desk: Desk
    /// Only what is not signed is counted.
    let strangers = Throttle(limit: 30, per: .minutes(10))
    private static let limit = 512 * 1024

    func add(to router: some RouterMethods<DeskContext>) {
        router.post("api/payments/stripe", use: hear)
    }

    struct Answer: Encodable { let heard: Bool }

    @Sendable func hear(request: Request, context: DeskContext) async throws -> Response {
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: Self.limit)
        } catch is NIOTooManyBytesError {
            throw Fault.tooLarge("That is more than an event of Stripe’s is.")
        }
        do {
            try await desk.payments.hear(
                Array(body.readableBytesView), signature: request.headers[.stripeSignature] ?? "")
        } catch let fault as Fault where fault.kind == .forbidden {
            try strangers.count(context.address, at: desk.clock())
            throw fault
        }
        return .json(Answer(heard: true))
    }
}

/// `/settings/payments`.
struct PaymentSettingsRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("settings/payments", use: show)
        router.post("settings/payments", use: change)
        router.post("settings/payments/trial", use: tryKey)
        router.post("settings/payments/removal", use: forget)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        return try await page(nil, nil, Done.words(request, context.reader), context)
    }

    private func page(
        _ trial: (works: Bool, words: String)?, _ fault: Fault?, _ notice: String?, _ context: DeskContext
    ) async throws -> Response {
        let page = PaymentSettingsPage(
            keys: try await desk.settings.stripe(),
            hook: "\(desk.configuration.baseURL)/api/payments/stripe", trial: trial,
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "settings", notice: notice))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func change(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        do {
            try await desk.settings.setStripe(
                isOn: context.form["on"] != nil, key: context.form["key"], signing: context.form["signing"],
                by: actor)
            return .redirect(to: "/settings/payments", saying: .saved)
        } catch let fault as Fault where fault.kind == .invalid {
            return try await page(nil, fault, nil, context)
        }
    }

    @Sendable func tryKey(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        let r = context.reader
        let stripe = try await desk.database.read { db in try desk.payments.provider(in: db) }
        do {
            try await stripe.tryKey()
            return try await page((true, r("Stripe knows this key.")), nil, nil, context)
        } catch StripeProblem.keyRefused {
            return try await page(
                (false, r("Stripe does not accept this key, or it may not do enough.")), nil, nil, context)
        } catch {
            return try await page((false, r("Stripe can’t be reached right now.")), nil, nil, context)
        }
    }

    @Sendable func forget(request: Request, context: DeskContext) async throws -> Response {
        try await desk.settings.forgetStripe(by: context.administrator())
        return .redirect(to: "/settings/payments", saying: .removed)
    }
}

extension HTTPField.Name {
    static let refresh = HTTPField.Name("Refresh")!
    static let stripeSignature = HTTPField.Name("Stripe-Signature")!
}
