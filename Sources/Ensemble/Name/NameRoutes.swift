import HTTPTypes
import Hummingbird
import Localization
import NIOCore

/// `/direction/name`: the idea behind the name, what is intended, and how customers' words are read.
struct NameRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("direction/name.csv", use: table)
        let pages = router.group("direction/name")
        pages.get(use: show)
        pages.get("words", use: words)
        pages.post("words", use: read)
        pages.post("ideas", use: intend)
        pages.post("ideas/:id/ending", use: end)
        pages.get("rows", use: rows)
        pages.get("rows.csv", use: rowTable)
    }

    // MARK: What is looked at

    /// What cannot be read is as if it were not there: links are typed and cut.
    private func scope(_ request: Request, _ r: Reader) -> NameIdeas.Scope {
        let until = request.query("until").flatMap { Month($0) } ?? Month(r.thisDay)
        let from = request.query("from").flatMap { Month($0) } ?? until - 11
        let first = until.number - 119
        return .init(from: Month(number: max(first, min(from, until).number)), until: until)
    }

    private func choice(_ request: Request) -> NameChoice {
        var choice = NameChoice(heard: request.query("heard"))
        for (name, isAgainst) in [("says", false), ("against", true)] {
            if let id = request.query(name).flatMap({ IntendedIdea.ID($0) }) {
                choice.tie = IdeaTie(id, isAgainst: isAgainst)
            }
        }
        choice.isGood = request.query("tone").map { $0 == "good" }
        for (name, isLived) in [("with", true), ("without", false)] {
            if let experience = request.query(name).flatMap(NameExperience.init) {
                choice.lived = (experience, isLived)
            }
        }
        choice.isBefore = request.query("past") == "1"
        return choice
    }

    // MARK: The page

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        let scope = scope(request, context.reader)
        let notice = Done.words(request, context.reader)
        return try await desk.pages.page(PageCache.key(request, context)) {
            let page = try await page(scope, "", nil, notice, context)
            return .page(Layout.render(page, context.reader))
        }
    }

    private func page(
        _ scope: NameIdeas.Scope, _ typed: String, _ fault: Fault?, _ notice: String?, _ context: DeskContext
    ) async throws -> NamePage {
        let actor = try context.administrator()
        let standing = try await desk.nameIdeas.standing(by: actor)
        return NamePage(
            report: try await desk.nameIdeas.report(scope, by: actor),
            written: try await desk.nameIdeas.written(scope, by: actor), unread: standing.unread,
            isAsked: standing.isAsked, typed: typed, problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "name", notice: notice))
    }

    @Sendable func intend(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let words = context.form["words"] ?? ""
        do {
            try await desk.nameIdeas.intend(words, by: actor)
            return .redirect(to: "/direction/name", saying: .added)
        } catch let fault as Fault where fault.kind == .invalid || fault.kind == .conflict {
            let page = try await page(scope(request, context.reader), words, fault, nil, context)
            return .html(page, context.reader, status: FaultMiddleware.status(of: fault.kind))
        }
    }

    @Sendable func end(request: Request, context: DeskContext) async throws -> Response {
        try await desk.nameIdeas.end(context.id(), by: context.administrator())
        return .redirect(to: "/direction/name", saying: .removed)
    }

    // MARK: Reading words

    @Sendable func words(request: Request, context: DeskContext) async throws -> Response {
        try await words(nil, Done.words(request, context.reader), context)
    }

    private func words(_ fault: Fault?, _ notice: String?, _ context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let page = NameWordsPage(
            phrases: try await desk.nameIdeas.phrases(by: actor),
            intended: try await desk.nameIdeas.intended(by: actor),
            problem: fault.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "name", notice: notice))
        return .html(page, context.reader, status: fault.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    @Sendable func read(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        do {
            try await desk.nameIdeas.read(
                context.form["phrase"] ?? "", as: context.form["idea"] ?? "",
                tie: Self.tie(context.form["tie"] ?? ""), by: actor)
            return .redirect(to: "/direction/name/words", saying: .saved)
        } catch let fault as Fault where fault.kind == .invalid {
            return try await words(fault, nil, context)
        }
    }

    /// `says 12`, `against 12`, or nothing.
    private static func tie(_ text: String) -> IdeaTie? {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let id = IntendedIdea.ID(String(parts[1])) else { return nil }
        return IdeaTie(id, isAgainst: parts[0] == "against")
    }

    // MARK: Rows

    @Sendable func rows(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let (choice, scope) = (choice(request), scope(request, context.reader))
        let found = try await desk.nameIdeas.rows(
            choice, scope, after: request.query("after").flatMap { Int64($0) }, by: actor)
        let page = NameRowsPage(
            rows: found.rows, next: found.next, choice: choice, scope: scope,
            frame: try await desk.frame(context, place: "name"))
        return .html(page, context.reader)
    }

    @Sendable func table(request: Request, context: DeskContext) async throws -> Response {
        let report = try await desk.nameIdeas.report(
            scope(request, context.reader), by: context.administrator())
        return .csv(ResponseBody(byteBuffer: ByteBuffer(bytes: report.csv.bytes)), name: "name")
    }

    @Sendable func rowTable(request: Request, context: DeskContext) async throws -> Response {
        let actor = try context.administrator()
        let (choice, scope) = (choice(request), scope(request, context.reader))
        let r = context.reader
        return .csv(CSV(NameRowsTable.heads), name: "name-answers") { after in
            let page = try await desk.nameIdeas.rows(choice, scope, after: after?.id, limit: 2_000, by: actor)
            var csv = CSV(continuing: ())
            for answer in page.rows { NameRowsTable.rows(answer, r).forEach { csv.add($0) } }
            return (csv, page.next.map { Keyset(moment: .beginning, id: $0) })
        }
    }
}
