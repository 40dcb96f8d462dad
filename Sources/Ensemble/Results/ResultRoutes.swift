import HTTPTypes
import Hummingbird
import Localization
import NIOCore

/// `/direction/results`: what came out in the end, and the customers behind each number.
struct ResultRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("direction/results.csv", use: table)
        let pages = router.group("direction/results")
        pages.get(use: show)
        pages.get("rows", use: rows)
        pages.get("rows.csv", use: rowTable)
    }

    private func scope(_ request: Request, _ r: Reader) -> Results.Scope {
        Results.Scope(request, today: r.thisDay, longest: 1_200)
    }

    private func choice(_ request: Request) -> ResultChoice {
        var choice = ResultChoice()
        for side in ResultSide.allCases {
            choice.sides[side] = request.query(side.rawValue).map { $0 == "good" }
        }
        for (name, isPassed) in [("passed", true), ("failed", false)] {
            if let stage = request.query(name).flatMap(ResultStage.init) { choice.stage = (stage, isPassed) }
        }
        choice.isAllPassed = request.query("all").map { $0 == "passed" }
        choice.isComplete = request.query("complete") == "1"
        choice.isBefore = request.query("past") == "1"
        return choice
    }

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let scope = scope(request, context.reader)
        return try await desk.pages.page(PageCache.key(request, context)) {
            let page = ResultsPage(
                report: try await desk.results.report(scope, by: actor),
                offerings: try await desk.direction.offeringNames(),
                frame: try await desk.frame(context, place: "results"))
            return .page(Layout.render(page, context.reader))
        }
    }

    @Sendable func rows(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let (choice, scope) = (choice(request), scope(request, context.reader))
        let found = try await desk.results.rows(
            choice, scope, after: request.query("after").flatMap { Int64($0) }, by: actor)
        let page = ResultRowsPage(
            rows: found.rows, next: found.next, choice: choice, scope: scope,
            frame: try await desk.frame(context, place: "results"))
        return .html(page, context.reader)
    }

    @Sendable func table(request: Request, context: DeskContext) async throws -> Response {
        let report = try await desk.results.report(
            scope(request, context.reader), by: context.administrator())
        return .csv(ResponseBody(byteBuffer: ByteBuffer(bytes: report.csv.bytes)), name: "results")
    }

    @Sendable func rowTable(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let (choice, scope) = (choice(request), scope(request, context.reader))
        let r = context.reader
        return .csv(CSV(ResultRowsTable.heads), name: "results-customers") { after in
            let page = try await desk.results.rows(choice, scope, after: after?.id, limit: 5_000, by: actor)
            var csv = CSV(continuing: ())
            for customer in page.rows { csv.add(ResultRowsTable.fields(customer, r)) }
            return (csv, page.next.map { Keyset(moment: .beginning, id: $0) })
        }
    }
}
