import Hummingbird
import Localization
import Markup

/// `/offerings` for everybody, `/settings/offerings` for administrators, and
/// what a conversation says of offering and part.
struct OfferingRoutes {
    let desk: Desk
    /// Suggestions come while somebody types.
    let byAddress = Throttle(limit: 600, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("offerings", use: catalogue)
        router.get("offerings/suggestions", use: suggest)
        router.get("offerings/:id", use: one)
        router.get("offerings/:id/bills", use: bills)
        router.get("settings/offerings", use: list)
        router.get("settings/offerings/new", use: new)
        router.post("settings/offerings", use: add)
        router.get("settings/offerings/:id", use: show)
        router.post("settings/offerings/:id", use: edit)
        router.post("settings/offerings/:id/state", use: move)
        router.post("settings/offerings/:id/blueprint", use: perform)
        router.post("settings/offerings/:id/policy", use: setPolicy)
        router.post("conversations/:id/offering", use: choose)
        router.post("conversations/:id/role", use: tellRole)
    }

    // MARK: For everybody

    @Sendable func catalogue(request: Request, context: DeskContext) async throws -> Response {
        // What things typically cost is worked out from many bills: kept until something changes.
        try await desk.pages.page(PageCache.key(request, context)) {
            let offerings = try await desk.offerings.all(onlyPublic: true)
            let page = CataloguePage(
                offerings: offerings, typical: try await desk.offerings.typicalCosts(of: offerings),
                terms: try await desk.settings.terms(),
                frame: try await desk.customerFrame(context))
            return .page(Layout.render(page, context.reader))
        }
    }

    @Sendable func one(request: Request, context: DeskContext) async throws -> Response {
        let offering = try await desk.offerings.published(context.id())
        let page = CatalogueOfferingPage(
            offering: offering, typical: try await desk.offerings.typicalCost(of: offering),
            terms: try await desk.settings.terms(),
            frame: try await desk.customerFrame(context))
        return .html(page, context.reader)
    }

    /// A piece of a page for the web form: what the words may be about.
    @Sendable func suggest(request: Request, context: DeskContext) async throws -> Response {
        try byAddress.count(context.address, at: desk.clock())
        let words = request.query("q") ?? ""
        let found = try await desk.offerings.suggestions(for: words)
        guard !found.isEmpty else { return .html("") }
        let r = context.reader
        let typical = try await desk.offerings.typicalCosts(of: found)
        let list = found.map { CataloguePage.entry($0, typical[$0.id], r) }
        return .html("<p class=\"quiet\">\(r("Is it one of these?"))</p><ul class=\"catalogue\">\(list)</ul>")
    }

    // MARK: For the team

    /// The bills from which an offering's typical cost is reckoned.
    @Sendable func bills(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.actor()
        let id = try context.id(of: Offering.self)
        let (jobs, next) = try await desk.offerings.similarJobs(
            to: id, after: request.query("after").flatMap { Keyset($0) }, for: actor)
        let offering = try await desk.offerings.find(id)
        let page = SimilarJobsPage(
            offering: offering, typical: try await desk.offerings.typicalCost(of: offering), jobs: jobs,
            next: next, isWithTax: try await desk.settings.terms().taxIncluded,
            frame: try await desk.frame(context, place: "estimates"))
        return .html(page, context.reader)
    }

    // MARK: For administrators

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        let offerings = try await desk.offerings.all()
        let page = OfferingsPage(
            offerings: offerings, typical: try await desk.offerings.typicalCosts(of: offerings),
            frame: try await desk.frame(
                context, place: "settings", notice: Done.words(request, context.reader)))
        return .html(page, context.reader)
    }

    @Sendable func new(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        return try await page(
            nil, OfferingForm(try await desk.settings.terms()), fault: nil, nil, context)
    }

    private func page(
        _ offering: Offering?, _ form: OfferingForm, fault: Fault?, _ notice: String?, _ context: DeskContext
    ) async throws -> Response {
        let page = OfferingPage(
            offering: offering,
            versions: try await offering.asyncMap { try await desk.offerings.versions(of: $0.id) } ?? [],
            form: form, terms: try await desk.settings.terms(),
            typical: try await offering.asyncMap { try await desk.offerings.typicalCost(of: $0) },
            script: try await script(of: offering, context),
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "settings", notice: notice))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    private func script(of offering: Offering?, _ context: DeskContext) async throws -> OfferingPage.Script {
        guard let offering else { return OfferingPage.Script() }
        let actor = try context.actor()
        return OfferingPage.Script(
            chosen: try await desk.blueprints.performing(offering.id, by: actor),
            all: try await desk.blueprints.all(by: actor),
            policy: try await desk.offerings.policy(of: offering.id),
            packs: try await desk.policies.all(), usual: try await desk.policies.current())
    }

    @Sendable func add(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let form = OfferingForm(context.form)
        do {
            let text = try form.text(try await desk.settings.terms())
            let id = try await desk.offerings.add(text, by: actor)
            return .redirect(to: "/settings/offerings/\(id)", saying: .added)
        } catch let fault as Fault {
            return try await page(nil, form, fault: fault, nil, context)
        }
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        let offering = try await desk.offerings.find(context.id())
        return try await page(
            offering, OfferingForm(offering.version.text), fault: nil, Done.words(request, context.reader),
            context)
    }

    @Sendable func edit(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let offering = try await desk.offerings.find(context.id())
        let form = OfferingForm(context.form)
        do {
            let text = try form.text(try await desk.settings.terms())
            try await desk.offerings.edit(offering.id, to: text, by: actor)
            return .redirect(to: "/settings/offerings/\(offering.id)", saying: .saved)
        } catch let fault as Fault where fault.kind != .notFound {
            return try await page(offering, form, fault: fault, nil, context)
        }
    }

    @Sendable func move(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let id = try context.id(of: Offering.self)
        guard let state = context.form["state"].flatMap(Offering.State.init) else {
            throw Fault.invalid("From where it stands, the offering cannot go there.")
        }
        try await desk.offerings.move(id, to: state, by: actor)
        return .redirect(to: "/settings/offerings/\(id)", saying: .saved)
    }

    /// By which blueprint it is performed.
    @Sendable func perform(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let id = try context.id(of: Offering.self)
        try await desk.blueprints.tie(id, to: context.form.identifier("blueprint"), by: actor)
        return .redirect(to: "/settings/offerings/\(id)", saying: .saved)
    }

    /// Which rules hold for it.
    @Sendable func setPolicy(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let id = try context.id(of: Offering.self)
        try await desk.offerings.setPolicy(context.form.text("policy"), of: id, by: actor)
        return .redirect(to: "/settings/offerings/\(id)", saying: .saved)
    }

    // MARK: In a conversation

    @Sendable func choose(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        try await desk.conversations.setOffering(
            id, to: context.form.identifier("offering"), by: context.actor())
        return .redirect(to: "/conversations/\(id)#costs")
    }

    @Sendable func tellRole(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        let form = context.form
        guard let part = form["part"].flatMap(RoleStatement.Part.init) else {
            throw Fault.invalid("Please say what our part is.")
        }
        let role = Conversations.RoleToTell(
            part: part, whom: form["whom"] ?? "", reason: form["reason"] ?? "",
            then: form["then"].flatMap(Conversations.Reply.Then.init) ?? .open)
        let message = try await desk.conversations.tellRole(id, role, by: context.actor())
        return .redirect(to: "/conversations/\(id)#m\(message)")
    }
}

extension Optional {
    fileprivate func asyncMap<T>(_ make: (Wrapped) async throws -> T) async throws -> T? {
        if let self { try await make(self) } else { nil }
    }
}
