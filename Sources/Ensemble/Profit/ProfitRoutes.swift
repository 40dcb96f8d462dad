import HTTPTypes
import Hummingbird
import Localization
import NIOCore

/// `/direction/profit`: profit beside the customer's interest, the matters behind each number, and what time costs.
struct ProfitRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("direction/profit.csv", use: table)
        let pages = router.group("direction/profit")
        pages.get(use: show)
        pages.get("rows", use: rows)
        pages.get("rows.csv", use: rowTable)
        pages.get("costs", use: costs)
        pages.post("rates", use: setRate)
        pages.post("offering-costs", use: setCost)
        pages.post("others", use: nameOther)
        pages.post("others/:id/ending", use: endOther)
    }

    private func scope(_ request: Request, _ r: Reader) -> Results.Scope {
        Results.Scope(request, today: r.thisDay, longest: 120)
    }

    private func choice(_ request: Request) -> Profits.Choice {
        func either(_ name: String, _ yes: String, _ no: String) -> Bool? {
            switch request.query(name) {
            case yes: true
            case no: false
            default: nil
            }
        }
        return .init(
            isReturning: either("customers", "returning", "new"), isServed: either("served", "well", "not"),
            came: request.query("came").flatMap { $0 == "none" ? 0 : Offering.ID($0) },
            isBeside: request.query("beside") == "yes", isBought: request.query("bought") == "yes")
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let scope = scope(request, context.reader)
        return try await desk.pages.page(PageCache.key(request, context)) {
            let page = ProfitPage(
                report: try await desk.profits.report(scope, by: actor),
                offerings: try await desk.direction.offeringNames(),
                frame: try await desk.frame(context, place: "profit"))
            return .page(Layout.render(page, context.reader))
        }
    }

    @Sendable func rows(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let (choice, scope) = (choice(request), scope(request, context.reader))
        let found = try await desk.profits.rows(
            choice, scope, after: request.query("after").flatMap { Keyset($0) }, by: actor)
        let page = ProfitRowsPage(
            rows: found.rows, next: found.next, choice: choice, scope: scope,
            currency: try await desk.settings.terms().currency,
            frame: try await desk.frame(context, place: "profit"))
        return .html(page, context.reader)
    }

    @Sendable func table(request: Request, context: DeskContext) async throws -> Response {
        let report = try await desk.profits.report(
            scope(request, context.reader), by: context.administrator())
        let kind = request.query("table").flatMap(ProfitTableKind.init) ?? .cells
        return .csv(
            ResponseBody(byteBuffer: ByteBuffer(bytes: report.csv(kind).bytes)),
            name: kind == .cells ? "profit" : "profit-\(kind.rawValue)")
    }

    @Sendable func rowTable(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let (choice, scope) = (choice(request), scope(request, context.reader))
        let (r, currency) = (context.reader, try await desk.settings.terms().currency)
        return .csv(CSV(ProfitRowsTable.heads), name: "profit-matters") { after in
            let page = try await desk.profits.rows(choice, scope, after: after, limit: 5_000, by: actor)
            var csv = CSV(continuing: ())
            for matter in page.rows { csv.add(ProfitRowsTable.fields(matter, currency, r)) }
            return (csv, page.next)
        }
    }

    // MARK: What things cost

    @Sendable func costs(request: Request, context: DeskContext) async throws -> Response {
        try await costs(nil, Done.words(request, context.reader), context)
    }

    private func costs(_ fault: Fault?, _ notice: String?, _ context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let page = ProfitCostsPage(
            rates: try await desk.profits.rates(by: actor),
            costs: try await desk.profits.offeringCosts(by: actor), teams: try await desk.teams.all(),
            offerings: try await desk.direction.offeringNames(),
            others: try await desk.profits.alternatives(by: actor),
            currency: try await desk.settings.terms().currency, month: Month(context.reader.thisDay),
            typed: context.form, problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "profit", notice: notice))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func setRate(request: Request, context: DeskContext) async throws -> Response {
        try await answering(context) { form, currency, actor in
            try await desk.profits.set(
                CostRate.read(
                    team: form.text("team"), from: form["from"] ?? "", cost: form["cost"] ?? "",
                    hours: form["hours"] ?? "", answer: form["answer"] ?? "", in: currency), by: actor)
        }
    }

    @Sendable func setCost(request: Request, context: DeskContext) async throws -> Response {
        try await answering(context) { form, currency, actor in
            guard let offering: Offering.ID = form.identifier("offering") else {
                throw Fault.invalid("Please choose an offering.")
            }
            try await desk.profits.set(
                OfferingCost.read(
                    offering, fixed: form["fixed"] ?? "", material: form["material"] ?? "", in: currency),
                by: actor)
        }
    }

    @Sendable func nameOther(request: Request, context: DeskContext) async throws -> Response {
        try await answering(context) { form, currency, actor in
            func text(_ name: String) -> String { form[name] ?? "" }
            try await desk.profits.name(
                Alternative.Said(
                    Alternative.Said.Typed(
                        offering: form.identifier("other_offering"), name: text("name"), does: text("does"),
                        low: text("low"), high: text("high"), room: text("room"), tie: text("tie"),
                        asked: text("asked"), served: text("served"), switching: text("switching"),
                        must: text("must")), in: currency), by: actor)
        }
    }

    @Sendable func endOther(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        try await desk.profits.end(context.id(of: Alternative.self), by: actor)
        return .redirect(to: "/direction/profit/costs#others", saying: .removed)
    }

    private func answering(_ context: DeskContext, _ act: (Form, String, Actor) async throws -> Void)
        async throws
        -> Response
    {
        let actor = try context.administrator()
        do {
            try await act(context.form, desk.settings.terms().currency, actor)
            return .redirect(to: "/direction/profit/costs", saying: .saved)
        } catch let fault as Fault where fault.kind == .invalid {
            return try await costs(fault, nil, context)
        }
    }
}

extension CostRate {
    /// A rate as it was typed; hours may have decimals.
    static func read(
        team: String?, from: String, cost: String, hours: String, answer: String, in currency: String
    ) throws(Fault) -> CostRate {
        guard let month = Month(from.trimmed) else { throw .invalid("A month is written like 2026-03.") }
        guard let worked = Decimals.read(hours, digits: 2), worked > 0 else {
            throw .invalid("Please say how many hours can be worked in practice in a month.")
        }
        guard let minutes = Int(answer.trimmed) else {
            throw .invalid("An answer takes between 0 and 1,440 minutes.")
        }
        var id: Team.ID?
        if let team {
            guard let known = Team.ID(team) else { throw .notFound("There is no such team.") }
            id = known
        }
        return CostRate(
            team: id, from: month, cost: try Money.read(cost, in: currency),
            minutes: Int(min(worked, 1_000_000_000) * 60 / 100), answer: minutes)
    }
}

extension OfferingCost {
    /// Costs as they were typed; material in percent of its price.
    static func read(_ offering: Offering.ID, fixed: String, material: String, in currency: String)
        throws(Fault) -> OfferingCost
    {
        guard let share = Decimals.read(material.filter { $0 != "%" }, digits: 2), share >= 0,
            share <= 1_000_000
        else { throw .invalid("Material costs between 0 and 10,000 percent of its price.") }
        return OfferingCost(
            offering: offering, fixed: try Money.read(fixed, in: currency), material: Int(share))
    }
}
