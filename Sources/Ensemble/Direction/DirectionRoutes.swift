import HTTPTypes
import Hummingbird
import Localization
import NIOCore

/// `/direction/…`: bearing, the four lenses with their rows, and what is declared.
struct DirectionRoutes {
    let desk: Desk
    /// Who tries links is slowed down.
    let byAddress = Throttle(limit: 60, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        let pages = router.group("direction")
        pages.get("bearing", use: bearing)
        pages.get("bearing.csv", use: bearingTable)
        pages.get("lenses", use: lenses)
        pages.get("lenses.csv", use: lensTable)
        pages.get("lenses/rows", use: rows)
        pages.get("lenses/rows.csv", use: rowTable)
        pages.get("declared", use: declared)
        pages.post("declared", use: declare)
        pages.post("declared/links", use: makeLink)
        pages.post("declared/links/:id/ending", use: endLink)
        router.get("declare/:link", use: linked)
        router.post("declare/:link", use: declareLinked)
    }

    // MARK: What is looked at

    /// What cannot be read is as if it were not there: links are typed and cut.
    private func scope(_ request: Request, _ r: Reader) -> LensScope {
        let until = request.query("until").flatMap { Month($0) } ?? Month(r.thisDay)
        var scope = LensScope.year(until: until, of: request.query("offering").flatMap { Offering.ID($0) })
        if let from = request.query("from").flatMap({ Month($0) }) { scope.from = from }
        return scope
    }

    private func lens(_ request: Request) -> Lens { request.query("lens").flatMap(Lens.init) ?? .heard }

    private func ahead(_ request: Request) -> Int {
        min(36, max(1, request.query("ahead").flatMap { Int($0) } ?? 6))
    }

    // MARK: Pages

    @Sendable func bearing(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let scope = scope(request, context.reader)
        return try await desk.pages.page(PageCache.key(request, context)) {
            let report = try await desk.direction.bearing(
                scope, lens: lens(request), ahead: ahead(request), for: actor)
            let page = BearingPage(
                report: report, ahead: ahead(request),
                target: try await desk.declarations.target(of: scope, for: actor),
                agreement: try await desk.direction.agreement(for: actor),
                offerings: try await desk.direction.offeringNames(),
                frame: try await desk.frame(context, place: "bearing"))
            return .page(Layout.render(page, context.reader))
        }
    }

    @Sendable func lenses(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let scope = scope(request, context.reader)
        return try await desk.pages.page(PageCache.key(request, context)) {
            let page = LensesPage(
                scope: scope, figures: try await desk.direction.lenses(scope, for: actor),
                agreement: try await desk.direction.agreement(for: actor),
                offerings: try await desk.direction.offeringNames(),
                frame: try await desk.frame(context, place: "lenses"))
            return .page(Layout.render(page, context.reader))
        }
    }

    @Sendable func rows(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let (scope, lens) = (scope(request, context.reader), lens(request))
        let found = try await desk.direction.rows(
            of: lens, scope, after: request.query("after").flatMap { LensRow.Place($0) }, for: actor)
        let page = LensRowsPage(
            lens: lens, scope: scope, rows: found.rows, next: found.next,
            offeringName: try await name(of: scope.offering),
            frame: try await desk.frame(context, place: "lenses"))
        return .html(page, context.reader)
    }

    private func name(of offering: Offering.ID?) async throws -> String? {
        guard let offering else { return nil }
        return try await desk.offerings.find(offering).version.text.name
    }

    // MARK: For spreadsheets

    @Sendable func bearingTable(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let report = try await desk.direction.bearing(
            scope(request, context.reader), lens: lens(request), ahead: ahead(request), for: actor)
        return .csv(ResponseBody(byteBuffer: ByteBuffer(bytes: report.csv.bytes)), name: "bearing")
    }

    @Sendable func lensTable(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let scope = scope(request, context.reader)
        let figures = try await desk.direction.lenses(scope, for: actor)
        let csv =
            request.query("table") == "pairs" ? LensTables.pairs(figures) : LensTables.figures(figures, scope)
        return .csv(ResponseBody(byteBuffer: ByteBuffer(bytes: csv.bytes)), name: "lenses")
    }

