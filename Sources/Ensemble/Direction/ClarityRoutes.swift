import HTTPTypes
import Hummingbird
import Localization
import NIOCore

/// `/direction/clarity`: the owner's page of cost clarity, and the rows behind each number.
struct ClarityRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        let pages = router.group("direction/clarity")
        pages.get(use: show)
        pages.get("figures.csv", use: table)
        pages.get("bills", use: bills)
        pages.get("bills.csv", use: billTable)
        pages.get("tells", use: tells)
        pages.get("tells.csv", use: tellTable)
        pages.get("roles", use: roles)
        pages.get("roles.csv", use: roleTable)
    }

    // MARK: What is looked at

    /// What cannot be read is as if it were not there: links are typed and cut.
    private func looking(_ request: Request, _ r: Reader) -> (scope: ClarityScope, step: ClarityStep) {
        let step = request.query("by").flatMap(ClarityStep.init) ?? .month
        let month = request.query("until").flatMap { Month($0) } ?? Month(r.thisDay)
        let offering = request.query("offering").flatMap { ClarityScope.Choice($0) } ?? .all
        return (step.span(until: month, offering: offering), step)
    }

    private func narrow(_ request: Request, _ r: Reader) -> ClarityScope {
        var scope = looking(request, r).scope
        if let from = request.query("from").flatMap({ Month($0) }) { scope.from = from }
        if let until = request.query("until").flatMap({ Month($0) }) { scope.until = until }
        return scope
    }

    // MARK: Pages

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let r = context.reader
        let (scope, step) = looking(request, r)
        return try await desk.pages.page(PageCache.key(request, context)) {
            let page = ClarityPage(
                clarity: try await desk.direction.clarity(scope, in: step, for: actor),
                surprises: try await desk.direction.bills(.surprises, scope, limit: 5, for: actor).bills,
                offerings: try await desk.direction.offeringNames(),
                pack: try await desk.policies.current(),
                frame: try await desk.frame(context, place: "clarity"))
            return .page(Layout.render(page, r))
        }
    }

    @Sendable func bills(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let show = request.query("show").flatMap(ClarityShow.init) ?? .all
        let scope = narrow(request, context.reader)
        let found = try await desk.direction.bills(
            show, scope, after: request.query("after").flatMap { Keyset($0) }, for: actor)
        let page = ClarityBillsPage(
            bills: found.bills, next: found.next, show: show, scope: scope,
            offeringName: try await name(of: scope.offering),
            frame: try await desk.frame(context, place: "clarity"))
        return .html(page, context.reader)
    }

    @Sendable func tells(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let show = request.query("show").flatMap(ClarityTellShow.init) ?? .all
        let scope = narrow(request, context.reader)
        let found = try await desk.direction.tells(
            show, scope, after: request.query("after").flatMap { Keyset($0) }, for: actor)
        let page = ClarityTellsPage(
            tells: found.tells, next: found.next, show: show, scope: scope,
            offeringName: try await name(of: scope.offering),
            frame: try await desk.frame(context, place: "clarity"))
        return .html(page, context.reader)
    }

    @Sendable func roles(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let show = request.query("show").flatMap(ClarityRoleShow.init) ?? .all
        let scope = narrow(request, context.reader)
        let found = try await desk.direction.roles(
            show, scope, after: request.query("after").flatMap { Keyset($0) }, for: actor)
        let page = ClarityRolesPage(
            roles: found.roles, next: found.next, show: show, scope: scope,
            offeringName: try await name(of: scope.offering),
            frame: try await desk.frame(context, place: "clarity"))
        return .html(page, context.reader)
    }

    private func name(of choice: ClarityScope.Choice) async throws -> String? {
        guard case .one(let id) = choice else { return nil }
        return try await desk.offerings.find(id).version.text.name
    }

    // MARK: For spreadsheets

    @Sendable func table(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let (scope, step) = looking(request, context.reader)
        let table = request.query("table").flatMap(ClarityTable.init) ?? .figures
        let clarity = try await desk.direction.clarity(scope, in: step, for: actor)
        return .csv(
            ResponseBody(byteBuffer: ByteBuffer(bytes: table.csv(clarity).bytes)),
            name: "clarity-\(table.rawValue)")
    }

    /// All rows, however many: written a page at a time.
    @Sendable func billTable(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let show = request.query("show").flatMap(ClarityShow.init) ?? .all
        let scope = narrow(request, context.reader)
        let isLines = request.query("table") == "lines"
        try desk.direction.check(scope, actor)
        let head = CSV(isLines ? ClarityTable.lineHeads : ClarityTable.billHeads)
        return .csv(head, name: isLines ? "clarity-lines" : "clarity-bills") { after in
            let page = try await desk.direction.bills(show, scope, after: after, limit: 500, for: actor)
            var csv = CSV(continuing: ())
            for bill in page.bills {
                if isLines {
                    ClarityTable.lines(bill).forEach { csv.add($0) }
                } else {
                    csv.add(ClarityTable.fields(bill))
                }
            }
            return (csv, page.next)
        }
    }

    @Sendable func tellTable(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let show = request.query("show").flatMap(ClarityTellShow.init) ?? .all
        let scope = narrow(request, context.reader)
        let zone = context.reader.zone
        try desk.direction.check(scope, actor)
        return .csv(CSV(ClarityTable.tellHeads), name: "clarity-tells") { after in
            let page = try await desk.direction.tells(show, scope, after: after, limit: 500, for: actor)
            var csv = CSV(continuing: ())
            for tell in page.tells { csv.add(ClarityTable.fields(tell, in: zone)) }
            return (csv, page.next)
        }
    }

    @Sendable func roleTable(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let show = request.query("show").flatMap(ClarityRoleShow.init) ?? .all
        let scope = narrow(request, context.reader)
        let r = context.reader
        try desk.direction.check(scope, actor)
        return .csv(CSV(ClarityTable.roleHeads), name: "clarity-roles") { after in
            let page = try await desk.direction.roles(show, scope, after: after, limit: 500, for: actor)
            var csv = CSV(continuing: ())
            for role in page.roles { csv.add(ClarityTable.fields(role, r)) }
            return (csv, page.next)
        }
    }
}

extension Response {
    /// A table for a spreadsheet, as a file.
    static func csv(_ body: ResponseBody, name: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name).csv\"",
            ], body: body)
    }

    /// The same in pages, so that a long table never stands in memory.
    static func csv(
        _ head: CSV, name: String, _ page: @escaping @Sendable (Keyset?) async throws -> (CSV, Keyset?)
    ) -> Response {
        .csv(
            ResponseBody { writer in
                try await writer.write(ByteBuffer(bytes: head.bytes))
                var after: Keyset?
                repeat {
                    let (csv, next) = try await page(after)
                    try await writer.write(ByteBuffer(bytes: csv.bytes))
                    after = next
                } while after != nil
                try await writer.finish(nil)
            }, name: name)
    }
}
