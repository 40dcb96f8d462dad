import Hummingbird
import Localization

/// `/customers`: who they are, and all they asked.
struct CustomerRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("customers", use: list)
        router.get("customers/:id", use: show)
        router.post("customers/:id", use: change)
        router.post("customers/:id/addresses", use: addAddress)
    }

    @Sendable func list(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.actor()
        let query = request.query("q")?.oneLine ?? ""
        let after = request.query("after")
        let (customers, next) =
            query.isEmpty
            ? try await newest(after: after.flatMap(Keyset.init), by: actor)
            : try await found(query, after: after.flatMap { Customer.ID($0) }, by: actor)
        let page = CustomersPage(
            query: query, customers: customers, isFirst: after == nil, next: next,
            frame: try await desk.frame(context, place: "customers"))
        return .html(page, context.reader)
    }

    private func newest(after: Keyset?, by actor: Actor) async throws -> ([Customer], next: String?) {
        let customers = try await desk.customers.newest(after: after, limit: 51, by: actor)
        let shown = Array(customers.prefix(50))
        let last = shown.last.map { Keyset(moment: $0.createdAt, id: $0.id.rawValue).description }
        return (shown, customers.count > 50 ? last : nil)
    }

    private func found(
        _ query: String, after: Customer.ID?, by actor: Actor
    ) async throws -> ([Customer], next: String?) {
        let listing = try await desk.customers.search(beginning: query, after: after, by: actor)
        return (listing.customers, listing.hasMore ? listing.customers.last?.id.description : nil)
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        try await page(context.id(), typed: nil, newAddress: "", fault: nil, request, context)
    }

    private func page(
        _ id: Customer.ID, typed: Customers.Change?, newAddress: String, fault: Fault?, _ request: Request,
        _ context: DeskContext
    ) async throws -> Response {
        let actor = try context.actor()
        let customer = try await desk.customers.find(id)
        let after = request.query("after").flatMap { Keyset($0) }
        let page = CustomerPage(
            customer: customer, typed: typed ?? Customers.Change(customer), newAddress: newAddress,
            listing: try await desk.conversations.all(of: id, after: after, for: actor),
            isFirst: after == nil,
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(
                context, place: "customers", notice: Done.words(request, context.reader)))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func change(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Customer.self)
        let actor = try context.actor()
        let form = context.form
        let typed = Customers.Change(
            name: form["name"] ?? "", organisation: form["organisation"], language: form.text("language"),
            phone: form["phone"], remarks: form["remarks"] ?? "")
        do {
            try await desk.customers.change(id, to: typed, by: actor)
            return .redirect(to: "/customers/\(id)", saying: .saved)
        } catch let fault as Fault where fault.kind != .notFound {
            return try await page(id, typed: typed, newAddress: "", fault: fault, request, context)
        }
    }

    @Sendable func addAddress(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Customer.self)
        let actor = try context.actor()
        let address = context.form["address"] ?? ""
        do {
            try await desk.customers.addAddress(address, to: id, by: actor)
            return .redirect(to: "/customers/\(id)", saying: .added)
        } catch let fault as Fault where fault.kind != .notFound {
            return try await page(id, typed: nil, newAddress: address, fault: fault, request, context)
        }
    }
}
