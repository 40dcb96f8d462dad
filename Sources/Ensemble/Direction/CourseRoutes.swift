import Hummingbird
import Localization

/// `/direction/course`: what it takes to get to a target, and the courses that are set.
struct CourseRoutes {
    let desk: Desk

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("direction/course", use: show)
        router.post("direction/courses", use: set)
        router.post("direction/courses/:id/ending", use: end)
    }

    private static let names = ["lens", "offering", "by", "jobs", "product", "service", "idea"]

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.administrator()
        var typed = CoursePage.Typed()
        for name in Self.names { typed.values[name] = request.query(name) }
        return try await page(typed, fault: nil, Done.words(request, context.reader), context)
    }

    private func page(
        _ typed: CoursePage.Typed, fault: Fault?, _ notice: String?, _ context: DeskContext
    ) async throws -> Response {
        let actor = try context.administrator()
        let month = Month(context.reader.thisDay)
        let isAsked = !typed["by"].isEmpty || !typed["product"].isEmpty
        var (plan, problem): (CoursePlan?, Fault?) = (nil, fault)
        if isAsked, fault == nil {
            do {
                plan = try await desk.direction.plan(Self.goal(typed), from: month, for: actor)
            } catch let fault as Fault where fault.kind == .invalid {
                problem = fault
            }
        }
        let page = CoursePage(
            typed: typed, month: month, plan: plan, isAsked: isAsked,
            courses: try await desk.direction.courses(in: month, for: actor),
            offerings: try await desk.direction.offeringNames(),
            problem: problem.map { context.reader($0.message) },
            frame: try await desk.frame(context, place: "bearing", notice: notice))
        return .html(page, context.reader, status: problem.map { FaultMiddleware.status(of: $0.kind) } ?? .ok)
    }

    /// What the fields say.
    private static func goal(_ typed: CoursePage.Typed) throws(Fault) -> CourseGoal {
        guard let until = Month(typed["by"]) else { throw .invalid("A month is written like 2026-03.") }
        let points = ["product", "service", "idea"].compactMap { Int(typed[$0].trimmed) }
        guard points.count == 3 else {
            throw .invalid("Product, service and idea are parts of a whole: together they make 100.")
        }
        return CourseGoal(
            lens: Lens(rawValue: typed["lens"]) ?? .heard, offering: Offering.ID(typed["offering"]),
            target: .init(points[0], points[1], points[2]), until: until,
            jobs: Int(typed["jobs"].trimmed) ?? 0)
    }

    @Sendable func set(request: Request, context: DeskContext) async throws -> Response {
        var typed = CoursePage.Typed()
        for name in Self.names + ["levers"] { typed.values[name] = context.form[name] }
        do {
            try await desk.direction.set(
                Self.goal(typed), levers: typed["levers"], by: context.administrator())
            return .redirect(to: "/direction/course", saying: .saved)
        } catch let fault as Fault where fault.kind == .invalid || fault.kind == .conflict {
            return try await page(typed, fault: fault, nil, context)
        }
    }

    @Sendable func end(request: Request, context: DeskContext) async throws -> Response {
        do {
            try await desk.direction.end(
                context.id(), why: context.form["why"] ?? "", by: context.administrator())
            return .redirect(to: "/direction/course", saying: .saved)
        } catch let fault as Fault where fault.kind == .invalid {
            return try await page(.init(), fault: fault, nil, context)
        }
    }
}