    /// All rows, however many: written a page at a time.
    @Sendable func rowTable(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let (scope, lens) = (scope(request, context.reader), lens(request))
        let first = try await desk.direction.rows(of: lens, scope, limit: 500, for: actor)
        return .csv(
            ResponseBody { writer in
                try await writer.write(ByteBuffer(bytes: CSV(LensTables.rowHeads).bytes))
                var page = first
                while true {
                    var csv = CSV(continuing: ())
                    for row in page.rows { csv.add(LensTables.fields(row)) }
                    try await writer.write(ByteBuffer(bytes: csv.bytes))
                    guard let next = page.next else { break }
                    page = try await desk.direction.rows(of: lens, scope, after: next, limit: 500, for: actor)
                }
                try await writer.finish(nil)
            }, name: "lens-\(lens.rawValue)")
    }

    // MARK: Declaring

    @Sendable func declared(request: Request, context: DeskContext) async throws -> Response {
        try await declaredPage(.init(), fault: nil, Done.words(request, context.reader), context)
    }

    private func declaredPage(
        _ typed: DeclareForm.Typed, fault: Fault?, _ notice: String?, _ context: DeskContext
    ) async throws -> Response {
        let actor = try context.actor()
        let found = try await desk.declarations.all(for: actor)
        let page = DeclaredPage(
            said: found.said, links: found.links.map { ($0, desk.declarations.address(of: $0.id)) },
            offerings: try await desk.direction.offeringNames(), typed: typed,
            isAdministrator: (try? actor.requireAdministrator()) != nil,
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "lenses", notice: notice))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    /// What a form says: the points, what they should be, and of what.
    private func said(_ form: Form) throws(Fault) -> (
        points: Declaration.Points, target: Declaration.Points?, of: Offering.ID?
    ) {
        guard let points = try Declaration.Points.read(form, "") else {
            throw .invalid("Product, service and idea are parts of a whole: together they make 100.")
        }
        return (
            points, try Declaration.Points.read(form, "t-"), form.text("offering").flatMap { Offering.ID($0) }
        )
    }

    @Sendable func declare(request: Request, context: DeskContext) async throws -> Response {
        do {
            let said = try said(context.form)
            try await desk.declarations.declare(
                said.points, target: said.target, of: said.of, by: context.actor())
            return .redirect(to: "/direction/declared", saying: .saved)
        } catch let fault as Fault where fault.kind == .invalid {
            return try await declaredPage(.init(context.form), fault: fault, nil, context)
        }
    }

    @Sendable func makeLink(request: Request, context: DeskContext) async throws -> Response {
        do {
            try await desk.declarations.makeLink(for: context.form["name"] ?? "", by: context.actor())
            return .redirect(to: "/direction/declared", saying: .added)
        } catch let fault as Fault where fault.kind == .invalid {
            return try await declaredPage(.init(), fault: fault, nil, context)
        }
    }

    @Sendable func endLink(request: Request, context: DeskContext) async throws -> Response {
        try await desk.declarations.endLink(context.id(), by: context.actor())
        return .redirect(to: "/direction/declared", saying: .removed)
    }

    @Sendable func linked(request: Request, context: DeskContext) async throws -> Response {
        try await linkedPage(.init(), fault: nil, Done.words(request, context.reader), context)
    }

    private func linkedPage(
        _ typed: DeclareForm.Typed, fault: Fault?, _ notice: String?, _ context: DeskContext
    ) async throws -> Response {
        let word = context.parameters.get("link") ?? ""
        let link: DeclarationLink
        do {
            link = try await desk.declarations.link(behind: word)
        } catch let fault as Fault where fault.kind == .notFound {
            try byAddress.count(context.address, at: desk.clock())
            throw fault
        }
        let page = DeclarePage(
            link: link, path: "/declare/\(word)", offerings: try await desk.direction.publicOfferingNames(),
            typed: typed, problem: fault.map { context.reader($0.message) },
            frame: .plain(context, notice: notice))
        return Response.html(
            page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok
        ).byLinkAlone
    }

    @Sendable func declareLinked(request: Request, context: DeskContext) async throws -> Response {
        let word = context.parameters.get("link") ?? ""
        do {
            let said = try said(context.form)
            try await desk.declarations.declare(
                behind: word, said.points, target: said.target, of: said.of)
            return .redirect(to: "/declare/\(word)", saying: .saved)
        } catch let fault as Fault where fault.kind == .invalid {
            return try await linkedPage(.init(context.form), fault: fault, nil, context)
        }
    }
}
